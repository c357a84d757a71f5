"""`numeric`: a number or a date, typed, that has to be right or near enough."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple, Self
from unicodedata import category, normalize

import msgspec

from quizapp.domain.language import DateOrder, DecimalSign, decimal_sign
from quizapp.domain.quantity import LONGEST, number_text, plain_form, read_date, read_number
from quizapp.domain.question import (
    Choice,
    Response,
    ResponseError,
    Role,
    count_mistakes,
    is_plain,
    list_mistakes,
    out_of_range,
)
from quizapp.domain.text import fold, shortened
from quizapp.domain.typed_answer import Anticipated, TypedLine, typed_text
from quizapp.problems import Mistake
from quizapp.texts import Message


class Band(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """An answer no further than `within` from the key earns `share` of the points; `feedback` is said to it."""

    within: str
    share: Decimal
    feedback: str = ""


class Unit(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A unit that may be typed; a number in it, times `factor`, is the number in the unit of the key."""

    text: str
    factor: str = "1"


class Reading(NamedTuple):
    """The reading of a text: a number in the unit of the key, or a date as its day; `unit` is the one typed."""

    value: Fraction
    unit: Unit | None


class Numeric(TypedLine, frozen=True, kw_only=True, tag="numeric"):
    """A response is the text that was typed."""

    key: str
    kind: Literal["number", "date"] = "number"
    tolerance: str = "0"
    bands: tuple[Band, ...] = ()
    units: tuple[Unit, ...] = ()
    unit_required: bool = False
    decimal: Literal["", DecimalSign] = ""
    exponents: bool = False
    date_order: DateOrder = ""
    anticipated: tuple[Anticipated, ...] = ()

    def mistakes(self) -> Iterator[Mistake]:
        yield from super().mistakes()
        unread = "key_not_a_date" if self.kind == "date" else "key_not_a_number"
        if self.key_value is None:
            yield Mistake(unread, ("key",), {"value": shortened(self.key)})
        yield from count_mistakes(self.bands, "bands", 20)
        yield from self._distance_mistakes()
        yield from list_mistakes(self.units, "units", 20)
        for index, unit in enumerate(self.units):
            factor = read_number(unit.factor)
            if factor is None:
                yield Mistake("key_not_a_number", ("units", index, "factor"), {"value": shortened(unit.factor)})
            elif factor <= 0:
                yield out_of_range(unit.factor, "above 0", "units", index, "factor")
        if self.units and not any(read_number(unit.factor) == 1 for unit in self.units):
            yield Mistake("no_key_unit", ("units",))
        if self.unit_required and not self.units:
            yield Mistake("unit_without_units", ("unit_required",))
        yield from list_mistakes(self.anticipated, "anticipated", 100)
        for index, answer in enumerate(self.anticipated):
            place = ("anticipated", index, "text")
            reading = self.read(answer.text, unit_optional=True)
            if reading is None:
                if answer.text.strip():
                    yield Mistake(unread, place, {"value": shortened(answer.text)})
            elif self.key_value is not None and self._share(reading.value) == 1:
                yield Mistake("anticipated_is_accepted", place, {"text": answer.text})

    def _distance_mistakes(self) -> Iterator[Mistake]:
        allowed = self.distance(self.tolerance)
        if allowed is None:
            yield Mistake("not_a_tolerance", ("tolerance",), {"value": shortened(self.tolerance)})
        for index, band in enumerate(self.bands):
            if not (is_plain(band.share) and 0 < band.share < 1):
                yield out_of_range(band.share, "above 0 and below 1", "bands", index, "share")
            within = self.distance(band.within)
            if within is None:
                yield Mistake("not_a_tolerance", ("bands", index, "within"), {"value": shortened(band.within)})
                continue
            narrower = [
                other for other in self.bands if (away := self.distance(other.within)) is not None and away < within
            ]
            same = [other for other in self.bands[:index] if self.distance(other.within) == within]
            useless = bool(same) or any(other.share <= band.share for other in narrower)
            if useless or (allowed is not None and self.key_value is not None and within <= allowed):
                yield Mistake("band_without_effect", ("bands", index, "within"), {"value": shortened(band.within)})

    # reading

    @property
    def decimal_sign(self) -> DecimalSign:
        """The sign before decimals where a number could have either: the author's, or that of the bank's language."""
        return self.decimal or decimal_sign(self.passage.language)

    @property
    def key_value(self) -> Fraction | None:
        reading = self.read(self.key, unit_optional=True)
        return reading.value if reading else None

    @property
    def key_unit(self) -> Unit | None:
        """The unit that the key is in, if units are named."""
        return next((unit for unit in self.units if read_number(unit.factor) == 1), None)

    def read(self, text: str, *, unit_optional: bool = False) -> Reading | None:
        """The reading of `text` by the rules of `domain.quantity`; None where it is no number or no date.

        A unit stands after the number or before it, with a space or without, a minus before it too (-£5), and a full
        stop may follow; small and capital letters make no difference unless they tell two units apart. A number
        without a unit is in the unit of the key; where a unit is required, such a number is read only if that is
        `unit_optional`.
        """
        if len(text) > LONGEST:
            return None
        if self.kind == "date":
            day = read_date(text, self.date_order, self.passage.language)
            return Reading(Fraction(day.toordinal()), None) if day else None
        number = self._number(text)
        if number is not None:
            return Reading(number, None) if unit_optional or not self.unit_required else None
        if not self.units:
            return None
        line = plain_form(text)
        return self._with_unit(line) or self._with_unit(line.removesuffix("."))

    def _number(self, text: str) -> Fraction | None:
        return read_number(text, self.decimal_sign, exponents=self.exponents)

    def _with_unit(self, text: str) -> Reading | None:
        sign = "-" if text.startswith("-") else ""
        body = text.removeprefix(sign or "+").lstrip()
        if amount := _COINS.fullmatch(body):
            body = f"{amount[1]}{',' if self.decimal_sign == 'comma' else '.'}{amount[3]}{amount[2]}"
        for fold_unit in (_exact, _caseless):
            named = {fold_unit(unit.text): unit for unit in reversed(self.units)}
            found: list[tuple[Fraction, Unit]] = []
            for cut in range(len(body)):
                for number, name in ((sign + body[:cut], body[cut:]), (sign + body[cut:].lstrip(), body[:cut])):
                    unit = named.get(fold_unit(name))
                    factor = read_number(unit.factor) if unit else None
                    value = self._number(number) if factor else None
                    if unit and factor and value is not None:
                        found.append((value * factor, unit))
            if found:
                alike = {unit.factor for unit in self.units if fold_unit(unit.text) == fold_unit(found[0][1].text)}
                return Reading(*found[0]) if len(alike) == 1 else None
        return None

    def distance(self, text: str) -> Fraction | None:
        """A tolerance as it is written, in the unit of the key or in days; None where it is none."""
        relative = text.rstrip().endswith("%")
        number = read_number(text.rstrip().removesuffix("%"), self.decimal_sign)
        if number is None or number < 0:
            return None
        if self.kind == "date":
            return None if relative or number.denominator != 1 else number
        return number * abs(self.key_value or Fraction(0)) / 100 if relative else number

    # marking

    def _share(self, value: Fraction) -> Fraction:
        """The part of the points that the distance from the key earns."""
        key = self.key_value
        if key is None:
            return Fraction(0)
        away = abs(value - key)
        if away <= (self.distance(self.tolerance) or 0):
            return Fraction(1)
        band = self._band(away)
        return Fraction(band.share) if band else Fraction(0)

    def _band(self, away: Fraction) -> Band | None:
        reach = [(self.distance(band.within), band) for band in self.bands]
        near = [band for within, band in reach if within is not None and away <= within]
        return max(near, key=lambda band: band.share, default=None)

    def match(self, response: str) -> Band | Anticipated | None:
        """The author's entry for the value of `response`, where that is not right: wrong answers before bands."""
        reading = self.read(response)
        if reading is None or self._share(reading.value) == 1:
            return None
        for answer in self.anticipated:
            wrong = self.read(answer.text, unit_optional=True)
            if wrong is not None and wrong.value == reading.value:
                return answer
        key = self.key_value
        return None if key is None else self._band(abs(reading.value - key))

    def share(self, response: str) -> Fraction:
        """All where |value − key| ≤ tolerance; the share of the narrowest band that holds it; or nothing.

        A relative tolerance is that part of |key|. Bounds belong to what is within them (QTI 2.2, *equal* with
        *toleranceMode* absolute or relative; Moodle's *numerical*, nominal and relative; its several answers with
        fractions are the bands). A text that is no number or no date is wrong; so is a number without its unit where
        one is required. A value that is anticipated as wrong earns nothing, in a band too.
        """
        reading = self.read(response)
        if reading is None or isinstance(self.match(response), Anticipated):
            return Fraction(0)
        return self._share(reading.value)

    def is_legible(self, response: Response) -> bool:
        return isinstance(response, str) and self.read(response) is not None

    def correct_response(self) -> Response:
        """The key as the author wrote it, with its unit where one is required."""
        unit = self.key_unit
        needs_unit = unit is not None and self.unit_required and self.kind == "number"
        return (
            self.with_unit(unit, self.key) if unit and needs_unit and self._number(self.key) is not None else self.key
        )

    def with_unit(self, unit: Unit, number: str) -> str:
        """`number` with its unit: on the side, and with the space or none, that the key has one with.

        Where the key has none, after it; but the sign of a currency before it, as in English, unless decimals have a
        comma. A minus comes first.
        """
        key = self.key.strip().lstrip("+-−")
        sign = number[:1] if number[:1] in ("-", "−") else ""
        if self._number(key) is not None:
            before = self.decimal_sign == "point" and all(category(mark) == "Sc" for mark in unit.text)
        else:
            before = any(_caseless(key).startswith(_caseless(each.text)) for each in self.units)
        if not before:
            return f"{number} {unit.text}"
        between = " " if any(map(str.isspace, key)) else ""
        return f"{sign}{unit.text}{between}{number.removeprefix(sign)}"

    # responses in words

    def read_response(self, value: object) -> Response:
        if isinstance(value, str):
            return value
        raise ResponseError(
            value, Message("a text, such as {example}", {"example": "2025-05-08" if self.kind == "date" else "12.5"})
        )

    def reading_text(self, response: str, day_text: Callable[[date], str] = date.isoformat) -> str:
        """The reading of `response`, written so that it can be taken for nothing else; empty where it is not read.

        A date is written by `day_text`.
        """
        reading = self.read(response)
        if reading is None:
            return ""
        if self.kind == "date":
            return day_text(date.fromordinal(int(reading.value)))
        unit = reading.unit or self.key_unit
        factor = read_number(unit.factor) if unit else None
        number = number_text(reading.value / factor if factor else reading.value, self.decimal_sign)
        return self.with_unit(unit, number) if unit else number

    def classify(self, response: Response | None) -> tuple[Choice, ...]:
        """The value, however it was written; where it is near enough, that of the key."""
        typed = typed_text(response)
        if not typed:
            return ()
        key, reading = self.key_value, self.read(typed)
        right = "" if key is None else self._value_text(key)
        if reading is None:
            return (Choice("", shortened(fold(typed)), right, ""),)
        if self._share(reading.value) == 1:
            return (Choice("", right, right, ""),)
        answer = self.match(typed)
        role: Role = answer.role if isinstance(answer, Anticipated) else ""
        return (Choice("", self._value_text(reading.value), right, role),)

    def _value_text(self, value: Fraction) -> str:
        return date.fromordinal(int(value)).isoformat() if self.kind == "date" else str(value)

    def without_key(self) -> Self:
        return msgspec.structs.replace(super().without_key(), key="", tolerance="0", bands=(), anticipated=())


_COINS = re.compile("([0-9]+) ?([$¢-¥\u20a0-\u20cf]) ?([0-9]{2})")
"""An amount with the sign of its currency where decimals begin: 12€50."""
_UNITS = str.maketrans({"^": "", "μ": "u", "º": "°", "˚": "°", "×": "x"})


def _exact(text: str) -> str:
    """A unit, without what makes no difference: m² is m2 and m^2, µm is um, º is the ° of other keyboards."""
    plain = fold(plain_form(text)).translate(_UNITS)  # before NFKC makes º an o
    plain = re.sub(" ?/ ?", "/", normalize("NFKC", plain).translate(_UNITS))
    return plain.replace("° ", "°").removesuffix(".")


def _caseless(text: str) -> str:
    return _exact(text).casefold()

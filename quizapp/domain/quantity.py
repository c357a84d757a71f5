"""Numbers and dates as people write them, read by rules that are the same everywhere and never by a float."""

import re
import unicodedata
from datetime import date
from fractions import Fraction
from typing import Literal

from quizapp.domain.text import without_invisible

DecimalSign = Literal["point", "comma"]
DateOrder = Literal["", "day_first", "month_first"]

LONGEST = 100
"""A text with more characters is no number and no date."""

_PLAIN = dict(zip(map(ord, "０１２３４５６７８９．，＋／％：＇"), "0123456789.,+/%:'", strict=True))
_PLAIN |= dict.fromkeys(map(ord, "−‐‑‒–—－﹣"), "-") | dict.fromkeys(map(ord, "’‘ʼ"), "'") | {0x2044: "/"}
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:([,. '])\d{3})(?:\1\d{3})*")
_POWER = re.compile(r"(.+?)(?:[eE]|\s*[×x*·]\s*10\s*\^?\s*)([+-]?\d{1,3})")
_LARGEST_POWER = 100


def plain_form(text: str) -> str:
    """`text` with digits and signs in their plain form, on one line, without what is not seen."""
    if not text.isascii():
        text = "".join(_vulgar(character) for character in without_invisible(text)).translate(_PLAIN)
    return " ".join(text.split())


def _vulgar(character: str) -> str:
    """½ as `1/2`, with a space before it; any other character as it is."""
    parts = unicodedata.decomposition(character).split()
    if parts[:1] != ["<fraction>"]:
        return character
    return " " + "".join(chr(int(part, 16)) for part in parts[1:])


def read_number(text: str, decimal: DecimalSign = "point", *, exponents: bool = False) -> Fraction | None:
    """The number that `text` is, or None.

    - Digits are 0–9, also in full width; minus is -, − or a dash. Zeros before and after make no difference, nor does a
      full stop at the end.
    - Thousands are set apart by a point, a comma, an apostrophe or a space, always the same, in groups of three; the
      first group does not begin with 0.
    - Of a point and a comma in one number, the last is the decimal sign. A single one that can only be decimal, or
      several that can only set apart thousands, are read as that. What can be both, such as 1,234, is read by
      `decimal`.
    - `2/3`, `1 2/3` and `½` are fractions of whole numbers; a mixed one is less than 1 beside its whole.
    - 1.5e3 and 1.5 × 10^3 are read only with `exponents`, up to the power of 100.
    """
    text = plain_form(text).removesuffix(".")
    if not text or len(text) > LONGEST:
        return None
    if exponents and (power := _POWER.fullmatch(text)):
        number = read_number(power[1], decimal) if "/" not in power[1] else None
        exponent = int(power[2])
        return None if number is None or abs(exponent) > _LARGEST_POWER else number * Fraction(10) ** exponent
    sign = -1 if text[0] == "-" else 1
    body = text[1:].lstrip() if text[0] in "+-" else text
    value = _fraction(body) if "/" in body else _decimal(body, decimal)
    return None if value is None else sign * value


def _fraction(body: str) -> Fraction | None:
    found = re.fullmatch(r"(?:([0-9]+) )?([0-9]+) ?/ ?([0-9]+)", body)
    if found is None or not int(found[3]):
        return None
    part = Fraction(int(found[2]), int(found[3]))
    if found[1] is None:
        return part
    return int(found[1]) + part if part < 1 else None


def _decimal(body: str, decimal: DecimalSign) -> Fraction | None:
    if not re.fullmatch(r"[0-9., ']*[0-9][0-9., ']*", body):
        return None
    own, other = (".", ",") if decimal == "point" else (",", ".")
    signs = [character for character in body if character in ".,"]
    if len(set(signs)) == 2:
        sign = signs[-1]
        if signs.count(sign) > 1:
            return None
    elif len(signs) == 1:
        # the other sign sets apart thousands where it can, and is decimal where it can't
        sign = other if signs[0] == other and not _is_grouped(body, other) else own
    else:
        sign = own if _is_grouped(body, other) else other
    whole, _, rest = body.partition(sign)
    if whole and not whole.isdigit() and not _GROUPED.fullmatch(whole):
        return None
    if rest and not rest.isdigit():
        return None
    digits = re.sub(r"[^0-9]", "", whole)
    return Fraction(int(digits or "0")) + Fraction(int(rest or "0"), 10 ** len(rest))


def _is_grouped(body: str, sign: str) -> bool:
    found = _GROUPED.fullmatch(body)
    return found is not None and found[1] == sign


_MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_BY_NAME = {name: number for number, month in enumerate(_MONTHS, 1) for name in (month, month[:3])} | {"sept": 9}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY = r"(?:(?:" + "|".join(f"{day}|{day[:3]}" for day in _DAYS) + r")\.?,? )?"
_ORDINAL = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_DAY_MONTH = re.compile(rf"{_DAY}(?:the )?{_ORDINAL}\.? (?:of )?([a-z]+)\.?,? ([0-9]{{4}})")
_MONTH_DAY = re.compile(rf"{_DAY}([a-z]+)\.? (?:the )?{_ORDINAL},? ([0-9]{{4}})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")


def read_date(text: str, order: DateOrder = "") -> date | None:
    """The date that `text` is, or None.

    Read are 2025-05-08 (also with / and .), 8 May 2025, 8th of May, 2025, and May 8, 2025, with or without a day of the
    week, months in English, whole or in three letters. 8/5/2025 is read by `order`; without one, only where it can be
    but one date, as 13/5/2025 and 8/8/2025. A year has four digits.
    """
    text = plain_form(text).casefold().rstrip(".")
    if not text or len(text) > LONGEST:
        return None
    if found := _YEAR_FIRST.fullmatch(text):
        return _date(int(found[1]), int(found[3]), int(found[4]))
    if found := _DAY_MONTH.fullmatch(text):
        return _date(int(found[3]), _BY_NAME.get(found[2], 0), int(found[1]))
    if found := _MONTH_DAY.fullmatch(text):
        return _date(int(found[3]), _BY_NAME.get(found[1], 0), int(found[2]))
    if found := _YEAR_LAST.fullmatch(text):
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        if order:
            return _date(year, two, one) if order == "day_first" else _date(year, one, two)
        possible = {_date(year, two, one), _date(year, one, two)} - {None}
        return possible.pop() if len(possible) == 1 else None
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def number_text(value: Fraction, decimal: DecimalSign = "point") -> str:
    """`value` as it can be read again: `-1,234.5`, or as a fraction where it has no end in decimals."""
    sign = "−" if value < 0 else ""
    value = abs(value)
    places, rest = 0, value.denominator
    for prime in (2, 5):
        count = 0
        while rest % prime == 0:
            rest //= prime
            count += 1
        places = max(places, count)
    if rest != 1:
        return f"{sign}{value.numerator}/{value.denominator}"
    whole, part = divmod(value.numerator * 10**places // value.denominator, 10**places)
    text = f"{whole:,}" + (f".{part:0{places}d}" if places else "")
    if decimal == "comma":
        text = text.translate({ord(","): ".", ord("."): ","})
    return sign + text


def date_text(value: date) -> str:
    """`value` as `8 May 2025`."""
    return f"{value.day} {_MONTHS[value.month - 1].capitalize()} {value.year:04}"

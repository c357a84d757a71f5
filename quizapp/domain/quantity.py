"""Numbers and dates as people write them, read by rules that are the same everywhere and never by a float."""

import re
from collections.abc import Callable, Sequence
from datetime import date
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any
from unicodedata import decomposition, normalize

from quizapp.domain.language import (
    APOSTROPHES,
    DASHES,
    LETTER,
    DateOrder,
    DecimalSign,
    caseless,
    day_words,
    decimal_sign,
    is_weekday,
    month_number,
    without_accents,
)
from quizapp.domain.language import date_order as order_in
from quizapp.domain.language_tag import base
from quizapp.domain.text import with_plain_digits, without_invisible

LONGEST = 100
"""A text with more characters is no number and no date."""

_PLAIN = dict(zip(map(ord, "．，＋／％：⁄∕٫٬٪ˆ＾"), ".,+/%://.'%^^", strict=True))
_PLAIN |= dict.fromkeys(map(ord, DASHES + "－﹣"), "-") | dict.fromkeys(map(ord, APOSTROPHES), "'")
_GROUPED = re.compile(r"(?:[1-9]\d{0,2}|[1-9]\d?(?:,\d\d)+(?=,))(?:([,. '])\d{3})(?:\1\d{3})*")
_RAISED = re.compile("[⁺⁻]?[⁰¹²³⁴-⁹]+")
_TIMES = "×xXхХ*·⋅∙•✕✖⨯⨉"
_POWER = re.compile(
    rf"(?:([^{_TIMES}eE^]+?)\s*(?:[{_TIMES}]\s*(?=10)))?10\s*(?:\^|\*\*)\s*([{{(]?)([+-]?\d{{1,3}})([)}}]?)"
    r"|(.+?)[eE]([+-]?\d{1,3})"
)
_LARGEST_POWER = 100


def plain_form(text: str) -> str:
    """`text` with digits and signs in their plain form, on one line, without invisible characters; 10³ is 10^3."""
    if not text.isascii():
        text = _RAISED.sub(lambda raised: "^" + normalize("NFKC", raised[0]), without_invisible(text))
        text = with_plain_digits("".join(map(_vulgar, text))).translate(_PLAIN)
    return " ".join(text.replace("`", "'").split())


def _vulgar(character: str) -> str:
    """½ as `1/2`, with a space before it; any other character as it is."""
    parts = decomposition(character).split()
    if parts[:1] != ["<fraction>"]:
        return character
    return " " + "".join(chr(int(part, 16)) for part in parts[1:])


def read_number(text: str, decimal: DecimalSign = "point", *, exponents: bool = False) -> Fraction | None:
    """The number that `text` is, or None.

    - Digits are 0–9, or those of any script; minus is -, − or a dash. Zeros before and after make no difference, nor
      does a period at the end.
    - Thousands are set apart by a point, a comma, an apostrophe or a space, always the same, in groups of three; the
      first group does not begin with 0. The groups of India, 1,50,000, are read too.
    - Of a point and a comma in one number, the last is the decimal sign. A single one that can only be decimal, or
      several that can only set apart thousands, are read as that. What can be both, such as 1,234, is read by
      `decimal`. A dash in the place of decimals that are 0, as in 5,–, stands for none. Where decimals have a comma, an
      apostrophe that cannot set apart thousands is one, as in Spanish 3'14.
    - `2/3`, `1 2/3`, `2-1/2`, `2 and 1/2` and `½` are fractions of whole numbers; a mixed one is less than 1 beside its
      whole.
    - 1.5e3, 1.5 × 10^3, 10³ and 1/10^6 are read only with `exponents`, up to the power of 100.
    """
    text = plain_form(text).removesuffix(".")
    if len(text) > LONGEST:
        return None
    if text.isdecimal() and text.isascii():
        return Fraction(int(text))
    text = re.sub(r"(?<=\d)([.,]) ?--?$", r"\g<1>0", text)
    sign = -1 if text.startswith("-") else 1
    body = text.removeprefix("-" if text.startswith("-") else "+").lstrip()
    body = re.sub(r"(?<=\d)(?: and | ?& ?|-)(?=\d+ ?/)", " ", body)
    if exponents and (parts := re.fullmatch(r"(\d+) ?/ ?(10 ?(?:\^|\*\*).+)", body)):
        below = read_number(parts[2], decimal, exponents=True)
        return sign * int(parts[1]) / below if below else None
    if decimal == "comma" and (found := re.fullmatch(r"(\d+)'(\d{1,2}|\d{4,})", body)):
        body = f"{found[1]},{found[2]}"
    if exponents and (power := _POWER.fullmatch(body)):
        factor = _decimal(power[1] or power[5] or "1", decimal)
        exponent = int(power[3] or power[6])
        if factor is None or abs(exponent) > _LARGEST_POWER or f"{power[2] or ''}{power[4] or ''}" not in _BRACKETS:
            return None
        return sign * factor * Fraction(10) ** exponent
    value = _fraction(body) if "/" in body else _decimal(body, decimal)
    return None if value is None else sign * value


_BRACKETS = ("", "()", "{}")


def _fraction(body: str) -> Fraction | None:
    found = re.fullmatch(r"(?:([0-9.,' ]*[0-9]) (?=[1-9]))?([0-9.,' ]*[0-9]) ?/ ?([0-9][0-9.,' ]*)", body)
    if found is None:
        return None
    whole, above, below = map(_whole, found.groups(default="0"))
    if whole is None or above is None or not below:
        return None
    part = Fraction(above, below)
    return whole + part if part < 1 or not found[1] else None


def _whole(digits: str) -> int | None:
    """A number without decimals; every sign in it sets apart thousands."""
    return int(re.sub("[^0-9]", "", digits)) if digits.isdecimal() or _GROUPED.fullmatch(digits) else None


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
    if whole and not whole.isdecimal() and not _GROUPED.fullmatch(whole):
        return None
    if rest and not rest.isdecimal():
        return None
    return Fraction(int(re.sub(r"[^0-9]", "", whole + rest) or "0"), 10 ** len(rest))


def _is_grouped(body: str, sign: str) -> bool:
    found = _GROUPED.fullmatch(body)
    return found is not None and found[1] == sign


_YEAR_FIRST = re.compile(r"([0-9]{4}) ?([-/.年년]) ?([0-9]{1,2}) ?[-/.月월] ?([0-9]{1,2}) ?[日号號일]?")
_YEAR_LAST = re.compile(r"([0-9]{1,2}) ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})")
_VIETNAMESE = re.compile(r"(?:ngày )?([0-9]{1,2}) tháng ([0-9]{1,2})(?:,| năm) ([0-9]{4})")
_IN_WORDS = re.compile(
    r"[\s.,/'-]*(?:([0-9]+)(?: ?(?:st|nd|rd|th|er|ere|ero|e|o|a|ro|ter|\.o|\.a|-?го|η|º|°))?"
    rf"(?!{LETTER})|({LETTER}+))[\s.,/'-]*"
)
_FILLERS = frozenset(
    ["the", "of", "on", "de", "del", "do", "el", "le", "o", "am", "den", "der", "d", "dia", "il", "r", "m", "г", "года",
     "р", "року"]
)  # fmt: skip
_THAI_YEAR = re.compile(r"(?<!\d)2[456]\d\d(?!\d)")
"""A year of the Buddhist era, which Thai counts by."""
_BEFORE_DIGITS = re.compile(r"((?:[^\W\d_]+[.,]{0,2} )+)(?=[0-9]+ ?([./-]) ?[0-9]+ ?\2 ?[0-9]+$)")


def read_date(text: str, order: DateOrder = "", language: str = "") -> date | None:
    """The date that `text` is, or None.

    Read are 2025-05-08 (also with / and . and 年), and a day, a month in words and a year in any order that people use:
    8 May 2025, 8th of May, 2025, May 8, 2025, 8 de mayo de 2025, 1er mai 2025, 8. Mai 2025; with or without a day of
    the week; months whole or shortened, in English, Spanish, Portuguese, German, French and the `language`. 8/5/2025 is
    read by `order`, or that of the language; where neither tells, only where it can be but one date, as 13/5/2025 and
    8/8/2025. A year has four digits.
    """
    text = caseless(plain_form(text), language).rstrip(".")
    if len(text) > LONGEST:
        return None
    if base(language) == "th":
        text = _THAI_YEAR.sub(lambda year: str(int(year[0]) - 543), text)
    if before := _BEFORE_DIGITS.match(text):
        words = re.findall(r"\w+", without_accents(before[1]))
        if all(word in _FILLERS or is_weekday(word, language) for word in words):
            text = text[before.end() :]
    if found := _VIETNAMESE.fullmatch(text):
        return _date(int(found[3]), int(found[2]), int(found[1]))
    if found := _YEAR_FIRST.fullmatch(text):
        dashed = text.count(found[2]) == 2 or found[2] in "年년"
        return _date(int(found[1]), int(found[3]), int(found[4])) if dashed else None
    if found := _YEAR_LAST.fullmatch(text):
        one, two, year = int(found[1]), int(found[3]), int(found[4])
        if order := order or order_in(language):
            return _date(year, two, one) if order == "day_first" else _date(year, one, two)
        possible = {_date(year, two, one), _date(year, one, two)} - {None}
        return possible.pop() if len(possible) == 1 else None
    return _in_words(with_plain_digits(without_accents(normalize("NFKC", text))), language)


@cache
def _days(language: str) -> tuple[re.Pattern[str], dict[str, int]]:
    values = day_words(language)
    words = "|".join(map(re.escape, sorted(values, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)({words})[nr]?(?!\w)"), values


def _in_words(text: str, language: str) -> date | None:
    tokens: list[str] = []
    at = 0
    if len(re.findall(r"\d+", text)) == 1:
        pattern, values = _days(language)
        text = pattern.sub(lambda day: str(values[day[1]]), text)
    while found := _IN_WORDS.match(text, at):
        tokens.append(found[1] or found[2])
        at = found.end()
    tokens = [token for token in tokens if token not in _FILLERS]
    if at < len(text) or sum(map(str.isdecimal, tokens)) != 2:
        return None
    while len(tokens) > 3 and is_weekday(tokens[0], language):
        del tokens[0]
    numbers = [token for token in tokens if token.isdecimal()]
    names = [token for token in tokens if not token.isdecimal()]
    if len(tokens) != 3 or tokens[2] == names[0] or len(names[0]) < 2 + names[0].isascii():
        return None  # a dictionary of months is slow to load
    day, year = numbers if len(numbers[1]) == 4 else numbers[::-1]
    if len(year) != 4 or len(day) > 2:
        return None
    return _date(int(year), month_number(names[0], language), int(day))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def number_text(value: Fraction, decimal: DecimalSign = "point") -> str:
    """`value` as it can be read again: `-1,234.5`, or as a fraction where it has no end in decimals."""
    sign = "−" if value < 0 else ""
    value = abs(value)
    most = value.denominator.bit_length()  # more places than any decimal of this denominator has
    places = next((places for places in range(most) if 10**places % value.denominator == 0), None)
    if places is None:
        return f"{sign}{value.numerator}/{value.denominator}"
    whole, part = divmod(value.numerator * 10**places // value.denominator, 10**places)
    text = f"{whole:,}" + (f".{part:0{places}d}" if places else "")
    if decimal == "comma":
        text = text.translate({ord(","): ".", ord("."): ","})
    return sign + text


def in_order(texts: Sequence[str], language: str = "en", seen: Callable[[str], str] = str) -> list[str]:
    """`texts` as people sort them: numbers and amounts by value, then dates by day, then all else by the alphabet, with
    the numbers in it by value (Chapter 2 before Chapter 10) and years BC before the others.

    Where all of them are months, Roman numerals, times of day, lengths or weights, or numbers of thousands and
    millions, they are by what they mean. What is compared is each as it is `seen`.

    The order of a matching's options is this one, and journals hold their letters: where something were sorted in
    another way, an earlier answer would mean another option.
    """
    kinds: tuple[Callable[[str, str], Any], ...] = (_month, _roman, _clock, _measure, _magnitude, _day_unread)
    for kind in kinds:
        values = [kind(plain_form(seen(text)), language) for text in texts]
        if None not in values:
            return [text for _, text in sorted(zip(values, texts, strict=True))]
    return sorted(texts, key=lambda text: _order(seen(text), language))


_ERA = re.compile(
    r"(?i)[ ,]{0,3}(?<![^\W\d_])(?:(b\.? ?c\.?(?: ?e\.?)?|v\. ?chr\.|av\. j\.-c\.|a\. ?c\.)|a\.?d\.?|c\.?e\.?)$"
)
_NUMBER = r"([-+]?[\d.,' /]*\d)"


_MOST_DIGITS = 1000


def _order(text: str, language: str) -> tuple[object, ...]:
    """The key that `text` is sorted by; the kinds, too, are in alphabetical order."""
    plain = plain_form(text)
    era = _ERA.search(plain) if re.search(r"\d", plain) else None
    sign = -1 if era and era[1] else 1
    plain = plain[: era.start()] if era else plain
    if day := read_date(plain, language=language) or read_date(f"1 {plain}", language=language):
        return ("day", day.toordinal(), text)
    amount = re.fullmatch(rf"([-+]?)(?:{_CURRENCY})?\s*{_NUMBER}([^\d]*)", plain)
    value = read_number(amount[1] + amount[2], decimal_sign(language)) if amount else None
    if amount and value is not None:
        return ("amount", sign * value, amount[3].strip().casefold(), text)
    pieces = re.split(r"(\d+)", without_accents(plain).casefold())
    return (
        "words",
        tuple(sign * int(piece[:_MOST_DIGITS]) if at % 2 else piece for at, piece in enumerate(pieces)),
        text,
    )


_CURRENCY = r"[^\W\d_]{0,3}[$¢-¥\u20a0-\u20cf]"


def _month(text: str, language: str) -> int | None:
    name = without_accents(caseless(text.rstrip("."), language))
    return month_number(name, language) or None if len(name) > 2 and name.isalpha() else None


_ROMANS = {
    tens + ones: value
    for value, (tens, ones) in enumerate(
        product(("", "X", "XX", "XXX"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"))
    )
}
"""Roman numerals up to 39; of longer ones, L, C, D and M are also letters."""


def _roman(text: str, language: str) -> int | None:
    return _ROMANS.get(text) or None


def _clock(text: str, language: str) -> tuple[bool, int, str] | None:
    found = re.fullmatch(r"(\d{1,2})(?:[:.](\d\d))? ?([ap])\.? ?m\.?", text.casefold())
    return (found[3] == "p", int(found[1]) % 12, found[2] or "") if found else None


_UNITS = {
    unit: (kind, Fraction(factor))
    for kind, units in (
        ("m", "mm 1/1000 cm 1/100 dm 1/10 m 1 km 1000"), ("g", "mg 1/1000 g 1 kg 1000 t 1000000"),
        ("l", "ml 1/1000 cl 1/100 dl 1/10 l 1"),
    )
    for unit, factor in zip(units.split()[::2], units.split()[1::2], strict=True)
}  # fmt: skip
_POWERS = {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}


def _named(text: str, language: str) -> tuple[Fraction, str] | None:
    """A number and the word after it, in small letters."""
    found = re.fullmatch(rf"{_NUMBER} ?([^\W\d_]*)", text)
    value = read_number(found[1], decimal_sign(language)) if found else None
    return (value, found[2].casefold()) if found and value is not None else None


def _measure(text: str, language: str) -> tuple[str, Fraction] | None:
    named = _named(text, language)
    if named is None or named[1] not in _UNITS:
        return None
    kind, factor = _UNITS[named[1]]
    return kind, named[0] * factor


def _magnitude(text: str, language: str) -> Fraction | None:
    named = _named(text, language)
    return named[0] * _POWERS[named[1]] if named and named[1] in _POWERS else None


def _day_unread(text: str, language: str) -> tuple[int, ...] | None:
    """A date in digits as year, month and day, or in a language with two orders the first and the second number."""
    found = _YEAR_LAST.fullmatch(text)
    first, second = (3, 1) if found and order_in(language) == "day_first" else (1, 3)
    return tuple(int(found[at]) for at in (4, first, second)) if found else None

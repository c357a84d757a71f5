"""Comparing and naming texts: what is folded away, how far two words are apart, the letters of options."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

from quizapp.domain.language import APOSTROPHES, DASHES, INVISIBLE, QUOTES, SPACED_AT_WILL
from quizapp.texts import Message

_FOLDS = (
    dict.fromkeys(map(ord, QUOTES), '"')
    | dict.fromkeys(map(ord, APOSTROPHES), "'")
    | dict.fromkeys(map(ord, DASHES), "-")
    | dict(zip(range(0xFB00, 0xFB07), ("ff", "fi", "fl", "ffi", "ffl", "st", "st"), strict=True))
)


def fold(text: str) -> str:
    """`text`, NFC, without invisible characters, with runs of white space as one space, and with apostrophes, quotation
    marks, dashes and ligatures (ﬁ) in their plain form.
    """
    if not text.isascii() or "`" in text:  # the one ASCII character that is folded
        text = without_invisible(unicodedata.normalize("NFC", text)).translate(_FOLDS)
    return " ".join(text.split())


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Like `fold`, for an NFC text, with the offset in `text` of each character of the result and of its end."""
    pieces: list[str] = []
    offsets: list[int] = []
    space = True
    for begin, end in _visible(text):
        folded = text[begin:end].translate(_FOLDS)
        places: Sequence[int] = range(begin, end)
        if len(folded) > len(places):  # a ligature is several letters
            places = [at for at in places for _ in text[at].translate(_FOLDS)]
        for run in _RUNS.finditer(folded):
            if not run[0].isspace():
                pieces.append(run[0])
                offsets += places[run.start() : run.end()]
                space = False
            elif not space:
                pieces.append(" ")
                offsets.append(places[run.start()])
                space = True
    offsets.append(len(text))
    return "".join(pieces), offsets


_RUNS = re.compile(r"\s+|\S+")


def _visible(text: str) -> Iterable[tuple[int, int]]:
    """The stretches of `text` between its invisible characters."""
    begin = 0
    for unseen in INVISIBLE.finditer(text) if not text.isascii() else ():
        if not unseen[1]:
            yield begin, unseen.start()
            begin = unseen.end()
    yield begin, len(text)


def without_invisible(text: str) -> str:
    """`text` without characters that have no look of their own, such as soft hyphens and marks of direction."""
    return text if text.isascii() else INVISIBLE.sub(lambda unseen: unseen[1] or "", text)  # a template is looked up


def as_seen(text: str) -> str:
    """`text` as far as it is seen: NFC, without invisible characters, runs of white space as one space."""
    if not text.isascii():
        text = without_invisible(unicodedata.normalize("NFC", text))
    return " ".join(text.split())


def same_text(text: str, texts: Sequence[str]) -> str | None:
    """The one of `texts` that reads like `text`, whatever its characters are made of; None if none does."""
    if text in texts:
        return text
    seen = as_seen(text)
    return next((each for each in texts if as_seen(each) == seen), None)


def difference(one: str, other: str) -> Message | None:
    """The way in which two texts that look the same differ, in words; None where it is seen, or is white space alone.

    Told are an invisible character, accents that are stored in two ways, and letters of another script.
    """
    one, other = " ".join(one.split()), " ".join(other.split())
    if one != other and as_seen(one) == as_seen(other):
        hidden = next((found[0][0] for text in (one, other) for found in INVISIBLE.finditer(text) if not found[1]), "")
        if hidden:
            return Message("one has an invisible character, {character}", {"character": _name(hidden)})
        return Message("their accents are stored in two ways")
    pairs = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    scripts = [(unicodedata.name(a, "").split()[:1], unicodedata.name(b, "").split()[:1]) for a, b in pairs]
    are_letters = all(a.isalpha() and b.isalpha() for a, b in pairs)
    if len(one) != len(other) or not pairs or not are_letters or any(a == b or not (a and b) for a, b in scripts):
        return None
    names = {"one": _name(pairs[0][0]), "other": _name(pairs[0][1])}
    return Message("where one has {one}, the other has {other}", names)


def _name(character: str) -> str:
    """The name of a character in Unicode, which is English in every language, and its number."""
    return f"{unicodedata.name(character, '').lower()} (U+{ord(character):04X})".lstrip()


def arrow_from(text: str) -> str:
    """The arrow from `text` to what is written after it: to the left where `text` is read from the right."""
    strong = next((kind for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), "L")
    return " → " if strong == "L" else " ← "


def letter(index: int) -> str:
    """The letter of the option at `index`, counted from 0: A to Z, then AA, AB and so on."""
    before = letter(index // 26 - 1) if index >= 26 else ""
    return before + chr(65 + index % 26)


@lru_cache(maxsize=256)
def letters(count: int) -> tuple[str, ...]:
    return tuple(map(letter, range(count)))


def numbers(count: int) -> tuple[str, ...]:
    """The numbers from 1 to `count`, as texts."""
    return tuple(map(str, range(1, count + 1)))


def with_plain_digits(text: str) -> str:
    """`text` with the decimal digits of all scripts as 0 to 9."""
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda digit: str(unicodedata.decimal(digit[0])), text)


_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_SAID = frozenset("%‰#&@§")
"""Punctuation, by Unicode, that is said: C# is not C, and 5 % is not 5."""
_CURRENCY = "[$¢-¥\u20a0-\u20cf]"
_DIGITS = r"(\d(?:[\d.,]*\d)?)"
_AMOUNT = re.compile(rf"({_CURRENCY})\s*(-?)\s*{_DIGITS}|(-?){_DIGITS}\s?({_CURRENCY})")
_BEFORE = re.compile(rf"(?<![\w.,%])([%‰])\s?{_DIGITS}(?![%‰])")
_SIGN_AFTER = re.compile(r"(?<!\w)(?=\w*\d|[^\W\d_]{1,2}[-*])[^\W\d_]\w*[-*]+(?![\w-])")
"""A minus or star after one or two letters, or after a formula, is said: O-, A*, Cl-, NO3-."""
_SPELLED_POINTS = re.compile(r"(?<![^\W_])(([^\W\d_])\2?)\.\s+(?=([^\W\d_])\3?\.)")
"""U. S., and EE. UU., which is a plural."""
_FIRST_POINT = re.compile(r"(?<![\w.,'])\.(?=\d)")


def without_punctuation(text: str) -> str:
    """`text` with each character that is no letter, digit, mark, symbol or white space as a space.

    An apostrophe and a period inside a word go without a space (*don't* is *dont*, *U. S.* is *US*), but a point or
    a comma between two digits stays: 1.5 is not 15, and .5 is 0.5. So do the signs that are said, such as % and #, and
    - and * after a letter or a formula (*O-*, *A**); a currency comes before its amount, a minus before the currency,
    and a percent sign after its number.
    """
    if text.replace(" ", "").isalnum():
        return text
    text = _FIRST_POINT.sub("0.", _SPELLED_POINTS.sub(r"\1.", text))
    text = re.sub(r"(?<=\w)['.](?=\w)(?<!\d[.](?=\d))", "", text)
    if "%" in text or "$" in text or not text.isascii():
        text = _BEFORE.sub(r"\2\1", re.sub('(?<=[א-ת])"(?=[א-ת])', "", text))
        text = _AMOUNT.sub(r"\2\4\1\6\3\5", re.sub(r"(?<=\d)\s+(?=[%‰])", "", text))
    kept = {at for sign in _SIGN_AFTER.finditer(text) for at in range(*sign.span())}
    return "".join(
        " " if unicodedata.category(c)[0] == "P" and c not in _SAID and i not in kept and not _counts(text, i) else c
        for i, c in enumerate(text)
    )


def _counts(text: str, index: int) -> bool:
    """Tells whether the sign at `index` belongs to a number or a formula."""
    if text[index] == "-" and not text[index - 1 : index].isalnum():
        return re.match(rf"-{_CURRENCY}?\d|-[^\W\d_](?!\w)", text[index:]) is not None
    return text[index] in ".,:/" and text[index - 1 : index].isdecimal() and text[index + 1 : index + 2].isdecimal()


_LOOSE = re.compile(
    r"(?<=\d) (?=[^\W\d_])|(?<=[^\W\d_]) (?=\d)|(?<=[^\w\s]) (?=[^\W_])|(?<=[^\W_]) (?=[^\w\s-])"
    rf"|(?<={SPACED_AT_WILL}) (?={SPACED_AT_WILL})"
)


def without_loose_spaces(text: str) -> str:
    """A folded `text` without the spaces beside a sign, between a number and a letter (10 km is 10km), and in scripts
    whose readers set none, or set them as they like: 할 수 is 할수.
    """
    return text if " " not in text or (text.isascii() and text.replace(" ", "").isalpha()) else _LOOSE.sub("", text)


def distance(one: str, other: str, limit: int) -> int:
    """The number of single-letter slips between two texts, or `limit` + 1 where they are more than `limit`.

    A slip is a letter too many, too few, wrong, or two neighbors swapped: the optimal string alignment distance
    (Damerau 1964, in the form of Wagner and Fischer's table).
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    above = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
        before, above = above, row
    return min(above[-1], limit + 1)


_MOST_CHOICES = 1000
_LONGEST_MISTYPED = 100


def suggestion(word: str, choices: Iterable[str]) -> str:
    """The one of `choices` that `word` was most likely meant to be, or an empty text."""
    import difflib  # rarely needed, and never by the first screen

    known = {choice.casefold(): choice for choice in islice(choices, _MOST_CHOICES)}
    close = difflib.get_close_matches(word.casefold()[:_LONGEST_MISTYPED], known)
    return known[close[0]] if close else ""


def shortened(text: str, limit: int = 60) -> str:
    """`text` on one line, with … in place of what is beyond `limit` characters."""
    line = " ".join(text.split(maxsplit=limit)[:limit])  # more words than that are more characters, too
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"

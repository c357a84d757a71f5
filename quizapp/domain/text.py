"""Comparing and naming texts: what is folded away, how far two words are apart, the letters of options."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import islice

_QUOTES = dict.fromkeys(map(ord, "“”„‟«»″"), '"') | dict.fromkeys(map(ord, "‘’‚‛′´`"), "'")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_FOLDS = _QUOTES | _DASHES


def fold(text: str) -> str:
    """`text` with runs of white space as one space and quotation marks and dashes in their plain form, NFC."""
    if not text.isascii() or "`" in text:  # the one ASCII character that is folded
        text = unicodedata.normalize("NFC", text).translate(_FOLDS)
    return " ".join(text.split())


def fold_with_offsets(text: str) -> tuple[str, list[int]]:
    """Like `fold`, for an NFC text, with the offset in `text` of each character of the result and of its end."""
    characters: list[str] = []
    offsets: list[int] = []
    space = True
    for offset, character in enumerate(text.translate(_FOLDS)):
        if character.isspace():
            if not space:
                characters.append(" ")
                offsets.append(offset)
            space = True
        else:
            characters.append(character)
            offsets.append(offset)
            space = False
    offsets.append(len(text))
    return "".join(characters), offsets


def letter(index: int) -> str:
    """The letter of the option at `index`, counted from 0: A to Z, then AA, AB and so on."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


def letters(count: int) -> tuple[str, ...]:
    """The letters of `count` options."""
    return tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ"[:count]) if count <= 26 else tuple(map(letter, range(count)))


def without_accents(text: str) -> str:
    """`text` without the marks that are written on letters (é is e), NFC."""
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", "".join(c for c in decomposed if not unicodedata.combining(c)))


def without_invisible(text: str) -> str:
    """`text` without characters that have no look of their own, such as soft hyphens and marks of direction."""
    return text if text.isascii() else "".join(c for c in text if unicodedata.category(c) != "Cf")


def without_punctuation(text: str) -> str:
    """`text` with each character that is no letter, digit, mark, symbol or white space as a space.

    An apostrophe and a full stop inside a word go without a space (*don't* is *dont*, *U.S.* is *US*), but a point or
    a comma between two digits stays: 1.5 is not 15.
    """
    if text.replace(" ", "").isalnum():
        return text
    text = re.sub(r"(?<=\w)['’.](?=\w)(?<!\d[.](?=\d))", "", text)
    return "".join(
        " " if unicodedata.category(c).startswith("P") and not _between_digits(text, i) else c
        for i, c in enumerate(text)
    )


def _between_digits(text: str, index: int) -> bool:
    sign = index == 0 or not text[index - 1].isalnum()
    if text[index] == "-" and sign:
        return text[index + 1 : index + 2].isdigit()
    return text[index] in ".,:/" and text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit()


def distance(one: str, other: str, limit: int) -> int:
    """How many single-letter slips are between two texts, or `limit` + 1 where they are more than `limit`.

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
        if min(row) > limit and (not above or min(above) > limit):
            return limit + 1
        before, above = above, row
    return min(above[-1], limit + 1)


def suggestion(word: str, choices: Iterable[str]) -> str:
    """The one of `choices` that `word` was most likely meant to be, or an empty text."""
    import difflib  # rarely needed, and never by the first screen

    known = {choice.casefold(): choice for choice in islice(choices, 1000)}
    close = difflib.get_close_matches(word.casefold()[:100], known, n=1, cutoff=0.6)
    return known[close[0]] if close else ""


def shortened(text: str, limit: int = 60) -> str:
    """`text` on one line, with … in place of what is beyond `limit` characters."""
    line = " ".join(text.split(maxsplit=limit)[:limit])  # more words than that are more characters, too
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"

"""Words: where each begins and ends in a sentence."""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

_JOINERS = frozenset("'’ʼ-‐‑\u00ad\u200c\u200d.")
_BETWEEN_DIGITS = frozenset(".,:/·٫٬")


class Word(NamedTuple):
    """A word of a text, from `start` up to but not including `end`."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=256)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text`, in order.

    Letters, digits and the marks on them are words; apostrophes, hyphens and full stops belong to a word where they are
    inside of it (*don't*, *well-known*, *U.S*), and so do the signs within a number (*1,000.5*, *10:30*). All other
    punctuation, and the white space, stands between words.
    """
    found: list[Word] = []
    at = 0
    while at < len(text):
        if not _is_letter(text[at]):
            at += 1
            continue
        start = at
        while at < len(text) and (_is_letter(text[at]) or _joins(text, at)):
            at += 1
        found.append(Word(text[start:at], start, at))
    return tuple(found)


def _is_letter(character: str) -> bool:
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _joins(text: str, at: int) -> bool:
    """Whether the sign at `at`, which follows a letter or digit, is inside a word."""
    if not _is_letter(text[at - 1]) or not _is_letter(text[at + 1 : at + 2] or " "):
        return False
    return text[at] in _JOINERS or (text[at] in _BETWEEN_DIGITS and text[at - 1].isdigit() and text[at + 1].isdigit())

"""Words: where each begins and ends in a sentence, and how many there are in a text."""

import re
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from quizapp.domain.language import INVISIBLE, UNSPACED, word_pieces

_JOINERS = frozenset("'’ʼʻ´-‐‑\u00ad\u200c\u200d.·\u05f3\u05f4")
_SAID_LAST = re.compile(r"(?<=[^\W\d_])[+#]+(?![\w+#])")
_PLAIN = re.compile("[A-Za-z0-9]+")
"""Letters of most texts, many of which are read at once."""
_ALONE = re.compile(r"[A-Za-z0-9]+(?=[.,;:!?]?(?:\s|\Z))")
"""A word that nothing could join to what comes next: most words of most texts."""
_BETWEEN_DIGITS = frozenset(".,:/·٫٬")
_FROM_LETTER = re.compile(r"[^\W_]\S*")


class Word(NamedTuple):
    """A word of a text, from `start` up to but not including `end`."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=256)
def words_of(text: str) -> tuple[Word, ...]:
    """The words of `text`, in order.

    Letters, digits and the marks on them are words; apostrophes, hyphens and periods belong to a word where they are
    inside of it (*don't*, *well-known*, *U.S*, צה״ל), and so do + and # at its end (*C++*, *C#*) and the signs within a
    number (*1,000.5*, *10:30*). All other
    punctuation, and the white space, stands between words. Where a script sets no spaces, a dictionary divides them.
    """
    found: list[Word] = []
    at = 0
    while at < len(text):
        if word := _ALONE.match(text, at):
            found.append(Word(word[0], at, word.end()))
            at = word.end()
            continue
        if text[at].isspace() or not _is_letter(text[at]) or category(text[at])[0] == "M":
            at += 1
            continue
        start = at
        while at < len(text) and ((run := _PLAIN.match(text, at)) or _is_letter(text[at]) or _joins(text, at)):
            at = run.end() if run else at + 1
        if said := _SAID_LAST.match(text, at):
            at = said.end()
        found += _divided(text[start:at], start)
    return tuple(found)


def word_count(text: str) -> int:
    """The number of words that a learner would count: runs of anything but white space with a letter or digit in them,
    and, where a script sets no spaces, those that a dictionary knows.
    """
    runs = _FROM_LETTER.findall(text)
    if text.isascii() or not UNSPACED.search(text):
        return len(runs)
    return sum(len(_divided(run, 0)) if UNSPACED.search(run) else 1 for run in runs)


def _divided(run: str, start: int) -> list[Word]:
    """A run of letters that begins at `start` as one word, or as those that its script writes without spaces."""
    if run.isascii() or not UNSPACED.search(run):
        return [Word(run, start, start + len(run))]
    words: list[Word] = []
    for piece in word_pieces(run):
        if any(map(_is_letter, piece)):
            words.append(Word(piece, start, start + len(piece)))
        start += len(piece)
    return words


def _is_letter(character: str) -> bool:
    return (character.isalnum() or category(character)[0] == "M") and not INVISIBLE.match(character)


def _joins(text: str, at: int) -> bool:
    """Tells whether the sign at `at`, which follows a letter or digit, is inside a word."""
    if unseen := INVISIBLE.match(text, at):
        return _is_letter(text[unseen.end() : unseen.end() + 1] or " ")
    if not _is_letter(text[at - 1]) or not _is_letter(text[at + 1 : at + 2] or " "):
        return False
    if text[at] == '"':  # typed for ״
        return "\u05d0" <= text[at - 1] <= "\u05ea" and "\u05d0" <= text[at + 1] <= "\u05ea"
    digits = text[at - 1].isdecimal() and text[at + 1].isdecimal()
    return text[at] in _JOINERS or (text[at] in _BETWEEN_DIGITS and digits)

"""Words that are looked for in a text, whatever their capitals, accents and quotation marks."""

from collections.abc import Iterator
from unicodedata import combining

from quizapp.domain.language import searchable
from quizapp.domain.passage import Span
from quizapp.domain.text import fold, fold_with_offsets


class SearchableText:
    """A text in which words are found as `searchable` and `fold` compare them.

    Args:
        text: NFC, as the text of a passage is.
    """

    def __init__(self, text: str) -> None:
        folded, offsets = fold_with_offsets(text)
        alone = {ord(character): searchable(character) for character in set(folded)}
        if all(len(found) == 1 and not combining(chr(code)) for code, found in alone.items()):
            self._text, self._starts = folded.translate(alone), offsets
            self._ends = [offset + 1 for offset in offsets]
            return
        known: dict[str, str] = {}
        letters: list[str] = []
        self._starts, self._ends = [], []
        for start, end in _letters(folded):
            letter = folded[start:end]
            if letter not in known:
                known[letter] = searchable(letter)
            letters.append(known[letter])
            self._starts += [offsets[start]] * len(known[letter])
            self._ends += [offsets[end - 1] + 1] * len(known[letter])
        self._text = "".join(letters)

    def find(self, words: str) -> tuple[Span, ...]:
        """All places of `words`, in order, none over another."""
        wanted = searchable(fold(words))
        if not wanted:
            return ()
        found: list[Span] = []
        at = self._text.find(wanted)
        while at >= 0:
            end = at + len(wanted)
            found.append(Span(self._starts[at], self._ends[end - 1]))
            at = self._text.find(wanted, end)
        return tuple(found)


def _letters(text: str) -> Iterator[tuple[int, int]]:
    """The places of the characters of `text`, each with the marks that follow it."""
    marks = {character for character in set(text) if combining(character)}
    start = 0
    for at, character in enumerate(text):
        if at and character not in marks:
            yield start, at
            start = at
    if text:
        yield start, len(text)

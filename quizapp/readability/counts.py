"""Counts of a text that the formulas of readability rest on."""

from typing import NamedTuple


class Counts(NamedTuple):
    """Numbers of sentences, words and syllables, each at least 1."""

    sentences: int
    words: int
    syllables: int

    @property
    def words_in_sentence(self) -> float:
        """Words of a mean sentence."""
        return self.words / self.sentences

    @property
    def syllables_in_word(self) -> float:
        """Syllables of a mean word."""
        return self.syllables / self.words

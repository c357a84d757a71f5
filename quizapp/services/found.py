"""Searches in the library and their results; light enough for the first screen to import."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from quizapp.services.bank_entries import Unit

MOST_BANKS = 60
MOST_FOUND = 140
"""So many banks and questions are listed; all are counted."""


class FoundQuestion(NamedTuple):
    """A question that was found: its bank's file, its number in the file, from 1, and what is shown of it."""

    path: Path
    number: int
    id: str
    type_name: str
    skill: str
    stem: str


class Wanted(NamedTuple):
    """A search: its words, and the type and the skill that questions must have; empty for any."""

    words: str = ""
    type_name: str = ""
    skill: str = ""

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.type_name or self.skill)


class Found(NamedTuple):
    """The result of a search: the first of the `units` with banks, and of the `questions` by their bank's file.

    `counts` says how many questions there are in each bank, listed or not; 0 where the passage was found alone. `banks`
    is the number of all banks. `types` and `skills` are those that questions of the library have.
    """

    units: tuple[Unit, ...]
    questions: Mapping[Path, Sequence[FoundQuestion]] = {}
    counts: Mapping[Path, int] = {}
    banks: int = 0
    types: Sequence[str] = ()
    skills: Sequence[str] = ()

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def is_whole(self) -> bool:
        """Says whether all that was found is listed."""
        listed = sum(len(unit.banks) for unit in self.units), sum(map(len, self.questions.values()))
        return listed == (self.banks, self.total)

"""Searching the library: banks by what is shown of them, by their passages, and by their questions."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from quizapp.domain.language import searchable
from quizapp.reports.names import skill_name, type_name
from quizapp.services.bank_entries import BankEntry, Unit, units_of
from quizapp.services.bank_index import BankIndex, FoundQuestion
from quizapp.services.question_words import query_of, skill_word, type_word
from quizapp.texts import Texts

MOST_FOUND = 200
"""So many questions are listed; all are counted."""


class Wanted(NamedTuple):
    """A search: its words, and the type and the skill that questions must have; empty for any."""

    words: str = ""
    type_name: str = ""
    skill: str = ""

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.type_name or self.skill)


class Found(NamedTuple):
    """What a search has found: `units` with banks; `questions`, the first of them by their bank's file; and, of all of
    them, how many there are in each bank.
    """

    units: tuple[Unit, ...]
    questions: Mapping[Path, Sequence[FoundQuestion]] = {}
    counts: Mapping[Path, int] = {}

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def listed(self) -> int:
        return sum(map(len, self.questions.values()))


def search(
    entries: Sequence[BankEntry],
    index: BankIndex,
    wanted: Wanted,
    texts: Texts,
    language: str = "",
    preferred: Collection[Path] = (),
) -> Found:
    """The banks of `entries` that `wanted` finds, as `units_of` puts them together, and their questions.

    A bank is found if each word is in what is shown of it, in its passage, or in one of its questions, or if some are
    in what is shown of it and the others in one of its questions. Where a type or a skill is wanted, it is found by its
    questions alone.
    """
    words = wanted.words.split()
    names = _names(entries, texts)
    needed = (type_word(wanted.type_name), skill_word(wanted.skill))
    lacking = _lacking(entries, words)
    queries: dict[Path, str] = {}
    counts: dict[Path, int] = {}
    for rest in dict.fromkeys((" ".join(words), *lacking.values())):
        query = query_of(rest, names, *needed)
        for path, count in index.counts(query).items() if query else ():
            if rest in (lacking.get(path), " ".join(words)) and (count or not any(needed)):
                queries[path], counts[path] = query, max(count, counts.get(path, 0))
    fitting = {path for path in counts if counts[path]} if any(needed) else {*counts, *_shown(lacking)}
    units = units_of(entries, lambda entry: entry.path in fitting, language, preferred)
    shown = [entry.path for unit in units for entry in unit.banks]
    there = {path: counts[path] for path in shown if counts.get(path)}
    return Found(units, _questions(index, queries, there), there)


def _questions(
    index: BankIndex, queries: Mapping[Path, str], paths: Iterable[Path]
) -> dict[Path, list[FoundQuestion]]:
    found: dict[Path, list[FoundQuestion]] = {}
    left = MOST_FOUND
    for path in paths:
        if left <= 0:
            break
        found[path] = index.find(queries[path], path, left)
        left -= len(found[path])
    return found


def _shown(lacking: Mapping[Path, str]) -> list[Path]:
    """The banks in whose own words all that is searched for is."""
    return [path for path, rest in lacking.items() if not rest]


def _lacking(entries: Iterable[BankEntry], words: Sequence[str]) -> dict[Path, str]:
    """The words that are not in what is shown of a bank, of banks where some of them are."""
    wanted = [searchable(word) for word in words]
    lacking: dict[Path, str] = {}
    for entry in entries:
        shown = entry.searchable
        rest = [word for word, folded in zip(words, wanted, strict=True) if folded not in shown]
        if len(rest) < len(words) or not words:
            lacking[entry.path] = " ".join(rest)
    return lacking


def _names(entries: Iterable[BankEntry], texts: Texts) -> dict[str, str]:
    """The names of the types and skills of all questions, by the words that stand for them in the index."""
    types = {name for entry in entries for name, _ in entry.counts}
    skills = {name for entry in entries for name, _ in entry.skills}
    return {
        **{type_word(name): type_name(name, texts) for name in sorted(types)},
        **{skill_word(name): skill_name(name, texts) for name in sorted(skills)},
    }

"""The lines of the library: one for each file, and those of one text together as a unit."""

from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from quizapp.domain.language_tag import best_tag
from quizapp.problems import Problem
from quizapp.texts import N_

_STANDARD = "standard"  # `domain.level.STANDARD`, which would be imported before the first screen


class InLanguage(NamedTuple):
    """A bank in one of its languages: the tag, the file and the id."""

    language: str
    path: Path
    id: str


class BankEntry(NamedTuple):
    """The line of the library for one file. Where there are `problems`, the rest is empty but for `warnings`.

    `counts` are the numbers of questions by type, in the order of the file; `words` and `minutes` are the passage's.
    `time_limit` is how many minutes a test lasts; 0 for no limit. `id_line` is where the id stands in the file.
    `warnings` tell what can be read, but was likely meant otherwise. `readability` are estimates, one for each level of
    the passage: the level's name, and formula, value and band of a `readability.measuring.Score`. `translation_of` is
    the id of the bank that this one translates; `also_in` are the others of a bank that is there in several languages.
    `levels` are those that a learner can choose among: the id, the name (empty for a standard one without a name) and
    the number of words of each.
    """

    path: Path
    problems: tuple[Problem, ...]
    id: str = ""
    title: str = ""
    description: str = ""
    author: str = ""
    license: str = ""
    language: str = ""
    passage_title: str = ""
    passage_key: str = ""
    words: int = 0
    minutes: int = 0
    has_about: bool = False
    counts: tuple[tuple[str, int], ...] = ()
    skills: tuple[tuple[str, int], ...] = ()
    time_limit: int = 0
    id_line: int = 0
    warnings: tuple[Problem, ...] = ()
    readability: tuple[tuple[str, str, float, str], ...] = ()
    translation_of: str = ""
    also_in: tuple[InLanguage, ...] = ()
    levels: tuple[tuple[str, str, int], ...] = ()

    @property
    def questions(self) -> int:
        return sum(count for _, count in self.counts)

    @property
    def name(self) -> str:
        """The title, or the file's name where there is none."""
        return self.title or self.path.name

    @property
    def is_missing(self) -> bool:
        return any(problem.code == "file_missing" for problem in self.problems)

    @property
    def source_id(self) -> str:
        """The id that a bank and its translations share: that of the bank that was translated."""
        return self.translation_of or self.id

    @property
    def searchable(self) -> str:
        """The words that are shown of it, folded for searching: without capitals and accents."""
        return _searchable(self.name, self.description, self.passage_title, self.author, self.path.name)


@lru_cache(20_000)
def _searchable(*texts: str) -> str:
    from quizapp.domain.language import searchable  # the first screen has nothing searched for

    return searchable("\n".join(texts))


NO_TEXT = N_("Without a text")
"""The title of the unit of banks that have no passage; it has 0 words."""


class Unit(NamedTuple):
    """A passage with the banks that ask about it, or, with an empty title, the files that cannot be read."""

    title: str
    words: int
    minutes: int
    banks: tuple[BankEntry, ...]


def units_of(
    entries: Iterable[BankEntry],
    fits: Callable[[BankEntry], bool] | None = None,
    language: str = "",
    preferred: Collection[Path] = (),
) -> tuple[Unit, ...]:
    """The banks of `entries` by passage, those without one together, those with mistakes last.

    A bank and its translations are one entry: the one of `preferred`, or else the one in `language`, or else the one
    that was translated. With `fits`, those that fit in whichever language.
    """
    found: dict[str, list[BankEntry]] = {}
    broken = []
    for several in _translations_together(entries):
        fitting = [entry for entry in several if fits is None or fits(entry)]
        first, *_ = several
        if fitting and first.problems:
            broken += fitting
        elif fitting:
            shown = _shown(fitting, language, preferred)
            others = tuple(InLanguage(entry.language, entry.path, entry.id) for entry in several if entry is not shown)
            described = shown.description or first.description  # what is not translated is told as it was written
            entry = shown._replace(description=described, also_in=others)
            found.setdefault(first.passage_key, []).append(entry)
    units = [
        Unit(banks[0].passage_title or NO_TEXT, banks[0].words, banks[0].minutes, tuple(banks))
        for banks in found.values()
    ]
    if broken:
        units.append(Unit("", 0, 0, tuple(broken)))
    return tuple(units)


def _translations_together(entries: Iterable[BankEntry]) -> list[list[BankEntry]]:
    """The entries, each with its translations, the one that was translated first; each language is there once.

    They stand where the first of them does. A second bank in a language stands for itself, and so does each file with
    mistakes.
    """
    together: dict[str, list[BankEntry]] = {}
    for number, entry in enumerate(entries):
        same = together.setdefault(f"#{number}" if entry.problems else entry.source_id, [])
        if any(other.language == entry.language for other in same):
            same = together.setdefault(f"#{number}", [])
        same.append(entry)
    for several in together.values():
        several.sort(key=lambda entry: entry.translation_of != "")
    return list(together.values())


def _shown(several: Sequence[BankEntry], language: str, preferred: Collection[Path]) -> BankEntry:
    first, *others = several
    if not others:
        return first
    for entry in several:
        if entry.path in preferred:
            return entry
    tag = best_tag(language, [entry.language for entry in several])
    return next((entry for entry in several if entry.language == tag), first)


def level_names(entries: Iterable[BankEntry]) -> dict[str, str]:
    """The reading levels of all banks but the standard one: their ids, each with the name that the first bank gives."""
    return {id_: name or id_ for entry in reversed([*entries]) for id_, name, _ in entry.levels if id_ != _STANDARD}

"""Checks that hold banks against each other: ids that are used twice, translations, and the levels of a passage."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.language_tag import base, is_tag
from quizapp.domain.level import STANDARD, ReadingLevel, written_place
from quizapp.domain.translation import Difference, differences
from quizapp.formats.bank_place import bank_text
from quizapp.formats.native import ReadResult
from quizapp.formats.telling import field_of
from quizapp.formats.yaml_events import lines_of
from quizapp.problems import Mistake, Path, Problem
from quizapp.readability.measuring import Readability, measure


class LevelMeasure(NamedTuple):
    """The estimate for a level of a passage; None where it is too short, or there is no formula for its language."""

    level: ReadingLevel
    measured: Readability | None


ALIKE = 2.5
"""Points of ease, of 100, within which two levels count as alike: half a grade of English."""
_EASIER = ("eas", "simpl", "ele")
"""Beginnings of ids of levels that are meant to be easier than the passage itself."""


def measure_levels(bank: Bank) -> tuple[LevelMeasure, ...]:
    """The estimates for all levels of a bank's passage, the standard one too, in the author's order."""
    levels = bank.levels or (ReadingLevel(STANDARD, "", bank.passage),)
    return tuple(LevelMeasure(level, measure(level.passage)) for level in levels)


def doubts_about(bank: Bank) -> Iterator[Mistake]:
    """Warnings of a bank by itself: a language that is none; levels that are as hard as the passage itself, or no
    easier where they are meant to be.
    """
    if not is_tag(bank.language):
        yield Mistake("language_doubtful", ("language",), {"value": bank.language})
    if not bank.levels:
        return
    measured = {each.level.id: each.measured for each in measure_levels(bank)}
    standard = measured[STANDARD]
    for level in bank.levels:
        other = measured[level.id]
        if standard is None or other is None or level.id == STANDARD:
            continue
        values = {"value": level.id, "grade": _figure(other), "expected": _figure(standard)}
        path = ("levels", written_place(bank.levels, level.id))
        if level.id.startswith(_EASIER) and other.ease <= standard.ease:
            yield Mistake("level_not_easier", path, values)
        elif abs(other.ease - standard.ease) < ALIKE:
            yield Mistake("level_alike", path, values)


def _figure(measured: Readability) -> str:
    return f"{measured.ease if measured.grade is None else measured.grade:.1f}"


def doubtful_in(result: ReadResult) -> list[Problem]:
    """The warnings of `doubts_about` a bank that was read, with their lines."""
    return [] if result.bank is None else _Read(result, result.bank).told(doubts_about(result.bank))


def problems_across(results: Iterable[ReadResult]) -> list[Problem]:
    """The mistakes that show where the banks of several files are held against each other, in the order of the files.

    Files that hold no bank have mistakes of their own, and are left out.
    """
    banks = [_Read(result, result.bank) for result in results if result.bank is not None]
    by_id: dict[str, _Read] = {}
    problems: list[Problem] = []
    for read in banks:
        if read.bank.id in by_id:
            first = by_id[read.bank.id]
            mistake = Mistake("duplicate_id", ("id",), {"value": read.bank.id, "where": first.where(("id",))})
            problems += read.told([mistake])
        by_id.setdefault(read.bank.id, read)
    translated: dict[tuple[str, str], _Read] = {}
    for read in banks:
        problems += read.told(doubts_about(read.bank))
        if read.bank.translation_of:
            problems += _problems_of_translation(read, by_id, translated)
    return problems


class _Read:
    """A bank that was read, with the lines of its file."""

    def __init__(self, result: ReadResult, bank: Bank) -> None:
        self.bank = bank
        self.file = result.files[0]
        self._text: bytes | None = None

    def lines(self, paths: Sequence[Path]) -> dict[Path, int]:
        if self._text is None:
            self._text = bank_text(self.file)
        return lines_of(self._text, paths)

    def where(self, path: Path) -> str:
        """The file and the line of `path`, in words."""
        return f"{self.file}:{self.lines([path])[path]}"

    def told(self, mistakes: Iterable[Mistake]) -> list[Problem]:
        found = list(mistakes)
        lines = self.lines([mistake.path for mistake in found]) if found else {}
        return [
            Problem(
                mistake.code,
                str(self.file),
                lines[mistake.path],
                field_of(mistake.path),
                mistake.values,
                self._question(mistake.path),
            )
            for mistake in found
        ]

    def _question(self, path: Path) -> str:
        match path:
            case ("questions", int(place), *_):
                return self.bank.questions[place].id
        return ""


def _problems_of_translation(
    read: _Read, by_id: dict[str, _Read], translated: dict[tuple[str, str], _Read]
) -> list[Problem]:
    bank = read.bank
    at: Path = ("translation_of",)
    source = by_id.get(bank.translation_of)
    if source is None:
        return read.told([Mistake("translation_source_unread", at, {"value": bank.translation_of})])
    if source.bank.translation_of == bank.id:
        return read.told([Mistake("translation_of_each_other", at, {"value": source.bank.id})])
    if source.bank.translation_of:
        values = {"value": source.bank.id, "expected": source.bank.translation_of}
        return read.told([Mistake("translation_of_translation", at, values)])
    if source.bank.language.casefold() == bank.language.casefold():
        values = {"value": bank.language, "where": source.where(("language",))}
        return read.told([Mistake("translation_same_language", ("language",), values)])
    first = translated.setdefault((source.bank.id, bank.language.casefold()), read)
    if first is not read:
        values = {"value": source.bank.id, "language": bank.language, "where": first.where(at)}
        return read.told([Mistake("translation_twice", at, values)])
    found = list(differences(source.bank, bank))
    if base(source.bank.language) == base(bank.language):  # en-GB for en-US: much stays as it is
        found = [each for each in found if each.mistake.code != "translation_same_text"]
    return read.told(_with_places(source, found))


def _with_places(source: _Read, found: Sequence[Difference]) -> Iterator[Mistake]:
    lines = source.lines([each.source for each in found]) if found else {}
    for mistake, path in found:
        yield mistake._replace(values={**mistake.values, "where": f"{source.file}:{lines[path]}"})

"""Reading a bank's file for the library: what is shown of it, and the stamps of the files that it was read from."""

from collections import Counter
from pathlib import Path
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.formats.native import ReadResult, read_bank, warnings_of
from quizapp.formats.pack_places import on_disk
from quizapp.services.bank_entries import BankEntry
from quizapp.services.checking import doubtful_in, measure_levels
from quizapp.services.file_stamps import FileStamp, Stamps

_UNREADABLE = ("yaml_", "file_", "too_many_problems")
"""Beginnings of the codes of problems with which not all of a file has been read."""


class Reading(NamedTuple):
    """A file as it was read: its line in the library, the stamps of its files, and its bank, if it has no mistakes."""

    entry: BankEntry
    stamps: Stamps
    bank: Bank | None


def read_entry(path: Path) -> Reading:
    """Read the file at `path`."""
    before = FileStamp.of(str(path))  # so that what is written while it is read is seen the next time
    result = read_bank(path)
    # what is no YAML, or beyond our limits, may take minutes to look through
    warnings = [] if any(problem.code.startswith(_UNREADABLE) for problem in result.problems) else warnings_of(path)
    warnings += doubtful_in(result)
    on_disks = dict.fromkeys(on_disk(str(file)) for file in result.files)  # all files of a pack are one
    stamps = (before, *(FileStamp.of(file) for file in on_disks if file != on_disk(str(path))))
    entry = _entry_of(path, result)._replace(warnings=tuple(warnings))
    return Reading(entry, tuple(stamp.with_digest() for stamp in stamps), result.bank)


def _entry_of(path: Path, result: ReadResult) -> BankEntry:
    bank = result.bank
    if bank is None:
        return BankEntry(path, result.problems)
    counts = Counter(question.type_name for question in bank.questions)
    skills = Counter(question.skill for question in bank.questions if question.skill)
    return BankEntry(
        path=path,
        problems=(),
        id=bank.id,
        title=bank.title,
        description=bank.description,
        author=bank.author,
        license=bank.license,
        language=bank.language,
        passage_title=bank.passage.title if bank.has_passage else "",
        passage_key=_passage_key(bank, result),
        words=bank.passage.words,
        minutes=bank.passage.minutes,
        has_about=bank.about is not None,
        counts=tuple(counts.items()),
        skills=tuple(skills.items()),
        time_limit=bank.time_limit,
        id_line=result.id_line,
        levels=() if bank.level_locked else tuple((each.id, each.name, each.passage.words) for each in bank.levels),
        readability=_readability_of(bank),
        translation_of=bank.translation_of,
    )


def _readability_of(bank: Bank) -> tuple[tuple[str, str, float, str], ...]:
    return tuple((level.name, *measured.scores[0]) for level, measured in measure_levels(bank) if measured is not None)


def _passage_key(bank: Bank, result: ReadResult) -> str:
    """The same for banks that are one unit: those with the same file for their passage, and those without any."""
    if not bank.has_passage:
        return ""
    return bank.content_hash if result.passage_file is None else str(result.passage_file)

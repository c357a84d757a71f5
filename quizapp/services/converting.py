"""Converting files of other tools into banks."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from quizapp.domain.bank import Bank
from quizapp.errors import QuizAppError
from quizapp.formats.catalog import FORMATS, Format
from quizapp.formats.native_writing import write_bank
from quizapp.formats.text_file import read_text_file
from quizapp.problems import Problem
from quizapp.whole_file import write_whole


class WrittenBank(NamedTuple):
    """A bank that was written to `file`."""

    file: Path
    bank: Bank


class Conversion(NamedTuple):
    """The outcome for one file: the bank that was written, or what is wrong."""

    source: Path
    written: WrittenBank | None
    problems: tuple[Problem, ...]


def convert(
    files: Iterable[Path],
    folder: Path,
    format_: Format | None = None,
    levels: Collection[str] = (),
    replace: bool = False,
) -> Iterator[Conversion]:
    """Write the bank that is made of each of `files` into `folder`, as ``id.yaml``; one result for each file.

    Of a file with a mistake, or of which a bank is there already, nothing is written.

    Args:
        format_: that of the files; None where each is to be recognized.
        levels: the reading levels that are wanted; all if empty.
        replace: whether a bank that is there already is written anew.
    """
    sources: dict[str, Path] = {}
    for source in dict.fromkeys(files):
        bank, problems = _read(source, format_, levels)
        if bank is None:
            yield Conversion(source, None, tuple(problems))
            continue
        target = folder / f"{bank.id}.yaml"
        if bank.id in sources:
            values = {"value": bank.id, "where": str(sources[bank.id])}
            problems.append(Problem("same_bank_id", str(source), values=values))
        elif not replace and target.exists():
            problems.append(Problem("file_exists", str(target)))
        sources.setdefault(bank.id, source)
        problems = problems or _write(target, bank, replace)
        yield Conversion(source, None if problems else WrittenBank(target, bank), tuple(problems))


def _read(source: Path, format_: Format | None, levels: Collection[str]) -> tuple[Bank | None, list[Problem]]:
    data, mistakes = read_text_file(source)
    if data is None:
        return None, [Problem(mistake.code, str(source), line, "", mistake.values) for line, mistake in mistakes]
    text = data.decode()
    found = format_ or next((each for each in FORMATS if each.recognizes(text)), None)
    if found is None:
        names = ", ".join(each.name for each in FORMATS)
        return None, [Problem("format_unknown", str(source), values={"choices": names})]
    bank, problems = found.read(text, source, levels)
    return bank, list(problems)


def _write(target: Path, bank: Bank, replace: bool) -> list[Problem]:
    try:
        write_whole(target, write_bank(bank).encode(), replace)
    except FileExistsError:
        return [Problem("file_exists", str(target))]
    except QuizAppError as error:
        cause = error.__cause__
        reason = (cause.strerror if isinstance(cause, OSError) else None) or str(cause)
        return [Problem("file_not_written", str(target), values={"reason": reason})]
    return []

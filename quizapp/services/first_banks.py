"""The first banks of the library, kept in a small file: enough for the first screen, before the index is opened."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from quizapp.problems import Problem
from quizapp.services.bank_entries import BankEntry
from quizapp.services.file_stamps import Stamps, stamps_from
from quizapp.whole_file import write_whole

MOST_FIRST = 60
VERSION = 11
"""To be raised with every change of what can be read: a file's mistakes are kept too, here and in the index."""

Known = tuple[Stamps, BankEntry]
"""An entry, and the stamps of the files that it was read from."""


def read_first(file: Path) -> dict[str, Any]:
    """The kept entries, by the paths of the banks, each for `known_from`; none where it is damaged or outdated."""
    try:
        kept = json.loads(file.read_bytes())
        if kept["version"] == VERSION and isinstance(kept["banks"], dict):
            return kept["banks"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    return {}


def write_first(file: Path, banks: Iterable[Known]) -> None:
    """Keep these banks for the next start.

    Raises:
        QuizAppError: they cannot be written.
    """
    kept = {str(entry.path): as_plain(stamps, entry) for stamps, entry in banks}
    write_whole(file, json.dumps({"version": VERSION, "banks": kept}).encode())


def as_plain(stamps: Stamps, entry: BankEntry) -> list[Any]:
    """An entry and its stamps, as JSON can hold them."""
    plain = entry._asdict()
    del plain["path"], plain["also_in"]
    for name in ("problems", "warnings"):
        plain[name] = [[*problem[:4], dict(problem.values), *problem[5:]] for problem in plain[name]]
    return [stamps, plain]


def known_from(path: Path, kept: Any) -> Known | None:
    """The entry of the bank at `path`, and its stamps, as `as_plain` gave them; None where it is damaged."""
    names = ("counts", "skills", "levels", "readability")
    try:
        stamps, plain = kept
        pairs = {name: tuple(tuple(pair) for pair in plain[name]) for name in names}
        told = {name: tuple(map(_problem_from, plain[name])) for name in ("problems", "warnings")}
        return stamps_from(stamps), BankEntry(path, **{**plain, **pairs, **told})
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _problem_from(plain: list[Any]) -> Problem:
    return Problem(*plain[:6])._replace(path=tuple(*plain[6:]))

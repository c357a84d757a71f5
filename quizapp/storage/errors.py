"""Failures of the journal, in plain words."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quizapp.errors import QuizAppError
from quizapp.texts import N_, Message


class JournalError(QuizAppError):
    """Something could not be saved in the journal or read from it."""


class DamagedError(JournalError):
    """The file is no journal, or no longer one, or something in it is not as it was written."""


SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""All that the sqlite3 module raises: it cannot always decode what SQLite says of a damaged file."""

CANNOT_OPEN = N_("The journal cannot be opened")
START_AGAIN = N_("Start the program again: the file will be kept under another name, and a new one will be started.")
NOT_SAVED = N_("Not saved")
NOT_READ = N_("The journal cannot be read")


@contextmanager
def in_words(file: Path, what: str) -> Iterator[None]:
    """Turn what SQLite raises about `file` into a JournalError that begins with `what`."""
    try:
        yield
    except SQLITE_ERRORS as error:
        raise as_journal_error(error, file, what) from error


def error_code(error: BaseException) -> int:
    """Give the primary code of an error of SQLite; 0 where it is none."""
    if isinstance(error, UnicodeDecodeError) or str(error).startswith("Could not decode to UTF-8"):
        return sqlite3.SQLITE_CORRUPT
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def as_journal_error(error: Exception, file: Path, what: str) -> JournalError:
    """Tell `error`, one of `SQLITE_ERRORS`, in plain words, after `what` failed."""
    name = getattr(error, "sqlite_errorname", "") or type(error).__name__
    code = error_code(error)
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _is_full(file.parent):
        code = sqlite3.SQLITE_FULL  # not every call that lacks room says so
    match code:
        case sqlite3.SQLITE_FULL:
            return JournalError(
                "{what}: the disk is full.",
                "Free some space on it. What was saved before is not touched.",
                what=Message(what),
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return JournalError(
                "{what}: another program is using {file}.", "Close it, and try again.", what=Message(what), file=file
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DamagedError("{what}: {file} is damaged.", START_AGAIN, what=Message(what), file=file)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            return JournalError(
                "{what}: there is no permission to write {file}.",
                "Check the folder and its permissions.",
                what=Message(what),
                file=file,
            )
        case sqlite3.SQLITE_IOERR:
            return JournalError(
                "{what}: the disk reports a fault ({name}).",
                "Check the disk and its cable, or use another disk.",
                what=Message(what),
                name=name,
            )
    return JournalError("{what}: {reason}.", "Start the program again.", what=Message(what), reason=error)


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < 100_000
    except OSError:
        return False

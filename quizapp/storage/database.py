"""Opening one SQLite file so that what is written stays, or setting it aside where it is damaged."""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from quizapp.errors import QuizAppError, reason_of
from quizapp.storage.ballast import Ballast
from quizapp.storage.checking import check_schema, check_structure
from quizapp.storage.copies import set_aside, sync
from quizapp.storage.errors import (
    CANNOT_OPEN,
    SQLITE_ERRORS,
    START_AGAIN,
    DamagedError,
    JournalError,
    as_journal_error,
    in_words,
)
from quizapp.storage.log import read_log
from quizapp.storage.migrations import Migration, migrate, refuse_newer, version_of
from quizapp.storage.network import is_remote
from quizapp.texts import Message

PRAGMAS: tuple[str, ...] = (
    "PRAGMA busy_timeout=5000",  # milliseconds
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",  # macOS: to the disk itself, not into its memory
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",  # so that REPLACE cannot slip past what refuses DELETE
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
)
"""Set on each connection that writes."""

OLDEST_SQLITE = (3, 37, 0)  # STRICT

_MAGIC = b"SQLite format 3\x00"
_FORMATS = (b"\0\0\0\0", b"\0\0\0\4")
"""Of the schema, at 44: of an empty file, and since 2006. SQLite refuses others without saying that it is damage."""


def open_database(file: Path, migrations: Sequence[Migration]) -> tuple[sqlite3.Connection, Path | None]:
    """Open `file` for writing, made or brought to the newest version where needed.

    The log and the structure of a file that was not closed in order are checked first. In the place of a damaged file,
    a new one is begun. Gives the connection, and where the damaged one is now, or None.

    Raises:
        QuizAppError: it is on another computer, is of a newer version, or cannot be opened; nothing was changed.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise QuizAppError(
            "The SQLite of this Python is too old ({version}).",
            "Install a newer Python.",
            version=sqlite3.sqlite_version,
        )
    if is_remote(file.parent):
        raise QuizAppError(
            "The journal cannot be opened: the folder {folder} is on another computer, where answers could be lost.",
            "Name a folder on this computer with --data-dir.",
            folder=file.parent,
        )
    try:
        return reopen(file, migrations, _was_left_open(file)), None
    except DamagedError:
        aside = set_aside(file, "damaged")
        return reopen(file, migrations, checked=False), aside


def reopen(file: Path, migrations: Sequence[Migration], checked: bool, what: str = CANNOT_OPEN) -> sqlite3.Connection:
    """Open `file` for writing. What was only in the log beside it is in the file itself after that, and on the disk.

    So what is read is what stays: after a failed write or sync, the system may show what is not on the disk. What
    fails is told with `what` before it.

    Raises:
        DamagedError: it is no journal, or, where it is `checked`, has a fault.
        QuizAppError: it is of a newer version, or cannot be opened.
    """
    try:
        refuse_newer(_inspect(file, migrations, checked), file, migrations)
        connection = sqlite3.connect(file, isolation_level=None)
        try:
            for pragma in PRAGMAS:
                connection.execute(pragma)
            if connection.execute("PRAGMA journal_mode=WAL").fetchone() != ("wal",):
                raise JournalError(
                    "The journal cannot be opened: {file} is on a disk that cannot keep it safe.",
                    "Use another disk.",
                    file=file,
                )
            empty_log(connection)
            migrate(connection, file, migrations)
            sync(file.parent)  # SQLite does this for its log too, but goes on where it fails
        except BaseException:
            connection.close()
            raise
    except SQLITE_ERRORS as error:
        raise as_journal_error(error, file, what) from error
    except OSError as error:
        raise JournalError(
            "{what}: {folder}: {reason}.",
            "Check the disk and the folder.",
            what=Message(what),
            folder=file.parent,
            reason=reason_of(error),
        ) from error
    return connection


def empty_log(connection: sqlite3.Connection) -> None:
    """Move what is in the log into the file itself, and leave nothing in the log.

    Raises:
        sqlite3.OperationalError: someone else is still using it.
    """
    busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        error = sqlite3.OperationalError("the log is in use")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise error


def version_in(file: Path, migrations: Sequence[Migration]) -> int:
    """Read the version of the journal in `file`, without writing to it; 0 where there is nothing yet.

    Raises:
        JournalError: it is no journal, or cannot be read.
    """
    with in_words(file, CANNOT_OPEN):
        return _inspect(file, migrations, checked=False)


def _inspect(file: Path, migrations: Sequence[Migration], checked: bool) -> int:
    """Read the version of `file`, without writing to it or to what is beside it; 0 where there is nothing yet.

    Raises:
        DamagedError: it is not a journal, or, where it is `checked`, has a fault.
    """
    try:
        with file.open("rb") as stream:
            begins = stream.read(48)
        if not begins and not Ballast(file).is_there():
            return 0  # it was being made at a power cut
        is_sound = begins.startswith(_MAGIC) and begins[44:] in _FORMATS  # SQLite takes a very short one for empty
        if (not is_sound and not os.path.exists(f"{file}-journal")) or read_log(file).is_damaged:
            raise DamagedError("{file} is damaged.", START_AGAIN, file=file)
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise JournalError(
            "The journal cannot be opened: {file}: {reason}.",
            "Check the folder.",
            file=file,
            reason=reason_of(error),
        ) from error
    try:
        return _inspect_as(file, migrations, checked, "ro")
    except sqlite3.OperationalError:  # it was being made at a power cut, and that has to be undone first
        return _inspect_as(file, migrations, checked, "rw")


def _inspect_as(file: Path, migrations: Sequence[Migration], checked: bool, mode: str) -> int:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True)) as connection:
        connection.execute(PRAGMAS[0])
        version = version_of(connection)
        check_schema(connection, file, migrations)
        if checked:
            check_structure(connection, file)
    return version


def _was_left_open(file: Path) -> bool:
    """Tell whether the log is there: the program did not end in order, or another one has the file open."""
    return os.path.exists(f"{file}-wal")

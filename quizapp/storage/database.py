"""One SQLite file: opening it so that what is written stays, checking it, and setting a damaged one aside."""

import os
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from threading import Condition
from typing import NamedTuple

from quizapp.errors import QuizAppError
from quizapp.storage.migrations import APPLICATION_ID, Migration, migrate, refuse_newer, sync, version_of
from quizapp.storage.network import is_remote


class JournalError(QuizAppError):
    """Something could not be saved in the journal or read from it."""


class DamagedError(JournalError):
    """The file is no journal, or no longer one."""


PRAGMAS: tuple[str, ...] = (
    "PRAGMA busy_timeout=5000",  # milliseconds
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",  # macOS: to the disk itself, not into its memory
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",  # so that REPLACE cannot slip past what refuses DELETE
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
)
"""What is set on each connection that writes."""

READING_PRAGMAS = ("PRAGMA busy_timeout=5000", "PRAGMA query_only=ON", "PRAGMA trusted_schema=OFF")

OLDEST_SQLITE = (3, 37, 0)  # STRICT

_MAGIC = b"SQLite format 3\x00"

CANNOT_OPEN = "The journal cannot be opened"
START_AGAIN = "Start the program again: the file will be kept under another name, and a new one begun."
NOT_SAVED = "Not saved"
NOT_READ = "The journal cannot be read"


class Opened(NamedTuple):
    """`set_aside` is where a damaged file was moved to, in whose place a new one was begun."""

    connection: sqlite3.Connection
    set_aside: Path | None


def open_database(file: Path, migrations: Sequence[Migration]) -> Opened:
    """Open `file` for writing, made or brought to the newest version where needed.

    A file that was not closed in order, or that a note says is doubtful, is checked first.

    Raises:
        QuizAppError: it is on another computer, is of a newer version, or cannot be opened; nothing was changed.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise QuizAppError(
            f"The SQLite of this Python is too old ({sqlite3.sqlite_version}).", "Install a newer Python."
        )
    if is_remote(file.parent):
        raise QuizAppError(
            f"{CANNOT_OPEN}: the folder {file.parent} is on another computer, where answers could be lost.",
            "Name a folder on this computer with --data-dir.",
        )
    try:
        return Opened(reopen(file, migrations, _was_left_open(file) or _doubt(file).exists()), None)
    except DamagedError:
        aside = set_aside(file, "damaged")
        return Opened(reopen(file, migrations, checked=False), aside)


def reopen(file: Path, migrations: Sequence[Migration], checked: bool, what: str = CANNOT_OPEN) -> sqlite3.Connection:
    """Open `file` for writing. What was only in the log beside it is in the file itself after that, and on the disk.

    So what is read is what stays: after a failed write or sync, the system may show what is not on the disk. What
    fails is told with `what` before it.

    Raises:
        DamagedError: it is no journal, or, where it is `checked`, has a fault.
        QuizAppError: it is of a newer version, or cannot be opened.
    """
    try:
        refuse_newer(_inspect(file, checked), file, migrations)
        connection = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
        try:
            for pragma in PRAGMAS:
                connection.execute(pragma)
            if connection.execute("PRAGMA journal_mode=WAL").fetchone()[0] != "wal":
                raise JournalError(f"{CANNOT_OPEN}: {file} is on a disk that cannot keep it safe.", "Use another disk.")
            empty_log(connection)
            migrate(connection, file, migrations)
            sync(file.parent)  # SQLite does this for its log too, but goes on where it fails
        except BaseException:
            connection.close()
            raise
    except sqlite3.Error as error:
        raise as_journal_error(error, file, what) from error
    except OSError as error:
        raise JournalError(f"{what}: {file.parent}: {error.strerror}.", "Check the disk and the folder.") from error
    if checked:
        with suppress(OSError):
            _doubt(file).unlink(missing_ok=True)
    return connection


def empty_log(connection: sqlite3.Connection) -> None:
    """Move what is in the log into the file itself, and leave nothing in the log.

    Raises:
        sqlite3.OperationalError: someone else is still using it.
    """
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    if busy:
        error = sqlite3.OperationalError("the log is in use")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise error


def check(connection: sqlite3.Connection, file: Path) -> None:
    """Look for a fault in the whole file: some 0.1 s for 100,000 events.

    Raises:
        DamagedError: there is one; the file is looked through when it is opened next.
    """
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        with suppress(OSError):
            _doubt(file).touch()
        raise DamagedError(f"{file} is damaged.", START_AGAIN)


def version_in(file: Path) -> int:
    """The version of the journal in `file`, read without writing to it; 0 where there is nothing yet.

    Raises:
        JournalError: it is no journal, or cannot be read.
    """
    try:
        return _inspect(file, checked=False)
    except sqlite3.Error as error:
        raise as_journal_error(error, file, CANNOT_OPEN) from error


def _inspect(file: Path, checked: bool) -> int:
    """The version of `file`, read without writing to it or to what is beside it; 0 where there is nothing yet.

    Raises:
        DamagedError: it is not a journal, or, where it is `checked`, has a fault.
    """
    try:
        with file.open("rb") as stream:
            begins = stream.read(len(_MAGIC))
        if not begins:
            return 0
        if begins != _MAGIC and not os.path.exists(f"{file}-journal"):  # SQLite takes a very short one for empty
            raise DamagedError(f"{file} is not a database.")
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise JournalError(f"{CANNOT_OPEN}: {file}: {error.strerror}.", "Check the folder.") from error
    try:
        return _inspect_as(file, checked, "ro")
    except sqlite3.OperationalError:  # it was being made at a power cut, and that has to be undone first
        return _inspect_as(file, checked, "rw")


def _inspect_as(file: Path, checked: bool, mode: str) -> int:
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode={mode}", uri=True)) as connection:
        connection.execute(PRAGMAS[0])
        version = version_of(connection)
        identity = connection.execute("PRAGMA application_id").fetchone()[0]
        entries = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
        if entries and identity != APPLICATION_ID:
            raise DamagedError(f"{file} is the file of another program.")
        if checked:
            check(connection, file)
    return version


class Readers:
    """Connections that only read, each lent to one thread at a time. Safe in any thread."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._idle: list[sqlite3.Connection] = []
        self._lent = 0
        self._resting = False
        self._closed = False
        self._changed = Condition()

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the journal as it is now, for as long as it is lent.

        Raises:
            JournalError: the journal cannot be read, then or while it is lent.
        """
        with self._changed:
            self._changed.wait_for(lambda: not self._resting)
            if self._closed:
                raise JournalError(f"{NOT_READ}: it is closed.", "Start the program again.")
            self._lent += 1
            connection = self._idle.pop() if self._idle else None
        try:
            if connection is None:
                connection = self._connect()
            connection.execute("BEGIN")
            yield connection
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            if connection is not None:
                connection.close()
                connection = None
            raise as_journal_error(error, self._file, NOT_READ) from error
        except BaseException:
            if connection is not None:
                connection.close()
                connection = None
            raise
        finally:
            with self._changed:
                self._lent -= 1
                if connection is not None:
                    self._idle.append(connection)
                self._changed.notify_all()

    def _connect(self) -> sqlite3.Connection:
        uri = f"{self._file.absolute().as_uri()}?mode=ro"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        for pragma in READING_PRAGMAS:
            connection.execute(pragma)
        return connection

    def close(self) -> None:
        """Lend none any longer."""
        with self.exclusive():
            self._closed = True

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """Wait until none is lent, close all, and lend none until this ends."""
        with self._changed:
            self._resting = True
            self._changed.wait_for(lambda: not self._lent)
            for connection in self._idle:
                connection.close()
            self._idle.clear()
        try:
            yield
        finally:
            with self._changed:
                self._resting = False
                self._changed.notify_all()


def set_aside(file: Path, why: str) -> Path:
    """Give `file`, and what is beside it, a name that tells `why` and when. Nothing is deleted. Gives the new path.

    Raises:
        QuizAppError: it cannot be renamed.
    """
    aside = free_name(file, why)
    try:
        for ending in ("-wal", "-journal", "-shm", ""):  # the file last: until then, it is still found, and set aside
            with suppress(FileNotFoundError):
                os.rename(f"{file}{ending}", f"{aside}{ending}")
        _doubt(file).unlink(missing_ok=True)
        sync(file.parent)
    except OSError as error:
        raise QuizAppError(
            f"{file} is damaged, and cannot be set aside: {error.strerror}.", "Move it to another folder."
        ) from error
    return aside


def free_name(file: Path, why: str) -> Path:
    """A path beside `file` that tells `why` and when it was given, and that nothing has yet."""
    stamp = time.strftime("%Y-%m-%d-%H%M%S")
    number = 1
    while True:
        path = file.with_name(f"{file.stem}.{why}-{stamp}{f'-{number}' if number > 1 else ''}{file.suffix}")
        if not os.path.lexists(path):
            return path
        number += 1


def _was_left_open(file: Path) -> bool:
    """Whether the log is still there: the program did not end in order, or another one has the file open."""
    try:
        return os.path.getsize(f"{file}-wal") > 0
    except OSError:
        return False


def _doubt(file: Path) -> Path:
    """A note that `file` has to be checked when it is opened next."""
    return file.with_name(f"{file.name}.check")


def as_journal_error(error: sqlite3.Error, file: Path, what: str) -> JournalError:
    """`error` in plain words, after `what` failed. Where it shows damage, `file` is checked when it is opened next."""
    name = getattr(error, "sqlite_errorname", "") or type(error).__name__
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN) and _is_full(file.parent):
        code = sqlite3.SQLITE_FULL  # not every call that lacks room says so
    match code:
        case sqlite3.SQLITE_FULL:
            return JournalError(
                f"{what}: the disk is full.", "Free some space on it. What was saved before is not touched."
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return JournalError(f"{what}: another program is using {file}.", "Close it, and try again.")
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            with suppress(OSError):
                _doubt(file).touch()
            return DamagedError(f"{what}: {file} is damaged.", START_AGAIN)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_AUTH:
            return JournalError(f"{what}: {file} may not be written.", "Check the folder and what may be done in it.")
        case sqlite3.SQLITE_IOERR:
            return JournalError(
                f"{what}: the disk reports a fault ({name}).", "Check the disk and its cable, or use another disk."
            )
    return JournalError(f"{what}: {error}.", "Start the program again.")


def _is_full(folder: Path) -> bool:
    try:
        return shutil.disk_usage(folder).free < 100_000
    except OSError:
        return False

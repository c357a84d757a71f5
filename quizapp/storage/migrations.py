"""What is in the journal, as the steps from an empty file to the newest version.

A step is a tuple of SQL statements. It is run in one transaction, which sets `user_version` too: a file is of one
version or of the next, never in between. A step that has been released is never changed; what changes is a new step.
"""

import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

from quizapp.errors import QuizAppError

Migration = tuple[str, ...]

APPLICATION_ID = 0x51756A31
"""Tells SQLite files of ours from others (``PRAGMA application_id``)."""

_FIRST: Migration = (
    f"PRAGMA application_id={APPLICATION_ID}",
    "CREATE TABLE learner (id TEXT PRIMARY KEY, name TEXT NOT NULL, is_guest INTEGER NOT NULL, created REAL NOT NULL)"
    " STRICT",
    "CREATE TABLE bank (content_hash TEXT PRIMARY KEY, bank_id TEXT NOT NULL, title TEXT NOT NULL,"
    " source BLOB NOT NULL) STRICT",
    "CREATE TABLE bank_file (content_hash TEXT NOT NULL REFERENCES bank, name TEXT NOT NULL, data BLOB NOT NULL,"
    " PRIMARY KEY (content_hash, name)) STRICT",
    "CREATE TABLE attempt (id TEXT PRIMARY KEY, learner TEXT NOT NULL REFERENCES learner,"
    " content_hash TEXT NOT NULL REFERENCES bank, bank_id TEXT NOT NULL, started REAL NOT NULL) STRICT",
    "CREATE INDEX attempt_newest ON attempt (learner, started, id)",
    "CREATE TABLE event (attempt TEXT NOT NULL REFERENCES attempt, seq INTEGER NOT NULL CHECK (seq >= 0),"
    " written REAL NOT NULL, kind TEXT NOT NULL, data TEXT NOT NULL, PRIMARY KEY (attempt, seq)) STRICT, WITHOUT ROWID",
    # computed from the events, and nothing is lost with it
    "CREATE TABLE summary (attempt TEXT PRIMARY KEY REFERENCES attempt, seq INTEGER NOT NULL, version INTEGER NOT NULL,"
    " data TEXT NOT NULL) STRICT",
    # which attempts have no end yet: kept by the two triggers that follow
    "CREATE TABLE unfinished (learner TEXT NOT NULL, attempt TEXT NOT NULL, PRIMARY KEY (learner, attempt))"
    " STRICT, WITHOUT ROWID",
    "CREATE TRIGGER attempt_begins AFTER INSERT ON attempt BEGIN"
    " INSERT INTO unfinished VALUES (NEW.learner, NEW.id); END",
    "CREATE TRIGGER attempt_ends AFTER INSERT ON event WHEN NEW.kind = 'submitted' BEGIN"
    " DELETE FROM unfinished WHERE attempt = NEW.attempt"
    " AND learner = (SELECT learner FROM attempt WHERE id = NEW.attempt); END",
    # The guard. It is open for learners in `departing` alone; one is put there and taken out in the same transaction
    # that deletes what is theirs, so that no file ever has one in it.
    "CREATE TABLE departing (learner TEXT PRIMARY KEY) STRICT, WITHOUT ROWID",
    "CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
    "CREATE TRIGGER event_is_kept BEFORE DELETE ON event WHEN NOT EXISTS (SELECT 1 FROM attempt"
    " JOIN departing ON departing.learner = attempt.learner WHERE attempt.id = OLD.attempt)"
    " BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    "CREATE TRIGGER attempt_stays BEFORE UPDATE ON attempt BEGIN SELECT RAISE(ABORT, 'attempts are never changed');"
    " END",
    "CREATE TRIGGER attempt_is_kept BEFORE DELETE ON attempt WHEN NOT EXISTS (SELECT 1 FROM departing"
    " WHERE learner = OLD.learner) BEGIN SELECT RAISE(ABORT, 'attempts are never deleted'); END",
)

MIGRATIONS: tuple[Migration, ...] = (_FIRST,)
"""The step at index n makes version n + 1 of version n; version 0 is an empty file."""


def version_of(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(connection: sqlite3.Connection, file: Path, migrations: Sequence[Migration]) -> None:
    """Bring `file`, which `connection` has open, to the newest version; before that, what is in it is copied.

    Raises:
        QuizAppError: the file is of a newer version, or the copy could not be made; nothing was changed.
        sqlite3.Error: a step failed; the file is of the version before it.
    """
    version = version_of(connection)
    refuse_newer(version, file, migrations)
    if 0 < version < len(migrations):
        copy_to(connection, backup_before(file, len(migrations)))
    while version < len(migrations):
        connection.execute("BEGIN IMMEDIATE")
        try:
            if version_of(connection) == version:  # otherwise another process was quicker
                for statement in migrations[version]:
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version={version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise
        version = version_of(connection)


def refuse_newer(version: int, file: Path, migrations: Sequence[Migration]) -> None:
    """Raise QuizAppError where `version` is one that only a newer program can read."""
    if version > len(migrations):
        raise QuizAppError(
            f"{file} was written by a newer version of Quizapp (format {version}; this one knows {len(migrations)}).",
            "Update Quizapp. Nothing in the file was changed.",
        )


def backup_before(file: Path, version: int) -> Path:
    """Where the copy is that is made before `file` becomes of `version`."""
    return file.with_name(f"{file.stem}.before-v{version}{file.suffix}")


def backups_before(file: Path) -> list[Path]:
    """The copies of `file` that migrations have left, those that were not completed among them."""
    return sorted(file.parent.glob(f"{file.stem}.before-v*"))


def copy_to(connection: sqlite3.Connection, target: Path) -> None:
    """Copy the whole database to one file, `target`, which is written whole or not at all; an old one is replaced.

    Raises:
        QuizAppError: it cannot be written.
    """
    beside = target.with_name(f"{target.name}.new")
    try:
        for ending in ("", "-journal", "-wal", "-shm"):  # what is left of one that was cut short
            Path(f"{beside}{ending}").unlink(missing_ok=True)
        with closing(sqlite3.connect(beside)) as copy:
            connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, that needs none beside it
        sync(beside)
        os.replace(beside, target)
        sync(target.parent)
    except (OSError, sqlite3.Error) as error:
        with suppress(OSError):
            beside.unlink()
        reason = getattr(error, "strerror", None) or str(error)
        raise QuizAppError(f"{target} cannot be written: {reason}.", "Free some space or check the folder.") from error


def sync(path: Path) -> None:
    """See to it that a file, or what is listed in a folder, is on the disk. Windows has no such thing for folders."""
    if os.name == "nt" and path.is_dir():
        return
    number = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)

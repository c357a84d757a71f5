"""Steps that make a journal of an empty file, and bring an old one to the newest version.

A step is a tuple of SQL statements. All that are needed run in one transaction, which sets `user_version` too: a file
is of one version or of the newest, never in between. A step that has been released is never changed; what changes is a
new step. Each changes the schema, so that a damaged `user_version` is not taken for a newer one.
"""

import sqlite3
import zlib
from collections.abc import Sequence
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import Any

from quizapp.errors import QuizAppError
from quizapp.storage.copies import backup_before, copy_to

Migration = tuple[str, ...]

APPLICATION_ID = 0x51756A31
"""Tells SQLite files of ours from others (``PRAGMA application_id``)."""

_STAYS: Migration = (
    "CREATE TRIGGER event_stays BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'events are never changed'); END",
    "CREATE TRIGGER attempt_stays BEFORE UPDATE ON attempt BEGIN SELECT RAISE(ABORT, 'attempts are never changed');"
    " END",
)

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
    _STAYS[0],
    "CREATE TRIGGER event_is_kept BEFORE DELETE ON event WHEN NOT EXISTS (SELECT 1 FROM attempt"
    " JOIN departing ON departing.learner = attempt.learner WHERE attempt.id = OLD.attempt)"
    " BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END",
    _STAYS[1],
    "CREATE TRIGGER attempt_is_kept BEFORE DELETE ON attempt WHEN NOT EXISTS (SELECT 1 FROM departing"
    " WHERE learner = OLD.learner) BEGIN SELECT RAISE(ABORT, 'attempts are never deleted'); END",
)

CHECKSUMS = {
    "learner": "id, name, is_guest, created",
    "bank": "content_hash, bank_id, title, source, (SELECT count(*) FROM bank_file AS f"
    " WHERE f.content_hash = bank.content_hash)",
    "bank_file": "content_hash, name, data",
    "attempt": "id, learner, content_hash, bank_id, started",
    "event": "attempt, seq, written, kind, data",
    "summary": "attempt, seq, version, data",
}
"""The values that the checksum of a row is computed from, by table."""

_WITHCHECKSUMS: Migration = (
    *(f"ALTER TABLE {table} ADD COLUMN checksum INTEGER NOT NULL DEFAULT 0" for table in CHECKSUMS),
    "DROP TRIGGER event_stays",
    "DROP TRIGGER attempt_stays",
    *(f"UPDATE {table} SET checksum = checksum({values})" for table, values in CHECKSUMS.items()),
    *_STAYS,
)

MIGRATIONS: tuple[Migration, ...] = (_FIRST, _WITHCHECKSUMS)
"""The step at index n makes version n + 1 of version n; version 0 is an empty file."""


CHECKSUMS_SINCE = 2
"""The first version whose rows have checksums."""


def checksum(*values: object) -> int:
    """Compute the checksum of a row: CRC-32 of its values, numbers written with 17 digits, with NUL between them."""
    return zlib.crc32(b"\0".join(map(_as_bytes, values)))


def _as_bytes(value: object) -> bytes:
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, bytes):
        return value
    # adding 0.0, as SQLite keeps -0.0 as 0.0
    return (format(value + 0.0, ".17g") if isinstance(value, (int, float)) else str(value)).encode()


@cache
def schema_of(migrations: tuple[Migration, ...]) -> frozenset[tuple[Any, ...]]:
    """Give what is in `sqlite_schema` after these steps, as `schema_in` gives it."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.create_function("checksum", -1, checksum)
        for statement in (statement for migration in migrations for statement in migration):
            connection.execute(statement)
        return schema_in(connection)


def schema_in(connection: sqlite3.Connection) -> frozenset[tuple[Any, ...]]:
    """Give the type, name, table and SQL of all tables, indexes and triggers."""
    return frozenset(connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema"))


def version_of(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)


def migrate(connection: sqlite3.Connection, file: Path, migrations: Sequence[Migration]) -> None:
    """Bring `file`, which `connection` has open, to the newest version; before that, what is in it is copied.

    Raises:
        QuizAppError: the file is of a newer version, or the copy could not be made; nothing was changed.
        sqlite3.Error: a step failed; the file is as it was.
    """
    version = version_of(connection)
    refuse_newer(version, file, migrations)
    connection.create_function("checksum", -1, checksum)
    if version == len(migrations):
        return
    if version:
        copy_to(connection, backup_before(file, len(migrations)))
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in migrations[version_of(connection) :]:  # none where another process was quicker
            for statement in step:
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version={len(migrations)}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def refuse_newer(version: int, file: Path, migrations: Sequence[Migration]) -> None:
    """Raise QuizAppError where `version` is one that only a newer program can read."""
    if version > len(migrations):
        raise QuizAppError(
            "{file} was written by a newer version of Quizapp (format {version}; this one knows {known}).",
            "Update Quizapp. Nothing in the file was changed.",
            file=file,
            version=str(version),
            known=str(len(migrations)),
        )

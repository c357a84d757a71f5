"""Opening the desk's database: a SQLite file or PostgreSQL, brought to the newest version, one transaction a call."""

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from quizapp.errors import QuizAppError, reason_of
from quizapp.storage.copies import backup_before, copy_to, set_aside
from quizapp.storage.database import OLDEST_SQLITE
from quizapp.storage.desk.errors import CANNOT_OPEN, DeskDamagedError, DeskError, in_words, newer, shown_address
from quizapp.storage.desk.revision import NEWEST
from quizapp.storage.network import is_remote
from quizapp.texts import N_

SCHEMA = "quizapp"
"""The schema in PostgreSQL that the tables are in."""
NOT_SAVED = N_("Not saved")
NOT_READ = N_("The desk's records cannot be read")

_JUST_MADE = 60
"""Seconds."""
_LONGEST_WAIT = 10.0
"""Seconds, for another program that writes."""
_PRAGMAS = (
    "PRAGMA busy_timeout=10000",  # milliseconds
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA fullfsync=ON",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",
)


class Database:
    """A database that is open, for any thread.

    Attributes:
        where: its place, in words that can be shown.
        is_postgresql: True for PostgreSQL, False for SQLite.
        is_read_only: True where nothing can be changed, as on a disk that cannot be written.
    """

    def __init__(self, engine: sa.Engine, where: str, is_read_only: bool = False) -> None:
        self.engine = engine
        self.where = where
        self.is_read_only = is_read_only
        self.is_postgresql = engine.dialect.name == "postgresql"

    def close(self) -> None:
        """Close all connections."""
        self.engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a transaction that sees one state of the records. Raises DeskError."""
        options = {"isolation_level": "REPEATABLE READ"} if self.is_postgresql else {}
        with in_words(self.where, NOT_READ), self._transaction(**options) as connection:
            yield connection

    @contextmanager
    def writing(self, lock: str = "", what: str = NOT_SAVED) -> Iterator[sa.Connection]:
        """Give a transaction that is committed at the end, or undone as a whole. Raises DeskError.

        What shares a `lock` waits for one another; in SQLite everything that writes does.
        """
        with in_words(self.where, what), self._transaction(is_writing=True) as connection:
            if lock and self.is_postgresql:
                _wait_for(connection, lock)
            yield connection

    @contextmanager
    def _transaction(self, **options: Any) -> Iterator[sa.Connection]:
        with self.engine.connect() as connection, connection.execution_options(**options).begin():
            yield connection

    def version(self) -> str:
        """Name the newest migration that was done; empty for none."""
        with in_words(self.where, CANNOT_OPEN), self.engine.connect() as connection:
            if not sa.inspect(connection).has_table("alembic_version"):
                return ""
            return str(connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar() or "")

    def migrate(self) -> None:
        """Make the tables, or bring them to the newest version, in one transaction that no other can share.

        Raises:
            QuizAppError: they are of a newer version, or it fails; nothing was changed.
        """
        from quizapp.storage.desk.migrating import upgrade  # Alembic takes 200 ms

        with in_words(self.where, CANNOT_OPEN), self._transaction(is_writing=True) as connection:
            if self.is_postgresql:
                _wait_for(connection, SCHEMA)
                connection.execute(sa.text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
            upgrade(connection, self.where)


def open_file(file: Path) -> Database:
    """Open a SQLite file, made where there is none; one of an older version is copied, and brought to the newest.

    One on a disk that cannot be written is opened to be read. One that the disk has emptied is set aside.

    Raises:
        QuizAppError: it is on another computer, of a newer version, or cannot be opened, and nothing was changed; or it
            was empty.
    """
    if sqlite3.sqlite_version_info < OLDEST_SQLITE:
        raise DeskError("The desk cannot be opened: the SQLite of this Python is too old.", "Install a newer Python.")
    if is_remote(file.parent):
        raise DeskError(
            "The desk cannot be opened: the folder {folder} is on another computer, where records could be lost.",
            "Name a folder on this computer with --data-dir.",
            folder=file.parent,
        )
    is_read_only = file.exists() and not (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK))
    _set_aside_empty(file)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not file.exists():
            os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))  # closed to others before a key is in it
    except OSError as error:
        raise DeskError(
            "The desk cannot be opened: {file}: {reason}.",
            "Name another folder with --data-dir.",
            file=file,
            reason=reason_of(error),
        ) from error
    url = sa.URL.create("sqlite", database=str(file))
    if is_read_only and not _has_log(file):  # what is in a log could not be seen
        url = url.set(database=file.absolute().as_uri(), query={"mode": "ro", "immutable": "1", "uri": "true"})
    engine = sa.create_engine(url)
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    database = Database(engine, str(file), is_read_only)
    try:
        if (found := database.version()) != NEWEST:
            if "" < found < NEWEST:
                with engine.connect() as connection:
                    itself = cast(sqlite3.Connection, connection.connection.driver_connection)
                    copy_to(itself, backup_before(file, int(NEWEST)))
            database.migrate()
    except BaseException:
        database.close()
        raise
    return database


def _set_aside_empty(file: Path) -> None:
    """Set `file` aside where nothing is in it; one that another program is just making is left alone."""
    try:
        found = file.stat()
    except OSError:  # there is none, or what is wrong with it is told when it is opened
        return
    if found.st_size or time.time() - found.st_mtime < _JUST_MADE:
        return
    aside = set_aside(file, "empty")
    raise DeskDamagedError(
        "The desk cannot be opened: {file} is empty. It is now called {aside}.",
        "If there was a desk, put a copy of the file in its place. If you open the desk again, it is a new one.",
        file=file,
        aside=aside.name,
    )


def _has_log(file: Path) -> bool:
    log = Path(f"{file}-wal")
    return log.exists() and log.stat().st_size > 0


def _prepare_sqlite(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy says when a transaction begins
    until = time.monotonic() + _LONGEST_WAIT
    for pragma in _PRAGMAS:
        while True:
            try:
                connection.execute(pragma).close()
                break
            except sqlite3.OperationalError as error:  # SQLite itself does not wait where WAL is being begun
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.02)


def _begin_sqlite(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("is_writing")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def open_address(address: str, may_migrate: bool = False) -> Database:
    """Open PostgreSQL at `address`, such as ``postgresql://anna@school/quizapp``.

    `may_migrate` makes the tables or brings them to the newest version, for the owner of the database.

    Raises:
        QuizAppError: it is no such address, psycopg is missing, nothing answers there, or the tables do not fit.
    """
    url = _url(address)
    where = shown_address(url)
    try:
        engine = sa.create_engine(url, pool_pre_ping=True, hide_parameters=True)
    except ModuleNotFoundError as error:
        raise DeskError(
            "The desk cannot be opened: PostgreSQL needs the package psycopg.", "Type: pip install 'quizapp[school]'"
        ) from error
    except (SQLAlchemyError, ImportError, TypeError, ValueError) as error:
        raise DeskError(
            "The desk cannot be opened: psycopg cannot be used.", "Type: pip install 'quizapp[school]'"
        ) from error
    sa.event.listen(engine, "connect", _prepare_postgresql)
    database = Database(engine, where)
    try:
        if may_migrate:
            database.migrate()
        elif (found := database.version()) != NEWEST:
            raise _unfit(found, where)
    except BaseException:
        database.close()
        raise
    return database


def _unfit(found: str, where: str) -> QuizAppError:
    if found > NEWEST:
        return newer(where)
    return DeskError(
        "The desk cannot be opened: the desk's tables at {where} are of an older version."
        if found
        else "The desk cannot be opened: the desk's tables at {where} are not there yet, or closed to this login.",
        "Whoever looks after the database runs: quizapp desk init --desk-url ADDRESS",
        where=where,
    )


def _url(address: str) -> sa.URL:
    try:
        url = sa.make_url(address)
    except (SQLAlchemyError, ValueError):
        url = None
    if url is None or url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise DeskError(
            "The address of the desk is not understood.", "Write it like postgresql://NAME:PASSWORD@COMPUTER/DATABASE"
        )
    return url.set(drivername="postgresql+psycopg")


def _wait_for(connection: sa.Connection, lock: str) -> None:
    """Hold a lock of PostgreSQL until the transaction ends."""
    connection.execute(sa.select(sa.func.pg_advisory_xact_lock(sa.func.hashtextextended(lock, 0))))


def _prepare_postgresql(connection: Any, _: Any) -> None:
    was = connection.autocommit
    connection.autocommit = True
    connection.execute(f"SET search_path TO {SCHEMA}, pg_temp")
    connection.autocommit = was

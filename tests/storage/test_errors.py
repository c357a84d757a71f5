"""What SQLite says of a file, in plain words: each kind is told for what it is."""

import shutil
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest

from quizapp.storage.errors import (
    NOT_READ,
    NOT_SAVED,
    DamagedError,
    JournalError,
    as_journal_error,
    error_code,
    in_words,
)

KINDS = {
    "disk is full": "SQLITE_FULL",
    "another program is using": "SQLITE_BUSY SQLITE_LOCKED SQLITE_BUSY_SNAPSHOT SQLITE_BUSY_RECOVERY",
    "is damaged": "SQLITE_CORRUPT SQLITE_NOTADB SQLITE_CORRUPT_INDEX SQLITE_CORRUPT_VTAB",
    "no permission to write": "SQLITE_READONLY SQLITE_PERM SQLITE_CANTOPEN SQLITE_AUTH SQLITE_READONLY_DIRECTORY",
    "the disk reports a fault": "SQLITE_IOERR SQLITE_IOERR_FSYNC SQLITE_IOERR_WRITE SQLITE_IOERR_DIR_FSYNC",
    "no such table": "SQLITE_ERROR SQLITE_MISMATCH SQLITE_NOMEM SQLITE_TOOBIG SQLITE_CONSTRAINT_UNIQUE",
}


def error_of(name: str) -> sqlite3.Error:
    error = sqlite3.OperationalError("no such table: event")
    error.sqlite_errorcode, error.sqlite_errorname = getattr(sqlite3, name), name
    return error


def disk_with(free: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: SimpleNamespace(free=free))


def test_each_kind_of_failure_is_told_for_what_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    file = Path("here") / "journal.db"
    disk_with(10**9, monkeypatch)
    for told, kinds in KINDS.items():
        for name in kinds.split():
            error = as_journal_error(error_of(name), file, NOT_SAVED)
            assert error.message.startswith("Not saved: "), name
            assert told in error.message, name
            assert error.remedy, name
            assert isinstance(error, DamagedError) == (told == "is damaged"), name
            assert (name in error.message) == (told == "the disk reports a fault"), name
    undecodable = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
    for broken in (undecodable, sqlite3.OperationalError("Could not decode to UTF-8 column 'a' with text ''")):
        assert isinstance(as_journal_error(broken, file, NOT_READ), DamagedError)
    assert error_code(ValueError("x")) == error_code(sqlite3.ProgrammingError("closed")) == 0


def test_a_call_that_fails_for_want_of_room_is_told_so_though_it_names_another_reason(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file = Path("here") / "journal.db"
    for free, is_full in ((0, True), (99_999, True), (100_000, False), (100_001, False)):
        disk_with(free, monkeypatch)
        for name in ("SQLITE_IOERR_WRITE", "SQLITE_CANTOPEN"):
            assert ("disk is full" in as_journal_error(error_of(name), file, NOT_SAVED).message) == is_full, (
                name,
                free,
            )
        assert "is using" in as_journal_error(error_of("SQLITE_BUSY"), file, NOT_SAVED).message
    monkeypatch.undo()
    assert "a fault" in as_journal_error(error_of("SQLITE_IOERR"), Path("no such folder") / "a.db", NOT_SAVED).message


def test_what_is_said_of_a_file_names_what_was_done_with_it() -> None:
    with pytest.raises(JournalError) as told, in_words(Path("journal.db"), NOT_READ):
        raise error_of("SQLITE_ERROR")
    assert told.value.message == "The journal cannot be read: no such table: event."
    assert isinstance(told.value.__cause__, sqlite3.OperationalError)
    with pytest.raises(ValueError, match="ours"), in_words(Path("journal.db"), NOT_READ):
        raise ValueError("ours")

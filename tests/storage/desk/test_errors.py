"""What the database raises is told in plain words, with what to do."""

import sqlite3

import pytest
from sqlalchemy.exc import DBAPIError, InvalidRequestError

from quizapp.storage.desk.errors import DeskDamagedError, DeskError, in_words, shown_address


class RefusedError(Exception):
    """What a driver raises for PostgreSQL, with its code."""

    def __init__(self, code: str | None, text: str = "") -> None:
        super().__init__(text)
        self.sqlstate = code


def told(original: BaseException, place: str = "here", *, is_lost: bool = False) -> DeskError:
    with pytest.raises(DeskError) as caught, in_words(place, "Not saved"):
        raise DBAPIError("INSERT", {}, original, connection_invalidated=is_lost)
    return caught.value


def of_sqlite(code: int | None, text: str = "odd") -> sqlite3.Error:
    error = sqlite3.OperationalError(text)
    if code is not None:
        error.sqlite_errorcode = code  # type: ignore[attr-defined]
    return error


LOST = "Nothing was lost: whatever was shown as saved is there. Do it again."
CONNECTION = f"Not saved: the connection to the desk's database at here failed. {LOST}"
REFUSES = "Not saved: the database at here refuses this name and password. Check both."
MISSING = "Not saved: there is no such database at here. Check the address of the desk."


def test_what_postgresql_says_is_told_by_its_code_or_where_there_is_none_by_its_words() -> None:
    for code, text, said in (
        ("28P01", "", REFUSES),
        ("28000", "", REFUSES),
        ("3D000", "", MISSING),
        ("42501", "", "Not saved: this login may not do that at here. Whoever looks after the database runs"),
        ("53100", "", f"Not saved: the disk of the database at here is full. {LOST}"),
        ("23505", "twice", f"Not saved: the database at here refused it (23505). {LOST}"),
        ("08006", "", CONNECTION),
        ("57P01", "", CONNECTION),
        ("", "server closed the connection", CONNECTION),
        (None, "", CONNECTION),
        (None, "password authentication failed", REFUSES),
        (None, 'database "desk" does not exist', MISSING),
        (None, "the database is starting", CONNECTION),
        (None, "it does not exist", CONNECTION),
    ):
        assert str(told(RefusedError(code, text))).startswith(said), (code, text)
    assert str(told(RefusedError("23505"), is_lost=True)) == CONNECTION


def test_what_sqlite_says_is_told_by_its_code() -> None:
    full = "Not saved: the disk is full. Free some space on it. What was saved is not touched."
    for code, said in (
        (sqlite3.SQLITE_FULL, full),
        (sqlite3.SQLITE_BUSY, "Not saved: another program is using here. Close it, and do it again."),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, "Not saved: another program is using here. Close it, and do it again."),
        (sqlite3.SQLITE_LOCKED, "Not saved: another program is using here. Close it, and do it again."),
        (sqlite3.SQLITE_CORRUPT, "Not saved: here is damaged. Put a copy of the file in its place."),
        (sqlite3.SQLITE_NOTADB, "Not saved: here is damaged. Put a copy of the file in its place."),
        (sqlite3.SQLITE_READONLY, "Not saved: here cannot be written. Check who is allowed to write in its folder."),
        (sqlite3.SQLITE_CANTOPEN, "Not saved: here cannot be written. Check who is allowed to write in its folder."),
        (sqlite3.SQLITE_PERM, "Not saved: here cannot be written. Check who is allowed to write in its folder."),
        (sqlite3.SQLITE_IOERR, f"Not saved: here cannot be used (odd). {LOST}"),
        (None, f"Not saved: here cannot be used (odd). {LOST}"),
    ):
        error = told(of_sqlite(code))
        assert str(error) == said
        assert isinstance(error, DeskDamagedError) == ("damaged" in said)
    assert "cannot be used" in str(told(of_sqlite(sqlite3.SQLITE_IOERR), "/no/such/folder/desk.db"))


def test_what_is_no_failure_of_the_database_is_told_too(tmp_path) -> None:
    with pytest.raises(DeskError) as caught, in_words("here", "Not saved"):
        raise InvalidRequestError("odd")
    assert str(caught.value) == f"Not saved: the database at here did not answer as it should. {LOST}"
    with pytest.raises(DeskError) as caught, in_words("here", "Not saved"):
        "\ud800".encode()
    assert str(caught.value) == "Not saved: there is a broken character in the text. Type it again."
    with pytest.raises(ZeroDivisionError), in_words("here", "Not saved"):
        raise ZeroDivisionError


def test_an_address_is_shown_without_its_name_password_and_options() -> None:
    for address, shown in (
        ("postgresql://anna:s3cret@school:5432/quizapp?sslmode=require", "school/quizapp"),
        ("postgresql://anna:s3cret@/quizapp", "this computer/quizapp"),
        ("postgresql://school", "school"),
        ("postgresql://", "this computer"),
        ("anna:s3cret", "the address of the desk"),
    ):
        assert shown_address(address) == shown

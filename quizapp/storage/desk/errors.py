"""Failures of the desk's database, in plain words and without any password."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from quizapp.errors import QuizAppError
from quizapp.texts import N_, Message


class DeskError(QuizAppError):
    """The desk's records could not be read or written."""


class DeskDamagedError(DeskError):
    """Something in the desk's records is not as it was written."""


class DeskChangedError(DeskError):
    """Somebody else has done something to the assignment in the meantime."""


_LEAST_FREE = 131_072
"""Bytes."""
CANNOT_OPEN = N_("The desk cannot be opened")
NOTHING_LOST = N_("Nothing was lost: whatever was shown as saved is there. Do it again.")


def shown_address(address: str | sa.URL) -> str:
    """Write the address of a database without its password and options, to be shown."""
    try:
        url = sa.make_url(address)
    except SQLAlchemyError:
        return "the address of the desk"
    return f"{url.host or 'this computer'}/{url.database or ''}".rstrip("/")


def newer(where: str) -> DeskError:
    """Make the error that tells of tables that only a newer program knows."""
    return DeskError(
        "The desk cannot be opened: {where} was written by a newer version of Quizapp.",
        "Update Quizapp. Nothing in it was changed.",
        where=where,
    )


@contextmanager
def in_words(where: str, what: str) -> Iterator[None]:
    """Turn what the database raises into a DeskError that begins with `what`; `where` it is can be shown."""
    try:
        yield
    except DBAPIError as error:
        raise _told(error, where, what) from error
    except UnicodeEncodeError as error:
        raise DeskError(
            "{what}: there is a broken character in the text.", "Type it again.", what=Message(what)
        ) from error
    except SQLAlchemyError as error:
        raise DeskError(
            "{what}: the database at {where} did not answer as it should.",
            NOTHING_LOST,
            what=Message(what),
            where=where,
        ) from error


def _told(error: DBAPIError, where: str, what: str) -> DeskError:
    original = error.orig
    code = str(getattr(original, "sqlstate", None) or "")
    if not code:  # a connection that is refused has no code, and says it in words, which may be of any language
        text = str(original)
        code = "28P01" if "authentication" in text else "3D000" if "database" in text and "exist" in text else ""
    if isinstance(original, sqlite3.Error):
        return _of_sqlite(original, where, what)
    if error.connection_invalidated or code[:2] in ("08", "57") or not code:
        return DeskError(
            "{what}: the connection to the desk's database at {where} failed.",
            NOTHING_LOST,
            what=Message(what),
            where=where,
        )
    match code:
        case "28P01" | "28000":
            return DeskError(
                "{what}: the database at {where} refuses this name and password.",
                "Check both.",
                what=Message(what),
                where=where,
            )
        case "3D000":
            return DeskError(
                "{what}: there is no such database at {where}.",
                "Check the address of the desk.",
                what=Message(what),
                where=where,
            )
        case "42501":
            return DeskError(
                "{what}: this login may not do that at {where}.",
                "Whoever looks after the database runs: quizapp desk init --desk-url ADDRESS",
                what=Message(what),
                where=where,
            )
        case "53100":
            return DeskError(
                "{what}: the disk of the database at {where} is full.", NOTHING_LOST, what=Message(what), where=where
            )
    return DeskError(
        "{what}: the database at {where} refused it ({code}).", NOTHING_LOST, what=Message(what), where=where, code=code
    )


def _of_sqlite(error: sqlite3.Error, where: str, what: str) -> DeskError:
    code = int(getattr(error, "sqlite_errorcode", 0)) & 0xFF
    if code == sqlite3.SQLITE_IOERR and _is_full(where):  # no room for a file beside the database either
        code = sqlite3.SQLITE_FULL
    match code:
        case sqlite3.SQLITE_FULL:
            return DeskError(
                "{what}: the disk is full.", "Free some space on it. What was saved is not touched.", what=Message(what)
            )
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return DeskError(
                "{what}: another program is using {where}.",
                "Close it, and do it again.",
                what=Message(what),
                where=where,
            )
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return DeskDamagedError(
                "{what}: {where} is damaged.", "Put a copy of the file in its place.", what=Message(what), where=where
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_CANTOPEN | sqlite3.SQLITE_PERM:
            return DeskError(
                "{what}: {where} cannot be written.",
                "Check who is allowed to write in its folder.",
                what=Message(what),
                where=where,
            )
    return DeskError(
        "{what}: {where} cannot be used ({reason}).", NOTHING_LOST, what=Message(what), where=where, reason=error
    )


def _is_full(file: str) -> bool:
    try:
        return shutil.disk_usage(Path(file).parent).free < _LEAST_FREE
    except OSError:
        return False


def damaged() -> DeskDamagedError:
    """Make the error that tells of a row that is not as it was written."""
    return DeskDamagedError(
        "Something in the desk's records is not as it was written: the disk has damaged it.",
        "Put a copy of the records in their place, or collect the files again into a new desk.",
    )

"""The whole journal in one file, to keep elsewhere and to put back."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from quizapp.errors import QuizAppError, reason_of
from quizapp.storage.checking import check_all
from quizapp.storage.copies import backups_before, copy_to, free_name, sync, take_off_seal
from quizapp.storage.database import reopen
from quizapp.storage.errors import SQLITE_ERRORS, DamagedError, JournalError
from quizapp.storage.journal import Journal
from quizapp.storage.migrations import APPLICATION_ID, MIGRATIONS, version_of
from quizapp.storage.transfer import WrongFileError, open_regular, refuse_own


def back_up(journal: Journal, target: Path) -> None:
    """Write the whole journal to one file, `target`, whole or not at all; an old one is replaced.

    Raises:
        QuizAppError: it cannot be written, or the journal is damaged.
    """
    refuse_own(journal, target)
    journal.check()
    with journal.writer.readers.lend() as connection:
        copy_to(connection, target)


def restore(journal: Journal, source: Path) -> Path:
    """Put a backup in the place of the journal, once it is found to be whole. Gives where the present one now is.

    Raises:
        QuizAppError: it is not a backup of a journal, is damaged or of a newer version, or there is no room; the
            journal is as it was.
    """
    refuse_own(journal, source)
    copy = journal.file.with_name(f"{journal.file.stem}.restoring")
    try:
        _clear(copy)
        with _told_of(source):
            with open_regular(source) as stream, copy.open("wb") as target:
                shutil.copyfileobj(stream, target)
            _check(copy, source)
            reopen(copy, MIGRATIONS, checked=True).close()
            sync(copy)
        return journal.writer.alone(lambda: _put_in_place(copy, journal.file)).result()
    finally:
        _clear(copy)


def _clear(copy: Path) -> None:
    for path in [*backups_before(copy), *(Path(f"{copy}{end}") for end in ("", "-wal", "-shm", "-journal"))]:
        with suppress(OSError):
            path.unlink()


def _check(copy: Path, source: Path) -> None:
    """Raise where `copy`, which is of `source`, is not whole, or is not what our migrations make."""
    if not take_off_seal(copy):
        raise DamagedError("{file} is damaged.", "Choose another file.", file=source)
    with closing(sqlite3.connect(f"{copy.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        for pragma in ("trusted_schema=OFF", "query_only=ON"):
            connection.execute(f"PRAGMA {pragma}")
        version = version_of(connection)
        if connection.execute("PRAGMA application_id").fetchone() != (APPLICATION_ID,) or version < 1:
            raise DamagedError("{file} is not a backup made by Quizapp.", "Choose another file.", file=source)
        if version > len(MIGRATIONS):
            raise QuizAppError("{file} was written by a newer version of Quizapp.", "Update Quizapp.", file=source)
        check_all(connection, source, MIGRATIONS)


@contextmanager
def _told_of(source: Path) -> Iterator[None]:
    try:
        yield
    except (*SQLITE_ERRORS, DamagedError, WrongFileError) as error:
        raise QuizAppError(
            "{file} is not a backup made by Quizapp, or is damaged.",
            "Choose another file. The journal is as it was.",
            file=source,
        ) from error
    except OSError as error:
        raise QuizAppError(
            "{file} cannot be copied: {reason}.",
            "Free some space or check the folder.",
            file=source,
            reason=reason_of(error),
        ) from error


def _put_in_place(copy: Path, file: Path) -> Path:
    """Give `file`, which nobody has open, a second name, and its own to `copy`: at no moment is there no journal."""
    if os.path.exists(f"{file}-wal"):
        raise JournalError("Another program is using {file}.", "Close it, and try again.", file=file)
    aside = free_name(file, "replaced")
    try:
        try:
            os.link(file, aside)
        except OSError:  # a disk that knows no second name for a file
            shutil.copyfile(file, aside)
            sync(aside)
        sync(file.parent)
        os.replace(copy, file)
        sync(file.parent)
    except OSError as error:
        raise JournalError(
            "{file} cannot be replaced: {reason}.",
            "Free some space or check the folder.",
            file=file,
            reason=reason_of(error),
        ) from error
    return aside

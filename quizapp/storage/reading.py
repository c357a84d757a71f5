"""A journal that is only read: whoever has it open goes on with it, and nothing in it is changed."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from quizapp.storage.database import CANNOT_OPEN, NOT_SAVED, JournalError, Readers, version_in
from quizapp.storage.journal import Journal
from quizapp.storage.migrations import MIGRATIONS, Migration, refuse_newer
from quizapp.storage.writer import Writer


class _NoWriter(Writer):
    """Has neither a thread nor a connection that writes: whatever is to be written fails."""

    def __init__(self, file: Path) -> None:
        self.readers = Readers(file)
        self.set_aside = None

    def close(self) -> None:
        self.readers.close()

    def _put(self, made: Callable[["Future[Any]"], object]) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_exception(JournalError(f"{NOT_SAVED}: the journal is only read.", "Open the window to change it."))
        return future


def open_to_read(file: Path, migrations: Sequence[Migration] = MIGRATIONS) -> Journal | None:
    """The journal in `file`, of which every write fails; None where there is none yet.

    Raises:
        QuizAppError: it cannot be read, is damaged, or is of another version.
    """
    version = version_in(file)
    refuse_newer(version, file, migrations)
    if not version:
        return None
    if version < len(migrations):
        raise JournalError(f"{CANNOT_OPEN}: {file} is of an earlier version.", "Start the window once: it renews it.")
    return Journal(file, writer=_NoWriter(file))

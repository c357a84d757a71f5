"""The one connection that writes, on a thread of its own."""

import queue
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread
from typing import Any, NamedTuple, TypeVar

from quizapp.errors import QuizAppError
from quizapp.storage.ballast import Ballast
from quizapp.storage.database import open_database, reopen
from quizapp.storage.errors import NOT_SAVED, SQLITE_ERRORS, JournalError, as_journal_error, error_code
from quizapp.storage.migrations import Migration
from quizapp.storage.readers import Readers

T = TypeVar("T")

MOST_IN_ONE = 200
"""So many writes at most share a transaction."""


class _Write(NamedTuple):
    """`work` runs in a transaction, `after`, if any, once that is on the disk; without a transaction, `alone` runs."""

    future: "Future[Any]"
    work: Callable[[sqlite3.Connection], Any] | None = None
    after: Callable[[sqlite3.Connection], None] | None = None
    alone: Callable[[], Any] | None = None


class Writer:
    """A queue of writes to `file`. What waits is written in one transaction, in the order in which it was asked for.

    A write's future has its result once the transaction is on the disk, and never before. Where that failed, what
    was written is looked up anew from the disk and tried once more, so a write has to be such that doing it twice is
    doing it once. Where that fails too, the future fails with a `QuizAppError`, and the next write tries again.

    Raises:
        QuizAppError: `file` cannot be opened.
    """

    def __init__(self, file: Path, migrations: Sequence[Migration]) -> None:
        self.readers = Readers(file)
        self.set_aside: Path | None = None
        self._file = file
        self._migrations = migrations
        self._ballast = Ballast(file)
        self._connection: sqlite3.Connection | None = None
        self._identity: object = None
        self._queue: queue.SimpleQueue[_Write | None] = queue.SimpleQueue()
        self._closing = Lock()
        self._closed = False
        self._ended = False
        opened: Future[None] = Future()
        self._thread = Thread(target=self._run, args=(opened,), name="journal", daemon=True)
        self._thread.start()
        opened.result()

    def write(
        self, work: Callable[[sqlite3.Connection], T], after: Callable[[sqlite3.Connection], None] | None = None
    ) -> "Future[T]":
        """Have `work` done in a transaction. What it raises undoes it alone, and is what its future fails with.

        `after` is done between the commit and the result of the future, while nobody reads.
        """
        return self._put(lambda future: _Write(future, work=work, after=after))

    def alone(self, work: Callable[[], T]) -> "Future[T]":
        """Have `work` done while nothing is written, and the file is not even open."""
        return self._put(lambda future: _Write(future, alone=work))

    def close(self) -> None:
        """Wait until all is written, and close the file. Closing twice is closing once."""
        with self._closing:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        self._thread.join()

    def _put(self, made: Callable[["Future[Any]"], _Write]) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_running_or_notify_cancel()  # what is asked for is done: a gap would refuse what comes after it
        with self._closing:
            if self._closed:
                future.set_exception(JournalError("Not saved: the journal is closed.", "Start the program again."))
            else:
                self._queue.put(made(future))
        return future

    def _run(self, opened: "Future[None]") -> None:
        try:
            connection, self.set_aside = self._open()
            self._use(connection)
        except BaseException as error:
            opened.set_exception(error)
            return
        opened.set_result(None)
        self._ballast.fill()
        waiting: list[_Write] = []
        while waiting or (waiting := self._wait()):
            batch, waiting = _split(waiting)
            if batch[0].alone is not None:
                self._do_alone(batch[0])
            else:
                self._write_all(batch)
            del batch  # nobody holds on to what was written while nothing is
        self.readers.close()
        self._disconnect()

    def _open(self) -> tuple[sqlite3.Connection, Path | None]:
        try:
            return open_database(self._file, self._migrations)
        except JournalError:
            if not self._ballast.free():
                raise
            return open_database(self._file, self._migrations)

    def _wait(self) -> list[_Write]:
        """Wait for what is to be written, at least one; nothing at the end."""
        found: list[_Write] = []
        while not self._ended and len(found) < MOST_IN_ONE:
            try:
                write = self._queue.get(block=not found)
            except queue.Empty:
                break
            if write is None:
                self._ended = True
            else:
                found.append(write)
        return found

    def _do_alone(self, write: _Write) -> None:
        assert write.alone is not None
        try:
            if self._connection is None:
                self._reconnect()  # the last one that is closed has to be one that can clear the log away
            with self.readers.exclusive():
                self._disconnect_writer()
                value = write.alone()
                self._use(reopen(self._file, self._migrations, checked=False))
        except Exception as error:
            write.future.set_exception(error)
        else:
            write.future.set_result(value)

    def _write_all(self, batch: list[_Write]) -> None:
        try:
            outcomes = self._commit(batch)
        except Exception as error:
            try:
                outcomes = self._commit_again(batch, error)
            except Exception as final:
                self._disconnect()
                outcomes = [self._told(error, final)] * len(batch)
        for write, outcome in zip(batch, outcomes, strict=True):
            if isinstance(outcome, Exception):
                write.future.set_exception(outcome)
            else:
                write.future.set_result(outcome)
        if self._connection is not None:
            self._ballast.fill()

    def _told(self, first: Exception, final: Exception) -> Exception:
        """Make the error of a write that failed with `first` and, when it was tried again, with `final`."""
        failure = first if error_code(first) == sqlite3.SQLITE_FULL else final  # what fails then tells less of why
        if isinstance(failure, SQLITE_ERRORS):
            return as_journal_error(failure, self._file, NOT_SAVED)
        if isinstance(failure, QuizAppError) and not failure.message.startswith(NOT_SAVED):
            return JournalError("Not saved: {message}", failure.what_to_do, message=failure.what)
        return failure

    def _commit(self, batch: list[_Write]) -> list[Any]:
        """Do the writes; gives what each gave or raised, once all that raised nothing is on the disk."""
        if self._connection is None:
            self._reconnect()
        connection = self._connection
        assert connection is not None
        connection.execute("BEGIN IMMEDIATE")
        outcomes = [_do(write, connection) for write in batch]
        connection.execute("COMMIT")
        if _identity(self._file) != self._identity:  # what was written is in a file that nobody will find again
            raise sqlite3.OperationalError(f"{self._file} was moved, deleted or replaced")
        for index, write in enumerate(batch):
            if write.after is not None and not isinstance(outcomes[index], Exception):
                try:
                    with self.readers.exclusive():
                        write.after(connection)
                except Exception as error:
                    outcomes[index] = error
        return outcomes

    def _commit_again(self, batch: list[_Write], error: Exception) -> list[Any]:
        """Try once more after `error`, from what is on the disk; raise `error` where there is no use in that."""
        code = error_code(error)
        if not isinstance(error, SQLITE_ERRORS) or code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise error
        if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR):
            self._ballast.free()
        self._reconnect()
        return self._commit(batch)

    def _reconnect(self) -> None:
        """Trust nothing that was open: what a failed sync has left in memory may look written and not be so."""
        with self.readers.exclusive():
            self._disconnect_writer()
            self._use(reopen(self._file, self._migrations, checked=True, what=NOT_SAVED))

    def _use(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._identity = _identity(self._file)

    def _disconnect(self) -> None:
        with self.readers.exclusive():
            self._disconnect_writer()

    def _disconnect_writer(self) -> None:
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
            self._connection = None


class NoWriter:
    """Stands in for a `Writer` where a journal is only read: without a thread, and whatever is to be written fails."""

    def __init__(self, file: Path) -> None:
        self.readers = Readers(file)
        self.set_aside: Path | None = None

    def write(self, work: Callable[..., Any], after: Callable[..., None] | None = None) -> "Future[Any]":
        return self.alone(work)

    def alone(self, work: Callable[..., Any]) -> "Future[Any]":
        future: Future[Any] = Future()
        future.set_exception(JournalError("Not saved: the journal is only read.", "Open the window to change it."))
        return future

    def close(self) -> None:
        self.readers.close()


def _identity(file: Path) -> object:
    """Give a value that tells a file from another one of the same name; None where there is none."""
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _split(waiting: list[_Write]) -> tuple[list[_Write], list[_Write]]:
    """Divide into what is written next in one transaction, and what comes after that."""
    end = next((index for index, write in enumerate(waiting) if write.alone is not None), len(waiting)) or 1
    return waiting[:end], waiting[end:]


def _do(write: _Write, connection: sqlite3.Connection) -> Any:
    """Do one write; gives its result, or the error that undid it. An error of the disk is raised: it is all's."""
    assert write.work is not None
    connection.execute("SAVEPOINT one")
    try:
        outcome = write.work(connection)
    except sqlite3.IntegrityError as error:
        outcome = JournalError("Not saved: {reason}.", "Start the program again.", reason=error)
    except SQLITE_ERRORS:
        raise
    except Exception as error:
        outcome = error
    if isinstance(outcome, Exception):
        connection.execute("ROLLBACK TO one")
    connection.execute("RELEASE one")
    return outcome

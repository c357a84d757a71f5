"""Connections that only read."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Condition

from quizapp.storage.errors import NOT_READ, JournalError, in_words

PRAGMAS = ("PRAGMA busy_timeout=5000", "PRAGMA query_only=ON", "PRAGMA trusted_schema=OFF")


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
        """Lend a connection that sees the journal as it is now.

        Raises:
            JournalError: the journal cannot be read, then or while it is lent.
        """
        with self._changed:
            self._changed.wait_for(lambda: not self._resting)
            if self._closed:
                raise JournalError("The journal cannot be read: it is closed.", "Start the program again.")
            self._lent += 1
            connection = self._idle.pop() if self._idle else None
        try:
            with in_words(self._file, NOT_READ):
                if connection is None:
                    connection = self._connect()
                connection.execute("BEGIN")
                yield connection
                connection.execute("COMMIT")
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
        for pragma in PRAGMAS:
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

"""What is in a journal that was written by `writing`, after something happened to it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from quizapp.storage.errors import JournalError
from quizapp.storage.journal import Journal
from tests.storage.writing import ATTEMPT, event


def found_in(file: Path) -> int:
    """How many events of the attempt are there. Those that are, are whole and the right ones; the file is sound."""
    journal = Journal(file)
    try:
        assert journal.set_aside is None
        try:
            events = journal.events(ATTEMPT)
        except JournalError:
            events = ()
        assert list(events) == [event(seq) for seq in range(len(events))]
    finally:
        journal.close()
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    return len(events)


def saved_in(said: str) -> int:
    """How many events were told saved, by what the program printed: each once, in order."""
    saved = [int(line.split()[1]) for line in said.splitlines() if line.startswith("saved ")]
    assert saved == list(range(len(saved)))
    return len(saved)

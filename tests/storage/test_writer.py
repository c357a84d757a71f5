"""The thread that writes: each thing in its turn, and nothing that waits is forgotten."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from quizapp.errors import QuizAppError
from quizapp.storage.journal import Journal
from quizapp.storage.writer import Writer
from tests.storage.samples import add_learner

pytestmark = pytest.mark.usefixtures("no_ballast")


@pytest.fixture
def journal(memory: Path) -> Iterator[Journal]:
    (memory / "here").mkdir()
    journal = Journal(memory / "here" / "journal.db")
    yield journal
    journal.close()


@pytest.fixture
def writer(journal: Journal) -> Writer:
    assert isinstance(journal.writer, Writer)
    return journal.writer


@pytest.mark.parametrize("kinds", ["wwa", "aww", "wawaw", "aaw", "waa", "awaww", "a", "w"])
def test_what_waits_is_done_in_its_turn_each_once(kinds: str, writer: Writer) -> None:
    begun, go = Event(), Event()
    done: list[int] = []

    def hold(connection: sqlite3.Connection) -> None:
        begun.set()
        assert go.wait(30)

    held = writer.write(hold)
    assert begun.wait(30)
    futures = [
        writer.alone(lambda at=at: done.append(at))  # type: ignore[misc]
        if kind == "a"
        else writer.write(lambda connection, at=at: done.append(at))  # type: ignore[misc]
        for at, kind in enumerate(kinds)
    ]
    assert done == []
    go.set()
    for future in (held, *futures):
        future.result(20)
    assert done == list(range(len(kinds)))


def test_what_one_raises_undoes_it_alone(writer: Writer) -> None:
    writer.write(lambda connection: connection.execute("CREATE TEMP TABLE said (word)")).result(20)
    begun, go = Event(), Event()
    held = writer.write(lambda connection: (begun.set(), go.wait(30)))
    assert begun.wait(30)

    def say(connection: sqlite3.Connection, word: str, fails: bool) -> str:
        connection.execute("INSERT INTO said VALUES (?)", (word,))
        if fails:
            raise QuizAppError("This was too much.")
        return word

    first = writer.write(lambda connection: say(connection, "one", False))
    second = writer.write(lambda connection: say(connection, "two", True))
    third = writer.write(lambda connection: connection.execute("SELECT word FROM said").fetchall())
    go.set()
    held.result(20)
    assert first.result(20) == "one"
    with pytest.raises(QuizAppError, match="too much"):
        second.result(20)
    assert third.result(20) == [("one",)]


def test_a_journal_that_is_gone_is_told_once_and_closing_ends_it(journal: Journal, writer: Writer) -> None:
    add_learner(journal)
    journal.file.parent.rename(journal.file.parent.with_name("elsewhere"))
    with pytest.raises(QuizAppError) as refused:
        writer.write(lambda connection: None).result(20)
    assert refused.value.message.count("Not saved") == 1
    writer.close()
    writer.close()
    with pytest.raises(QuizAppError, match="the journal is closed"):
        writer.alone(lambda: None).result(20)

"""A journal that is only read."""

import sqlite3
from contextlib import closing

import pytest

from quizapp.errors import QuizAppError
from quizapp.services.history import History
from quizapp.storage.migrations import MIGRATIONS
from quizapp.storage.reading import open_to_read
from tests.journals import Desk
from tests.services.test_history import bank_named


@pytest.fixture
def file(tmp_path):
    return tmp_path / "journal.db"


def test_there_is_none_yet(file):
    assert open_to_read(file) is None
    assert not file.exists()


def test_it_is_read_while_somebody_writes_in_it(file):
    desk = Desk(file)
    desk.take(bank_named("Bees"), {})
    desk.settle()
    journal = open_to_read(file)
    history = History(journal, desk.learner)
    assert len(history.all()) == 1
    desk.take(bank_named("Bees"), {})
    desk.settle()
    assert len(history.all()) == 2
    journal.close()
    desk.close()


def test_nothing_is_written(file):
    Desk(file).close()
    before = file.read_bytes()
    journal = open_to_read(file)
    with pytest.raises(QuizAppError, match="only read"):
        journal.add_learner("Bob").result()
    journal.settle()
    journal.close()
    assert file.read_bytes() == before


def test_a_newer_one_is_refused_in_words(file):
    Desk(file).close()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE of_a_newer_version (x)")
        connection.execute("PRAGMA user_version=99")
    with pytest.raises(QuizAppError, match="newer version of Quizapp"):
        open_to_read(file)


def test_an_earlier_one_is_renewed_by_the_window(file):
    Desk(file).close()
    with pytest.raises(QuizAppError, match="earlier version"):
        open_to_read(file, [*MIGRATIONS, ("SELECT 1",)])


@pytest.mark.parametrize("content", [b"no journal at all", b"SQLite format 3\x00" + b"?" * 5000])
def test_what_is_no_journal_is_told_in_words_and_stays(file, content):
    file.write_bytes(content)
    with pytest.raises(QuizAppError):
        open_to_read(file)
    assert file.read_bytes() == content

"""The history as a list that is read as far as somebody looks."""

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from quizapp.errors import QuizAppError
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.study.history_model import HistoryModel, share_of
from quizapp.services.history import PAGE, History
from tests.journals import DAY, NOON, Desk
from tests.services.test_history import bank_named


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path / "journal.db")
    yield desk
    desk.close()


@pytest.fixture
def model(qapp, desk):
    jobs = Jobs()
    model = HistoryModel(jobs, desk.clock)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield model
    jobs.wait()
    tester.deleteLater()


def read(model, desk, qtbot, search=""):
    with qtbot.waitSignal(model.page_read):
        model.show_history(History(desk.journal, desk.learner), search)


def test_a_page_is_read_and_then_the_next(model, desk, qtbot):
    for number in range(PAGE + 1):
        desk.take(bank_named("Bees"), {}, at=NOON + number * 3600, questions=["q1"])
    read(model, desk, qtbot)
    assert model.rowCount() == PAGE
    assert model.canFetchMore()
    with qtbot.waitSignal(model.page_read):
        model.fetchMore()
        assert not model.canFetchMore()  # not twice at once
    assert model.rowCount() == PAGE + 1
    assert not model.canFetchMore()


def test_of_two_searches_the_last_one_is_shown(model, desk, qtbot):
    for number, title in enumerate(["Bees", "Towers"]):
        desk.take(bank_named(title), {}, at=NOON + number * DAY)
    model.show_history(History(desk.journal, desk.learner), "towers")
    read(model, desk, qtbot, "bees")
    assert [model.rows[row].title for row in range(model.rowCount())] == ["Bees"]
    assert model.row_of("no such attempt") == -1


def test_what_came_of_it_is_told_only_once_it_is_over(model, desk, qtbot):
    desk.take(bank_named("Bees"), {"q1": "true", "q2": "false"}, at=NOON)
    desk.clock.now += DAY
    desk.begin(bank_named("Walls"))
    read(model, desk, qtbot)
    walls, bees = model.rows
    assert (model.score(walls), share_of(walls)) == ("Not finished", None)
    assert (model.score(bees), share_of(bees)) == ("50 %", 0.5)


def test_a_journal_that_cannot_be_read_is_told_and_asked_no_more(model, desk, qtbot):
    desk.journal.close()
    with qtbot.waitSignal(model.failed) as failed:
        model.show_history(History(desk.journal, desk.learner))
    assert isinstance(failed.args[0], QuizAppError)
    assert not model.canFetchMore()

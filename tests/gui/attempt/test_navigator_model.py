"""The questions of an attempt as a list: what is told of each is what the learner may know."""

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.gui.attempt.navigator_model import NavigatorModel, QuestionState
from quizapp.services.taking import Taking
from tests.journals import WallClock
from tests.services.test_history import bank_named


@pytest.fixture
def model(qapp):
    model = NavigatorModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    yield model
    tester.deleteLater()


def take(model, mode):
    taking = Taking(bank_named("Bees", count=3), mode, Random(0), WallClock())
    model.show_taking(taking)
    return taking


def heard(model):
    rows = range(model.rowCount())
    return [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in rows]


def test_practice_tells_how_each_question_went(model):
    taking = take(model, PRACTICE)
    assert heard(model) == [f"Question {number}, not answered" for number in (1, 2, 3)]
    for row, response in enumerate(("true", "false")):
        taking.respond(taking.order[row], response)
        taking.check(taking.order[row])
        model.refresh(row)
    assert heard(model) == ["Question 1, correct", "Question 2, not correct", "Question 3, not answered"]


def test_a_test_tells_only_what_is_answered(model):
    taking = take(model, TEST)
    taking.respond(taking.order[0], "false")
    taking.flag(taking.order[0], True)
    model.refresh(0)
    assert heard(model)[0] == "Question 1, answered, flagged"
    assert model.state(0) is QuestionState.ANSWERED


def test_a_change_of_one_question_concerns_its_row_alone(model, qtbot):
    take(model, PRACTICE)
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.refresh(1)
    assert [changed.args[0].row(), changed.args[1].row()] == [1, 1]


def test_another_attempt_has_nothing_of_the_one_before(model):
    taking = take(model, TEST)
    taking.respond(taking.order[0], "true")
    model.refresh(0)
    assert model.state(0) is QuestionState.ANSWERED
    take(model, TEST)
    assert model.state(0) is QuestionState.OPEN

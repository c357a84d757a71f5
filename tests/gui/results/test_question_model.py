"""The questions of a review as a list: all, those that were missed, those that were flagged."""

from random import Random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from quizapp.domain.attempt import TEST
from quizapp.gui.results.question_model import Filter, QuestionModel
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from tests.journals import WallClock
from tests.services.test_history import bank_named


@pytest.fixture
def model(qapp):
    """Three questions: the first is right, the second wrong, the third right and flagged."""
    taking = Taking(bank_named("Bees", count=3), TEST, Random(0), WallClock())
    for id_, response in zip(taking.order, ("true", "false", "true"), strict=True):
        taking.respond(id_, response)
    taking.flag(taking.order[2], True)
    taking.submit()
    model = QuestionModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_marked(mark_attempt(taking.bank, taking.attempt))
    yield model
    tester.deleteLater()


def numbers(model):
    return [model.entry(row).number for row in range(model.rowCount())]


def test_all_are_listed_at_first(model):
    assert numbers(model) == [1, 2, 3]
    assert [model.count(which) for which in (Filter.ALL, Filter.MISSED, Filter.FLAGGED)] == [3, 1, 1]


@pytest.mark.parametrize(("which", "listed"), [(Filter.MISSED, [2]), (Filter.FLAGGED, [3]), (Filter.ALL, [1, 2, 3])])
def test_a_filter_lists_what_it_says(model, which, listed):
    model.use_filter(which)
    assert numbers(model) == listed
    assert [model.row_of(number) for number in listed] == list(range(len(listed)))


def test_what_is_not_listed_has_no_row(model):
    model.use_filter(Filter.MISSED)
    assert model.row_of(1) == -1


def test_that_a_question_was_flagged_is_heard(model):
    said = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert [text.endswith("\nFlagged") for text in said] == [False, False, True]

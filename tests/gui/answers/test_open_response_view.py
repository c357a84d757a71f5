"""Writing an answer and rating it, as a learner meets them."""

from random import Random

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.domain.inline import inline_text
from quizapp.domain.mark import Unmarked
from quizapp.gui.answers.parts.option_card import RadioCard
from quizapp.gui.attempt.navigator_model import QuestionState, state_of
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.results.results_summary import ResultsSummary
from quizapp.question_types.open_response import LONGEST_WRITTEN
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from quizapp.settings import Settings
from tests.gui.conftest import flush
from tests.gui.seen import heard, texts, visible, words_heard
from tests.samples import BANK, OPEN_RESPONSE

FULL = OPEN_RESPONSE[1].question
SMALL = msgspec.structs.replace(BANK, questions=(FULL, OPEN_RESPONSE[0].question))
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def take(theme, qtbot, tmp_path):
    """Shows an attempt on the page of questions."""

    def run(mode=PRACTICE):
        page = QuizPage(theme, Settings(tmp_path / "settings.json"))
        for widget in (page, page.finish, *page.header_tabs):
            qtbot.addWidget(widget)
        page.resize(1366, 768)
        page.show()
        page.activateWindow()
        qtbot.waitActive(page)
        page.taking = Taking(SMALL, mode, Random(1), lambda: 0.0)
        page.show_taking(page.taking)
        flush()
        return page

    return run


def key(what, modifier=Qt.KeyboardModifier.NoModifier):
    if isinstance(what, str):
        QTest.keyClicks(QApplication.focusWidget(), what)
    else:
        QTest.keyClick(QApplication.focusWidget(), what, modifier)
    flush()


def test_what_is_typed_is_the_response_and_its_words_are_counted(take):
    page = take()
    key("By costs")
    key(Qt.Key.Key_Return)
    key("f 1")
    assert page.taking.response("open-full") == {"text": "By costs\nf 1"}
    assert "4 words" in texts(page.display.view)
    assert "About 20 to 60 words, 4 words" in words_heard(page.display.view)
    assert not page.taking.attempt.flagged


def test_tab_leaves_the_field_and_ctrl_enter_checks(take):
    page = take()
    field = QApplication.focusWidget()
    key("x")
    key(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not field
    field.setFocus()
    key(Qt.Key.Key_Return, CONTROL)
    assert page.taking.is_told("open-full")
    assert page.taking.response("open-full") == {"text": "x"}


def test_spaces_alone_are_no_answer(take):
    page = take()
    key("  ")
    assert page.taking.response("open-full") is None
    assert not page.action.isEnabled()


def test_no_more_is_taken_than_a_file_can_hold(take):
    page = take()
    page.display.view.field.setPlainText("x" * (LONGEST_WRITTEN + 5))
    assert len(page.taking.response("open-full")["text"]) == LONGEST_WRITTEN


def test_what_is_pasted_into_a_long_answer_loses_its_own_end_and_says_so(take):
    page = take()
    field = page.display.view.field
    field.setPlainText("x" * (LONGEST_WRITTEN - 2) + "y")
    field.moveCursor(QTextCursor.MoveOperation.Start)
    field.insertPlainText("a🐝🐝🐝")
    told = "Too long: the end was left out"
    assert (field.toPlainText()[:2], field.toPlainText()[-2:]) == ("ax", "xy")
    assert told in texts(page)
    field.undo()
    assert len(field.toPlainText()) == LONGEST_WRITTEN
    key(Qt.Key.Key_Backspace)
    assert told not in texts(page)


def test_the_rubric_comes_once_it_is_checked(take):
    page = take()
    assert not visible(page, RadioCard)
    assert "SECRET" not in words_heard(page.display.view)
    key("By costs.")
    page.check()
    assert "SECRET costs.\n\nSECRET vote." in texts(page.display.view)
    assert [card.text() for card in visible(page, RadioCard)] == ["SECRET yes", "no", "no", "in part", "yes"]
    assert page.feedback.headline.text() == "Not marked yet"
    assert state_of(page.taking, "open-full") is QuestionState.UNMARKED
    assert page.display.view.field.isReadOnly()
    assert heard(visible(page, RadioCard)[0]).name == "SECRET yes: 3 points"


def test_what_was_written_stays_in_view_beside_the_model_answer(take):
    page = take()
    view = page.display.view
    page.resize(1024, 600)
    high = view.field.height()
    key("By costs, and by what the council would have to spend. " * 3)
    key(Qt.Key.Key_Return, CONTROL)
    flush()
    area = page.card.findChild(QScrollArea).viewport()
    for widget in (view.field, view.model, visible(page, RadioCard)[0]):
        top = widget.mapTo(area, QPoint(0, 0)).y()
        assert top >= 0
        assert top + widget.height() <= area.height()
    assert view.field.verticalScrollBar().maximum() == 0  # all of it
    page.undo()
    assert view.field.height() == high


def test_the_answer_is_rated_by_keyboard_alone(take, spoken):
    page = take()
    key("By costs.")
    key(Qt.Key.Key_Return, CONTROL)
    assert QApplication.focusWidget() is visible(page, RadioCard)[0]
    assert any(inline_text(FULL.model_answer.rstrip()) in text for text in spoken)  # what it is rated against
    key("3")
    assert isinstance(page.taking.mark("open-full"), Unmarked)
    assert "1 of 2 rated" in texts(page.display.view)
    key("1")
    assert page.taking.response("open-full") == {"text": "By costs.", "A": "0", "B": "1"}
    assert page.feedback.headline.text() == "Partly correct: 2 of 2.5 points"
    assert state_of(page.taking, "open-full") is QuestionState.PARTIAL
    key("9")  # no level has nine points
    key(Qt.Key.Key_Down)
    assert page.taking.mark("open-full").full
    assert "2.5 of 2.5 points" in texts(page)
    key("1")  # the criterion with the focus, though all are rated
    assert page.taking.response("open-full") == {"text": "By costs.", "A": "0", "B": "1"}
    key(Qt.Key.Key_Return)
    assert page.taking.index == 1


def test_in_a_test_it_is_rated_when_one_looks_back(take):
    page = take(TEST)
    key("By costs.")
    page.taking.submit()
    page.show_taking(page.taking, 0)
    QTest.mouseClick(visible(page, RadioCard)[1], Qt.MouseButton.LeftButton)
    QTest.mouseClick(visible(page, RadioCard)[4], Qt.MouseButton.LeftButton)
    assert page.taking.response("open-full") == {"text": "By costs.", "A": "1", "B": "2"}
    page.show_taking(page.taking, 0)
    assert [card.isChecked() for card in visible(page, RadioCard)] == [False, True, False, False, True]


def test_what_was_left_out_has_a_model_answer_and_nothing_to_rate(take):
    page = take(TEST)
    page.taking.submit()
    page.show_taking(page.taking, 0)
    assert "Model answer" in texts(page.display.view)
    assert not visible(page, RadioCard)


def test_the_results_keep_it_apart_and_follow_a_rating(theme, qtbot):
    taking = Taking(SMALL, TEST, Random(1), lambda: 0.0)
    taking.respond("open-minimal", {"text": "They voted."})
    taking.submit()
    summary = ResultsSummary(theme)
    qtbot.addWidget(summary)
    summary.resize(400, 700)
    summary.show()
    summary.show_marked(mark_attempt(SMALL, taking.attempt))
    assert {"0 %", "1 point not marked yet", "Not marked yet"} <= set(texts(summary))
    taking.rate("open-minimal", {"A": 2})
    summary.show_marked(mark_attempt(SMALL, taking.attempt))
    assert "Not marked yet" not in texts(summary)
    assert "44 %, 1 of 2.25 points." in summary.words

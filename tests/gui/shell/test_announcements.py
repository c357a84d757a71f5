"""What a screen reader says where something changes away from the focus."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from quizapp.gui.attempt.card_split import CardSplit
from tests.gui.conftest import flush
from tests.gui.learner import Learner


def test_the_end_of_a_pause_the_last_page_and_the_mark_that_is_looked_back_on_are_said(program, spoken):
    learner = Learner(program).begin("test")
    learner.answer_wrong()
    learner.page.pause()
    learner.page.go_on()
    assert spoken[-1].startswith("Question 1 of 6. ")
    learner.page.finish_requested.emit()
    flush()
    assert spoken[-1].startswith("Finish this test? 1 of 6 answered.")
    learner.window.pages.currentWidget().submit.click()
    flush()
    learner.window.pages.currentWidget().question_requested.emit(0)
    flush()
    spoken = next(text for text in reversed(spoken) if text.startswith("Question 1 of 6. "))
    assert "Not correct" in spoken


def test_an_empty_history_leaves_the_focus_where_it_is_seen(program, qtbot):
    window = program.window
    window.study.show_page("history")
    Learner(program).wait()
    flush()
    focused = window.focusWidget()
    assert focused is not None
    assert focused.isVisible()


def test_the_edge_between_passage_and_question_is_moved_by_the_arrow_keys(program, spoken):
    learner = Learner(program).begin()
    split = learner.page.findChild(CardSplit)
    edge = split.handle(1)
    edge.setFocus(Qt.FocusReason.TabFocusReason)
    before = split.sizes()[0]
    QTest.keyClick(edge, Qt.Key.Key_Right)
    flush()
    assert split.sizes()[0] > before
    assert spoken[-1].startswith("The passage takes ")
    for _ in range(30):
        QTest.keyClick(edge, Qt.Key.Key_Left)
    assert split.sizes()[0] < before
    assert spoken[-1] == f"The passage takes {program.settings.split} % of the width"

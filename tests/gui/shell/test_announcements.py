"""What a screen reader says where something changes away from the focus."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from quizapp.gui.attempt.card_split import CardSplit
from quizapp.gui.kit.dialogs import AskDialog
from tests.gui.conftest import flush
from tests.gui.learner import Learner


def test_what_a_search_finds_is_said(program, spoken, qtbot):
    search = program.window.library_page.search
    search.setText("every type the tests")
    qtbot.waitUntil(lambda: spoken[-1:] == ["1 bank found"])
    search.setText("zzz")
    qtbot.waitUntil(lambda: spoken[-1:] == ["Nothing was found. Try fewer words."])
    search.setText("costs summer harbour")
    qtbot.waitUntil(lambda: spoken[-1:] == ["1 bank found, 1 question found"])
    before = list(spoken)
    search.clear()
    assert spoken == before
    learner = Learner(program).begin("test")
    learner.window.session.submit()
    learner.window.study.show_page("history")
    page = learner.window.study.history_page
    qtbot.waitUntil(lambda: page.attempt is not None)
    for words, told in (("every", "1 attempt found"), ("zzz", "No attempt at a bank with these words.")):
        page.search.setText(words)
        qtbot.waitUntil(lambda told=told: spoken[-1:] == [told])


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


def test_a_learner_who_is_renamed_or_deleted_is_told_of_and_the_focus_stays_in_sight(program, spoken, qtbot):
    window = program.window
    for name in ("Ada", "Bo"):
        window.learning.choose_new(name)
        qtbot.waitUntil(lambda name=name: window.learning.name == name)
    window.header.learner_requested.emit()
    flush()
    page = window.pages.currentWidget()
    page.name.setText("Ada")
    page.rename.setFocus()
    page._rename(page.learner, "Adele")
    qtbot.waitUntil(lambda: spoken[-1:] == ["The new name is Adele"])
    assert window.focusWidget() is not None
    assert window.focusWidget().isVisible()
    page.name.setText("Adele")
    page.delete.setFocus()
    page.delete.click()
    qtbot.waitUntil(lambda: any(each.isVisible() for each in window.findChildren(AskDialog)))
    box = next(each for each in window.findChildren(AskDialog) if each.isVisible())
    box.buttons[0].click()
    qtbot.waitUntil(lambda: spoken[-1:] == ["Deleted: Adele"])
    flush()
    assert window.focusWidget() is not None
    assert window.focusWidget().isVisible()
    assert window.focusWidget().isEnabled()


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

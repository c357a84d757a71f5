"""Assistive technology sets controls by the actions and texts that they offer; that is recorded like a click."""

import re
from pathlib import Path
from random import Random

import msgspec
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLineEdit, QMenu, QPlainTextEdit

import quizapp.gui
from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.domain.passage import read_passage
from quizapp.gui.answers.evidence import EvidenceView
from quizapp.gui.answers.parts.cross_out_button import CrossOutButton
from quizapp.gui.answers.parts.option_card import RadioCard
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.learners.profile_dialog import ProfileDialog
from quizapp.gui.passage.pen_bar import PenBar
from quizapp.gui.results.question_model import Filter
from quizapp.question_types.evidence import EvidenceSelection
from quizapp.services.taking import Taking
from tests.gui.conftest import flush
from tests.gui.learner import Learner
from tests.gui.seen import heard, visible, words_heard
from tests.samples import ALL_SAMPLES, BANK

VALUE = QAccessible.Text.Value


def reached(widget):
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface


def act(widget, action):
    """Do what assistive technology does: the action of this name."""
    actions = reached(widget).actionInterface()
    assert action in actions.actionNames(), (widget, actions.actionNames())
    actions.doAction(action)


def select(view, row):
    """Select a row of a list, without making it the current one."""
    listed = reached(view)
    assert listed.selectionInterface().select(listed.child(row))
    flush()


def controls(view):
    """The controls that have a state of their own, as they are found."""
    kinds = (QLineEdit, QPlainTextEdit, QComboBox, QAbstractButton)
    found = [widget for kind in kinds for widget in visible(view, kind)]
    return [
        each for each in found if each.isEnabled() and (not isinstance(each, QAbstractButton) or each.isCheckable())
    ]


def set_state(control):
    match control:
        case QLineEdit():
            reached(control).setText(VALUE, "17 km" if control.text() else "17")
        case QPlainTextEdit():
            reached(control).editableTextInterface().insertText(0, "words ")
        case QComboBox():
            select(reached(control).child(0).object(), control.count() - 1)
        case _:
            act(control, "Toggle")
    flush()


@pytest.fixture
def quiz(program, qtbot):
    """Shows questions of a bank; the attempt is `quiz.taking`."""
    QAccessible.setActive(True)
    quiz = Learner(program).begin()

    def show(mode, questions, bank=BANK):
        bank = msgspec.structs.replace(bank, questions=tuple(questions))
        quiz.taking = Taking(bank, mode, Random(1), program.clock)
        quiz.page.show_taking(quiz.taking)
        flush()
        return quiz

    quiz.show = show
    yield quiz
    QAccessible.setActive(False)


def recorded(quiz):
    return quiz.taking.response(quiz.taking.current.id)


def test_each_control_of_each_type_that_is_set_is_recorded(quiz, qtbot):
    samples = [each for each in ALL_SAMPLES if not each.name.endswith("-edge")]  # the largest have no other controls
    quiz.show(PRACTICE, [sample.question for sample in samples])
    page, without = quiz.page, []
    for index, sample in enumerate(samples):
        page.go_to(index)
        flush()
        view, name = page.display.view, sample.question.type_name
        if not controls(view):
            without.append(name)
        for control in controls(view)[:8]:
            before = recorded(quiz)
            set_state(control)
            assert recorded(quiz) not in (None, before), (sample.name, heard(control))
            assert recorded(quiz) == view.response(), sample.name
        assert page.action.isEnabled() == (not quiz.taking.obstacle(sample.question.id)), sample.name
        answer = recorded(quiz)
        if sample.question.is_legible(answer) and quiz.taking.check(sample.question.id):  # it is final now
            page.show_taking(page.display.taking)
            for field in visible(view, QLineEdit):
                shown = field.text()
                reached(field).setText(VALUE, "another")
                assert field.text() == shown, sample.name
            assert recorded(quiz) == answer, sample.name
    assert set(without) <= {"matching", "ordering", "evidence"}  # which are answered with buttons, see below


def press(qtbot, button, until):
    act(button, "Press")
    qtbot.waitUntil(until)  # Qt shows the button pressed for a moment
    flush()


def test_matching_and_ordering_are_answered_by_pressing(quiz, qtbot):
    quiz.show(PRACTICE, [BANK.question("matching-full"), BANK.question("ordering-full")])
    view = quiz.page.display.view
    slot = view.shown_rows[0].slot
    press(qtbot, slot, lambda: any(menu.isVisible() for menu in view.findChildren(QMenu)))
    menu = next(menu for menu in view.findChildren(QMenu) if menu.isVisible())
    reached(menu).child(1).actionInterface().doAction("Press")
    menu.close()
    flush()
    assert recorded(quiz) == {view.shown_rows[0].id: "B"}
    quiz.page.go_to(1)
    view = quiz.page.display.view
    first = view.order[0]
    press(qtbot, view.rows[0].down, lambda: view.order[1] == first)
    assert recorded(quiz) == view.order
    quiz.taking.respond("ordering-full", None)
    quiz.page.show_taking(quiz.page.display.taking)
    press(qtbot, view.keep, lambda: not view.keep.isVisible())
    assert recorded(quiz) == view.order


def test_a_sentence_is_selected_at_the_cursor(quiz, qtbot):
    question = EvidenceSelection(id="one", stem="Which one?", keys="Nobody came", select=1)
    passage = read_passage("# Bees\n\nThe tower stood empty. Marta wrote.\n\nNobody came.")
    quiz.show(PRACTICE, [question], msgspec.structs.replace(BANK, passage=passage))
    view = quiz.page.display.view
    assert isinstance(view, EvidenceView)
    text = reached(quiz.passage).textInterface()
    for words, selected in (("Marta", ("Marta wrote.",)), ("Marta", ()), ("Nobody", ("Nobody came.",))):
        text.setCursorPosition(quiz.passage.toPlainText().index(words) + 2)
        press(qtbot, view.toggle_here, lambda selected=selected: (view.response() or ()) == selected)
        assert recorded(quiz) == (selected or None)


def test_certainty_flag_and_rating_are_recorded(quiz):
    quiz.show(PRACTICE._replace(certainty=True), [BANK.question("single-full"), BANK.question("open-full")])
    act(visible(quiz.page.card.certainty, QAbstractButton)[2], "Toggle")
    assert quiz.taking.certainty("single-full") == 3
    act(quiz.page.flag, "Toggle")
    assert quiz.taking.attempt.flagged == {"single-full"}
    act(quiz.page.flag, "Toggle")
    assert not quiz.taking.attempt.flagged
    quiz.taking.respond("open-full", {"text": "words"})
    quiz.taking.give_certainty("open-full", 1)
    quiz.taking.check("open-full")
    quiz.page.go_to(1)
    flush()
    for card in visible(quiz.page, RadioCard)[::2]:
        act(card, "Toggle")
    rated = {
        name: entry.level for name, entry in quiz.page.display.view.shown_criteria.items() if entry.level is not None
    }
    assert rated
    assert {name: recorded(quiz).get(name) for name in rated} == {name: str(level) for name, level in rated.items()}


def test_a_question_of_the_row_and_of_the_list_before_the_end_is_gone_to(quiz):
    quiz.show(TEST, [BANK.question(id_) for id_ in ("single-full", "multiple-full", "short-full")])
    select(quiz.page.navigator, 2)
    assert quiz.taking.index == 2
    quiz.page.finish.click()
    finish = quiz.window.pages.currentWidget()
    select(finish.list, 1)
    assert quiz.window.pages.currentWidget() is quiz.page
    assert quiz.window.session.taking.index == 1


def test_an_option_is_crossed_out_and_brought_back(quiz):
    quiz.show(TEST, [BANK.question("single-full")])
    quiz.page.card.cross_out.setChecked(True)
    card, button = visible(quiz.page, RadioCard)[0], visible(quiz.page, CrossOutButton)[0]
    for is_out in (True, False):
        act(button, "Toggle")
        assert card.is_crossed_out is is_out
        assert button.isChecked() is is_out


def test_the_ruler_is_turned_on_and_off_and_a_press_opens_its_menu(quiz, qtbot):
    button, settings = quiz.page.tools.aids.ruler_button, quiz.program.settings
    for is_on in (True, False):
        act(button, "Toggle")
        assert (settings.ruler_on, button.isChecked()) == (is_on, is_on)
    button.click()
    assert not settings.ruler_on
    assert not button.isChecked()
    QApplication.activePopupWidget().close()


def test_a_pen_of_the_bar_recolors_the_highlight(quiz):
    bar, chosen = PenBar(quiz.program.theme, quiz.passage), []
    bar.pen_chosen.connect(chosen.append)
    first, second, *_ = bar.pens
    bar.show_beside(QRect(0, 0, 20, 20), first, has_pens=True, has_note=False)
    assert chosen == []
    act(bar.pens[second], "Toggle")
    assert chosen == [second]
    bar.show_beside(QRect(0, 0, 20, 20), second, has_pens=True, has_note=False)
    act(bar.pens[first], "Toggle")
    assert chosen == [second, first]


def test_the_page_of_settings_that_is_wanted_is_shown(quiz):
    dialog = ProfileDialog(quiz.program.theme, quiz.program.settings, quiz.window, "Ada", {})
    dialog.show_page("look")
    for page in ("letters", "support", "look"):
        act(dialog.tabs[page], "Toggle")
        assert visible(dialog, type(getattr(dialog, page))) == [getattr(dialog, page)]
    dialog.close()


def test_what_was_chosen_before_can_be_selected_again_in_a_box(quiz):
    box = ChoiceBox(quiz.program.theme, "Box", quiz.window)
    box.show_choices([("one", 1), ("two", 2), ("three", 3)])
    select(box.view(), 1)
    box.show_choice(3)
    select(box.view(), 1)
    assert box.currentData() == 2


def test_the_card_that_is_wanted_is_shown(quiz):
    quiz.window.resize(760, 480)
    flush()
    act(quiz.page.header_tabs[0], "Toggle")
    assert quiz.passage.isVisible()
    assert not quiz.page.stem.isVisible()


def test_pages_filters_and_banks_follow_what_is_selected(quiz, qtbot):
    quiz.page.set_flag(True)
    quiz.window.session.submit()
    results = quiz.window.pages.currentWidget()
    act(results.chips[Filter.FLAGGED], "Toggle")
    assert results.list.model().rowCount() == 1
    quiz.window.resize(640, 480)
    flush()
    act(results.questions_tab, "Toggle")
    assert results.list.isVisible()
    quiz.window.resize(1366, 768)
    quiz.window.show_library()
    flush()
    page = quiz.window.library_page
    row = page.model.row_of(quiz.program.bank)
    other = next(each for each in range(page.model.rowCount()) if each not in (row, page.list.currentIndex().row()))
    select(page.list, row if page.list.currentIndex().row() != row else other)
    assert page.list.currentIndex() == page.list.selectionModel().selectedIndexes()[0]
    tabs = quiz.window.study.tabs
    act(tabs.buttons["progress"], "Toggle")
    flush()
    assert quiz.window.pages.currentWidget() is quiz.window.study.progress_page
    assert [name for name, button in tabs.buttons.items() if button.isChecked()] == ["progress"]
    tables = quiz.window.study.progress_page.tables
    name = heard(tables).name
    act(tables, "Toggle")
    assert (heard(tables).name, "checked" in heard(tables).states) == (name, True), "not another name that is pressed"


def test_nothing_listens_to_clicks_where_a_state_changes():
    """The signals that Qt emits for the mouse and keys alone."""
    listening = re.compile(
        r"\b(buttonClicked|idClicked|textEdited|textActivated)\b"
        r"|\.(flag|tab|chip|pill|card|pens\[\w+\]|(ruler|model)_button)\.clicked\b"
        r"|\b\w*(box|combo|assignment|versions)\.activated\b"
    )
    for file in Path(quizapp.gui.__file__).parent.rglob("*.py"):
        assert not [
            line
            for line in file.read_text(encoding="utf-8").splitlines()
            if listening.search(line) and ".connect(" in line
        ], file


def test_the_state_is_heard(quiz):
    quiz.show(PRACTICE, [BANK.question("single-full")])
    card = visible(quiz.page, RadioCard)[1]
    act(card, "Toggle")
    assert "checked" in heard(card).states
    quiz.key(Qt.Key.Key_Return)
    assert "Not correct" in words_heard(quiz.window) or "Correct" in words_heard(quiz.window)

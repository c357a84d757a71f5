"""Help is one key away on every page, and tells the keys that there are."""

import threading

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from quizapp.gui.kit.shortcut_keys import KEYS, with_keypad
from quizapp.gui.shell.help_dialog import PAGES, HelpDialog
from quizapp.gui.shell.help_pages import page_title
from tests.gui.conftest import flush
from tests.gui.learner import LEFT, Learner
from tests.gui.library.test_in_the_window import opened  # noqa: F401 (a fixture)
from tests.gui.seen import all_heard, heard, texts, visible
from tests.gui.test_translation import assert_translated

PRESSED = {"back", "begin", "act", "choose", "scroll", "flag", "note", "hint", "remove", "move"}
PRESSED |= {"cross out", "cross out letter", "undo edit", "redo edit", "delete question"}
"""Keys that the pages listen to themselves, wherever the focus is; tested with what they do."""


@pytest.fixture
def learner(program):
    return Learner(program)


def shown(program):
    return next((dialog for dialog in program.window.findChildren(HelpDialog) if dialog.isVisible()), None)


def close(program):
    QTest.keyClick(shown(program), Qt.Key.Key_Escape)
    flush()
    assert shown(program) is None
    program.window.activateWindow()


def test_help_is_one_key_away_on_every_page(program, learner):
    def library():
        program.window.show_library()

    def quiz():
        learner.begin()

    def finish():
        learner.page.finish_requested.emit()

    def results():
        program.window.session.submit()

    def learners():
        program.window.header.learner_requested.emit()
        program.window.pages.currentWidget().back.setFocus()

    for show in (library, quiz, finish, results, learners):
        show()
        flush()
        focused = QApplication.focusWidget()
        QTest.keyClick(focused, Qt.Key.Key_Question)
        assert shown(program) is not None, show.__name__
        assert "Show this help" in shown(program).view.toPlainText()
        close(program)
    taking = program.window.session.taking
    assert taking is None or taking.attempt.submitted


def test_a_question_mark_is_typed_where_one_types(program, learner):
    search = program.window.library_page.search
    search.setFocus()
    QTest.keyClick(search, Qt.Key.Key_Question)
    assert (search.text(), shown(program)) == ("?", None)
    learner.begin()
    learner.go_to("not-asked")
    field = visible(learner.page, QLineEdit)[0]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Question)
    assert (field.text(), shown(program)) == ("?", None)


def test_a_question_mark_does_nothing_where_letters_and_signs_are_off(program, learner):
    program.settings.letter_keys = False
    page = program.window.library_page
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Question)
    assert shown(program) is None
    QTest.keyClick(page.list, Qt.Key.Key_F1)
    assert shown(program) is not None
    close(program)


def test_every_key_of_the_table_is_listened_to_and_every_key_that_is_listened_to_is_in_it(program, learner, qtbot):
    qtbot.waitUntil(lambda: program.window.study is not None)
    learner.begin()
    window = program.window
    program.window.show_library()
    window.editor.edit(program.bank)
    qtbot.waitUntil(lambda: window.editor.is_shown and program.jobs.is_idle)
    listened = {QKeySequence(action.shortcut()).toString() for action in window.findChildren(QAction)}
    listened |= {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    listened |= {button.shortcut().toString() for button in window.findChildren(QAbstractButton)}
    keys = (each for name in KEYS.keys() - PRESSED for keys in KEYS[name] for each in with_keypad(keys))
    told = {QKeySequence(each).toString() for each in keys}
    offered = {QKeySequence(*KEYS[name]).toString() for name in ("resume", "assignment")}  # where there is something
    assert listened - {""} | offered == told
    window.header.help_requested.emit("shortcuts")
    words = [words for group in shown(program).shortcut_words() for words in group]
    assert sorted(words) == sorted(KEYS)
    close(program)


def test_a_link_opens_another_page_of_the_help_by_click_and_by_keys_and_nothing_else(program, opened, spoken):  # noqa: F811
    program.window.header.help_requested.emit("learners")
    dialog = shown(program)
    view = dialog.view
    assert "This page has links. Right and Left choose one, Enter opens it." in heard(view).description
    assert "→ Keyboard shortcuts" in [entry.name for entry in all_heard(dialog)]
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert dialog.page == "learners"  # no link is chosen yet
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.shows(dialog.links.links[0][0])
    QTest.keyClick(view, Qt.Key.Key_Left)  # before the first comes the last
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert (dialog.page, heard(view).name) == ("handbook", "Handbook")
    assert dialog.tabs["handbook"].isChecked()
    assert spoken[-1] == "Handbook"
    dialog.show_page("learners")
    span = dialog.links.links[0][0]
    view.scroll_to(span)
    flush()
    at = view.text.boxes(span)[0].center().toPoint()
    QTest.mouseClick(view.viewport(), LEFT, pos=at - QPoint(0, view.verticalScrollBar().value()))
    assert dialog.page == "shortcuts"
    assert opened == []
    close(program)


def test_each_key_is_heard_with_what_it_does(program):
    program.settings.keys = {"flag": "Z"}
    program.window.header.help_requested.emit("shortcuts")
    told = shown(program).view
    lines = told.toPlainText().splitlines()
    assert "F6 — Go from the question to the passage, and back" in lines
    assert "Z — Flag the question to come back to it" in lines
    assert told.document().firstBlock().blockFormat().headingLevel() == 2
    close(program)


def test_help_is_translated(brackets, program):
    for page in PAGES:
        program.window.header.help_requested.emit(page)
        dialog = shown(program)
        if page == "shortcuts":
            lines = dialog.view.toPlainText().splitlines()
            assert len(lines) > len(KEYS)
            assert [line for line in lines if not line.endswith("⟧")] == []
        dialog.view.hide()  # the other pages are files: see test_help_pages
        assert_translated(dialog, *map(page_title, PAGES))
        dialog.view.show()
    close(program)


def test_a_bank_that_takes_long_to_read_is_shown_and_heard_to_be_coming(program, qtbot, monkeypatch):
    spoken = []
    monkeypatch.setattr("quizapp.gui.shell.header_bar.announce", lambda widget, text: spoken.append(text))
    header, gate = program.window.header, threading.Event()
    program.window.opening.run(gate.wait, done=lambda _: None, failed=print)
    assert "Opening…" not in texts(header)
    qtbot.waitUntil(lambda: "Opening…" in texts(header))
    assert spoken == ["Opening…"]
    gate.set()
    qtbot.waitUntil(lambda: "Opening…" not in texts(header))

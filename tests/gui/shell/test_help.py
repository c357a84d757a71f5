"""Help is one key away on every page, and tells the keys that there are."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from quizapp.gui.kit.shortcut_keys import KEYS, with_keypad
from quizapp.gui.shell.help_dialog import PAGES, HelpDialog
from quizapp.gui.shell.help_pages import page_title
from tests.gui.conftest import flush
from tests.gui.learner import Learner
from tests.gui.library.test_in_the_window import opened  # noqa: F401 (a fixture)
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

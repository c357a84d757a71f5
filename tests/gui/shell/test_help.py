"""Help is one key away on every page, and tells the keys that there are."""

import shutil
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.shell.help_dialog import HelpDialog
from quizapp.paths import program_version, questions_dir
from tests.gui.conftest import flush
from tests.gui.learner import LEFT, Learner
from tests.gui.library.test_library_page import opened  # noqa: F401 (a fixture)
from tests.gui.seen import Role, all_heard, texts, visible
from tests.gui.test_translation import assert_translated

PRESSED = {"back", "begin", "act", "choose", "scroll", "flag", "note", "hint", "remove", "move"}
PRESSED |= {"cross out", "cross out letter"}
"""Keys that the pages listen to themselves, wherever the focus is; tested with what they do."""


KEY_NAMES = [QKeySequence(keys).toString() for names in KEYS.values() for keys in names] + ["A – Z", "1 – 9"]
KEY_NAMES += ["Python", "Qt, PySide6", "PyYAML, markdown-it-py, fsrs, platformdirs, icu4py, simplemma", "msgspec", "Qt"]
KEY_NAMES += ["LGPL 3.0", "MIT", "BSD 3-Clause", "PSF License"]
KEY_NAMES += ["Atkinson Hyperlegible", "SIL Open Font License 1.1"]


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


@pytest.mark.parametrize("key", ["F1", "?"])
def test_help_is_one_key_away_on_every_page(program, learner, key):
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
        if key == "F1":
            QTest.keyClick(focused, Qt.Key.Key_F1)
        else:
            QTest.keyClick(focused, Qt.Key.Key_Question)
        assert shown(program) is not None, show.__name__
        assert "Show this help" in texts(shown(program))
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
    listened = {QKeySequence(action.shortcut()).toString() for action in window.findChildren(QAction)}
    listened |= {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}
    listened |= {button.shortcut().toString() for button in window.findChildren(QAbstractButton)}
    told = {QKeySequence(keys).toString() for name in KEYS.keys() - PRESSED for keys in KEYS[name]}
    offered = {QKeySequence(*KEYS[name]).toString() for name in ("resume", "assignment")}  # where there is something
    assert listened - {""} | offered == told
    window.header.help_requested.emit("shortcuts")
    words = [words for group in shown(program).shortcut_words() for words in group]
    assert sorted(words) == sorted(KEYS)
    close(program)


def test_the_pages_of_help_are_chosen_in_the_menu_and_by_tabs(program, learner, qtbot):
    for entry, words in (
        ("Short guide", "Read and answer"),
        ("About Quizapp", program_version()),
        ("Keyboard shortcuts", "On every page"),
        ("Write your own bank…", str(program.bank.parent)),
        ("For teachers", "The teacher's desk"),
    ):
        program.window.header.help.open()
        menu = program.window.header.help.menu()
        next(action for action in menu.actions() if action.text() == entry).trigger()
        menu.close()
        dialog = shown(program)
        qtbot.waitUntil(dialog.isActiveWindow)
        assert words in texts(dialog)
        assert QApplication.focusWidget() is not None
        for tab in ("Short guide", "About Quizapp"):
            QTest.mouseClick(next(each for each in visible(dialog, QAbstractButton) if each.text() == tab), LEFT)
        assert {"Python", sys.version.split()[0], "Qt", qVersion(), "LGPL 3.0", "MIT"} <= set(texts(dialog))
        close(program)


def test_the_folder_of_ones_own_banks_and_the_guide_are_opened(program, opened):  # noqa: F811
    folder, guide = program.bank.parent, questions_dir() / "README.md"
    program.window.header.help_requested.emit("own bank")
    dialog = shown(program)
    for words in ("Open the folder", "Open the guide"):
        QTest.mouseClick(next(each for each in visible(dialog, QAbstractButton) if each.text() == words), LEFT)
    assert [Path(url.toLocalFile()) for url in opened] == [folder, guide]
    shutil.rmtree(folder)
    next(each for each in visible(dialog, QAbstractButton) if each.text() == "Open the folder").click()
    assert f"{folder} is no longer there." in texts(dialog)
    assert len(opened) == 2
    close(program)


def test_each_key_is_heard_with_what_it_does(program):
    program.window.header.help_requested.emit("shortcuts")
    heard = [entry.name for entry in all_heard(shown(program)) if entry.role == Role.StaticText]
    assert "F6: Go from the question to the passage, and back" in heard
    close(program)


def test_help_is_translated(brackets, program):
    for page in ("shortcuts", "guide", "own bank", "teachers", "about"):
        program.window.header.help_requested.emit(page)
        names = (program_version(), sys.version.split()[0], qVersion(), str(program.bank.parent), *KEY_NAMES)
        assert_translated(shown(program), *names)
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

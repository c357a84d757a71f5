"""Help is one key away on every page, and tells the keys that there are."""

import shutil
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, qVersion
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.shell.handbook import handbook_pages, handbook_text
from quizapp.gui.shell.help_dialog import PAGES, HelpDialog
from quizapp.gui.shell.help_pages import page_title
from quizapp.paths import questions_dir
from quizapp.services.versions import versions
from quizapp.version import VERSION
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
    told = {QKeySequence(keys).toString() for name in KEYS.keys() - PRESSED for keys in KEYS[name]}
    offered = {QKeySequence(*KEYS[name]).toString() for name in ("resume", "assignment")}  # where there is something
    assert listened - {""} | offered == told
    window.header.help_requested.emit("shortcuts")
    words = [words for group in shown(program).shortcut_words() for words in group]
    assert sorted(words) == sorted(KEYS)
    close(program)


def test_the_pages_of_help_are_chosen_in_the_menu_and_by_tabs(program, learner, qtbot):
    for entry, words in (
        ("For learners", "Tools on the page"),
        ("About Quizapp", VERSION),
        ("Keyboard shortcuts", "On every page"),
        ("Your own banks", str(program.bank.parent)),
        ("For teachers", "The teacher’s desk"),
    ):
        program.window.header.help.open()
        menu = program.window.header.help.menu()
        next(action for action in menu.actions() if action.text() == entry).trigger()
        menu.close()
        dialog = shown(program)
        qtbot.waitUntil(dialog.isActiveWindow)
        assert words in dialog.view.toPlainText()
        assert QApplication.focusWidget() is not None
        for tab in ("For learners", "About Quizapp"):
            QTest.mouseClick(next(each for each in visible(dialog, QAbstractButton) if each.text() == tab), LEFT)
        facts = dialog.view.toPlainText()
        known = versions()
        assert {
            f"Version: {VERSION}",
            f"Python: {sys.version.split()[0]}",
            f"Qt: {qVersion()}",
            f"Learners’ records: version {known.journal}",
            f"Desk’s records: version {known.desk}",
        } <= set(facts.splitlines())
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


def in_handbook(words):
    return sum(handbook_text(page, "", "").lower().count(words.lower()) for page in handbook_pages())


def test_words_are_found_in_all_pages_from_one_to_the_next(program, qtbot):
    program.window.header.help_requested.emit("learners")
    dialog = shown(program)
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog.view, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert dialog.search.field.hasFocus()
    QTest.keyClicks(dialog.search.field, "FLAG moodle")
    assert (dialog.page, dialog.search.count.text()) == ("learners", "Not found")
    dialog.search.field.clear()
    QTest.keyClicks(dialog.search.field, "moodle")
    assert dialog.page == "teachers"  # the first page that has it
    assert [tab.text() for tab in dialog.tabs.values() if "(" in tab.text()] == [
        "For teachers (3)",
        "Your own banks (1)",
        f"Handbook ({in_handbook('Moodle')})",
    ]
    for _ in range(2):
        QTest.keyClick(dialog.search.field, Qt.Key.Key_Return)
        assert dialog.page == "teachers"
    QTest.keyClick(dialog.search.field, Qt.Key.Key_Return)
    assert dialog.page == "banks"
    QTest.keyClick(dialog.search.field, Qt.Key.Key_Return)
    assert dialog.page == "handbook/teachers"
    QTest.keyClick(dialog.search.field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(dialog.search.field, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert (dialog.page, dialog.search.count.text()) == ("teachers", "3 of 3")
    QTest.keyClick(dialog.search.field, Qt.Key.Key_Escape)
    assert (dialog.search.field.text(), dialog.view.hasFocus()) == ("", True)
    assert not [tab.text() for tab in dialog.tabs.values() if "(" in tab.text()]
    close(program)


def test_the_folder_of_ones_own_banks_and_the_guide_are_opened(program, opened, spoken):  # noqa: F811
    folder, guide = program.bank.parent, questions_dir() / "README.md"
    program.window.header.help_requested.emit("banks")
    dialog = shown(program)
    for words in ("Open the folder", "Open the guide"):
        QTest.mouseClick(next(each for each in visible(dialog, QAbstractButton) if each.text() == words), LEFT)
    assert [Path(url.toLocalFile()) for url in opened] == [folder, guide]
    shutil.rmtree(folder)
    next(each for each in visible(dialog, QAbstractButton) if each.text() == "Open the folder").click()
    assert f"{folder} is no longer there." in texts(dialog)
    assert spoken[-1] == f"{folder} is no longer there."
    assert len(opened) == 2
    dialog.tabs["learners"].click()
    left = [each for each in texts(dialog) if each.startswith("Open the ") or each.endswith("no longer there.")]
    assert left == [], "that is for people who write banks"
    dialog.tabs["banks"].click()
    assert "Open the folder" in texts(dialog)
    close(program)


def test_each_key_is_heard_with_what_it_does(program):
    program.window.header.help_requested.emit("shortcuts")
    told = shown(program).view
    assert "F6 — Go from the question to the passage, and back" in told.toPlainText().splitlines()
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

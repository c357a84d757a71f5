"""The window with the settings for a room: who may learn, what is offered, and what the laptop keeps of it."""

import json

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox

from quizapp.app import show_refusal
from quizapp.domain.assignment import Assigned
from quizapp.domain.attempt import TEST
from quizapp.formats.native import read_bank
from quizapp.gui.kit.language import current_language, use_language
from quizapp.gui.learners.learners_page import LearnersPage
from quizapp.gui.shell.room_words import room_words
from quizapp.services.room import NO_ROOM, read_room
from tests.gui.assignments.pupil import ONE, Pupil
from tests.gui.conftest import flush
from tests.gui.learner import Learner
from tests.gui.menus import entries
from tests.gui.seen import texts, visible

RETURN, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


@pytest.fixture(autouse=True)
def english_again():
    yield
    use_language("en")


@pytest.fixture
def room(tmp_path):
    """Reads settings for a room from their text."""

    def read(text):
        file = tmp_path / "stick" / "room.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        return read_room(file)

    return read


def page_of(program):
    return program.window.pages.currentWidget()


def names(page):
    return [page.list.item(row).text() for row in range(page.list.count()) if not page.list.item(row).isHidden()]


def pick(program, qtbot, typed):
    """Find a name by typing it, and go on by Enter."""
    page = page_of(program)
    assert isinstance(page, LearnersPage)
    page.name.setFocus()
    page.name.insert(typed)
    QTest.keyClick(page.name, RETURN)
    qtbot.waitUntil(lambda: page_of(program) is program.window.library_page)
    return Learner(program).wait()


def test_only_the_names_of_the_room_may_learn_and_nobody_begins_without_one(start, room, qtbot):
    program = start(room=room("learners: [Ben, Ada, 'محمد علي']\nothers: false\n"))
    window = program.window
    page = page_of(program)
    shown = texts(window)
    assert names(page) == ["Ada", "Ben", "محمد علي"]
    assert "Nobody yet" in shown
    assert not {"Go on as a guest", "Back to the library", "Rename…", "All learners ▾", "Library", "Guest"} & {*shown}
    for _ in range(2):
        QTest.keyClick(window, ESCAPE)
        flush()
        assert page_of(program) is page
    window.session.take(program.bank, "practice")  # as a key of another page could
    Learner(program).wait()
    assert page_of(program) is page
    window.session.begin(read_bank(program.bank).bank, TEST, assigned=Assigned("a" * 32))  # nor an assignment
    Learner(program).wait()
    assert page_of(program) is page
    page.name.insert("Zoe")
    assert "No name is like this one. Ask your teacher." in texts(page)
    assert not page.go_on.isEnabled()
    page.name.clear()
    learner = pick(program, qtbot, "ad")
    assert window.learning.name == "Ada"
    assert "Library" in learner.shown
    learner.begin().answer_wrong()
    # the next lesson: somebody else sits there, and Ada is not taken for granted
    program.jobs.wait()
    window.learning.access.close()
    window.hide()
    program.settings.save()
    program = start(room=room("learners: [ADA, Eva]\nothers: false\n"))
    assert names(page_of(program)) == ["Ada", "Eva"]
    pick(program, qtbot, "ada")
    assert [each.name for each in program.window.learning.present.learners] == ["Ada"]
    assert len(program.window.session.unfinished) == 1


def test_the_settings_are_told_in_words(room, tmp_path):
    told = room_words(
        room(f"""\
learners: [Ben, Ada]
others: false
modes: [practice, review]
language: es
editing: false
bundled: false
watched_folder: {tmp_path}
""")
    )
    assert told == (
        f"They are in {tmp_path / 'stick' / 'room.yaml'}, and nothing of them is kept. 2 names to pick from."
        " Other names and guests cannot be used."
        " The settings for this room allow practice and review, but no tests."
        f" Assignments come from {tmp_path}, and answers go there. The language is Español."
        " The banks that come with the program are not shown."
        " Banks cannot be written or changed here, and the teacher's desk is closed."
    )
    assert room_words(room("learners: [Ben]")).endswith("kept. 1 name to pick from.")
    assert room_words(NO_ROOM) == ""


def test_two_hundred_names_are_searched_as_they_are_typed(start, room, qtbot):
    listed = "".join(f"  - Learner {number}\n" for number in range(200))
    program = start(room=room(f"learners:\n{listed}others: false\n"))
    page = page_of(program)
    assert len(names(page)) == 200
    page.name.insert("19")
    assert len(names(page)) == 11
    pick(program, qtbot, "9")
    assert program.window.learning.name == "Learner 199"


def test_no_part_of_an_assignment_needs_to_be_allowed_in_the_room(start, room):
    program = start(room=room("modes: [practice]\n"))
    session, bank = program.window.session, read_bank(program.bank).bank
    session.begin(bank, TEST)
    assert not session.is_under_way
    for hands_in in (False, True):
        session.begin(bank, TEST, assigned=Assigned("a" * 32), hands_in=hands_in)
        assert session.is_under_way
        session.leave()


def test_an_attempt_that_the_room_does_not_allow_waits_for_another_day(start, room, qtbot):
    program = start()
    learner = Learner(program)
    program.window.learning.choose_new("Ada")
    qtbot.waitUntil(lambda: program.window.learning.name == "Ada")
    learner.begin().answer_wrong()
    program.window.session.leave()
    program.window.show_library()
    learner.wait()
    assert "Go on" in learner.shown
    program.jobs.wait()
    program.window.learning.access.close()
    program.window.hide()
    program.settings.save()
    program = start(room=room("modes: [test]\n"))
    learner = Learner(program).wait()
    assert "Go on" not in learner.shown
    program.window.study.show_page("history")
    history = program.window.study.history_page
    qtbot.waitUntil(lambda: history.attempt is not None)
    assert "Go on with it" not in learner.shown
    QTest.keyClick(history.list, RETURN)
    learner.wait()
    assert page_of(program) is history


def test_language_and_editing_are_the_rooms_and_nothing_is_kept(start, room, qtbot):
    program = start(wait=False, room=room("language: es\nediting: false\nbundled: false\nmodes: [test]\n"))
    window = program.window
    qtbot.waitUntil(lambda: current_language() == "es" and window.learning.present is not None)
    qtbot.waitUntil(lambda: window.library_page.model.row_of(program.bank) >= 0)
    qtbot.waitUntil(lambda: bool(window.centralWidget().actions()))
    learner = Learner(program).wait()
    assert len(program.library.entries()) == 1
    assert not {"Editar", "Nuevo banco…", "Guardar como paquete…"} & {*learner.shown}
    page = window.library_page
    assert not [each.text() for each in (page.import_, page.new_bank, page.detail.copy) if each.isVisible()]
    told = entries(window.header.view)
    assert not {"Idioma", "Nuevo banco… (Ctrl+Mayús+N)"} & {*told}
    assert page.detail.entry is not None
    for go in (window.editor.new_bank, window.desk.show, page.detail.ask_to_edit):  # as by a key
        go()
        learner.wait()
        assert page_of(program) is window.library_page
    assert not [each for each in told if "Ctrl+T" in each]
    assert page_of(program) is window.library_page
    window.learning.choose_new("Ada")
    qtbot.waitUntil(lambda: window.learning.name == "Ada")
    learner.wait()
    assert current_language() == "es"
    program.settings.save()
    kept = json.loads((program.folder / "settings.json").read_text())
    assert (kept["language"], kept["default_mode"], kept["assignment_folder"]) == ("", "practice", "")
    assert kept["choices"][kept["learner"]]["language"] == ""


def test_assignments_come_from_the_room_and_answers_go_there(start, room, qtbot, tmp_path):
    text = "learners: [Ben, Anna]\nothers: false\nmodes: []\nwatched_folder: in\n"
    pupil = Pupil(lambda **how: start(room=room(text), **how), qtbot, tmp_path)
    pupil.settle()
    missing = "The folder for assignments is not there:"
    assert missing in pupil.shown
    pupil.open(pupil.file(ONE, "Other.quizassign"))
    assert "Pick your name first. Then open the file again." in pupil.shown
    pupil.window.notice.hide()
    (pupil.stick / "Other.quizassign").unlink()
    pick(pupil.program, qtbot, "anna")
    ready = pupil.stick / "assignments"
    ready.mkdir()
    pupil.file(ONE, "assignments/Tides.quizassign")
    pupil.window.assignments.look()
    pupil.settle()
    assert missing not in pupil.shown  # it is said once
    (pupil.stick / "in").mkdir()
    pupil.press("Open it")
    pupil.be("Anna")  # by the name in the assignment, which is longer than that in the room
    pupil.press("Begin")  # a test, which the room does not offer otherwise
    pupil.answer("the sea")
    pupil.window.session.submit()
    pupil.settle()
    qtbot.waitUntil(lambda: len([*pupil.stick.rglob("*.quizanswers")]) == 1)
    assert next(pupil.stick.rglob("*.quizanswers")).parent == pupil.stick / "in"
    assert pupil.program.settings.assignment_folder == ""
    pupil.window.assignments.ask_folder()
    assert "The settings for this room say" in pupil.dialog("OK")


def test_a_room_that_stays_closed_is_told_in_a_window_without_any_markup(qtbot):
    seen = []

    def look():
        box = next(each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox))
        shown = (label for label in visible(box, QLabel) if label.text())
        seen.extend((label.text(), label.textFormat()) for label in shown)
        box.accept()

    QTimer.singleShot(0, look)
    show_refusal("It does not start.", [f"room.yaml:{line}: <b>x</b>" for line in range(20)])
    ((text, text_format),) = seen
    assert text_format is Qt.TextFormat.PlainText
    assert text.split("\n\n")[:2] == ["It does not start.", "room.yaml:0: <b>x</b>"]
    assert "room.yaml:8" not in text

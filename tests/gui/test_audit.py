"""Every screen, dialog and menu as assistive technology has it: see `audit.py`."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog

from quizapp.gui.shell.bug_report import BugReports
from tests.gui.assignments.pupil import Pupil
from tests.gui.audit import Audit, every_type, of_an_assignment
from tests.gui.desk.teacher import OWN_BANKS, Teacher
from tests.gui.desk.walk import pages as desk_pages
from tests.gui.editor.author import Author
from tests.gui.learner import Learner
from tests.gui.test_every_screen import dialogs, of_a_learner, of_an_author


def test_the_editor_and_the_exchange(start, qtbot):
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    program = start()
    program.window.resize(1366, 700)
    audit = Audit(qtbot, program.window)
    for name in of_an_author(Author(program, qtbot).edit()):
        audit.look(name)
        if name == "editor, form 0":
            audit.look_into_menus(name)
    assert audit.faults == {}


def test_a_learner(start, qtbot, tmp_path):
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    program = start()
    program.window.resize(1366, 700)
    audit = Audit(qtbot, program.window)
    learner = Learner(program)
    for name, _ in dialogs(learner, qtbot):
        audit.look(name)
    for name in of_a_learner(learner, qtbot):
        audit.look(name)
        if name in ("library", "practice, vote", "who is learning, with names"):
            audit.look_into_menus(name)
    for name in every_type(learner, audit):
        audit.look(name)
    learner.window.show_library()
    for name in of_an_assignment(Pupil(lambda: program, qtbot, tmp_path)):
        audit.look(f"assignment, {name}")
    BugReports(program.window)._reported.emit("REPORT")
    qtbot.waitUntil(lambda: isinstance(QApplication.activeWindow(), QDialog))
    audit.look("bug report")
    QApplication.activeWindow().reject()
    assert audit.faults == {}


def test_a_teacher(start, qtbot, tmp_path):
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    program = start(room=OWN_BANKS)
    program.window.resize(1366, 700)
    audit = Audit(qtbot, program.window)
    for name in desk_pages(Teacher(program, qtbot).open(), tmp_path):
        if not name.startswith("question 1"):  # ten of them; those before show all that a question may have
            audit.look(name)
        if name in ("classes", "assignments", "attempt, answers"):
            audit.look_into_menus(name)
    assert audit.faults == {}

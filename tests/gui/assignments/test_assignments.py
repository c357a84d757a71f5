"""An assignment in the window, from its file to the feedback, as a learner goes through it; with a real desk's files."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from quizapp.domain.assignment import AssignmentSettings
from quizapp.formats.assignment_file import write_assignment
from quizapp.formats.feedback_file import write_feedback
from quizapp.formats.reopening_file import write_reopening
from quizapp.formats.seal import box_of
from quizapp.formats.submission_file import read_submission
from quizapp.gui.kit.dialogs import AskDialog
from quizapp.gui.results.results_page import ResultsPage
from quizapp.services.recording import SaveState
from tests import assigned
from tests.assigned import DESK_BOX, DESK_SEED, OTHER_SEED, TIDES
from tests.gui.conftest import flush
from tests.gui.seen import texts, visible, words_heard


class Learner:
    """Somebody at the window, by keyboard; `stick` is the folder of the teacher's files."""

    def __init__(self, start, qtbot, folder: Path):
        self.start, self.qtbot = start, qtbot
        self.stick = folder / "stick"
        self.stick.mkdir()
        self.program = start()

    @property
    def window(self):
        return self.program.window

    @property
    def shown(self):
        return "\n".join(texts(self.window))

    def file(self, assignment=None, name="Bees.quizassign", seed=DESK_SEED):
        path = self.stick / name
        path.write_bytes(write_assignment(assignment or assigned.assignment(), seed, box_of(DESK_BOX)))
        return path

    def open(self, *files):
        self.window.open_files(list(files))
        self.settle()
        return self

    def settle(self):
        """Until all that was asked for is done."""
        def is_done():
            assignments = self.window.assignments
            return not (
                self.window.opening.is_under_way
                or assignments.assigned._changes.is_under_way
                or self.window.learning._changes.is_under_way
                or assignments._watch._looking.is_under_way
                or self.window.learning.recordings.state is SaveState.SAVING
            )
        for _ in range(4):
            flush()
            self.qtbot.waitUntil(is_done)
        flush()

    def button(self, text, kind=QAbstractButton):
        found = [each for each in visible(self.window, kind) if text in (each.text().strip(), each.accessibleName())]
        assert found, (text, self.shown)
        return found[0]

    def press(self, text):
        """Press a button by the keyboard."""
        button = self.button(text)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Return)
        self.settle()

    def key(self, key):
        QTest.keyClick(QApplication.focusWidget(), key)
        self.settle()

    def type(self, text):
        QTest.keyClicks(QApplication.focusWidget(), text)
        flush()

    def be(self, name):
        """Pick a name by typing it."""
        QTest.keyClicks(next(each for each in visible(self.window, QLineEdit)), name)
        self.key(Qt.Key.Key_Return)

    def answer(self, text):
        QTest.keyClicks(next(each for each in visible(self.window, QLineEdit)), text)
        self.settle()

    def dialog(self, button):
        (dialog,) = self.window.findChildren(AskDialog)
        words = [label.text() for label in (dialog.title, dialog.text)]
        next(each for each in dialog.buttons if each.text() == button).click()
        self.settle()
        return " ".join(words)

    def handed_in(self):
        return sorted(path.name for path in self.stick.glob("*.quizanswers"))


@pytest.fixture
def learner(start, qtbot, tmp_path):
    return Learner(start, qtbot, tmp_path)


ONE = assigned.assignment(banks=[TIDES])


def test_an_assignment_is_opened_named_taken_and_handed_in_by_keyboard(learner):
    learner.open(learner.file(ONE))
    assert "Class 5b" in learner.shown
    assert "This is a test. Your teacher marks it." in learner.shown
    assert "When your teacher gives them out" in learner.shown
    learner.type("degard")
    assert learner.button("Go on as Anna Ødegård").isEnabled()
    learner.key(Qt.Key.Key_Return)
    assert learner.window.learning.name == "Anna Ødegård"
    assert "Not begun · 1 question" in learner.shown
    learner.key(Qt.Key.Key_Return)
    assert "Question 1 of 1" in learner.shown
    learner.press("Finish")
    assert "Hand in your work?" in learner.shown
    assert "Unanswered questions earn no points." in learner.shown
    learner.press("Go back")
    learner.answer("the sea")
    learner.press("Finish")
    learner.press("Hand it in")
    assert "Handed in" in learner.shown
    assert "Your teacher marks it." in learner.shown
    assert learner.handed_in() == ["Bees - Anna Ødegård.quizanswers"]
    sealed = read_submission((learner.stick / learner.handed_in()[0]).read_bytes(), DESK_BOX)
    assert sealed.submission.name == "Anna Ødegård"
    assert "Correct" not in words_heard(learner.window)

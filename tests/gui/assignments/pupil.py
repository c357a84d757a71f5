"""Somebody who takes an assignment in the window, by keyboard, and the files of their teacher."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from quizapp.domain.feedback import Feedback, PartFeedback
from quizapp.formats.assignment_file import write_assignment
from quizapp.formats.feedback_file import write_feedback
from quizapp.formats.seal import box_of
from quizapp.formats.submission_file import read_submission
from quizapp.gui.kit.dialogs import AskDialog
from quizapp.services.recording import SaveState
from tests import assigned
from tests.assigned import DESK_BOX, DESK_SEED, TIDES
from tests.gui.conftest import flush
from tests.gui.learner import plain
from tests.gui.seen import texts, visible

ONE = assigned.assignment(banks=[TIDES])
"""An assignment about one text."""


class Pupil:
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

    def again(self, *files, **more):
        """The program has ended, however that was, and is started again."""
        self.program.jobs.wait()
        self.window.learning.access.close()
        self.window.hide()
        self.program.settings.save()
        self.program = self.start(wait=False, **more)
        self.window.open_files(list(files))
        self.qtbot.waitUntil(lambda: self.window.learning.present is not None)
        self.settle()

    def look_back(self):
        """Open the newest attempt of the history."""
        self.window.study.show_page("history")
        page = self.window.study.history_page
        self.qtbot.waitUntil(lambda: page.attempt is not None)
        page.list.setFocus()
        self.key(Qt.Key.Key_Return)

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
        found = [
            each for each in visible(self.window, kind) if text in (plain(each.text()), plain(each.accessibleName()))
        ]
        assert found, (text, self.shown)
        return found[0]

    def press(self, text):
        """Press a button by the keyboard."""
        button = self.button(text)
        button.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(button, Qt.Key.Key_Return)
        self.settle()

    def key(self, key):
        QTest.keyClick(self.window.focusWidget(), key)
        self.settle()

    def type(self, text):
        QTest.keyClicks(self.window.focusWidget(), text)
        flush()

    def be(self, name):
        """Pick a name by typing it."""
        next(each for each in visible(self.window, QLineEdit)).insert(name)  # QTest types no other scripts
        self.key(Qt.Key.Key_Return)

    def answer(self, text):
        QTest.keyClicks(next(each for each in visible(self.window, QLineEdit)), text)
        self.settle()

    def dialog(self, button):
        (dialog,) = self.window.findChildren(AskDialog)
        words = [label.text() for label in (dialog.title, dialog.text)]
        next(each for each in dialog.buttons if plain(each.text()) == button).click()
        self.settle()
        return " ".join(words)

    @property
    def rows(self):
        """What the results list of each question."""
        questions = self.window.pages.currentWidget().list.questions
        return "\n".join(questions.data(questions.index(row)) for row in range(questions.rowCount()))

    def handed_in(self):
        return sorted(path.name for path in self.stick.glob("*.quizanswers"))


def handed_in_by_anna(learner, assignment=ONE, answer="the sea"):
    learner.open(learner.file(assignment))
    learner.be("Anna")
    learner.press("Begin")
    learner.answer(answer)
    learner.press("Finish")
    learner.press("Hand it in")
    return read_submission(sorted(learner.stick.glob("*.quizanswers"))[-1].read_bytes(), DESK_BOX)


def feedback_for(learner, sealed, answers, released, name="Anna.quizfeedback", place="0"):
    part = sealed.submission.parts[place]
    given = PartFeedback(part.attempt, len(part.events), TIDES, answers, "A good start.")
    submission = sealed.submission
    feedback = Feedback(submission.assignment, submission.learner, submission.name, 1, released, {place: given})
    path = learner.stick / name
    path.write_bytes(write_feedback(feedback, DESK_SEED, sealed.signer))
    return path

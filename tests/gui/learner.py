"""Somebody who takes a quiz: what they see in the window, and what they do there."""

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from quizapp.gui.answers.parts.option_card import CheckCard, RadioCard
from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.gui.kit.pill import Pill
from quizapp.gui.kit.translate import translate
from tests.gui.conftest import flush
from tests.gui.seen import texts, visible

LEFT = Qt.MouseButton.LeftButton
QUESTION = {"why-pounds": 0, "what-is-said": 1, "vote": 2, "sort-acts": 3, "sequence": 4, "not-asked": 5}
"""The places of the questions in the bank of every type."""


def plain(text: str) -> str:
    """A text without the brackets of the translator of the tests."""
    return text.strip(" ⟦⟧~")


class Learner:
    """The window, by what is to be seen in it."""

    def __init__(self, program):
        self.program = program
        self.window = program.window

    @property
    def page(self):
        page = self.window.pages.currentWidget()
        assert isinstance(page, QuizPage)
        return page

    @property
    def passage(self):
        return self.page.passage

    @property
    def shown(self):
        return texts(self.window)

    @property
    def number(self):
        return next(text for text in self.shown if text.startswith("Question "))

    def begin(self, mode="practice"):
        self.window.session.take(self.program.bank, mode)
        self.window.activateWindow()
        return self.wait()

    def wait(self):
        """Until what was asked for is shown, and all that it reads has come."""
        flush()
        while self.window.opening.is_under_way or not self.program.jobs.is_idle:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        flush()
        return self

    def go_to(self, id_):
        self.page.go_to(QUESTION[id_])
        flush()

    def button(self, text, kind=QAbstractButton):
        return next(
            button for button in visible(self.window, kind) if text in (plain(button.text()), button.accessibleName())
        )

    def choose(self, *options):
        for option in options:
            QTest.mouseClick(self.button(option), LEFT)
            self.wait()

    def check(self):
        QTest.mouseClick(self.button("Check answer"), LEFT)
        flush()

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(QApplication.focusWidget(), key, modifier)
        self.wait()

    def marked(self, *, background=None, underline=None):
        """The words of the passage that are marked in this way."""
        found = []
        for selection in self.passage.extraSelections():
            style = selection.format.underlineStyle() != QTextCharFormat.UnderlineStyle.NoUnderline
            if (background and not style and selection.format.background().color() == background) or (
                underline and style
            ):
                found.append(selection.cursor.selectedText())
        return found

    @property
    def is_told(self):
        """Whether there is a mark in words."""
        return any(text.startswith(("Correct", "Partly correct", "Not correct", "Not answered")) for text in self.shown)

    @property
    def evidence(self):
        return self.marked(background=self.program.theme.color("mark"))

    @property
    def flagged(self):
        return self.button("Flag this question to come back to it (F)").isChecked()

    def answer_wrong(self):
        """Answer the question that is shown, whatever it asks, with something that is not right."""
        cards = visible(self.page, RadioCard) + visible(self.page, CheckCard)
        pills, fields = visible(self.page, Pill), visible(self.page, QLineEdit)
        wrong = {"To count the bees", "It was sold.", plain(translate("The passage does not say"))}
        if cards:
            QTest.mouseClick(next(card for card in cards if plain(card.text()) in wrong), LEFT)
        elif pills:
            for pill in pills:
                if pill.accessibleName().startswith(("The town: A", "The town: B")):
                    QTest.mouseClick(pill, LEFT)
        elif fields:
            QTest.keyClicks(fields[0], "Marta")
        else:
            QTest.mouseClick(self.button(plain(QCoreApplication.translate("OrderingView", "Keep this order"))), LEFT)

"""A question that was found, with the bank that it is in."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.found import FoundQuestion


class FoundCard(QFrame):
    """Shows the stem of a question, and a button to practice from it on."""

    practice_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("model")
        self._about = Label(theme, FontRole.LABEL, color="muted", wraps=True, parent=self)
        self._stem = Label(theme, FontRole.OPTION, wraps=True, parent=self)
        self.practice = push_button(self.tr("Practice from this question on"), self.practice_requested)
        self.practice.setAccessibleDescription(self.tr("Enter on a question does this"))
        self.practice.setToolTip(self.practice.accessibleDescription())
        row = fill(QHBoxLayout(), self.practice, 1)
        fill(QVBoxLayout(self), self._about, self._stem, row, margins=(14, 12, 14, 12), spacing=6)

    def show_question(self, question: FoundQuestion | None, about: str) -> None:
        """Show a question and what is said `about` it; hide where there is none."""
        self.setVisible(question is not None)
        if question is not None:
            self._about.setText(about)
            self._stem.setText(question.stem)

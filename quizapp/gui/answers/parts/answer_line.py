"""A line to type an answer in, with its mark."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from quizapp.domain.mark import Mark, Points
from quizapp.gui.answers.parts.outcome import outcome_text
from quizapp.gui.kit.theme import FontRole, Theme


class FinalLineEdit(QLineEdit):
    """A line that keeps its text while read-only; in Qt's own, assistive technology could still write."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._final = ""
        self.textChanged.connect(self._keep_final)

    def setReadOnly(self, read_only: bool) -> None:
        self._final = self.text()
        super().setReadOnly(read_only)

    def _keep_final(self, text: str) -> None:
        if self.isReadOnly() and text != self._final:
            self.setText(self._final)


class AnswerLine(QWidget):
    """A field, with room beside it for a tick, a dash or a cross.

    Signals:
        answer_changed: the user or `show_answer` changed `answer`.
    """

    answer_changed = Signal()

    def __init__(self, theme: Theme, longest: int, parent: QWidget | None = None) -> None:
        """Take at most `longest` characters."""
        super().__init__(parent)
        self._theme = theme
        self.field = FinalLineEdit()
        self.field.setMaxLength(longest)
        self.field.setAccessibleName(self.tr("Your answer"))
        self.field.textChanged.connect(lambda _: self.answer_changed.emit())
        self._sign = QLabel()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.field, 1)
        line.addWidget(self._sign)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def answer(self) -> str | None:
        """The typed text; None if it is only white space."""
        return self.field.text() if self.field.text().strip() else None

    def show_answer(self, answer: object, placeholder: str, description: str = "") -> None:
        """Show `answer`, if it is a text, to be edited; `description` tells screen-reader users what to type."""
        self._show_sign("", "")
        self.field.setReadOnly(False)
        self.field.setText(answer if isinstance(answer, str) else "")
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleDescription(description)

    def show_mark(self, mark: Mark) -> None:
        """Show how the answer was marked; it can no longer be changed."""
        outcome = mark.parts[0].outcome if isinstance(mark, Points) else "missed"
        self.field.setReadOnly(True)
        self.field.setAccessibleDescription(outcome_text(outcome) if outcome != "missed" else "")
        icon, color = {"right": ("right", "right"), "partial": ("partial", "warn")}.get(outcome, ("wrong", "wrong"))
        self._show_sign(icon if outcome != "missed" else "", color)

    def _show_sign(self, icon: str, color: str) -> None:
        side, ratio = self._theme.pixels(22), self.devicePixelRatioF()
        self._sign.setPixmap(self._theme.pixmap(icon, color, side, ratio) if icon else QPixmap())

    def _restyle(self) -> None:
        self.field.setFont(self._theme.font(FontRole.OPTION))
        side = self._theme.pixels(22)
        self._sign.setFixedSize(side, side)  # even without a sign, so that nothing moves when it comes

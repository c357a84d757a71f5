"""The learner's own note to a question."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget

from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme

LONGEST_NOTE = 2000
"""Characters; what is typed beyond them is not taken."""


class _Field(QPlainTextEdit):
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class NotePad(QFrame):
    """A field for plain text, three lines high; Escape leaves it.

    Signals:
        note_changed: what is there now.
        left: the user goes back to the question.
    """

    note_changed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(3, 4, 3, 2)
        column.setSpacing(4)
        self._name = Label(theme, FontRole.LABEL, self.tr("Your note"), color="muted")
        self.field = _Field()
        self.field.setAccessibleName(self.tr("Your note to this question"))
        self.field.setPlaceholderText(self.tr("You will see it again with your results. Esc goes back."))
        self.field.setTabChangesFocus(True)
        self.field.textChanged.connect(self._tell)
        self.field.left.connect(self.left)
        column.addWidget(self._name)
        column.addWidget(self.field)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_note(self, text: str, *, is_open: bool) -> None:
        """Show `text`, which can be changed while it `is_open`."""
        if text != self.field.toPlainText().strip():
            self.field.blockSignals(True)
            self.field.setPlainText(text)
            self.field.blockSignals(False)
        if self.field.isReadOnly() == is_open:
            self.field.setReadOnly(not is_open)

    def focus_end(self, reason: Qt.FocusReason) -> None:
        """Give the focus to the field, behind what is there."""
        self.field.moveCursor(QTextCursor.MoveOperation.End)
        self.field.setFocus(reason)

    def _tell(self) -> None:
        text = self.field.toPlainText()
        if len(text) > LONGEST_NOTE:
            self.field.blockSignals(True)
            self.field.setPlainText(text[:LONGEST_NOTE])
            self.field.moveCursor(QTextCursor.MoveOperation.End)
            self.field.blockSignals(False)
            text = text[:LONGEST_NOTE]
        self.note_changed.emit(text)

    def _restyle(self) -> None:
        self.field.setFont(self._theme.font(FontRole.PLAIN))
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * 3 + self._theme.pixels(22))

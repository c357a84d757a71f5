"""A field for the learner's own notes."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from quizapp.domain.marginalia import LONGEST_NOTE


class NoteField(QPlainTextEdit):
    """A plain text field, which Tab leaves. Read-only, it keeps its text, whatever assistive technology writes.

    Signals:
        left: the user pressed Escape.
        note_changed: the user changed the text; the new one.
    """

    left = Signal()
    note_changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._tell)

    def show_note(self, text: str) -> None:
        """Show `text`, unless it is there."""
        self._shown = text
        if text != self.toPlainText().strip():
            self._set_text(text)

    def focus_end(self, reason: Qt.FocusReason) -> None:
        """Take the focus, after the last character."""
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setFocus(reason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def _tell(self) -> None:
        text = self.toPlainText()
        if self.isReadOnly():
            self._set_text(self._shown)
            return
        if len(text) > LONGEST_NOTE:
            text = text[:LONGEST_NOTE]
            self._set_text(text)
            self.moveCursor(QTextCursor.MoveOperation.End)
        self.note_changed.emit(text)

    def _set_text(self, text: str) -> None:
        with QSignalBlocker(self):
            self.setPlainText(text)

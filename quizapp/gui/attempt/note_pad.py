"""The learner's own note on a question."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.note_field import NoteField
from quizapp.gui.kit.theme import FontRole, Theme


class NotePad(QFrame):
    """A field of three lines, with a heading.

    Signals:
        note_changed: the new text.
    """

    note_changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        heading = Label(theme, FontRole.LABEL, self.tr("Your note"), color="muted")
        self.field = NoteField()
        self.field.setAccessibleName(self.tr("Your note on this question"))
        self.field.setPlaceholderText(self.tr("You’ll see it again with your results. Press Esc to go back."))
        self.field.note_changed.connect(self.note_changed)
        fill(QVBoxLayout(self), heading, self.field, margins=(3, 4, 3, 2), spacing=4)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_note(self, text: str, *, is_open: bool) -> None:
        """Show `text`, which can be edited if it `is_open`."""
        self.field.show_note(text)
        if self.field.isReadOnly() == is_open:
            self.field.setReadOnly(not is_open)

    def focus_end(self, reason: Qt.FocusReason) -> None:
        """Give the focus to the field, after its last character."""
        self.field.focus_end(reason)

    def _restyle(self) -> None:
        self.field.setFont(self._theme.font(FontRole.PLAIN))
        self.field.setFixedHeight(self.field.fontMetrics().lineSpacing() * 3 + self._theme.pixels(22))

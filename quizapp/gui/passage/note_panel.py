"""The field for a note on a place of the passage."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.domain.marginalia import PlaceNote
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.label import ElidedLabel
from quizapp.gui.kit.note_field import NoteField
from quizapp.gui.kit.theme import FontRole, Theme


class NotePanel(QFrame):
    """Shows one note below the words that it is on; it is changed as one types.

    Attributes:
        note: the one that is shown, as it was when it was opened; None while none is.

    Signals:
        note_changed: the new text.
        deleted: the user wants the note to be gone.
        closed: the user is done.
    """

    note_changed = Signal(str)
    deleted = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.note: PlaceNote | None = None
        self.setObjectName("model")
        self._heading = ElidedLabel(theme, FontRole.LABEL, color="muted")
        self.field = NoteField()
        self.field.setPlaceholderText(self.tr("You’ll see it again with your results. Press Esc to go back."))
        self.field.note_changed.connect(self.note_changed)
        self.field.left.connect(self.closed)
        self.delete = push_button(self.tr("Delete the note"), self.deleted)
        done = push_button(self.tr("Done"), self.closed)
        head = fill(QHBoxLayout(), (self._heading, 1), self.delete, done)
        fill(QVBoxLayout(self), head, self.field, margins=(10, 4, 8, 8), spacing=4)
        theme.restyle_with(self._restyle)

    def show_note(self, note: PlaceNote, *, is_open: bool) -> None:
        """Show `note`, which can be changed if it `is_open`, and take the focus."""
        self.note = note
        quote = " ".join(note.place.quote.split())
        self._heading.setText(self.tr("Your note on “{words}”").format(words=quote))
        self.field.setAccessibleName(self._heading.text())
        self.field.setReadOnly(not is_open)
        self.field.show_note(note.text)
        self.field.document().clearUndoRedoStacks()  # what was typed before it was left stays
        self.delete.setVisible(is_open)
        self.show()
        self.field.focus_end(Qt.FocusReason.ShortcutFocusReason)

    def put_away(self) -> None:
        """Hide it, and forget the note."""
        self.note = None
        self.hide()

    def _restyle(self) -> None:
        self.field.setFont(self._theme.font(FontRole.PLAIN))
        line, around = self.field.fontMetrics().lineSpacing(), self._theme.pixels(18)
        self.field.setMinimumHeight(line + around)
        self.field.setMaximumHeight(3 * line + around)

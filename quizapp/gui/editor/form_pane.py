"""The form of what is chosen: the bank itself, its passage, or a question."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from quizapp.gui.editor.check_notes import Note
from quizapp.gui.editor.editing import Editing
from quizapp.gui.editor.passage_form import PassageForm
from quizapp.gui.editor.question_rows import ABOUT, PASSAGE
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.problems import Path


class FormPane(QFrame):
    """Shows one form at a time. What is changed in it is changed in the `Editing` that is shown.

    Signals:
        focus_moved: another field has the focus.
    """

    focus_moved = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._editing: Editing | None = None
        self._place = ABOUT
        self.setObjectName("card")
        self.broken = Caution(theme, FontRole.PLAIN)
        self.broken.show_text(self.tr("The text can’t be read as it is. Mend it, or undo (Ctrl+Z)."), warns=True)
        self.broken.hide()
        self.passage = PassageForm(theme)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.passage)
        fill(QVBoxLayout(self), self.broken, (self._stack, 1), margins=(10, 10, 6, 8), spacing=6)
        self.passage.edited.connect(lambda *args: self._bank.set_value(*args))
        self.passage.file_edited.connect(lambda *args: self._bank.set_file_text(*args))
        self.passage.inserted.connect(lambda *args: self._bank.insert(*args))
        self.passage.removed.connect(lambda path: self._bank.remove(path))

    @property
    def _bank(self) -> Editing:
        assert self._editing is not None
        return self._editing

    @property
    def place(self) -> Path:
        """The path of the field that has the focus, or else of what is shown."""
        if self._place == PASSAGE:
            return self.passage.place
        return ("questions", self._place) if self._place >= 0 else ()

    def show_place(self, editing: Editing, place: int) -> None:
        """Show the form of what stands at `place`, see `question_rows`, as it is now."""
        self._editing, self._place = editing, place
        draft = editing.draft
        self.broken.setVisible(draft.is_broken)
        self._stack.setEnabled(not draft.is_broken)
        if place == PASSAGE:
            data = draft.data
            texts = {name: draft.file_text(name) for name in draft.files}
            self.passage.show_data(data if isinstance(data, dict) else {}, texts)
            self._stack.setCurrentWidget(self.passage)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show `notes` each under the field that it is about."""
        if self._place == PASSAGE:
            self.passage.show_notes(notes)

    def focus_field(self, path: Path) -> None:
        """Give the focus to the field that `path` leads to, or to the first one."""
        if self._place == PASSAGE:
            self.passage.focus_field(path)

    def reveal(self, path: Path) -> None:
        """Scroll to the field that `path` leads to."""

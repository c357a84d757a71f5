"""The form of what is chosen: the bank itself, its passage, or a question."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from quizapp.domain.bank import Bank
from quizapp.domain.level import STANDARD, ReadingLevel
from quizapp.gui.editor.check_notes import Note
from quizapp.gui.editor.edited_bank import EditedBank
from quizapp.gui.editor.forms.field import FieldFinding
from quizapp.gui.editor.forms.form import BankForm, QuestionForm
from quizapp.gui.editor.passage_form import PassageForm
from quizapp.gui.editor.question_rows import ABOUT, PASSAGE
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.caution import Caution
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.problems import Path
from quizapp.settings import Settings

_MOST_NOTES = 20


class FormPane(QWidget):
    """Shows one form at a time. What is changed in it is changed in the `EditedBank` that is shown.

    Signals:
        focus_moved: another field has the focus.
        image_dropped: a path, and the image file that should be copied beside the bank and named there.
    """

    focus_moved = Signal()
    image_dropped = Signal(object, str)

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs) -> None:
        super().__init__()
        self._theme = theme
        self._edited: EditedBank | None = None
        self._place = ABOUT
        self._entered: Path = ()
        self._pictures = Pictures(jobs, self)
        self.broken = Caution(theme, FontRole.PLAIN)
        self.broken.show_text(self.tr("The text can’t be read as it is. Fix it, or undo (Ctrl+Z)."), warns=True)
        self.broken.hide()
        self.about, self.question = BankForm(theme, settings), QuestionForm(theme, settings)
        self.passage = PassageForm(theme)
        self._stack = QStackedWidget()
        for form in (self.about, self.passage, self.question):
            self._stack.addWidget(form)
        fill(QVBoxLayout(self), self.broken, (self._stack, 1), margins=(0, 0, 0, 0), spacing=6)
        for form in (self.about, self.question):
            form.edited.connect(partial(self._edit, form))
            form.inserted.connect(lambda *args: self._bank.insert(*args))
            form.removed.connect(lambda path: self._bank.remove(path))
            form.moved.connect(lambda *args: self._bank.move(*args))
            form.image_requested.connect(self.image_dropped)
            form.field_entered.connect(self._enter)
        self.passage.edited.connect(lambda *args: self._bank.set_value(*args))
        self.passage.file_edited.connect(lambda *args: self._bank.set_file_text(*args))
        self.passage.inserted.connect(lambda *args: self._bank.insert(*args))
        self.passage.removed.connect(lambda path: self._bank.remove(path))
        self.passage.image_requested.connect(lambda file, done: self._bank.add_image(file, done))

    @property
    def place(self) -> Path:
        """The path of the field that has the focus, or else of what is shown."""
        if self._place == PASSAGE:
            return self.passage.place
        here: Path = ("questions", self._place) if self._place >= 0 else ()
        return self._entered if self._entered[: len(here)] == here else here

    def show_place(self, bank: EditedBank, place: int) -> None:
        """Show the form of what stands at `place`, see `question_rows`, as it is now."""
        if place != self._place:
            self._entered = ()
        self._edited, self._place = bank, place
        draft = bank.draft
        data = draft.data if isinstance(draft.data, dict) else {}
        self.broken.setVisible(draft.is_broken)
        self._stack.setEnabled(not draft.is_broken)
        if place == PASSAGE:
            self.passage.show_data(data, {name: draft.file_text(name) for name in draft.files})
        elif place == ABOUT:
            self.about.show_header(data)
        else:
            self.question.show_question(draft.value(("questions", place)), ("questions", place))
        self._stack.setCurrentWidget({PASSAGE: self.passage, ABOUT: self.about}.get(place, self.question))

    def use_bank(self, bank: Bank) -> None:
        """Pick evidence in the passage of `bank`, at its levels."""
        self._pictures.use(bank.images)
        levels = bank.levels or ((ReadingLevel(STANDARD, "", bank.passage),) if bank.has_passage else ())
        self.question.use_levels(levels, self._pictures)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show `notes` each under the field that it is about; of very many, the first ones."""
        notes = notes[:_MOST_NOTES]
        if self._place == PASSAGE:
            self.passage.show_notes(notes)
        else:
            form = self.about if self._place == ABOUT else self.question
            form.show_findings([FieldFinding(note.path, _words(note), note.is_error) for note in notes])

    def focus_field(self, path: Path) -> None:
        """Give the focus to the field that `path` leads to, or to the first one."""
        if self._place == PASSAGE:
            self.passage.focus_field(path)
        elif self._place == ABOUT:
            self.about.go_to(path)
        else:
            self.question.go_to(path or ("questions", self._place))

    def reveal(self, path: Path) -> None:
        """Scroll to the field that `path` leads to."""
        if self._place not in (PASSAGE, ABOUT) and path:
            self.question.reveal(path)

    @property
    def _bank(self) -> EditedBank:
        assert self._edited is not None
        return self._edited

    def _edit(self, form: BankForm | QuestionForm, path: Path, value: object) -> None:
        self._bank.set_value(path, value, form.step)

    def _enter(self, path: Path) -> None:
        self._entered = path
        self.focus_moved.emit()


def _words(note: Note) -> str:
    """A short note under a field; the pane of the check says more."""
    return note.what if note.rule else f"{note.what} {note.remedy}"

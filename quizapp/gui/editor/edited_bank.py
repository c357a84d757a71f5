"""The bank that is open in the editor: changed step by step, kept while it is written, and saved."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from quizapp.errors import QuizAppError
from quizapp.formats.image_file import MOST_BYTES
from quizapp.formats.text_file import RefusedError, bytes_of
from quizapp.formats.yaml_events import Raw
from quizapp.gui.kit.jobs import InTurn, Jobs, Latest
from quizapp.gui.kit.translate import error_text
from quizapp.problems import Path as Place
from quizapp.services.bank_draft import BankDraft
from quizapp.services.editing import Editing, Saved

_SOON = 1000
"""Milliseconds after a change until the draft is kept, to be had again after a crash, however long the author goes on
writing.
"""


class EditedBank(QObject):
    """One bank that is being written. All that changes its draft goes through here; files are written off this thread.

    Signals:
        changed: the draft has changed; gives who did it: ``form``, ``text``, ``history``, or ``files``: the bank names
            another file beside it by now, which can be edited too.
        state_changed: whether all is saved may have changed.
        saved: the bank is in its file; gives True the first time.
        found_changed: somebody else has changed the file meanwhile.
        told: words for the user.
    """

    changed = Signal(str)
    state_changed = Signal()
    saved = Signal(bool)
    found_changed = Signal()
    told = Signal(str)

    def __init__(self, editing: Editing, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.editing = editing
        self._writing = InTurn(jobs)
        self._looking = Latest(jobs, self)
        self._reading = InTurn(jobs)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self._keep_in_turn)
        self.told_until_saved = ""
        """What was told last that is no longer true once the bank is saved."""
        self.told_until_changed = ""
        """What was told last that is no longer true after another change, or on another page."""

    @property
    def draft(self) -> BankDraft:
        """The text of the bank, and what it says."""
        return self.editing.draft

    @property
    def path(self) -> Path:
        """The file that is written."""
        return self.editing.path

    @property
    def title(self) -> str:
        """The title of the bank, or else the name of its file."""
        title = self.draft.value(("title",))
        return title if isinstance(title, str) and title.strip() else self.path.name

    @property
    def questions(self) -> list[Raw]:
        """The questions as raw data."""
        questions = self.draft.value(("questions",))
        return questions if isinstance(questions, list) else []

    @property
    def is_unsaved(self) -> bool:
        """True while there is something that would be lost."""
        return self.editing.is_changed

    # changes

    def set_value(self, path: Place, value: object, joins: str = "") -> None:
        """Have `value` at `path`; see `BankDraft.set_value`."""
        self._do(lambda: self.draft.set_value(path, value, joins=joins))

    def insert(self, list_path: Place, index: int, value: object) -> bool:
        """Put `value` into the list at `list_path`, before `index`; see `_do`."""
        return self._do(lambda: self.draft.insert(list_path, index, value))

    def remove(self, path: Place) -> bool:
        """Take away what is at `path`; see `_do`."""
        return self._do(lambda: self.draft.remove(path))

    def move(self, list_path: Place, index: int, to: int) -> bool:
        """Move an entry of the list at `list_path`; see `_do`."""
        return self._do(lambda: self.draft.move(list_path, index, to))

    def duplicate(self, path: Place) -> bool:
        """Put a copy of an entry of a list below it; see `_do`."""
        return self._do(lambda: self.draft.duplicate(path))

    def set_text(self, text: str) -> None:
        """Take what was typed for the text of the file."""
        self._do(lambda: self.draft.set_text(text, joins="typing the text"), "text")

    def set_file_text(self, name: str, text: str) -> None:
        """Take what was typed for the text of a file beside the bank."""
        self._do(lambda: self.draft.set_file_text(name, text, joins=f"typing {name}"))

    def undo(self) -> None:
        """Take back the last step."""
        if self.draft.can_undo:
            self._do(self.draft.undo, "history")

    def redo(self) -> None:
        """Do again what was undone last."""
        if self.draft.can_redo:
            self._do(self.draft.redo, "history")

    def _do(self, change: Callable[[], object], by: str = "form") -> bool:
        """Do a change and tell of it; False, which is told too, while the text cannot be read."""
        try:
            change()
        except LookupError:
            self.told.emit(self.tr("That can’t be changed while the text can’t be read. Fix the text, or undo."))
            return False
        self._tell_changed(by)
        return True

    def _tell_changed(self, by: str) -> None:
        self.changed.emit(by)
        self.state_changed.emit()
        if not self._soon.isActive():
            self._soon.start()

    # images

    def add_image(self, file: Path, done: Callable[[str], object]) -> None:
        """Let the bank have the image in `file`; give its name there to `done`."""
        self._reading.run(partial(_content, file), done=self._take_image, failed=self._tell, asked=(file.name, done))

    def _take_image(self, name: str, done: Callable[[str], object], data: bytes) -> None:
        try:
            added = self.editing.add_image(name, data)
        except QuizAppError as error:
            self._tell(name, done, error)
        else:
            done(added)

    # keeping and saving

    def keep(self) -> None:
        """Keep the draft as it is now, to be had again after a crash."""
        self._soon.stop()
        files = self.draft.files
        if (keep := self.editing.autosaving()) is not None:
            self._writing.run(keep, done=_nothing, failed=self._tell_unsaved)
        if files != self.draft.files:
            self.changed.emit("files")

    def _keep_in_turn(self) -> None:
        if self._writing.is_under_way:  # on a slow disk
            self._soon.start()
        else:
            self.keep()

    def save(self, then: Callable[[], object] | None = None) -> None:
        """Write the bank into its file, and call `then` once that is done."""
        self._soon.stop()
        looks = self._looking.is_under_way
        self._looking.drop()  # or else it might find what is written here
        self._writing.run(self.editing.saving(), done=self._note_saved, failed=self._tell_unsaved, asked=(then,))
        if looks:
            self.look_again()

    def discard(self) -> None:
        """Let go of all that is not saved."""
        self._soon.stop()
        self.editing.discard()

    def look_again(self) -> None:
        """Find out whether somebody else has changed the file meanwhile; once it is written, if that is under way."""
        look = lambda: (self.editing.changed_outside(), self.editing.gone())  # noqa: E731
        by = self._writing if self._writing.is_under_way else self._looking
        by.run(look, done=self._show_outside, failed=_nothing)

    def take_theirs(self) -> bool:
        """Go on with what somebody else has saved; what was here is kept beside it. False if it cannot be taken."""
        try:
            copies = self.editing.take_theirs()
        except QuizAppError as error:
            self._tell(error)
            return False
        self._tell_changed("history")
        if copies:
            told = self.tr("Your version is beside it: {files}")
            self.told.emit(told.format(files=", ".join(path.name for path in copies)))
        return True

    def _show_outside(self, found: tuple[tuple[Path, ...], frozenset[str]]) -> None:
        files, gone = found
        new = self.editing.note_gone(gone)
        self.state_changed.emit()
        if new:
            self._soon.start()
            told = self.tr("{file} is no longer there. What you see here is only in this window until you save it.")
            self._tell_until_saved(told.format(file=min(new) or self.path.name))
        if files:
            self.found_changed.emit()

    def _note_saved(self, then: Callable[[], object] | None, saved: Saved) -> None:
        is_first = self.editing.is_copy
        self.editing.note_saved(saved)
        self.state_changed.emit()
        if saved.other_versions:
            told = self.tr("Somebody else had changed the file. Their version is beside it: {files}")
            self.told.emit(told.format(files=", ".join(path.name for path in saved.other_versions)))
        self.saved.emit(is_first)
        if then is not None:
            then()

    def tell_until_changed(self, words: str) -> None:
        """Tell `words` that hold until the draft changes again or another page is shown."""
        self.told_until_changed = words
        self.told.emit(words)

    def _tell(self, *told: object) -> None:
        error = told[-1]
        assert isinstance(error, QuizAppError)
        self.told.emit(error_text(error))

    def _tell_unsaved(self, *told: object) -> None:
        error = told[-1]
        assert isinstance(error, QuizAppError)
        self._tell_until_saved(error_text(error))

    def _tell_until_saved(self, words: str) -> None:
        self.told_until_saved = words
        self.told.emit(words)


def _content(file: Path) -> bytes:
    try:
        return bytes_of(file, MOST_BYTES)
    except RefusedError:
        raise QuizAppError("{file} can’t be read.", "Choose another image.", file=file.name) from None


def _nothing(*_: object) -> None:
    """Whatever came of it needs no words."""

"""The bank that is open in the editor: its draft, and when it is kept, saved and read again."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from quizapp.errors import QuizAppError
from quizapp.formats.yaml_events import Raw
from quizapp.gui.kit.jobs import InTurn, Jobs, Latest
from quizapp.gui.kit.translate import error_text
from quizapp.problems import Path as Place
from quizapp.services.bank_draft import BankDraft

_SOON = 1500
"""Milliseconds after the last key until what was written is kept beside the file, to be had again after a crash."""


class Editing(QObject):
    """One bank that is being written. All that changes its draft goes through here.

    Signals:
        changed: the draft has changed; gives who did it: ``form``, ``text``, or ``history``.
        state_changed: whether all is saved may have changed.
        saved: the bank is in its file.
        told: words for the user.
    """

    changed = Signal(str)
    state_changed = Signal()
    saved = Signal()
    told = Signal(str)

    def __init__(self, draft: BankDraft, path: Path, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.draft = draft
        self.path = path
        self._saving = InTurn(jobs)
        self._looking = Latest(jobs, self)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.keep)

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

    # changes

    def set_value(self, path: Place, value: object, joins: str = "") -> None:
        """Have `value` at `path`; see `BankDraft.set_value`."""
        self._do(lambda: self.draft.set_value(path, value, joins=joins))

    def insert(self, list_path: Place, index: int, value: object) -> None:
        """Put `value` into the list at `list_path`, before `index`."""
        self._do(lambda: self.draft.insert(list_path, index, value))

    def remove(self, path: Place) -> None:
        """Take away what is at `path`."""
        self._do(lambda: self.draft.remove(path))

    def move(self, list_path: Place, index: int, to: int) -> None:
        """Move an entry of the list at `list_path`."""
        self._do(lambda: self.draft.move(list_path, index, to))

    def duplicate(self, path: Place) -> None:
        """Put a copy of an entry of a list below it."""
        self._do(lambda: self.draft.duplicate(path))

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

    def _do(self, change: Callable[[], object], by: str = "form") -> None:
        try:
            change()
        except LookupError:
            self.told.emit(self.tr("That can’t be changed while the text can’t be read. Mend the text, or undo."))
            return
        self.changed.emit(by)
        self.state_changed.emit()
        self._soon.start()

    def save(self) -> None:
        """Write the bank into its file."""
        self._saving.run(lambda: None, done=self._note_saved, failed=self._tell)

    def keep(self) -> None:
        """Keep what was written beside the file."""

    def _note_saved(self, _: object) -> None:
        self.draft.note_saved()
        self.state_changed.emit()
        self.saved.emit()

    def _tell(self, error: QuizAppError) -> None:
        self.told.emit(error_text(error))

"""Changes of a bank that the author asks for by buttons and keys: adding, moving, deleting and silencing."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from quizapp.gui.editor.check_notes import Note
from quizapp.gui.editor.edited_bank import EditedBank
from quizapp.gui.editor.forms.retyping import new_question
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.dialogs import ask
from quizapp.problems import Path

_QUESTIONS: Path = ("questions",)


class Changes(QObject):
    """Changes the bank of an `EditedBank`, and says where to look then.

    Signals:
        place_requested: the question at this place is to be shown; the second value wants the focus in its form.
    """

    place_requested = Signal(int, bool)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._edited: EditedBank | None = None

    def use(self, bank: EditedBank) -> None:
        """Change this bank from now on."""
        self._edited = bank

    @property
    def _bank(self) -> EditedBank:
        assert self._edited is not None
        return self._edited

    def add(self, type_name: str, after: int) -> None:
        """Add an empty question of a type below the one at `after`."""
        bank, count = self._bank, len(self._bank.questions)
        place = min(after + 1, count) if after >= 0 else count
        question = new_question(type_name, bank.draft.free_id(f"question-{count + 1}"))
        if bank.insert(_QUESTIONS, place, question):
            self.place_requested.emit(place, True)

    def duplicate(self, place: int) -> None:
        """Put a copy of a question below it."""
        if self._bank.duplicate((*_QUESTIONS, place)):
            self.place_requested.emit(place + 1, False)

    def remove(self, place: int) -> None:
        """Delete a question; undoing brings it back."""
        bank = self._bank
        if not bank.remove((*_QUESTIONS, place)):
            return
        self.place_requested.emit(min(place, len(bank.questions) - 1), False)
        bank.tell_until_changed(
            self.tr("Question {number} was deleted. Ctrl+Z brings it back.").format(number=place + 1)
        )

    def move(self, place: int, to: int) -> None:
        """Have the question at `place` stand at `to`."""
        if not self._bank.move(_QUESTIONS, place, to):
            return
        self.place_requested.emit(to, False)
        announce(self._page, self.tr("Now question {number}").format(number=to + 1))

    def ask_to_silence(self, note: Note) -> None:
        """Ask why a finding should be left as it is, and write that into the bank."""
        label = self.tr("Your reason, which is kept in the bank")
        reason = QLineEdit()
        reason.setAccessibleName(label)
        reason.setPlaceholderText(label)
        reason.setMaxLength(300)
        do = lambda: self._silence(note, reason.text().strip())  # noqa: E731
        choices = [(self.tr("Silence it"), do), (self.tr("Cancel"), None)]
        dialog = ask(self._page, self.tr("Leave it as it is?"), note.what, choices, further=reason)
        silence = dialog.buttons[0]
        silence.setEnabled(False)
        reason.textChanged.connect(lambda text: silence.setEnabled(bool(text.strip())))
        reason.setFocus()

    def _silence(self, note: Note, reason: str) -> None:
        bank = self._bank
        place: Path = (*_QUESTIONS, note.question, "silenced") if note.question is not None else ("silenced",)
        known = bank.draft.value(place)
        bank.set_value(place, {**(known if isinstance(known, dict) else {}), note.rule: reason})

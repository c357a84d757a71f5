"""A question goes to another bank, as its author wrote it."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from quizapp.errors import QuizAppError
from quizapp.formats.pack_places import BANK_ENDINGS
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.edited_bank import EditedBank
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.dialogs import ask
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import error_text
from quizapp.paths import UserPaths
from quizapp.services.bank_entries import BankEntry
from quizapp.services.editing import Editing, Saved, needs_copy, open_for_editing
from quizapp.services.library import Library
from quizapp.services.question_moving import copy_question


class Transfer(QObject):
    """Asks to which bank a question should go, and writes it there; that bank is saved at once."""

    def __init__(self, window: QWidget, theme: Theme, library: Library, paths: UserPaths, jobs: Jobs) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._library = library
        self._paths = paths
        self._jobs = jobs
        self._looking = Latest(jobs, self)
        self._waiting: list[tuple[EditedBank, Raw, bool, Path]] = []

    def ask(self, bank: EditedBank, place: int, *, moves: bool) -> None:
        """Ask where the question at `place` should go; if it `moves`, it is taken out of `bank` then."""
        targets = partial(_targets, self._library.entries(), bank.path)
        self._looking.run(targets, done=self._choose, failed=_nothing, asked=(bank, place, moves))

    def _choose(self, bank: EditedBank, place: int, moves: bool, targets: list[BankEntry]) -> None:
        if not isValid(bank):
            return
        if not targets:
            self._say(bank, self.tr("There is no other bank of your own. “New bank…” in the library makes one."))
            return
        box = ChoiceBox(self._theme, self.tr("Bank"))
        box.show_choices([(entry.name, entry.path) for entry in targets])
        do = lambda: self._open(bank, place, moves, box.currentData())  # noqa: E731
        ask(
            self._window,
            self.tr("Move it to which bank?") if moves else self.tr("Copy it to which bank?"),
            self.tr("It comes last there. Its image comes along; its evidence has to be in that bank’s passage."),
            [(self.tr("Move") if moves else self.tr("Copy"), do), (self.tr("Cancel"), None)],
            further=box,
        )

    def _open(self, bank: EditedBank, place: int, moves: bool, path: Path) -> None:
        self._waiting.append((bank, bank.questions[place], moves, path))
        if len(self._waiting) == 1:
            self._go_on()

    def _go_on(self) -> None:
        """Begin with the first of those that wait: each is written before the next one is opened."""
        bank, question, moves, path = self._waiting[0]
        open_target = partial(open_for_editing, self._paths, path)
        self._jobs.run(open_target, done=self._write, failed=self._tell, asked=(bank, question, moves))

    def _end_turn(self) -> None:
        del self._waiting[0]
        if self._waiting:
            self._go_on()

    def _write(self, bank: EditedBank, question: Raw, moves: bool, target: Editing) -> None:
        if question not in bank.questions:
            self._say(bank, self.tr("The question has changed meanwhile, so it was not copied. Try again."))
            self._end_turn()
            return
        place = bank.questions.index(question)  # others before it may have gone meanwhile
        try:
            moved = copy_question(bank.editing, place, target)
        except LookupError:
            self._say(bank, self.tr("One of the two files can’t be read as it is. Fix it first."))
            self._end_turn()
            return
        asked = (bank, question, moves, target, place, len(moved.problems))
        self._jobs.run(target.saving(), done=self._end, failed=self._tell, asked=asked)

    def _end(
        self, bank: EditedBank, question: Raw, moves: bool, target: Editing, place: int, problems: int, saved: Saved
    ) -> None:
        target.note_saved(saved)
        if moves and isValid(bank) and question in bank.questions:
            bank.remove(("questions", bank.questions.index(question)))
        title = target.draft.value(("title",))
        told = self.tr("Question {number} is in {title} now.").format(number=place + 1, title=title)
        if problems:
            told += " " + self.tr("%n things have to be fixed there.", "", problems)
        self._say(bank, told)
        self._end_turn()

    def _tell(self, *told: object) -> None:
        bank, error = told[0], told[-1]
        if isinstance(bank, EditedBank) and isinstance(error, QuizAppError):
            self._say(bank, error_text(error))
        self._end_turn()

    def _say(self, bank: EditedBank, told: str) -> None:
        if isValid(bank):  # the author may have left it meanwhile
            bank.told.emit(told)


def _targets(entries: Sequence[BankEntry], path: Path) -> list[BankEntry]:
    """The banks that a question of the bank at `path` can go to; each is looked for on the disk."""
    texts = (entry for entry in entries if entry.path.suffix.lower() in BANK_ENDINGS and not entry.is_missing)
    return [entry for entry in texts if entry.path != path and not needs_copy(entry.path)]


def _nothing(*_: object) -> None:
    """A bank that cannot be found is not offered."""

"""The check of a bank that is being written: of one question at each key, of all a moment later, off the GUI thread."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from quizapp.domain.bank import Bank
from quizapp.domain.level import STANDARD
from quizapp.formats.native import read_kept_bank
from quizapp.gui.editor.check_notes import Note, note_of_finding, note_of_problem
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.lint.checking import check_bank, check_question
from quizapp.services.bank_draft import BankDraft, Snapshot

_SOON = 350
"""Milliseconds without a key after which all of a bank is checked."""


class Checked(NamedTuple):
    """What a check of all of a bank gave. `bank` is None where it has mistakes."""

    notes: tuple[Note, ...]
    silenced: int
    bank: Bank | None


class Checking(QObject):
    """Checks a draft.

    Signals:
        changed: `notes` may be others.

    Attributes:
        notes: what was found, in the order of the file.
        silenced: the number of findings that the author has silenced.
        bank: the bank as it was when it had no mistakes last; None until then.
    """

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft: BankDraft | None = None
        self._reading = Latest(jobs, self)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.check_all)
        self.notes: tuple[Note, ...] = ()
        self.silenced = 0
        self.bank: Bank | None = None

    @property
    def is_under_way(self) -> bool:
        """True until all that has changed is checked."""
        return self._soon.isActive() or self._reading.is_under_way

    def use(self, draft: BankDraft | None) -> None:
        """Check this draft from now on."""
        self._draft, self.notes, self.silenced, self.bank = draft, (), 0, None
        self._soon.stop()
        self._reading.drop()

    def follow(self, place: int) -> None:
        """Check the question at `place` now, if that is one, and all of the bank soon: the draft has changed."""
        draft = self._draft
        if draft is None:
            return
        self._soon.start()
        self._reading.drop()
        if place >= 0 and not draft.is_broken:
            others = [note for note in self.notes if note.question != place]
            self.notes = _in_order([*others, *notes_of_question(draft, place)])
            self.changed.emit()

    def check_all(self) -> None:
        """Check all of the draft, off the GUI thread."""
        if self._draft is not None:
            self._soon.stop()
            self._reading.run(partial(_check, self._draft.snapshot()), done=self._show, failed=_ignore)

    def of(self, place: int) -> list[Note]:
        """Give the notes on the question at `place`."""
        return [note for note in self.notes if note.question == place]

    def _show(self, checked: Checked) -> None:
        self.notes = _in_order(checked.notes)
        self.silenced = checked.silenced
        self.bank = checked.bank
        self.changed.emit()


def notes_of_question(draft: BankDraft, place: int) -> list[Note]:
    """Check the question at `place` of a draft alone, with its passage."""
    data, questions = draft.data, draft.value(("questions",))
    if not isinstance(data, dict) or not isinstance(questions, list) or not 0 <= place < len(questions):
        return []
    alone = {**data, "questions": [questions[place]]}
    result = read_kept_bank(msgspec.json.encode(alone), draft.snapshot().files)
    notes = []
    for problem in result.problems:
        if problem.path[:1] == ("questions",):
            notes.append(note_of_problem(problem, ("questions", place, *problem.path[2:])))
    if result.bank is not None:
        bank = result.bank.at_level(STANDARD)
        found = check_question(bank.questions[0], bank.passage, place, bank.silenced)
        notes += map(note_of_finding, found.told)
    return notes


def draft_of(snapshot: Snapshot) -> BankDraft:
    """Make a draft of what another one was at one moment, to be asked on another thread."""
    return BankDraft(snapshot.data, {}, snapshot.files.get)


def _check(snapshot: Snapshot) -> Checked:
    draft = draft_of(snapshot)
    notes = [note_of_problem(problem, problem.path) for problem in draft.problems()]
    if draft.bank is None:
        return Checked(tuple(notes), 0, None)
    findings = check_bank(draft.bank)
    return Checked((*notes, *map(note_of_finding, findings.told)), len(findings.silenced), draft.bank)


def _in_order(notes: Sequence[Note]) -> tuple[Note, ...]:
    """`notes` about the bank and the passage, then question by question, what has to be mended first."""
    return tuple(sorted(notes, key=lambda note: (-1 if note.question is None else note.question, not note.is_error)))


def _ignore(*_: object) -> None:
    """A draft that can't be read has told so already."""

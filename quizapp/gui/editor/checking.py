"""The check of a bank that is being written: of one question at each key, of all a moment later, off the GUI thread."""

from collections.abc import Callable, Container, Sequence
from functools import partial
from typing import NamedTuple

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal

from quizapp.domain.bank import Bank
from quizapp.domain.level import STANDARD
from quizapp.gui.editor.check_notes import Note, note_of_finding, note_of_problem
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.lint.checking import Findings, check_bank, check_question
from quizapp.services.bank_draft import BankDraft, Snapshot, read_snapshot

_SOON = 350
"""Milliseconds without a key after which all of a bank is checked."""


class Checked(NamedTuple):
    """The result of checking a whole bank.

    `bank` has the questions without mistakes; it is None where there are none, or what stands above them has mistakes.
    `texts` has the passage at all levels; it is None where that has mistakes.
    """

    notes: tuple[Note, ...]
    silenced: int
    bank: Bank | None
    texts: Bank | None


class Checking(QObject):
    """Checks a draft.

    Signals:
        changed: `notes` may be others.

    Attributes:
        notes: what was found, in the order of the file.
        silenced: the number of findings that the author has silenced.
        bank: the bank with the questions that have no mistakes; None where there are none.
        texts: a bank that has the passage at all levels; None until it can be read.
    """

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._draft: BankDraft | None = None
        self._reading = Latest(jobs, self)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(self.check_all)
        self._then: Callable[[], object] | None = None
        self.notes: tuple[Note, ...] = ()
        self.silenced = 0
        self.bank: Bank | None = None
        self.texts: Bank | None = None

    @property
    def is_under_way(self) -> bool:
        """True until all that has changed is checked."""
        return self._soon.isActive() or self._reading.is_under_way

    def use(self, draft: BankDraft | None) -> None:
        """Check this draft from now on."""
        self._draft, self.notes, self.silenced, self.bank, self.texts = draft, (), 0, None, None
        self._then = None
        self._soon.stop()
        self._reading.drop()

    def follow(self, place: int) -> None:
        """Check the question at `place` now, if that is one, and all of the bank soon: the draft has changed."""
        draft = self._draft
        if draft is None:
            return
        self._then = None
        self._soon.start()
        self._reading.drop()
        if place >= 0 and not draft.is_broken:
            others = [note for note in self.notes if note.question != place or note.is_of_bank]
            self.notes = _in_order([*others, *self._notes_of_question(draft, place)])
        self.changed.emit()

    def check_all(self) -> None:
        """Check all of the draft, off the GUI thread."""
        if self._draft is not None:
            self._soon.stop()
            self._reading.run(partial(_check, self._draft.snapshot()), done=self._show, failed=_ignore)

    def when_checked(self, then: Callable[[], object]) -> None:
        """Call `then` once all that has changed is checked; never, if more changes before."""
        if self.is_under_way:
            self.check_all()
            self._then = then
        else:
            then()

    def _notes_of_question(self, draft: BankDraft, place: int) -> list[Note]:
        """Check the question at `place` alone, with its passage, as fast as somebody types."""
        notes = [note_of_problem(problem, problem.path) for problem in draft.problems_of(place)]
        question, silenced = draft.question(place), draft.value(("silenced",))
        if question is not None and self.texts is not None:
            passage = self.texts.at_level(STANDARD).passage
            found = check_question(question, passage, place, silenced if isinstance(silenced, dict) else {})
            notes += map(note_of_finding, found.told)
        return notes

    def _show(self, checked: Checked) -> None:
        self.notes = _in_order(checked.notes)
        self.silenced = checked.silenced
        self.bank, self.texts = checked.bank, checked.texts or self.texts
        self.changed.emit()
        then, self._then = self._then, None
        if then is not None:
            then()


def _check(snapshot: Snapshot) -> Checked:
    draft = BankDraft(snapshot.data, {}, snapshot.files.get)
    notes = [note_of_problem(problem, problem.path) for problem in draft.problems()]
    bank, places = _readable(draft, {note.question for note in notes if note.is_error})
    findings = check_bank(bank) if bank is not None else Findings((), ())
    for finding in findings.told:
        match finding.path:
            case ("questions", int(index), *rest):
                finding = finding._replace(path=("questions", places[index], *rest))
        notes.append(note_of_finding(finding))
    return Checked(tuple(notes), len(findings.silenced), bank, None if draft.is_broken else _texts_of(draft))


def _readable(draft: BankDraft, faulty: Container[int | None]) -> tuple[Bank | None, Sequence[int]]:
    """Give the bank of those questions that are not `faulty`, and their places; no bank where its header is."""
    questions = draft.value(("questions",))
    count = len(questions) if isinstance(questions, list) else 0
    if draft.bank is not None:
        return draft.bank, range(count)
    places = [place for place in range(count) if place not in faulty]
    return draft.bank_of(places), places


def _texts_of(draft: BankDraft) -> Bank | None:
    """Give a bank that has the passage of the draft at all levels, whatever is wrong with the rest of it."""
    names = ("language", "passage", "levels")
    texts = {name: value for name in names if (value := draft.value((name,))) is not None}
    title = draft.value(("title",))
    question = {"id": "q", "type": "short_answer", "stem": "-", "accepted": ["a"]}
    some = {"id": "draft", "title": title if isinstance(title, str) and title.strip() else "-", **texts}
    some["questions"] = [question]
    return read_snapshot(Snapshot(msgspec.json.encode(some), draft.snapshot().files)).bank


def _in_order(notes: Sequence[Note]) -> tuple[Note, ...]:
    """`notes` about the bank and the passage, then question by question, what has to be mended first."""
    return tuple(sorted(notes, key=lambda note: (-1 if note.question is None else note.question, not note.is_error)))


def _ignore(*_: object) -> None:
    """A draft that can't be read has told so already."""

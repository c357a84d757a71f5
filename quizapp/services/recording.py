"""Recording an attempt: each event goes into the journal as soon as it has happened."""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from enum import Enum
from functools import partial
from pathlib import Path
from time import time
from typing import Any, NamedTuple

from quizapp.domain.bank import Bank
from quizapp.domain.event import Event, Paused, Resumed, Started, Visited
from quizapp.domain.people import Learner
from quizapp.errors import QuizAppError
from quizapp.formats.bank_record import write_bare_bank
from quizapp.formats.native_writing import write_bank_quickly
from quizapp.storage.events import encode
from quizapp.storage.journal import Journal
from quizapp.storage.merging import Part, StoredEvent, WholeAttempt
from quizapp.storage.rows import BankSnapshot
from quizapp.storage.transfer import write_learners

HandOver = Callable[[Callable[[], object]], object]
"""Has something done on the thread that uses a recording. It is called on the journal's."""


class SaveState(Enum):
    """Tells the learner where their work is: nothing of it is `SAVED` that is not on the disk."""

    SAVING = "saving"
    SAVED = "saved"
    NOT_SAVED = "not saved"


class Copy(NamedTuple):
    """All of one attempt, for keeping it somewhere else than in the journal; see `Recording.started`."""

    attempt_id: str
    learner: Learner
    bank: BankSnapshot
    events: tuple[Event, ...]
    started: float


def kept(bank: Bank) -> BankSnapshot:
    """`bank` in the form in which the journal keeps it. It takes some time, for many questions."""
    if not bank.has_key:
        return BankSnapshot(bank.content_hash, bank.id, bank.title, write_bare_bank(bank), {})
    return BankSnapshot(bank.content_hash, bank.id, bank.title, write_bank_quickly(bank), dict(bank.images))


def kept_once(bank: Bank, journal: Journal | None) -> BankSnapshot:
    """Read what `journal` keeps of `bank`, or make it: some hundred questions take some tenths of a second."""
    if journal is not None:
        with suppress(QuizAppError):
            if (found := journal.bank(bank.content_hash)).source:
                return found
    return kept(bank)


class Recording:
    """Keeps one attempt in the journal, in the order in which things happen; `record` is what a `Taking` is given.

    It is used on one thread and never waits. What cannot be saved is kept here, and sent again with the next event or
    when it is asked for. What happens before the journal is open, or the bank is written out, is sent after that.

    Args:
        attempt_id: a new one, or that of the attempt that goes on.
        learner: whose it is; can be set until the journal is there.
        hand_over: brings what the journal has to say to this thread.
        changed: is called when `state` or `error` may be another.
        started: when the attempt began, in seconds since the epoch; what the journal keeps, and all reports tell.
        events: those of an attempt that goes on; they are in the journal.

    Attributes:
        error: why not all is saved; None while nothing has failed.
    """

    def __init__(
        self,
        attempt_id: str,
        learner: Learner,
        hand_over: HandOver,
        changed: Callable[[], object],
        started: float,
        events: Sequence[Event] = (),
    ) -> None:
        self.attempt_id = attempt_id
        self.learner = learner
        self.started = started
        self.events = list(events)
        self.error: QuizAppError | None = None
        self._hand_over = hand_over
        self._changed = changed
        self._journal: Journal | None = None
        self._bank: BankSnapshot | None = None
        self._goes_on = bool(events)
        self._steps: list[Callable[[Journal], Future[Any]]] = []
        self._saved = self._sent = 0
        self._round = object()
        """Another one each time that all is sent again: what comes of an earlier one no longer counts."""

    @property
    def state(self) -> SaveState:
        if self.error is not None:
            return SaveState.NOT_SAVED
        return SaveState.SAVED if self._saved == len(self._steps) else SaveState.SAVING

    @property
    def is_answered(self) -> bool:
        """Tell whether there is work in it that would be missed."""
        return is_answered(self.events)

    def record(self, number: int, event: Event) -> None:
        """Save event `number` of the attempt."""
        assert number == len(self.events), "events are recorded in order"
        self.events.append(event)
        if isinstance(event, Started):
            self._steps += [self._add_learner, partial(self._begin, event)]
        else:
            self._steps.append(lambda journal: journal.append(self.attempt_id, number, event))
        self._send()
        self._changed()

    def keep(self, bank: BankSnapshot) -> None:
        """Save `bank` as what the attempt is at."""
        self._bank = bank
        self._send()

    def use(self, journal: Journal) -> None:
        """Save into `journal`, which is open."""
        self._journal = journal
        self.try_again()

    def fail(self, error: QuizAppError) -> None:
        """Take note that there is no journal to save into, because of `error`; not yet, at least."""
        self.error = error
        self._changed()

    def try_again(self) -> None:
        """Send everything again that is not saved."""
        self._sent = self._saved
        self._round = object()
        self.error = None
        self._send()
        self._changed()

    def copy(self) -> Copy | None:
        """Copy all that is to be kept elsewhere; None while the bank is still being written out."""
        return self._bank and Copy(self.attempt_id, self.learner, self._bank, tuple(self.events), self.started)

    def _send(self) -> None:
        if self._journal is None or (self._bank is None and not self._goes_on):
            return
        for number in range(self._sent, len(self._steps)):
            self._sent = number + 1
            future = self._steps[number](self._journal)
            future.add_done_callback(partial(self._ended, self._round, number))

    def _ended(self, round_: object, number: int, future: "Future[Any]") -> None:
        """Runs on the journal's thread."""
        error = future.exception()
        self._hand_over(lambda: self._take_in(round_, number, error))

    def _take_in(self, round_: object, number: int, error: BaseException | None) -> None:
        if round_ is not self._round:
            return
        if error is None:
            self._saved = max(self._saved, number + 1)
            if self._saved == len(self._steps):
                self.error = None
        else:
            self._round = object()
            self._sent = self._saved
            if not isinstance(error, QuizAppError):
                self._changed()
                raise error
            self.error = error
        self._changed()

    def _add_learner(self, journal: Journal) -> "Future[Any]":
        """A guest comes into the journal with the first attempt; whoever is there already stays as they are."""
        return journal.add_learner(self.learner.name, self.learner.is_guest, self.learner.id)

    def _begin(self, started: Started, journal: Journal) -> "Future[Any]":
        """Keep the bank and begin in one step: a bank that no attempt refers to goes when a learner is deleted."""
        assert self._bank is not None
        journal.keep_bank(*self._bank)
        return journal.begin(self.attempt_id, self.learner.id, started.content_hash, started, self.started)


IDLE: tuple[type[Event], ...] = (Started, Visited, Paused, Resumed)
"""Events of somebody who begins an attempt and looks at it."""


def is_answered(events: Iterable[Event]) -> bool:
    """Tell whether more was done in an attempt than to begin it and look at it."""
    return not all(isinstance(event, IDLE) for event in events)


def save_elsewhere(copies: Sequence[Copy], target: Path) -> None:
    """Write attempts, of any number of learners, to the file `target`, whole or not at all: importing it adds them.

    It needs no room but on the disk of `target`. It waits for the disk.

    Raises:
        QuizAppError: that disk has no room for it either, or may not be written.
    """
    now, parts = time(), list[Part]()
    for id_, learner in {copy.learner.id: copy.learner for copy in copies}.items():
        theirs = [copy for copy in copies if copy.learner.id == id_]
        parts += [learner, *{copy.bank.content_hash: copy.bank for copy in theirs}.values()]
        for attempt, _, bank, events, started in theirs:
            stored = tuple(StoredEvent(event, encode(event), now) for event in events)
            parts.append(WholeAttempt(attempt, bank.content_hash, bank.bank_id, started, stored))
    write_learners(target, parts)

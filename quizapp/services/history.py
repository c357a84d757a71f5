"""History of a learner: every attempt, as it was marked, from the journal and from feedback. For threads of its own."""

from collections.abc import Callable, Iterable, Iterator
from threading import Lock
from typing import NamedTuple

from msgspec.structs import replace

from quizapp.domain.attempt import Attempt, replay
from quizapp.domain.bank import Bank
from quizapp.domain.language import searchable
from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.domain.summary import PastAttempt, Summary
from quizapp.errors import QuizAppError
from quizapp.services.bank_snapshot import read_kept
from quizapp.services.given_marks import Given, GivenMarks
from quizapp.services.marking import mark_attempt
from quizapp.services.summarizing import SUMMARY_VERSION, as_data, from_data, summarize, summary_of
from quizapp.services.withheld import WithheldMarks
from quizapp.storage.journal import Journal
from quizapp.storage.rows import AttemptRow, BankSnapshot

PAGE = 50
_MOST_BANKS = 16


class Page(NamedTuple):
    """Some attempts, the newest first; where there are more, `last` is the row that they come after."""

    attempts: tuple[PastAttempt, ...]
    last: AttemptRow | None


class OpenedAttempt(NamedTuple):
    """An attempt with its bank as it was; `started` is in seconds since the epoch."""

    id: str
    bank: Bank
    attempt: Attempt
    started: float


class History:
    """The attempts of one learner. It can be asked from several threads; each method waits for the disk, and raises
    JournalError where the journal cannot be read.
    """

    def __init__(self, journal: Journal, learner: str, read: Callable[[BankSnapshot], Bank] = read_kept) -> None:
        self.journal = journal
        self.learner = learner
        self._read = read
        self._given = GivenMarks(journal, learner)
        self._banks: dict[str, Bank] = {}
        self._summaries: dict[str, tuple[int, Summary]] = {}
        self._lock = Lock()
        self._withheld = WithheldMarks(journal.file.parent, learner)

    @property
    def name(self) -> str:
        """The learner's name, as the journal has it now; empty for a guest."""
        learners = self.journal.learners()
        return next((each.name for each in learners if each.id == self.learner and not each.is_guest), "")

    def page(self, search: str = "", after: AttemptRow | None = None, limit: int = PAGE) -> Page:
        """The next `limit` attempts after `after`, of those in whose bank's title all words of `search` are."""
        if after is None:
            self.journal.settle()
        matches, past = _matcher(search), self._past()
        found: list[PastAttempt] = []
        for row in self._rows(after, limit):
            if matches(row.title):
                if len(found) == limit:
                    return Page(tuple(found), after)
                found.append(past(row))
            after = row
        return Page(tuple(found), None)

    def all(self, search: str = "") -> tuple[PastAttempt, ...]:
        """Every attempt, the newest first, with all that has been done so far; `search` is that of `page`."""
        self.journal.settle()
        rows = self.journal.attempts(self.learner, limit=None, summary_version=SUMMARY_VERSION)
        matches, past = _matcher(search), self._past()
        return tuple(past(row) for row in rows if matches(row.title))

    def open(self, attempt: str) -> OpenedAttempt:
        """One attempt, with its bank as it was; without the key, as long as its marks are not to be seen.

        Raises:
            QuizAppError: it is not there, or its bank cannot be read anymore.
        """
        row = self.journal.attempt(attempt)
        bank, taken = self.bank(row.content_hash), replay(self.journal.events(attempt))
        if (taken.started.assignment, row.content_hash) in self._withheld.read():
            bank = _without_key(bank)
        return OpenedAttempt(attempt, bank, taken, row.started)

    def marked(self, attempt: str) -> MarkedAttempt:
        """One attempt, as it is marked: by the teacher's feedback, or else with its bank as it was.

        Raises:
            QuizAppError: see `open`.
            KeyError, ValueError: its events are not of its bank.
        """
        given = self._given.by_attempt().get(attempt)
        if given is not None:
            return given.marked
        opened = self.open(attempt)
        return mark_attempt(opened.bank, opened.attempt)

    def bank(self, content_hash: str) -> Bank:
        """A bank as it was when it had this hash.

        Raises:
            QuizAppError: it was not kept, or cannot be read anymore.
        """
        with self._lock:
            if (known := self._banks.get(content_hash)) is not None:
                return known
        bank = self._read(self.journal.bank(content_hash))
        with self._lock:
            while len(self._banks) >= _MOST_BANKS:
                del self._banks[next(iter(self._banks))]
            self._banks[content_hash] = bank
        return bank

    def _rows(self, after: AttemptRow | None, at_once: int) -> Iterator[AttemptRow]:
        while rows := self.journal.attempts(self.learner, at_once, after, SUMMARY_VERSION):
            yield from rows
            after = rows[-1]

    def _past(self) -> Callable[[AttemptRow], PastAttempt]:
        """A function that gives what lists tell of an attempt, by what teachers have said so far."""
        withheld, given = self._withheld.read(), self._given.by_attempt()

        def summary(row: AttemptRow) -> Summary | None:
            if row.submitted and row.id in given:
                return self._given_summary(row, given[row.id])
            return self._without_marks(row, withheld) or self._summary(row)

        return lambda row: PastAttempt(
            row.id,
            row.bank_id,
            row.title,
            row.content_hash,
            row.started,
            row.last_written,
            row.submitted,
            summary(row),
        )

    def _given_summary(self, row: AttemptRow, given: Given) -> Summary | None:
        """The summary of what a teacher marked. It is not kept, as newer feedback can change it."""
        own = self._summary(row)
        if own is not None and own.is_marked_here:  # the marks could be told before the feedback came
            told = {answer.question: answer.told_at for answer in own.answers}
        else:
            told = dict.fromkeys(given.marked.attempt.order, given.released)
        return summary_of(given.marked, told)

    def _without_marks(self, row: AttemptRow, withheld: frozenset[tuple[str, str]]) -> Summary | None:
        """The summary of an attempt whose marks are not to be seen yet; None for all others."""
        if not any(row.content_hash == content_hash for _, content_hash in withheld):
            return None
        try:
            opened, moments = self.open(row.id), self.journal.moments(row.id)
            is_withheld = (opened.attempt.started.assignment, row.content_hash) in withheld
            return summarize(_without_key(opened.bank), opened.attempt.events, moments) if is_withheld else None
        except (QuizAppError, KeyError, ValueError):  # as in `_computed`
            return None

    def _summary(self, row: AttemptRow) -> Summary | None:
        """The summary that was kept, or else one that is computed; None where the bank cannot be read."""
        with self._lock:
            number, known = self._summaries.get(row.id, (None, None))
        if number == row.last_seq:
            return known
        summary = None if row.summary is None else from_data(row.summary)
        if summary is None:
            summary = self._computed(row)
        if summary is not None:
            with self._lock:
                self._summaries[row.id] = (row.last_seq, summary)
        return summary

    def _computed(self, row: AttemptRow) -> Summary | None:
        """The summary as it follows from the events; it is kept in the journal."""
        try:
            bank = self.bank(row.content_hash)
            events = self.journal.events(row.id)
            moments = self.journal.moments(row.id)[: len(events)]  # one more may have come in between
            summary = summarize(bank, events, moments)
        except (QuizAppError, KeyError, ValueError):  # a bank that is not what it was, or events that are not of it
            return None
        self.journal.save_summary(row.id, len(events) - 1, SUMMARY_VERSION, as_data(summary))
        return summary


def _without_key(bank: Bank) -> Bank:
    return replace(bank, questions=tuple(each.without_key() for each in bank.questions), has_key=False)


def last_finished(attempts: Iterable[PastAttempt]) -> dict[str, PastAttempt]:
    """The last attempt at each bank, by the bank's id, in which the whole bank was finished, in practice or as a test.

    `attempts` are the newest first, as those of `History.all`.
    """
    found: dict[str, PastAttempt] = {}
    for attempt in attempts:
        summary = attempt.summary
        if attempt.submitted and summary is not None and summary.mode != "review" and summary.is_complete:
            found.setdefault(attempt.bank_id, attempt)
    return found


def _matcher(search: str) -> Callable[[str], bool]:
    """A function that tells whether all words of `search` are in a title."""
    words = [searchable(word) for word in search.split()]

    def matches(title: str) -> bool:
        plain = searchable(title)
        return all(word in plain for word in words)

    return matches

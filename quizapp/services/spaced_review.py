"""Review of the day: the questions of all banks that were missed and are due, passage by passage, up to a limit."""

import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime, timedelta
from math import inf
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from quizapp.domain.attempt import Attempt
from quizapp.domain.bank import Bank
from quizapp.domain.question import Question
from quizapp.errors import QuizAppError
from quizapp.services.bank_entries import BankEntry
from quizapp.services.history import History
from quizapp.services.library import Library
from quizapp.services.marking import mark_attempt
from quizapp.statistics.spacing import Answer, Place, Schedule, Scheduled, answers_of, due, spread

MOST_TIMES = 3
"""So often at most a question is asked in a day's reviews: once, and again when it was missed."""
FRESH = 21 * 86400.0
"""Seconds; where a question was asked less long ago than this, another one is asked in its place if there is one."""
BREAK = 7
"""Days; who has answered nothing for so long was away."""
NOT_LATELY = 7 * 86400.0
"""Seconds; what is asked in the place of another has not been asked for so long."""


class Sitting(NamedTuple):
    """Questions of one bank in one go. `stands_for` maps a question to the one in whose place it is asked."""

    path: Path
    bank: Bank
    questions: tuple[str, ...]
    stands_for: dict[str, str]


class Next(NamedTuple):
    """The `questions` (a count) that come up from `at` on, in seconds since the epoch; `is_today`: within this day."""

    at: float
    questions: int
    is_today: bool


class Plan(NamedTuple):
    """The review of now: `sittings` in their order, those about one passage after one another.

    `done` questions were reviewed today; `put_off` are due, and wait for the next `days` days, as enough is asked
    today. `away` is for how many days the learner answered nothing, 0 for less than `BREAK`. Until `away_until`, in
    seconds since the epoch, they are away, and nothing is due; 0 where they are not. `next` is what comes up after all
    of this; None where nothing does. `known` tells whether anything was ever missed, and `removed` is the number of
    missed questions that cannot be asked, as their banks are not in the library.
    """

    sittings: tuple[Sitting, ...]
    done: int
    put_off: int
    next: Next | None
    known: bool
    removed: int = 0
    days: int = 0
    away: int = 0
    away_until: float = 0.0

    @property
    def questions(self) -> int:
        return sum(len(sitting.questions) for sitting in self.sittings)


class SittingResult(NamedTuple):
    """The outcome of a sitting: `right` of the `answered` questions were right at the first try and without a hint."""

    title: str
    answered: int
    right: int


def local_day(now: float) -> tuple[float, float]:
    """The beginning and the end of the day of `now`, by the calendar of this computer; in seconds since the epoch."""
    midnight = datetime.fromtimestamp(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight.timestamp(), (midnight + timedelta(days=1)).timestamp()


class SpacedReview:
    """Plans the reviews of one learner. It waits for the disk: it belongs on a thread of its own.

    `clock` gives seconds since the epoch, `day` the beginning and the end of the day of such a time.
    """

    def __init__(
        self,
        history: History,
        library: Library,
        clock: Callable[[], float] = time.time,
        day: Callable[[float], tuple[float, float]] = local_day,
    ) -> None:
        self._history = history
        self._library = library
        self._clock = clock
        self._day = day
        self._schedule = Schedule()
        self._lock = Lock()

    def plan(self, most: int, away_until: float) -> Plan:
        """The review of now, where `most` questions a day are asked. Before `away_until`, 0 for no break, nothing is.

        What a bank in the library no longer has is left out; what has changed there is asked as it is now. A question
        that was taken in several languages is asked in the last of these.

        Raises:
            JournalError: the journal cannot be read.
        """
        now = self._clock()
        today, tomorrow = self._day(now)
        entries = {entry.id: entry for entry in self._library.entries() if entry.id and not entry.problems}
        answers = answers_of(self._history.all(), now)
        with self._lock:
            scheduled = self._schedule.follow(answers)
        known = [card for card in scheduled if card.place[0] in entries]
        cards = _in_last_language(known, entries)
        times = Counter(answer.place for answer in answers if answer.mode == "review" and answer.at >= today)
        done = {card.place for card in cards if times[card.place]}
        banks = _Banks(self._library, entries)
        waiting = [card for card in due(cards, now, tomorrow) if times[card.place] < MOST_TIMES]
        gone = {card.place for card in waiting if banks.question(card.place) is None}
        waiting = [card for card in waiting if card.place not in gone]
        if now < away_until:
            return self._plan_away(away_until, [card for card in cards if card.place not in gone], most, len(done))
        _, *later = spread([card for card in waiting if card.place not in done], most - len(done), most)
        put_off = {card.place for day in later for card in day}
        chosen = [card for card in waiting if card.place not in put_off]
        others = [card for card in cards if card not in chosen and card.place not in gone]
        return Plan(
            sittings=_sittings(chosen, banks, answers, now),
            done=len(done),
            put_off=len(put_off),
            next=_next(others, times, now, tomorrow, self._day),
            known=bool(scheduled),
            removed=len(scheduled) - len(known) + len(gone),
            days=len(later),
            away=self._days_away(answers, today) if waiting else 0,
        )

    def _plan_away(self, until: float, cards: Sequence[Scheduled], most: int, done: int) -> Plan:
        back = self._day(until)[1]
        count = min(most, sum(card.due < back for card in cards))
        coming = Next(until, count, is_today=False) if count else None
        return Plan((), done, 0, coming, known=bool(cards), away_until=until)

    def _days_away(self, answers: Sequence[Answer], today: float) -> int:
        last = max((answer.at for answer in answers if answer.own), default=today)
        days = round(timedelta(seconds=today - self._day(last)[0]) / timedelta(days=1))
        return days if days >= BREAK else 0


def result_of(bank: Bank, attempt: Attempt) -> SittingResult:
    """The outcome of a sitting; questions that were left out do not count."""
    done = [entry for entry in mark_attempt(bank, attempt).questions if entry.is_done]
    right = sum(entry.full and not attempt.is_aided(entry.question.id) for entry in done)
    return SittingResult(bank.title, len(done), right)


def sibling(
    question: Question, bank: Bank, taken: Collection[str], asked: Mapping[str, float], now: float
) -> Question | None:
    """Another question of `bank` that tests the same as `question`; None where there is none.

    It has the same skill, and rests on words that this one rests on too, or covers a statement that this one covers; it
    is not one of those `taken`, and was not `asked` lately. Of several, the one that was not asked for longest; of
    these, the first in the bank. One that a person has to mark is none.
    """
    covers, spans = set(question.covers), bank.spans(question.whole_evidence)
    found = []
    for other in bank.questions:
        last = asked.get(other.id, -inf)
        unfit = other.id == question.id or other.id in taken or other.is_rated or other.skill != question.skill
        if unfit or now - last < NOT_LATELY:
            continue
        overlaps = any(
            one.start < two.end and two.start < one.end for one in spans for two in bank.spans(other.whole_evidence)
        )
        if overlaps or covers.intersection(other.covers):
            found.append((last, other))
    return min(found, key=lambda entry: entry[0])[1] if found else None


def _in_last_language(cards: Sequence[Scheduled], entries: Mapping[str, BankEntry]) -> list[Scheduled]:
    """`cards` without those of questions that were asked in another language later."""
    last: dict[Place, Scheduled] = {}
    for card in sorted(cards, key=lambda card: card.asked):
        last[entries[card.place[0]].source_id, card.place[1]] = card
    kept = {card.place for card in last.values()}
    return [card for card in cards if card.place in kept]


class _Banks:
    """The banks of the library by their ids, read when they are first asked for."""

    def __init__(self, library: Library, entries: Mapping[str, BankEntry]) -> None:
        self.entries = entries
        self._library = library
        self._read: dict[str, Bank | None] = {}

    def bank(self, id_: str) -> Bank | None:
        if id_ not in self._read:
            try:
                self._read[id_] = self._library.bank(self.entries[id_].path)
            except (QuizAppError, KeyError):  # it has mistakes since
                self._read[id_] = None
        return self._read[id_]

    def question(self, place: Place) -> Question | None:
        bank = self.bank(place[0])
        return bank.question(place[1]) if bank is not None and place[1] in bank else None


def _sittings(chosen: Sequence[Scheduled], banks: _Banks, answers: Sequence[Answer], now: float) -> tuple[Sitting, ...]:
    """`chosen`, bank by bank; banks of one passage stand together, where the first of them is due."""
    by_passage: dict[str, dict[str, list[Scheduled]]] = {}
    for card in chosen:
        entry = banks.entries[card.place[0]]
        by_passage.setdefault(entry.passage_key, {}).setdefault(entry.id, []).append(card)
    asked: dict[str, dict[str, float]] = {}
    for answer in answers:
        if answer.own:
            asked.setdefault(answer.place[0], {})[answer.place[1]] = answer.at
    return tuple(
        _sitting(id_, cards, banks, asked.get(id_, {}), now)
        for of_passage in by_passage.values()
        for id_, cards in of_passage.items()
    )


def _sitting(id_: str, cards: Sequence[Scheduled], banks: _Banks, asked: Mapping[str, float], now: float) -> Sitting:
    bank = banks.bank(id_)
    assert bank is not None
    taken = {card.place[1] for card in cards}
    questions: list[str] = []
    stands_for: dict[str, str] = {}
    for card in cards:
        question = bank.question(card.place[1])
        other = sibling(question, bank, taken, asked, now) if now - card.asked < FRESH else None
        if other is not None:
            taken.add(other.id)
            stands_for[other.id] = question.id
        questions.append(question.id if other is None else other.id)
    return Sitting(banks.entries[id_].path, bank, tuple(questions), stands_for)


def _next(
    cards: Sequence[Scheduled],
    times: Counter[Place],
    now: float,
    tomorrow: float,
    day: Callable[[float], tuple[float, float]],
) -> Next | None:
    """The time at which the first of `cards` come up: later today, or on the first day that has any."""
    coming = []
    for card in cards:
        is_put_off = card.due <= now or not card.is_learning or times[card.place] >= MOST_TIMES
        coming.append(max(card.due, tomorrow) if is_put_off else card.due)
    if not coming:
        return None
    first = min(coming)
    is_today = first < tomorrow
    end = tomorrow if is_today else day(first)[1]
    return Next(first, sum(at < end for at in coming), is_today)

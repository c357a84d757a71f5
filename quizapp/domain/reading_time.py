"""Reading time: how long paragraphs were on the screen and questions were open, by the events of an attempt.

A time is a fact about the screen. It does not say that somebody read.
"""

import math
from collections.abc import Collection, Iterator

from quizapp.domain.attempt import Attempt
from quizapp.domain.bank import Bank
from quizapp.domain.event import (
    Answered,
    Event,
    LevelChanged,
    ParagraphsRead,
    Paused,
    Reopened,
    SetAside,
    Submitted,
    Visited,
)
from quizapp.domain.inline import plain_text
from quizapp.domain.language import words_per_minute
from quizapp.domain.level import STANDARD
from quizapp.domain.question import Question
from quizapp.domain.words import word_count

LONGEST_STEP = 3.0
"""Seconds; what lies further between two looks at the screen is not counted, as the computer may have slept."""
EVERY = 20.0
"""Seconds of reading, after which they become an event."""
LEAST = 1.0
"""Seconds of reading that become an event when the question is left; less is counted at the next one."""

QUICK = 3.0
"""Seconds; a response that took longer is never one to talk about."""
QUICK_SHARE = 0.1
"""The share of the time that reading the question takes: 10 % is the threshold of Wise and Ma (2012), *Setting response
time thresholds for a CAT item pool: the normative threshold method*, NCME. They take it of the mean time of all
learners, which is longer than reading alone."""
UNSEEN_SHARE = 0.15
"""The same in a test where the text was not on the screen before."""

_ENDS = (Visited, Paused, LevelChanged, SetAside, Submitted)


class ReadingClock:
    """Adds up what is on the screen until it becomes an event: each `EVERY` seconds, and before what ends a stretch.

    It is told now and then what is in view (`look`). What is in view counts until the next look, `LONGEST_STEP` at
    most. Whoever tells it says that nothing is in view while nobody is there.
    """

    def __init__(self, at: float) -> None:
        self._last = at
        self._begun = at
        self._in_view: frozenset[int] = frozenset()
        self._seconds: dict[int, float] = {}
        self._total = 0.0

    def look(self, paragraphs: Collection[int], at: float) -> ParagraphsRead | None:
        """Count what was in view until now, and note the numbers of the `paragraphs` that are."""
        self._count(at)
        self._in_view = frozenset(paragraphs)
        return self._take(at) if self._total >= EVERY else None

    def before(self, event: Event) -> ParagraphsRead | None:
        """Give what was read before `event`, where that ends a stretch of reading."""
        if not isinstance(event, _ENDS):
            return None
        self._count(event.at)
        if isinstance(event, Paused | SetAside):
            self._in_view = frozenset()
        return self._take(event.at) if self._total >= LEAST else None

    def _count(self, at: float) -> None:
        step = min(max(0.0, at - self._last), LONGEST_STEP)
        self._last = at
        if not self._in_view:
            return
        self._total += step
        for paragraph in self._in_view:
            self._seconds[paragraph] = self._seconds.get(paragraph, 0.0) + step

    def _take(self, at: float) -> ParagraphsRead:
        seconds = {paragraph: _short(time) for paragraph, time in sorted(self._seconds.items()) if _short(time)}
        read = ParagraphsRead(at=at, seconds=seconds, total=_short(self._total))
        self._seconds, self._total = {}, 0.0
        return read


def _short(seconds: float) -> float:
    """`seconds` to a tenth, never more."""
    return math.floor(seconds * 10) / 10


def _stretches(attempt: Attempt) -> Iterator[ParagraphsRead]:
    """The reading times, kept within what is possible, whoever wrote the events."""
    since = 0.0
    for event in attempt.events:
        if isinstance(event, ParagraphsRead):
            total = min(max(0.0, event.total), max(0.0, event.at - since))
            seconds = {number: min(max(0.0, time), total) for number, time in event.seconds.items()}
            since = max(since, event.at)
            yield ParagraphsRead(at=event.at, seconds=seconds, total=total)


def text_seconds(attempt: Attempt) -> float:
    """The seconds for which some of the passage was on the screen; 0 where that was not kept."""
    return sum(event.total for event in _stretches(attempt))


def paragraph_seconds(attempt: Attempt, bank: Bank) -> dict[int, float]:
    """The seconds for which each paragraph was on the screen, by its number; empty where that was not kept.

    Several are on the screen at a time, so they add up to more than `text_seconds`.
    """
    seconds = dict.fromkeys(range(1, bank.passage.paragraphs + 1), 0.0)
    for event in _stretches(attempt):
        for number, time in event.seconds.items():
            if number in seconds:
                seconds[number] += time
    return seconds if any(seconds.values()) else {}


def question_seconds(attempt: Attempt) -> dict[str, float]:
    """The seconds for which each question was on the screen, by its id; pauses are not in their times."""
    seconds: dict[str, float] = {}
    for question, time, _ in _open(attempt):
        seconds[question] = seconds.get(question, 0.0) + time
    return seconds


def _open(attempt: Attempt) -> Iterator[tuple[str, float, Event]]:
    """The question that was open before each event, and for how long since the event before."""
    current, since, is_over = attempt.order[0], 0.0, False
    for event in attempt.events:
        if not is_over:
            yield current, max(0.0, event.at - since), event
        since = event.at
        match event:
            case Visited(question=question):
                current = question
            case Submitted():
                is_over = True
            case Reopened():
                is_over = False


def quick_answers(attempt: Attempt, bank: Bank) -> dict[str, float]:
    """The questions of a test that were answered faster than they can be read, by their ids, and the seconds that each
    was open until it was answered last. They are something to talk about, and prove nothing.

    None is, where something else explains it: a text was or may have been read aloud; the passage was read at another
    level than the standard one; the test is of a few questions of the bank, asked again, or came in on paper; the
    learner had seen the key before.
    """
    started = attempt.started
    is_again = not started.assignment and (started.mode != "test" or len(attempt.order) < len(bank.questions))
    is_explained = started.read_aloud != "nothing" or attempt.levels_read != (STANDARD,) or attempt.was_heard
    if not attempt.seconds or is_again or started.mode == "review" or is_explained:
        return {}
    needs_text = started.mode == "test" and bank.has_passage and not started.without_passage
    seen_from = min((read.at - read.total for read in _stretches(attempt)), default=0.0) if needs_text else 0.0
    spent: dict[str, float] = {}
    found: dict[str, tuple[float, float]] = {}
    for question, time, event in _open(attempt):
        spent[question] = spent.get(question, 0.0) + time
        if isinstance(event, Answered) and event.question == question:
            share = QUICK_SHARE if seen_from <= event.at else UNSEEN_SHARE
            found[question] = spent[question], share
    return {
        id_: time
        for id_, (time, share) in found.items()
        if time < QUICK
        and id_ in attempt.responses
        and id_ not in attempt.seen
        and time < share * _least_seconds(bank.question(id_), bank)
    }


def _least_seconds(question: Question, bank: Bank) -> float:
    """The seconds that the words of `question` and its options take to read; words that are left out take none."""
    below = question.text_lines() or [str(question.part_text(id_)) for id_ in question.ids]
    texts = [question.stem, *below] if question.type_name != "evidence" else [question.stem]
    return 60 * sum(word_count(plain_text(text)) for text in texts) / words_per_minute(bank.language)

"""Spacing: the time at which a question that was missed is asked again, by FSRS, as its makers publish it.

A question has a card, of one learner, from the first answer on that was not right at once; what was right from the
beginning is never asked again. From then on each answer of it, in any mode, is a review of its card, and so is each
answer of a question that was asked in its place. All follows from the answers that were given and a time that is
passed in. An answer that was undone after its key was shown counts as it was then: see `behavior.mark_of`.

An answer from later than tomorrow was given under a wrong clock, and nobody knows when. It counts as given before all
the others, at the time of the first of them: so what was missed is due too early at worst, and never years from now.

The rating of a review follows from the mark:

========================================================  =====
not answered in a test, or worth less than half           Again
right in part                                             Hard
right, but with a hint or not at the first try            Hard
right                                                     Good
========================================================  =====

It is never Easy: with the passage beside the question, to be right and sure says little about what will be remembered.
A question that was not done is not rated: in a review it stays due. One that a person has yet to mark is not either.

The scheduler has the defaults of the package (FSRS 6; 90 % are to be remembered; steps of 1 and 10 minutes while a card
is learned, of 10 minutes when it was forgotten), without its random shift of days, so that it is a function.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from fsrs import Card, Rating, Scheduler, State

from quizapp.domain.event import ModeName
from quizapp.domain.summary import AnswerSummary, PastAttempt

SCHEDULER = Scheduler(enable_fuzzing=False)
_LEARNING_TIME = 3600.0  # seconds; longer than the steps of minutes while a card is learned
_DAY = 86400.0  # seconds; a clock that is wrong by less, as in another time zone, does no harm

Place = tuple[str, str]
"""A question: the id of its bank and its own."""


class Answer(NamedTuple):
    """A response that was marked: to `place`, at a time in seconds since the epoch.

    `own`: the question itself was asked, not another one in its place.
    """

    at: float
    place: Place
    rating: Rating
    mode: ModeName
    own: bool = True


class Scheduled(NamedTuple):
    """The next time of a question. Times are in seconds since the epoch.

    `is_learning`: within minutes, as it was missed just now. `asked` is when it was last asked itself.
    """

    place: Place
    due: float
    last: float
    is_learning: bool
    asked: float


def rating_of(answer: AnswerSummary) -> Rating | None:
    """The rating of an answer; None where that cannot be told, or where the question was not done."""
    if not answer.told_at or answer.share is None:
        return None
    over, under = answer.share.numerator, answer.share.denominator  # comparing fractions takes long
    if 2 * over < under:
        return Rating.Again
    return Rating.Hard if over < under or answer.aided else Rating.Good


def answers_of(attempts: Iterable[PastAttempt], now: float) -> tuple[Answer, ...]:
    """All answers that were rated, in the order of time; those of one moment by their questions.

    Those from more than a day after `now`, in seconds since the epoch, come first, at the time of the first other one.
    """
    found = []
    for attempt in attempts:
        summary = attempt.summary
        if summary is None:
            continue
        for answer in summary.answers:
            rating = rating_of(answer)
            if rating is None:
                continue
            place = (attempt.bank_id, answer.question)
            found.append(Answer(answer.told_at, place, rating, summary.mode))
            if answer.stood_for and answer.stood_for != answer.question:
                place = (attempt.bank_id, answer.stood_for)
                found.append(Answer(answer.told_at, place, rating, summary.mode, own=False))
    in_time = sorted(answer for answer in found if answer.at <= now + _DAY)
    first = in_time[0].at if in_time else now - _LEARNING_TIME
    return (*(answer._replace(at=first) for answer in sorted(found) if answer.at > now + _DAY), *in_time)


class Schedule:
    """The cards that answers add up to, one after another, in the order of time."""

    def __init__(self) -> None:
        self._answers: tuple[Answer, ...] = ()
        self._begin()

    def _begin(self) -> None:
        self._cards: dict[Place, Card] = {}
        self._asked: dict[Place, float] = {}

    def follow(self, answers: Sequence[Answer]) -> tuple[Scheduled, ...]:
        """The cards that all of `answers` add up to; what is due first comes first.

        Where they begin with those that were given the last time, only what has come since is added.
        """
        answers = tuple(answers)
        known = len(self._answers)
        if answers[:known] != self._answers:
            self._begin()
            known = 0
        for answer in answers[known:]:
            self._add(answer)
        self._answers = answers
        return tuple(sorted(map(self._scheduled, self._cards), key=lambda card: (card.due, card.place)))

    def _add(self, answer: Answer) -> None:
        if answer.own:
            self._asked[answer.place] = answer.at
        card = self._cards.get(answer.place)
        if card is None:
            if answer.rating == Rating.Good:
                return
            card = Card(card_id=len(self._cards), due=_moment(answer.at))  # without an id, making one takes 1 ms
        self._cards[answer.place], _ = SCHEDULER.review_card(card, answer.rating, _moment(answer.at))

    def _scheduled(self, place: Place) -> Scheduled:
        card = self._cards[place]
        assert card.last_review is not None  # each has been reviewed
        return Scheduled(
            place,
            card.due.timestamp(),
            card.last_review.timestamp(),
            card.state != State.Review,
            self._asked.get(place, 0.0),
        )


def due(cards: Iterable[Scheduled], now: float, tomorrow: float) -> tuple[Scheduled, ...]:
    """The cards of `cards`, in their order, that are due: on this day, or, where it is a matter of minutes, by now.

    `tomorrow` is when the day ends, in seconds since the epoch like `now`.
    """
    return tuple(card for card in cards if (card.due <= now if card.is_learning else card.due < tomorrow))


def spread(waiting: Sequence[Scheduled], room: int, most: int) -> tuple[tuple[Scheduled, ...], ...]:
    """`waiting` over days: `room` of them on the first day, which may be none, and `most` on each day after it.

    They keep their order, so what has waited longest comes first, and nothing that becomes due later goes before it.

    Raises:
        ValueError: `most` is less than 1.
    """
    if most < 1:
        raise ValueError("a day has room for one question at least")
    room = max(0, room)
    return (tuple(waiting[:room]), *(tuple(waiting[at : at + most]) for at in range(room, len(waiting), most)))


def _moment(at: float) -> datetime:
    return datetime.fromtimestamp(at, UTC)

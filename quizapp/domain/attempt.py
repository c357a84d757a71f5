"""An attempt: what one learner does with a bank, as the sum of its events."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import NamedTuple

from quizapp.domain.event import (
    Answered,
    CertaintyGiven,
    Checked,
    Draft,
    Eliminated,
    Event,
    Flagged,
    Heard,
    Highlighted,
    HighlightRemoved,
    HintShown,
    LevelChanged,
    ModeName,
    Noted,
    PlaceNoted,
    Rated,
    Reopened,
    Resumed,
    SetAside,
    Started,
    StoredResponse,
    Submitted,
    Tried,
    Undone,
    Visited,
)
from quizapp.domain.marginalia import Marginalia
from quizapp.domain.question import WRITTEN, Response

PENALTY = Fraction(1, 3)
"""The share of the points that a try which was not right costs, unless another is chosen: Moodle's default."""


class Mode(NamedTuple):
    """A policy over the attempt: when a learner is told something, and what the way to a response costs.

    `tells_at_once`: each question can be checked while the attempt goes on; otherwise nothing is told until the attempt
    is submitted. `tries` is how often a response can be checked before it is final, `penalty` the share of the points
    that each of them costs but the last (see `behavior.mark_of`). With `certainty`, the learner says how sure they
    are. `time_limit` is in seconds; 0 for none.
    """

    name: ModeName
    tells_at_once: bool
    tries: int = 1
    penalty: Fraction = PENALTY
    certainty: bool = False
    time_limit: float = 0.0


PRACTICE = Mode("practice", tells_at_once=True)
TEST = Mode("test", tells_at_once=False)
REVIEW = Mode("review", tells_at_once=True)
MODES: dict[str, Mode] = {mode.name: mode for mode in (PRACTICE, TEST, REVIEW)}


class Seen(NamedTuple):
    """The `response` and the certainty (0 for none) that a question had when the learner first saw its key."""

    response: Response | None
    certainty: int


_ANSWERING = (Answered, Checked, Tried, CertaintyGiven, Rated)
"""The events that have to do with the answer to a question."""


class Attempt:
    """The state that a sequence of events adds up to.

    Events that do not fit the state change nothing: an answer to a question that was checked, anything after the end,
    a question that is not in the attempt. After the end there can be a rating and, in practice, a look at a question
    that has no answer, and `Reopened`.
    """

    def __init__(self, started: Started) -> None:
        self.started = started
        self.mode = MODES[started.mode]._replace(
            tries=started.tries,
            penalty=Fraction(started.penalty),
            certainty=started.certainty,
            time_limit=started.time_limit,
        )
        self.events: list[Event] = [started]
        """All that happened, also what was undone: the place of an event in here is its number."""
        self.seconds = started.at
        """The time that it has lasted by its events: up to the last one, or to its end. What is later takes no time."""
        self.taken_back = 0
        """The number of checks that were taken back."""
        self.seen: dict[str, Seen] = {}
        """The questions that were open to be answered after the learner had seen their keys."""
        self.undone_tries: dict[str, tuple[Response, ...]] = {}
        """The responses that were tried, and whose try was taken back after the learner was told of it."""
        self._standing: list[int] = []
        """The numbers of the events that were not undone, nor undo one."""
        self._told: dict[int, Seen] = {}
        """The response of each check that stands, by the number of its event."""
        self._begin()

    def _begin(self) -> None:
        self.responses: dict[str, Response] = {}
        self.tried: dict[str, tuple[Response, ...]] = {}
        """The responses that were checked and not final, in order."""
        self.untouched: set[str] = set()
        """The questions whose last try was not followed by another answer yet."""
        self.checked: set[str] = set()
        self.hints: dict[str, int] = {}
        """The number of hints that were shown."""
        self.certainties: dict[str, int] = {}
        self.flagged: set[str] = set()
        self.notes: dict[str, str] = {}
        self.marginalia = Marginalia()
        self.eliminated: dict[str, frozenset[str]] = {}
        """The options that are crossed out."""
        self.current = self.started.order[0]
        self.level = self.started.level
        """The level at which the passage is read."""
        self.submitted = False
        self.set_aside = False
        self._given: dict[str, Response] = {}

    @property
    def order(self) -> tuple[str, ...]:
        return self.started.order

    def apply(self, event: Event) -> bool:
        """Add `event`; False where it does not fit, and then nothing has changed."""
        if not self._fits(event):
            return False
        if isinstance(event, Undone):
            self._take_back(event.number)
        else:
            if isinstance(event, Checked | Tried):
                certainty = self.certainties.get(event.question, 0)
                self._told[len(self.events)] = Seen(self.responses[event.question], certainty)
            self._do(event)
            self._standing.append(len(self.events))
        if not self.submitted or isinstance(event, Submitted):
            self.seconds = max(self.seconds, event.at)
        self.events.append(event)
        return True

    def preview(self, event: Draft) -> bool:
        """Let `event` count without adding it; False where it does not fit. `apply` has to follow, with it or a later
        one of its kind and question: each of them takes the place of the one before.
        """
        if not self._fits(event):
            return False
        self._do(event)
        return True

    def _take_back(self, number: int) -> None:
        question = getattr(self.events[number], "question", "")
        for place in sorted(place for place in self._told if place >= number):
            check = self.events[place]
            if isinstance(check, Checked) and check.question == question:
                self.seen.setdefault(question, self._told.pop(place))
            elif isinstance(check, Tried) and check.question == question:
                tried = self._told.pop(place).response
                assert tried is not None
                self.undone_tries[question] = (*self.undone_tries.get(question, ()), tried)
        self._standing = [
            place
            for place in self._standing
            if place < number or not isinstance(each := self.events[place], _ANSWERING) or each.question != question
        ]
        self._begin()
        for place in self._standing:
            self._do(self.events[place])
        self.taken_back += 1

    def _do(self, event: Event) -> None:
        match event:
            case Visited(question=question):
                self.current = question
                if self.submitted:
                    self.seen.setdefault(question, Seen(None, 0))
            case Answered(question=question, response=None):
                self.untouched.discard(question)
                self.responses.pop(question, None)
                self._given.pop(question, None)
            case Answered(question=question, response=response):
                assert response is not None
                self.responses[question] = self._given[question] = response
                self.untouched.discard(question)
                if question in self.eliminated:
                    self.eliminated[question] -= _chosen(response)
            case Tried(question=question, kept=kept):
                self.untouched.add(question)
                self.tried[question] = (*self.tried.get(question, ()), self.responses.pop(question))
                self._given.pop(question, None)
                if kept is not None:
                    self.responses[question] = self._given[question] = kept
            case Rated(question=question, rating=rating):
                given = self._given[question]
                assert isinstance(given, Mapping)
                self.responses[question] = {**given, **{letter: str(level) for letter, level in rating.items()}}
            case Checked(question=question):
                self.checked.add(question)
            case HintShown(question=question, number=number):
                self.hints[question] = number
            case CertaintyGiven(question=question, certainty=certainty):
                self.certainties[question] = certainty
            case Flagged(question=question, flagged=flagged):
                (self.flagged.add if flagged else self.flagged.discard)(question)
            case Noted(question=question, text=""):
                self.notes.pop(question, None)
            case Noted(question=question, text=text):
                self.notes[question] = text
            case LevelChanged(level=level):
                self.level = level
            case Highlighted() | HighlightRemoved() | PlaceNoted():
                self.marginalia.do(event)
            case Eliminated(question=question, option=option, eliminated=is_out):
                others = self.eliminated.get(question, frozenset()) - {option}
                self.eliminated[question] = others | {option} if is_out else others
            case SetAside():
                self.set_aside = True
            case Resumed():
                self.set_aside = False
            case Submitted():
                self.submitted = True
            case Reopened(by_teacher=by_teacher, time_limit=limit):
                self.submitted = self.set_aside = False
                if by_teacher:
                    self.mode = self.mode._replace(time_limit=limit)
                if not by_teacher or self.mode.tells_at_once:
                    self.checked.update(id_ for id_ in self.order if self.final_response(id_) is not None)

    def _fits(self, event: Event) -> bool:
        if isinstance(event, Rated):
            return self._can_be_rated(event)
        if isinstance(event, Reopened):
            return self.submitted and bool(self.started.assignment) if event.by_teacher else self.can_be_reopened
        question = getattr(event, "question", None)
        if question is not None and question not in self.started.arrangements:
            return False
        if self.submitted and isinstance(event, Visited):
            return self.can_be_reopened and event.question in self.unanswered and event.question not in self.seen
        if self.submitted or isinstance(event, Started):
            return False
        match event:
            case Answered() | HintShown() | CertaintyGiven() | Eliminated() if event.question in self.checked:
                return False
            case HintShown(number=number):
                return self.mode.tells_at_once and number == self.hints.get(event.question, 0) + 1
            case CertaintyGiven(certainty=certainty):
                return self.mode.certainty and 1 <= certainty <= 3 and event.question not in self.seen
            case LevelChanged(level=level):
                return not self.started.level_locked and level != self.level
            case Checked():
                return self._can_be_checked(event.question)
            case Tried():
                last = len(self.tried.get(event.question, ())) + 1 >= self.mode.tries
                return self._can_be_checked(event.question) and not last
            case Highlighted() | HighlightRemoved() | PlaceNoted():
                return self.marginalia.fits(event)
            case Heard():
                return not self.was_heard
            case Eliminated(question=question, option=option):
                return option in self.started.arrangements[question]
            case Undone(number=number):
                return self.mode.tells_at_once and number in self._told
        return True

    def _can_be_checked(self, question: str) -> bool:
        is_ready = question in self.responses and not self.wants_certainty(question)
        return self.mode.tells_at_once and is_ready and question not in self.checked

    def _can_be_rated(self, event: Rated) -> bool:
        """Tells whether there is something written that can no longer be changed, and the rating leaves it as it is."""
        given = self._given.get(event.question)
        final = self.submitted or event.question in self.checked
        return final and isinstance(given, Mapping) and WRITTEN in given and WRITTEN not in event.rating

    def final_response(self, question: str) -> Response | None:
        """The response that counts: what is there, or, where a try left nothing of it, the last one tried."""
        tried = self.tried.get(question)
        return self.responses.get(question, tried[-1] if tried else None)

    @property
    def levels_read(self) -> tuple[str, ...]:
        """The levels at which the passage was read, in the order in which they came up."""
        changes = (event.level for event in self.events if isinstance(event, LevelChanged))
        return tuple(dict.fromkeys((self.started.level, *changes)))

    @property
    def was_heard(self) -> bool:
        """Tells whether a text was read aloud, or a screen reader may have read it."""
        return any(isinstance(event, Heard) for event in self.events)

    def is_aided(self, question: str) -> bool:
        """Tells whether the response took more than one try, or a hint, or was given after the key was seen."""
        return any(question in told for told in (self.tried, self.undone_tries, self.hints, self.seen))

    def number_of_check(self) -> int | None:
        """The number of the last event that told a mark and still stands, None where none does."""
        return max(self._told, default=None)

    @property
    def can_be_reopened(self) -> bool:
        """Tells whether it is a practice that is over and has questions left that were not answered."""
        return self.submitted and self.mode.name == "practice" and bool(self.unanswered)

    @property
    def unanswered(self) -> tuple[str, ...]:
        return tuple(id_ for id_ in self.order if self.final_response(id_) is None)

    @property
    def without_certainty(self) -> tuple[str, ...]:
        """The ids of questions that are answered, and of which the learner has not said how sure they are."""
        return tuple(id_ for id_ in self.order if id_ in self.responses and self.wants_certainty(id_))

    def wants_certainty(self, question: str) -> bool:
        """Tells whether the learner has yet to say how sure they are; nobody asks that after the key was seen."""
        return self.mode.certainty and question not in self.certainties and question not in self.seen


def replay(events: Iterable[Event]) -> Attempt:
    """The attempt that `events` add up to; the first is `Started`.

    Raises:
        ValueError: it is not.
    """
    first, *rest = events
    if not isinstance(first, Started):
        raise ValueError("an attempt begins with Started")
    attempt = Attempt(first)
    for event in rest:
        attempt.apply(event)
    return attempt


def _chosen(response: Response) -> frozenset[str]:
    """The options that `response` chooses, by their ids in the arrangement of the question."""
    if isinstance(response, str):
        return frozenset({response})
    if isinstance(response, Mapping):
        return frozenset(f"{part}.{id_}" for part, given in response.items() for id_ in _chosen(given))
    return frozenset(response)


def plain(response: Response) -> StoredResponse:
    """`response` in the form in which an event keeps it."""
    if isinstance(response, Mapping):
        return {
            name: dict(value) if isinstance(value, Mapping) else tuple(value) if isinstance(value, list) else value
            for name, value in response.items()
        }
    return response

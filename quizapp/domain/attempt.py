"""An attempt: what one learner does with a bank, as the sum of its events."""

from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple

import msgspec

from quizapp.domain.question import WRITTEN, Arrangement, Response

Kept = str | tuple[str, ...] | dict[str, str | tuple[str, ...] | dict[str, str]]
"""A response as an event keeps it, and as JSON gives it back."""

ModeName = Literal["practice", "test"]


class Mode(NamedTuple):
    """When a learner is told what: a policy over the same attempt.

    `tells_at_once`: each question can be checked while the attempt goes on, and is closed by that; otherwise nothing
    is told until the attempt is submitted.
    """

    name: ModeName
    tells_at_once: bool


PRACTICE = Mode("practice", tells_at_once=True)
TEST = Mode("test", tells_at_once=False)
MODES: dict[str, Mode] = {mode.name: mode for mode in (PRACTICE, TEST)}


class Event(msgspec.Struct, frozen=True, kw_only=True, tag=True, omit_defaults=True):
    """Something that the learner did; `at` is in seconds since the attempt began, by a monotonic clock."""

    at: float


class Started(Event, frozen=True, kw_only=True, tag="started"):
    """`order` are the ids of the questions as they are asked; `arrangements` what was shuffled in them."""

    bank_id: str
    content_hash: str
    mode: ModeName
    order: tuple[str, ...]
    arrangements: dict[str, Arrangement]


class Visited(Event, frozen=True, kw_only=True, tag="visited"):
    """A question came on the screen."""

    question: str


class Answered(Event, frozen=True, kw_only=True, tag="answered"):
    """A response was given, changed, or, with None, taken back."""

    question: str
    response: Kept | None


class Checked(Event, frozen=True, kw_only=True, tag="checked"):
    """The learner asked to be told; the response is final from here on."""

    question: str


class Rated(Event, frozen=True, kw_only=True, tag="rated"):
    """A person has marked what was written: the level, counted from 0, of each criterion, by the criterion's letter.

    It takes the place of an earlier rating. It comes once the response is final, after the end of the attempt too.
    """

    question: str
    rating: dict[str, int]


class Flagged(Event, frozen=True, kw_only=True, tag="flagged"):
    """A question was marked to come back to, or no longer is."""

    question: str
    flagged: bool


class Submitted(Event, frozen=True, kw_only=True, tag="submitted"):
    """The attempt is over."""


class Attempt:
    """The state that a sequence of events adds up to.

    Events that do not fit the state change nothing: an answer to a question that was checked, anything after the end,
    a question that is not in the attempt. Only a rating can come after the end.
    """

    def __init__(self, started: Started) -> None:
        self.started = started
        self.events: list[Event] = [started]
        self.responses: dict[str, Response] = {}
        self.checked: set[str] = set()
        self.flagged: set[str] = set()
        self.current = started.order[0]
        self.submitted = False
        self.seconds = started.at
        """How long it has lasted by its events: up to the last one, or to its end. Ratings after that take no time."""
        self._given: dict[str, Response] = {}

    @property
    def order(self) -> tuple[str, ...]:
        return self.started.order

    def apply(self, event: Event) -> bool:
        """Add `event`; False where it does not fit, and then nothing has changed."""
        if not self._fits(event):
            return False
        match event:
            case Visited(question=question):
                self.current = question
            case Answered(question=question, response=None):
                self.responses.pop(question, None)
                self._given.pop(question, None)
            case Answered(question=question, response=response):
                assert response is not None
                self.responses[question] = self._given[question] = response
            case Rated(question=question, rating=rating):
                given = self._given[question]
                assert isinstance(given, Mapping)
                self.responses[question] = {**given, **{letter: str(level) for letter, level in rating.items()}}
            case Checked(question=question):
                self.checked.add(question)
            case Flagged(question=question, flagged=flagged):
                (self.flagged.add if flagged else self.flagged.discard)(question)
            case Submitted():
                self.submitted = True
                self.seconds = event.at
        if not self.submitted:
            self.seconds = event.at
        self.events.append(event)
        return True

    def _fits(self, event: Event) -> bool:
        if isinstance(event, Rated):
            return self._can_be_rated(event)
        if self.submitted or isinstance(event, Started):
            return False
        question = getattr(event, "question", None)
        if question is not None and question not in self.started.arrangements:
            return False
        if isinstance(event, Answered):
            return event.question not in self.checked
        if isinstance(event, Checked):
            mode = MODES[self.started.mode]
            return mode.tells_at_once and event.question in self.responses and event.question not in self.checked
        return True

    def _can_be_rated(self, event: Rated) -> bool:
        """Whether there is something written that can no longer be changed, and the rating leaves it as it is."""
        given = self._given.get(event.question)
        final = self.submitted or event.question in self.checked
        return final and isinstance(given, Mapping) and WRITTEN in given and WRITTEN not in event.rating

    @property
    def unanswered(self) -> tuple[str, ...]:
        return tuple(id_ for id_ in self.order if id_ not in self.responses)


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


def plain(response: Response) -> Kept:
    """`response` in the form in which an event keeps it."""
    if isinstance(response, Mapping):
        return {
            name: dict(value) if isinstance(value, Mapping) else tuple(value) if isinstance(value, list) else value
            for name, value in response.items()
        }
    return response

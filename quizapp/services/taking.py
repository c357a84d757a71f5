"""Taking a bank: one attempt, from its first question to its end."""

from collections.abc import Callable, Mapping, Sequence
from random import Random

from quizapp.domain.attempt import (
    Answered,
    Attempt,
    Checked,
    Event,
    Flagged,
    Mode,
    Rated,
    Started,
    Submitted,
    Visited,
    plain,
)
from quizapp.domain.bank import Bank
from quizapp.domain.mark import Invalid, Mark, Unanswered
from quizapp.domain.question import WRITTEN, Arrangement, Question, Response


class Taking:
    """One learner with one bank. Each thing that is done here is one event of `attempt`.

    Args:
        bank: what is taken.
        mode: when the learner is told what.
        random: shuffles what is shown.
        clock: seconds of a monotonic clock.
        questions: the ids of the questions that are asked, in this order; all of the bank's, in its order, if None.
    """

    def __init__(
        self,
        bank: Bank,
        mode: Mode,
        random: Random,
        clock: Callable[[], float],
        questions: Sequence[str] | None = None,
    ) -> None:
        self.bank = bank
        self.mode = mode
        self._clock = clock
        self._begun = clock()
        asked = bank.questions if questions is None else [bank.question(id_) for id_ in questions]
        self.attempt = Attempt(
            Started(
                at=0.0,
                bank_id=bank.id,
                content_hash=bank.content_hash,
                mode=mode.name,
                order=tuple(question.id for question in asked),
                arrangements={question.id: question.arrange(random) for question in asked},
            )
        )
        self._looked_at = ""
        self._places = {id_: index for index, id_ in enumerate(self.order)}

    @property
    def elapsed(self) -> float:
        """Seconds since the attempt began, or until it ended."""
        return self.attempt.seconds if self.attempt.submitted else self._clock() - self._begun

    @property
    def order(self) -> tuple[str, ...]:
        return self.attempt.order

    @property
    def current(self) -> Question:
        return self.bank.question(self._looked_at or self.attempt.current)

    @property
    def index(self) -> int:
        """The place of the current question in the order, from 0."""
        return self._places[self._looked_at or self.attempt.current]

    def arrangement(self, id_: str) -> Arrangement:
        return self.attempt.started.arrangements[id_]

    def response(self, id_: str) -> Response | None:
        return self.attempt.responses.get(id_)

    def is_told(self, id_: str) -> bool:
        """Whether the learner may see the mark of this question, and can no longer change the response."""
        return self.attempt.submitted or id_ in self.attempt.checked

    def mark(self, id_: str) -> Mark:
        """The mark of the response as it is, told or not."""
        return self.bank.question(id_).mark(self.response(id_))

    def visit(self, index: int) -> bool:
        """Go to the question at `index`; False where there is none. Looking back at the end is no event."""
        if not 0 <= index < len(self.order):
            return False
        if self.attempt.submitted:
            self._looked_at = self.order[index]
            return True
        return self._do(Visited(at=self._now(), question=self.order[index]))

    def respond(self, id_: str, response: Response | None) -> bool:
        """Give, change or take back a response; False where it is the same or can no longer be changed.

        An empty one, such as a text of spaces, takes back what was there.
        """
        if id_ in self._places and isinstance(self.bank.question(id_).mark(response), Unanswered):
            response = None
        if response == self.response(id_):
            return False
        return self._do(Answered(at=self._now(), question=id_, response=None if response is None else plain(response)))

    def check(self, id_: str) -> bool:
        """Be told the mark now; False where the mode or an empty response does not allow it."""
        return self._do(Checked(at=self._now(), question=id_))

    def rate(self, id_: str, rating: Mapping[str, int]) -> bool:
        """Mark what was written by the level, from 0, of each criterion; False where that changes or fits nothing."""
        given = self.response(id_)
        if not self.is_told(id_) or not self.bank.question(id_).is_rated or not isinstance(given, Mapping):
            return False
        rated = {WRITTEN: given.get(WRITTEN, ""), **{letter: str(level) for letter, level in rating.items()}}
        if rated == given or isinstance(self.bank.question(id_).mark(rated), Invalid):
            return False
        return self._do(Rated(at=self._now(), question=id_, rating=dict(rating)))

    def flag(self, id_: str, flagged: bool) -> bool:
        return self._do(Flagged(at=self._now(), question=id_, flagged=flagged))

    def submit(self) -> bool:
        """End the attempt."""
        return self._do(Submitted(at=self._now()))

    def _now(self) -> float:
        return round(self._clock() - self._begun, 3)

    def _do(self, event: Event) -> bool:
        return self.attempt.apply(event)

"""What a look back on an attempt shows: its marks, per question and per skill, and what was missed."""

from fractions import Fraction
from typing import NamedTuple

from quizapp.domain.attempt import Attempt
from quizapp.domain.bank import Bank
from quizapp.domain.mark import Mark, Points, Unmarked
from quizapp.domain.question import Arrangement, Hint, Question, Response, Skill


class Total(NamedTuple):
    """Points earned and possible, weighted: Σ weight·earned and Σ weight·possible.

    `unmarked` are the points of what a person has yet to mark: they are in neither of the two.
    """

    earned: Fraction
    possible: Fraction
    unmarked: Fraction = Fraction(0)

    @property
    def is_open(self) -> bool:
        """Whether nothing can be told yet: all that counts has yet to be marked."""
        return not self.possible and bool(self.unmarked)

    @property
    def share(self) -> Fraction:
        """earned ÷ possible, from 0 to 1; 0 where nothing is possible."""
        return self.earned / self.possible if self.possible else Fraction(0)

    @property
    def percent(self) -> int:
        """The share in whole percent, rounded half up; 100 only for all and 0 only for nothing."""
        percent = int(self.share * 100 + Fraction(1, 2))
        if 0 < self.share < 1:
            return min(99, max(1, percent))
        return percent


class MarkedQuestion(NamedTuple):
    """One question as it was taken; `number` counts from 1 in the order in which it was asked.

    `tried` are the responses that were checked before the one that counts, `hints` those that were shown, `note` is
    the learner's own.
    """

    number: int
    question: Question
    arrangement: Arrangement
    response: Response | None
    mark: Mark
    tried: tuple[Response, ...] = ()
    hints: tuple[Hint, ...] = ()
    note: str = ""

    @property
    def full(self) -> bool:
        """Whether the response is wholly right, whatever the way to it cost."""
        return isinstance(self.mark, Points) and self.mark.before == self.question.possible

    @property
    def unmarked(self) -> bool:
        """Whether a person has yet to mark it."""
        return isinstance(self.mark, Unmarked)

    @property
    def missed(self) -> bool:
        """Whether the response is not wholly right."""
        return not (self.full or self.unmarked)


class Distinction(NamedTuple):
    """How statements were sorted. `counts[i][j]` statements of `categories[i]` were put into `categories[j]`;

    the last column, beyond the categories, counts those that were not sorted.
    """

    categories: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]

    @property
    def total(self) -> int:
        return sum(map(sum, self.counts))

    @property
    def right(self) -> int:
        return sum(row[index] for index, row in enumerate(self.counts))


class CertaintyTotal(NamedTuple):
    """What came of the responses of which the learner was sure to this degree, from 1 to 3.

    `right` of `asked` were wholly right; `points` are those of certainty-based marking, weighted, and may be negative.
    """

    certainty: int
    asked: int
    right: int
    points: Fraction


class MarkedAttempt(NamedTuple):
    """An attempt, marked. `skills` holds those that were asked for, in the order of `SKILLS`.

    `certainties` is empty where nobody asked how sure the learner was.
    """

    bank: Bank
    attempt: Attempt
    questions: tuple[MarkedQuestion, ...]
    total: Total
    skills: tuple[tuple[Skill, Total], ...]
    distinctions: tuple[Distinction, ...]
    certainties: tuple[CertaintyTotal, ...] = ()

    @property
    def missed(self) -> tuple[str, ...]:
        """The ids of the questions whose responses are not wholly right, unanswered ones too, unmarked ones not."""
        return tuple(entry.question.id for entry in self.questions if entry.missed)

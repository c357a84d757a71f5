"""A marked attempt: its marks, per question and per skill, and what was missed.

Which questions count is said here alone, by `MarkedQuestion.is_done`: in a test and in an assignment all of them do
but those that the teacher left out; in practice and in a review, where nothing is handed in, only those that were
answered; at a bank without a key none, as somebody else marks it. All totals, pictures and lists rest on those.
"""

from fractions import Fraction
from typing import NamedTuple

import msgspec

from quizapp.domain.attempt import Attempt
from quizapp.domain.bank import Bank
from quizapp.domain.level import ReadingLevel
from quizapp.domain.mark import Mark, Points, Unmarked
from quizapp.domain.question import Arrangement, Hint, Question, Response, Skill


class Total(NamedTuple):
    """Points earned and possible, weighted: Σ weight·earned and Σ weight·possible.

    `unmarked` are the points of what a person has yet to mark: they are in neither of the two. Nor are those of what
    was not done.
    """

    earned: Fraction = Fraction(0)
    possible: Fraction = Fraction(0)
    unmarked: Fraction = Fraction(0)

    @property
    def is_open(self) -> bool:
        """Tells whether all that counts has yet to be marked."""
        return not self.possible and bool(self.unmarked)

    @property
    def share(self) -> Fraction:
        """earned ÷ possible, from 0 to 1; 0 where nothing is possible."""
        return self.earned / self.possible if self.possible else Fraction(0)

    @property
    def percent(self) -> int | None:
        """The share in whole percent, rounded half up; 100 only for all, 0 only for nothing, None where none counts."""
        if not self.possible:
            return None
        percent = int(self.share * 100 + Fraction(1, 2))
        if 0 < self.share < 1:
            return min(99, max(1, percent))
        return percent


class MarkedQuestion(msgspec.Struct, frozen=True, gc=False):
    """One question as it was taken; `number` counts from 1 in the order in which it was asked.

    `tried` are the responses that were checked before the one that counts, `hints` those that were shown, `note` is
    the learner's own, `adjustment` the teacher's. `is_done` tells whether it counts; a question that is not done was
    neither right nor missed. `seconds` is how long it was open, 0 where nobody knows; `quick` the time in seconds in
    which it was answered, where that is faster than it can be read, and 0 elsewhere: see `reading_time`. `crossed_out`
    are the ids of the options that the learner had crossed out at the end, in the order in which they were shown.
    """

    number: int
    question: Question
    arrangement: Arrangement
    response: Response | None
    mark: Mark
    tried: tuple[Response, ...] = ()
    hints: tuple[Hint, ...] = ()
    note: str = ""
    is_done: bool = True
    adjustment: "Adjustment | None" = None
    seconds: float = 0.0
    quick: float = 0.0
    crossed_out: tuple[str, ...] = ()

    @property
    def remark(self) -> str:
        """The teacher's words to the answer; may be empty."""
        return self.adjustment.remark if self.adjustment is not None else ""

    @property
    def is_left_out(self) -> bool:
        """Tells whether the teacher left the question out for everybody."""
        return self.adjustment is not None and self.adjustment.is_left_out

    @property
    def full(self) -> bool:
        return isinstance(self.mark, Points) and self.mark.full

    @property
    def unmarked(self) -> bool:
        return isinstance(self.mark, Unmarked)

    @property
    def missed(self) -> bool:
        """Tells whether it counts, and the response is not wholly right."""
        return self.is_done and not (self.full or self.unmarked)


class Adjustment(NamedTuple):
    """A teacher's changes to how one question is marked; they take the place of the mark, the last field first.

    Each response in `also` earns all of the points, and with `is_full` any does. `points` are set for this learner.
    With `is_left_out` the question counts for nobody. `remark` is the teacher's words to the answer, `why` the
    reason of the points, and `mended` tells in words that the question was changed for everybody.
    """

    also: tuple[Response, ...] = ()
    is_full: bool = False
    points: Fraction | None = None
    is_left_out: bool = False
    remark: str = ""
    why: str = ""
    mended: str = ""

    def mark(self, mark: Mark, question: Question, response: Response | None) -> Mark:
        """The mark of a response to `question` that would have `mark` without the teacher."""
        certainty = mark.certainty if isinstance(mark, Points) else 0
        if self.points is not None:
            points = min(max(self.points, Fraction(0)), mark.possible)
            parts = mark.parts if isinstance(mark, Points) else ()  # what was right and wrong is still shown
            return Points(points, mark.possible, parts, "set", 0, 0, 0, certainty=certainty)
        if self.is_full or (response is not None and any(_are_same(question, response, each) for each in self.also)):
            return Points(mark.possible, mark.possible, (), "full_marks", 0, 0, 0, certainty=certainty)
        return mark


def _are_same(question: Question, one: Response, two: Response) -> bool:
    """Tells whether two responses to `question` say the same, whatever the level of the passage at each."""
    return question.summarize(question.at_standard_level(one)) == question.summarize(question.at_standard_level(two))


class Distinction(NamedTuple):
    """Counts of sorted statements: `counts[i][j]` statements of `categories[i]` were put into `categories[j]`.

    The last column, beyond the categories, counts those that were not sorted.
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
    """The outcome of the responses of which the learner was sure to this degree, from 1 to 3.

    `right` of `asked` were wholly right; `points` are those of certainty-based marking, weighted, and may be negative.
    """

    certainty: int
    asked: int
    right: int
    points: Fraction


class MarkedAttempt(NamedTuple):
    """An attempt, marked. `skills` holds those of the questions that count, in the order of `SKILLS`.

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
    def is_marked_here(self) -> bool:
        """Tells whether it has marks at all; those of a bank without a key are somebody else's to give."""
        return self.bank.has_key

    @property
    def levels_read(self) -> tuple[ReadingLevel, ...]:
        """The levels at which the passage was read, in the order in which they came up; none where it has no others."""
        levels = {level.id: level for level in self.bank.levels}
        found = [levels[id_] for id_ in self.attempt.levels_read if id_ in levels]
        return tuple(found) if len(levels) > 1 and not self.attempt.started.without_passage else ()

    @property
    def missed(self) -> tuple[str, ...]:
        """The ids of the questions that were missed, in a test unanswered ones too; those not marked yet were not."""
        return tuple(entry.question.id for entry in self.questions if entry.missed)

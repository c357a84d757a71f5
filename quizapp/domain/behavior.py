"""Behaviors: what a learner is told when, what the way to a response costs, and how sure the learner was.

They are policies over the same attempt: no question type knows of them.
"""

from fractions import Fraction

from quizapp.domain.attempt import Attempt
from quizapp.domain.mark import Deduction, Mark, Points
from quizapp.domain.question import Question, Response

_SURE = {1: (Fraction(1), Fraction(0)), 2: (Fraction(2), Fraction(-2)), 3: (Fraction(3), Fraction(-6))}
"""What a right and a wrong response are worth at each certainty."""

MOST_CERTAIN = 3
"""The highest certainty, and how many times the points of a question it can earn."""


def mark_of(question: Question, attempt: Attempt) -> Mark:
    """The mark of what `attempt` gives to `question`, less what the way to it cost.

    - Each try before the last one takes `penalty` × points from every part that it did not have right yet, down to 0
      (Moodle's *Interactive with multiple tries*, whose questions of several parts credit each part by its own last
      wrong try). A part has its own points where a question's marking gives it some, as in “right ÷ statements”; where
      it does not, as in “right − wrong”, the whole response is one part.
    - Each hint takes its cost × points, down to 0.
    """
    mark = question.mark(attempt.final_response(question.id))
    if not isinstance(mark, Points):
        return mark
    tried = attempt.tried.get(question.id, ())
    deductions = []
    if tried and (lost := _lost_by_tries(question, mark, tried, attempt.mode.penalty)):
        deductions.append(Deduction("tries", len(tried), lost))
    hints = attempt.hints.get(question.id, 0)
    if hints:
        cost = sum((Fraction(hint.cost) for hint in question.hints[:hints]), Fraction(0)) * mark.possible
        left = mark.earned - sum((deduction.points for deduction in deductions), Fraction(0))
        if lost := min(cost, left):
            deductions.append(Deduction("hints", hints, lost))
    earned = mark.earned - sum((deduction.points for deduction in deductions), Fraction(0))
    certainty = attempt.certainties.get(question.id, 1) if attempt.mode.certainty else 0
    return mark._replace(earned=earned, deductions=tuple(deductions), certainty=certainty)


def stakes(question: Question, certainty: int) -> tuple[Fraction, Fraction]:
    """What a right and a wrong response to `question` are worth at a certainty from 1 to 3; the second is 0 or less."""
    right, wrong = _SURE[certainty]
    return right * question.possible, wrong * question.possible


def certainty_points(mark: Mark) -> Fraction:
    """What `mark` counts for where the learner says how sure they are; 0 where there is nothing marked.

    Certainty-based marking (Gardner-Medwin 1995, 2006): right at a certainty of 1, 2 or 3 earns 1, 2 or 3 times the
    points; wrong costs 0, 2 or 6 times. A response that is right in part earns that part of them, as in Moodle.
    """
    if not isinstance(mark, Points) or not mark.certainty:
        return Fraction(0)
    right, wrong = _SURE[mark.certainty]
    return right * mark.earned if mark.earned else wrong * mark.possible


def _lost_by_tries(question: Question, last: Points, tried: tuple[Response, ...], penalty: Fraction) -> Fraction:
    before = [_portions(mark) if isinstance(mark := question.mark(each), Points) else {} for each in tried]
    lost = Fraction(0)
    for part, earned in _portions(last).items():
        late = next((count for count in range(len(before), 0, -1) if before[count - 1].get(part, 0) < earned), 0)
        lost += earned * min(Fraction(1), late * penalty)
    return lost


def _portions(mark: Points) -> dict[str, Fraction]:
    """What each part has earned of its own, where the marking gives parts points of their own; they add up to all."""
    if mark.rule == "sum":
        return {str(place): term for place, term in enumerate(mark.terms)}
    if mark.rule in ("right_of_all", "position"):
        return {part.id: mark.possible / mark.of for part in mark.parts if part.outcome == "right"}
    return {"": mark.earned}

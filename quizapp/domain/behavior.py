"""Behaviors: what tries, hints and a look at the key cost, and what certainty earns.

They are policies over the same attempt: no question type knows of them.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from quizapp.domain.attempt import Attempt
from quizapp.domain.mark import Deduction, Mark, Points, Unmarked, exact_sum
from quizapp.domain.question import WRITTEN, Question, Response

_WORTH = {1: (Fraction(1), Fraction(0)), 2: (Fraction(2), Fraction(-2)), 3: (Fraction(3), Fraction(-6))}
"""The worth of a right and of a wrong response at each certainty."""

MOST_CERTAIN = 3
"""The highest certainty, and how many times the points of a question it can earn."""


def mark_response(question: Question, response: Response | None) -> Mark:
    """The mark of `response` alone."""
    return question.mark(response)


MarkResponse = Callable[[Question, Response | None], Mark]


def mark_of(question: Question, attempt: Attempt, marked: MarkResponse = mark_response) -> Mark:
    """The mark of the response to `question` in `attempt`, less what tries, hints and seeing the key cost.

    `marked` marks the final response; for a whole class it can remember equal responses.

    - Each try before the last one takes `penalty` × points from every part that was not right yet, down to 0
      (Moodle's *Interactive with multiple tries*, whose questions of several parts credit each part by its own last
      wrong try). A part has its own points where a question's marking gives it some, as in “right ÷ statements”; where
      it does not, as in “right − wrong”, the whole response is one part.
    - A try that was taken back costs what any other try costs: the learner was told of it.
    - Where a check was taken back after the key was shown, what was not right then earns nothing anymore, and what was
      right costs one more try. So nobody loses all by taking back a check too quickly, and nobody earns points, or
      certainty, by copying the key: the certainty that counts is the one before the key was shown.
    - Each hint takes its cost × points, down to 0.
    """
    mark = marked(question, attempt.final_response(question.id))
    if not isinstance(mark, Points):
        return mark
    mode, seen = attempt.mode, attempt.seen.get(question.id)
    certainty = 0
    if mode.certainty:
        certainty = (seen.certainty if seen else attempt.certainties.get(question.id, 0)) or 1
    tried = (*attempt.undone_tries.get(question.id, ()), *attempt.tried.get(question.id, ()))
    hints = attempt.hints.get(question.id, 0)
    if not tried and not hints and seen is None:  # quickly, as a class in a test has thousands of these
        return mark if certainty == mark.certainty else mark._replace(certainty=certainty)
    by_tries, by_seeing = _points_lost(question, mark, attempt, tried)
    cost = exact_sum(Fraction(hint.cost) for hint in question.hints[:hints]) * mark.possible
    earned, deductions = mark.earned, []
    for deduction in (
        Deduction("tries", len(tried), by_tries),
        Deduction("seen", 1, by_seeing),
        Deduction("hints", hints, cost),
    ):
        lost = min(deduction.points, earned)
        earned -= lost
        if lost or (deduction.reason == "seen" and seen):
            deductions.append(deduction._replace(points=lost))
    return mark._replace(earned=earned, deductions=tuple(deductions), certainty=certainty)


def stakes(question: Question, certainty: int) -> tuple[Fraction, Fraction]:
    """The worth of a right and of a wrong response at a certainty from 1 to 3; the second is 0 or less."""
    right, wrong = _WORTH[certainty]
    return right * question.possible, wrong * question.possible


def certainty_points(mark: Mark) -> Fraction:
    """The points of `mark` where the learner says how sure they are; 0 where there is nothing marked.

    Certainty-based marking (Gardner-Medwin 1995, 2006): right at a certainty of 1, 2 or 3 earns 1, 2 or 3 times the
    points; wrong costs 0, 2 or 6 times. A response that is right in part earns that part of them, as in Moodle.
    """
    if not isinstance(mark, Points) or not mark.certainty:
        return Fraction(0)
    right, wrong = _WORTH[mark.certainty]
    return right * mark.earned if mark.earned else wrong * mark.possible


def _points_lost(
    question: Question, last: Points, attempt: Attempt, tried: tuple[Response, ...]
) -> tuple[Fraction, Fraction]:
    """The points lost by the tries before, and those lost by having seen the key; part by part, down to 0."""
    penalty, seen = attempt.mode.penalty, attempt.seen.get(question.id)
    before = [_portions(mark) if isinstance(mark := question.mark(each), Points) else {} for each in tried]
    before_key = (
        _portions_before_key(question, last, seen.response, attempt.final_response(question.id))
        if seen
        else _portions(last)
    )
    by_tries = by_seeing = Fraction(0)
    for part, earned in _portions(last).items():
        late = next((count for count in range(len(before), 0, -1) if before[count - 1].get(part, 0) < earned), 0)
        lost = earned * min(Fraction(1), late * penalty)
        kept = (
            max(Fraction(0), min(earned, before_key.get(part, Fraction(0))) * (1 - penalty) - lost) if seen else earned
        )
        by_tries += lost
        by_seeing += max(Fraction(0), earned - lost - kept)
    return by_tries, by_seeing


def _portions_before_key(
    question: Question, last: Points, seen: Response | None, given: Response | None
) -> dict[str, Fraction]:
    """The points of each part when the key was shown; a text that was rated only later has its points of now."""
    mark = question.mark(seen)
    if isinstance(mark, Unmarked) and isinstance(seen, Mapping) and isinstance(given, Mapping):
        return _portions(last) if seen.get(WRITTEN) == given.get(WRITTEN) else {}
    return _portions(mark) if isinstance(mark, Points) else {}


def _portions(mark: Points) -> dict[str, Fraction]:
    """The points that each part has earned; all as one part, where the marking gives parts none of their own."""
    if mark.rule == "sum":
        return {str(place): term for place, term in enumerate(mark.terms)}
    if mark.rule in ("right_of_all", "position"):
        return {part.id: mark.possible / mark.of for part in mark.parts if part.outcome == "right"}
    return {"": mark.earned}

"""Marks: what a response earned, part by part, so that a learner can recompute it by hand."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Literal, NamedTuple

Outcome = Literal["right", "wrong", "missed", "partial"]
"""A part that was answered right, answered wrong, wanted and left out, or answered with part of what was wanted."""

Rule = Literal[
    "all_or_nothing",
    "all_of",
    "share",
    "shares",
    "right_minus_wrong",
    "exact",
    "right_of_all",
    "position",
    "distance",
    "run",
    "sum",
    "rubric",
    "set",
    "full_marks",
]
"""The way in which points were worked out; the formulas stand with the question types.
``set``: by a person. ``full_marks``: a person said that this response, or any, earns all of the points.
"""


class Part(NamedTuple):
    """One thing that was decided in a response: an option, a statement, an item."""

    id: str
    outcome: Outcome


class Deduction(NamedTuple):
    """Points that a response lost by the way to it: for `number` tries before the last one, for `number` hints, or
    because the learner had ``seen`` the key before giving it.
    """

    reason: Literal["tries", "hints", "seen"]
    number: int
    points: Fraction


class Points(NamedTuple):
    """A marked response: `earned` of `possible` points, 0 ≤ earned ≤ possible.

    `before` = `possible` × the value of `rule` with `right`, `wrong` and `of` (see the question type's `mark`); with
    the rule ``sum``, it is the sum of `terms`, and `possible` is what they could have been at most. `earned` is that
    without the `deductions` (see `behavior.mark_of`). `certainty`, from 1 to 3, is how sure the learner was; 0 where
    nobody asked.
    """

    earned: Fraction
    possible: Fraction
    parts: tuple[Part, ...]
    rule: Rule
    right: int
    wrong: int
    of: int
    terms: tuple[Fraction, ...] = ()
    deductions: tuple[Deduction, ...] = ()
    certainty: int = 0

    @property
    def before(self) -> Fraction:
        """The points of the response as it stands, whatever the way to it cost."""
        return self.earned + exact_sum(deduction.points for deduction in self.deductions)

    @property
    def seen(self) -> bool:
        """Tells whether the learner had seen the key before giving the response."""
        return any(deduction.reason == "seen" for deduction in self.deductions)

    @property
    def worth(self) -> Fraction:
        """The points that show what the learner knew: whatever tries and hints cost, but not what the key had told."""
        return self.before - exact_sum(each.points for each in self.deductions if each.reason == "seen")

    @property
    def full(self) -> bool:
        """Tells whether the response is wholly right by the learner's own work, whatever the way to it cost."""
        return self.worth == self.possible and not self.seen


class Unanswered(NamedTuple):
    """No response; it earns nothing of `possible`."""

    possible: Fraction


class Invalid(NamedTuple):
    """A response that is none to this question; `code` says why. It earns nothing of `possible`."""

    code: Literal["unknown_option", "incomplete", "used_twice", "wrong_shape"]
    possible: Fraction


class Unmarked(NamedTuple):
    """A response that a person has yet to mark: neither earned nor lost.

    Whoever adds up marks keeps its `possible` apart, beside what was earned and what there was to earn. `is_elsewhere`:
    there is no key here, so somebody marks it who has one.
    """

    possible: Fraction
    is_elsewhere: bool = False


Mark = Points | Unanswered | Invalid | Unmarked


_NOTHING = Fraction(0)


def earned(mark: Mark) -> Fraction:
    """The points that `mark` counts for; 0 of a response that is not marked yet, whose points are kept apart."""
    return mark.earned if isinstance(mark, Points) else _NOTHING


def exact_sum(terms: Iterable[Fraction]) -> Fraction:
    """The sum of `terms`. Those with one denominator are added as whole numbers: a fraction each takes five times as
    long.
    """
    numerators: dict[int, int] = {}
    for term in terms:
        numerator, denominator = term.as_integer_ratio()
        numerators[denominator] = numerators.get(denominator, 0) + numerator
    return sum((Fraction(numerator, denominator) for denominator, numerator in numerators.items()), _NOTHING)


def parts_of(mark: Mark) -> tuple[Part, ...]:
    """The parts of a marked response; none of any other."""
    return mark.parts if isinstance(mark, Points) else ()


def is_full(mark: Mark) -> bool:
    """Tells whether the response is marked, and wholly right: see `Points.full`."""
    return isinstance(mark, Points) and mark.full


def points_text(points: Fraction) -> str:
    """`points` as people write them: whole, or with at most two digits after the point, rounded half up."""
    hundredths = (points * 200 + 1) // 2
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{whole}" if not rest else f"{sign}{whole}.{rest:02d}".rstrip("0")

"""Marks: what a response earned, part by part, so that a learner can recompute it by hand."""

from fractions import Fraction
from typing import Literal, NamedTuple

Outcome = Literal["right", "wrong", "missed", "partial"]
"""A part that was answered right, answered wrong, wanted and left out, or answered with part of what was wanted."""

Rule = Literal["all_or_nothing", "share", "right_minus_wrong", "exact", "right_of_all", "position", "distance", "run"]
"""How the points were worked out; the formulas stand with the question types."""


class Part(NamedTuple):
    """One thing that was decided in a response: an option, a statement, an item."""

    id: str
    outcome: Outcome


class Points(NamedTuple):
    """A marked response: `earned` of `possible` points, 0 ≤ earned ≤ possible.

    `earned` = `possible` × the value of `rule` with `right`, `wrong` and `of` (see the question type's `mark`).
    """

    earned: Fraction
    possible: Fraction
    parts: tuple[Part, ...]
    rule: Rule
    right: int
    wrong: int
    of: int

    @property
    def full(self) -> bool:
        return self.earned == self.possible


class Unanswered(NamedTuple):
    """There is no response; it earns nothing of `possible`."""

    possible: Fraction


class Invalid(NamedTuple):
    """What was given is no response to this question; `code` says why. It earns nothing of `possible`."""

    code: Literal["unknown_option", "incomplete", "wrong_shape"]
    possible: Fraction


Mark = Points | Unanswered | Invalid


def earned(mark: Mark) -> Fraction:
    """The points that `mark` counts for."""
    return mark.earned if isinstance(mark, Points) else Fraction(0)


def points_text(points: Fraction) -> str:
    """`points` as people write them: whole, or with at most two digits after the point, rounded half up."""
    hundredths = (points * 200 + 1) // 2
    whole, rest = divmod(abs(hundredths), 100)
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{whole}" if not rest else f"{sign}{whole}.{rest:02d}".rstrip("0")

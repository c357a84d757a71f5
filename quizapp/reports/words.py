"""Marks in words."""

from fractions import Fraction

from quizapp.domain.mark import Invalid, Mark, Points, Unanswered, Unmarked, points_text
from quizapp.errors import Translate, in_english


def headline(mark: Mark, translate: Translate = in_english) -> str:
    """The mark in two or three words; with the points where only some of them were earned."""
    if isinstance(mark, Unanswered):
        return translate("Not answered")
    if isinstance(mark, Invalid):
        return translate("Not a complete answer")
    if isinstance(mark, Unmarked):
        return translate("Not marked yet")
    if mark.full and not mark.deductions:
        return translate("Correct")
    if mark.full:
        return translate("Correct: {points}").format(points=points_of(mark, translate))
    if not mark.earned:
        return translate("Not quite")
    return translate("Partly correct: {points}").format(points=points_of(mark, translate))


def points_of(mark: Mark, translate: Translate = in_english) -> str:
    """The points that were earned and those that there were, such as ``1.5 of 2 points``."""
    if isinstance(mark, Unmarked):
        return unmarked_text(mark.possible, translate)
    earned = points_text(mark.earned) if isinstance(mark, Points) else "0"
    possible = points_text(mark.possible)
    text = translate("{earned} of 1 point") if possible == "1" else translate("{earned} of {possible} points")
    return text.format(earned=earned, possible=possible)


def unmarked_text(points: Fraction, translate: Translate = in_english) -> str:
    """Points that a person has yet to mark, such as ``4 points not marked yet``."""
    shown = points_text(points)
    text = translate("1 point not marked yet") if shown == "1" else translate("{points} points not marked yet")
    return text.format(points=shown)

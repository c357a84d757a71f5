"""Marks in words."""

from quizapp.domain.mark import Invalid, Mark, Unanswered, points_text
from quizapp.errors import Translate, in_english


def headline(mark: Mark, translate: Translate = in_english) -> str:
    """The mark in two or three words; with the points where only some of them were earned."""
    if isinstance(mark, Unanswered):
        return translate("Not answered")
    if isinstance(mark, Invalid):
        return translate("Not a complete answer")
    if mark.full:
        return translate("Correct")
    if not mark.earned:
        return translate("Not quite")
    return translate("Partly correct: {points}").format(points=points_of(mark, translate))


def points_of(mark: Mark, translate: Translate = in_english) -> str:
    """The points that were earned and those that there were, such as ``1.5 of 2 points``."""
    earned = points_text(mark.earned) if not isinstance(mark, Unanswered | Invalid) else "0"
    possible = points_text(mark.possible)
    text = translate("{earned} of 1 point") if possible == "1" else translate("{earned} of {possible} points")
    return text.format(earned=earned, possible=possible)

"""Outcomes of the parts of an answer, and words for them."""

from quizapp.domain.mark import Mark, Outcome, Points
from quizapp.gui.kit.translate import translate


def outcomes_of(mark: Mark) -> dict[str, Outcome]:
    """Return the outcome of each part that was marked, by the part's id."""
    return {part.id: part.outcome for part in mark.parts} if isinstance(mark, Points) else {}


def outcome_text(outcome: str) -> str:
    """Return what a screen reader says of a part with this outcome; empty for one that was not marked."""
    return {
        "right": translate("Your answer, right"),
        "partial": translate("Your answer, partly right"),
        "wrong": translate("Your answer, wrong"),
        "missed": translate("Right answer, not chosen"),
    }.get(outcome, "")

"""Words for how a part of an answer was marked."""

from quizapp.gui.kit.translate import translate


def outcome_text(outcome: str) -> str:
    """Return what a screen reader says of a choice or a text that was marked so; empty for one that was not."""
    return {
        "right": translate("Your answer, right"),
        "partial": translate("Your answer, partly right"),
        "wrong": translate("Your answer, wrong"),
        "missed": translate("Right answer, not chosen"),
    }.get(outcome, "")

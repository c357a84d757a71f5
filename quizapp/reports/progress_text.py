"""How a learner gets on, in words: each sentence says what its figures say, and no more."""

from quizapp.domain.marked_attempt import Total
from quizapp.errors import Translate, in_english
from quizapp.reports.attempt_report import total_text

STANDING_TEXTS: dict[str, str] = {
    "strong": "Strong",
    "between": "In between",
    "weak": "Needs practice",
    "too_little": "Too little to tell yet",
}
FINDING_RULE = (
    "By your last 3 attempts at whole banks in which a skill was asked. From 85 % on it is strong, below 60 % it needs"
    " practice; below 8 questions it is too little to tell."
)
"""How a `progress.Standing` comes about."""


def standing_name(standing: str, translate: Translate = in_english) -> str:
    """The name of a `progress.Standing`."""
    return translate(STANDING_TEXTS[standing])


def finding_text(
    standing: str,
    total: Total,
    attempts: int,
    before: Total | None = None,
    change: str = "",
    translate: Translate = in_english,
) -> str:
    """What is found of a skill, such as ``18 of 20 points in your last 3 attempts (90 %).``

    Where it has gone up or down, the share before that follows.
    """
    points = total_text(total, translate)
    if standing == "too_little":
        return translate("{points} so far; too little to tell yet.").format(points=points)
    text = translate("{points} in your last {attempts} attempts ({percent} %).")
    told = text.format(points=points, attempts=attempts, percent=total.percent)
    if before is not None and change:
        up = translate("That is up from {percent} % in the attempts before.")
        down = translate("That is down from {percent} % in the attempts before.")
        told += " " + (up if change == "up" else down).format(percent=before.percent)
    return told

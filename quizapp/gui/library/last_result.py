"""The last result of a bank, in words."""

from collections.abc import Mapping
from typing import NamedTuple

from quizapp.domain.summary import PastAttempt
from quizapp.gui.kit.dates import day_text, moment_text
from quizapp.gui.kit.translate import translate
from quizapp.reports.words import score_text


class LastResult(NamedTuple):
    """The score of an attempt, its day, and its day with the time of day."""

    score: str
    day: str
    moment: str


def last_results(attempts: Mapping[str, PastAttempt], now: float) -> dict[str, LastResult]:
    """The results of the attempts that have a summary; days are as seen from `now`, in seconds since the epoch."""
    return {
        id_: LastResult(
            score_text(attempt.summary.total, translate),
            day_text(attempt.started, now),
            moment_text(attempt.started, now),
        )
        for id_, attempt in attempts.items()
        if attempt.summary is not None
    }

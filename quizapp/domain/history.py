"""The history of a learner, as it is written to files."""

from typing import NamedTuple

from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.domain.summary import PastAttempt, Summary


class HistoryEntry(NamedTuple):
    """One attempt. `ended` is in seconds since the epoch; None where it is not over.

    `marked` is there where all of it was read, and nothing stands against telling it: see `is_told`.
    """

    attempt: PastAttempt
    ended: float | None
    marked: MarkedAttempt | None = None

    @property
    def is_told(self) -> bool:
        """Tells whether its marks are told: nothing that is not over tells any yet, nor what a teacher marks."""
        return self.attempt.submitted and self.attempt.summary is not None and self.attempt.summary.is_marked_here

    @property
    def summary(self) -> Summary | None:
        return self.attempt.summary


class LearnerHistory(NamedTuple):
    """The attempts of a learner, the newest first, those at banks in whose title all words of `search` are.

    `name` is empty for a guest.
    """

    name: str
    search: str
    entries: tuple[HistoryEntry, ...]

"""Summaries: all that lists and statistics need to know of an attempt, once it has been marked."""

from fractions import Fraction
from typing import NamedTuple

import msgspec

from quizapp.domain.event import ModeName
from quizapp.domain.marked_attempt import CertaintyTotal, Distinction, Total
from quizapp.domain.question import Skill


class AnswerSummary(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The outcome of one question of an attempt.

    `share` is what the response is worth, from 0 to 1 of the question's points, whatever tries and hints cost; None
    where a person has yet to mark it, or where it was not done (see `marked_attempt`). `aided`: it took more than one
    try, or a hint, or was given after the key was seen. `stood_for` is the question that was due and in whose place it
    was asked, or empty. `told_at` is when its mark could first be told, in seconds since the epoch; 0 where that has
    not come yet.
    """

    question: str
    skill: Skill
    answered: bool
    share: Fraction | None
    aided: bool = False
    told_at: float = 0.0
    stood_for: str = ""


class Summary(msgspec.Struct, frozen=True):
    """An attempt, marked: computed from its events and its bank, and kept only to save doing that again.

    `is_whole`: all of the bank's questions were asked. `left_out` is the number of those that were not done. `skills`,
    `distinctions` and `certainties` are those of `MarkedAttempt`. `seconds` is how long it has lasted. What is not
    `is_marked_here`, as its bank has no key, counts nowhere: a teacher marks it. `levels` are the names of the levels
    at which the passage was read, empty for a standard one without a name; none where it has no others.
    """

    mode: ModeName
    is_whole: bool
    seconds: float
    total: Total
    skills: tuple[tuple[Skill, Total], ...]
    answers: tuple[AnswerSummary, ...]
    distinctions: tuple[Distinction, ...]
    certainties: tuple[CertaintyTotal, ...]
    left_out: int = 0
    is_marked_here: bool = True
    levels: tuple[str, ...] = ()

    @property
    def answered(self) -> int:
        """The number of questions that have a response."""
        return sum(answer.answered for answer in self.answers)

    @property
    def is_complete(self) -> bool:
        """Tells whether all of the bank's questions were asked and done, and have marks."""
        return self.is_whole and not self.left_out and self.is_marked_here


class PastAttempt(NamedTuple):
    """An attempt for a list, with its summary; that is None where its bank can no longer be read.

    `started` and `last_written` are in seconds since the epoch; `title` is the bank's, as it was then.
    """

    id: str
    bank_id: str
    title: str
    content_hash: str
    started: float
    last_written: float
    submitted: bool
    summary: Summary | None

    @property
    def can_be_reopened(self) -> bool:
        """Tells whether it is a practice that is over and has questions left; see `Taking.reopen`."""
        summary = self.summary
        return self.submitted and summary is not None and summary.mode == "practice" and bool(summary.left_out)

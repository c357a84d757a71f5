"""What lists and statistics need to know of an attempt, once it has been marked."""

from fractions import Fraction
from typing import NamedTuple

import msgspec

from quizapp.domain.attempt import ModeName
from quizapp.domain.marked_attempt import CertaintyTotal, Distinction, Total
from quizapp.domain.question import Skill


class AnswerSummary(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """How one question of an attempt went.

    `share` is what the response is worth, from 0 to 1 of the question's points, whatever the way to it cost; None where
    a person has yet to mark it. `aided`: it took more than one try, or a hint. `stood_for` is the question that was due
    and in whose place it was asked, or empty. `told_at` is when its mark could be told, in seconds since the epoch; 0
    where that has not come yet.
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

    `is_whole`: all of the bank's questions were asked. `skills`, `distinctions` and `certainties` are those of
    `Review`. `seconds` is how long it has lasted.
    """

    mode: ModeName
    is_whole: bool
    seconds: float
    total: Total
    skills: tuple[tuple[Skill, Total], ...]
    answers: tuple[AnswerSummary, ...]
    distinctions: tuple[Distinction, ...]
    certainties: tuple[CertaintyTotal, ...]

    @property
    def answered(self) -> int:
        """How many questions have a response."""
        return sum(answer.answered for answer in self.answers)

    @property
    def right(self) -> int:
        """How many were right at the first try and without a hint."""
        return sum(answer.share == 1 and not answer.aided for answer in self.answers)


class PastAttempt(NamedTuple):
    """An attempt as a list shows it, with its summary; that is None where its bank can no longer be read.

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

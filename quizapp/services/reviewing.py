"""Looking back on an attempt: its marks, per question and per skill, and what was missed."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from quizapp.domain.attempt import Attempt
from quizapp.domain.bank import Bank
from quizapp.domain.mark import Mark, earned
from quizapp.domain.question import SKILLS, Arrangement, Question, Response, Skill
from quizapp.statistics.distinction import Distinction, distinctions


class Total(NamedTuple):
    """Points earned and possible, weighted: Σ weight·earned and Σ weight·possible."""

    earned: Fraction
    possible: Fraction

    @property
    def share(self) -> Fraction:
        """earned ÷ possible, from 0 to 1; 0 where nothing is possible."""
        return self.earned / self.possible if self.possible else Fraction(0)

    @property
    def percent(self) -> int:
        """The share in whole percent, rounded half up; 100 only for all and 0 only for nothing."""
        percent = int(self.share * 100 + Fraction(1, 2))
        if 0 < self.share < 1:
            return min(99, max(1, percent))
        return percent


class QuestionReview(NamedTuple):
    """One question as it was taken; `number` counts from 1 in the order in which it was asked."""

    number: int
    question: Question
    arrangement: Arrangement
    response: Response | None
    mark: Mark

    @property
    def full(self) -> bool:
        """Whether all of its points were earned."""
        return earned(self.mark) == self.question.possible


class Review(NamedTuple):
    """An attempt, marked. `skills` holds those that were asked for, in the order of `SKILLS`."""

    bank: Bank
    attempt: Attempt
    questions: tuple[QuestionReview, ...]
    total: Total
    skills: tuple[tuple[Skill, Total], ...]
    distinctions: tuple[Distinction, ...]

    @property
    def missed(self) -> tuple[str, ...]:
        """The ids of the questions that did not earn all of their points, unanswered ones too."""
        return tuple(entry.question.id for entry in self.questions if not entry.full)


def review(bank: Bank, attempt: Attempt) -> Review:
    """The marks of `attempt` as they follow from the bank: computed, never stored."""
    entries = []
    for number, id_ in enumerate(attempt.order, 1):
        question, response = bank.question(id_), attempt.responses.get(id_)
        arrangement = attempt.started.arrangements[id_]
        entries.append(QuestionReview(number, question, arrangement, response, question.mark(response)))
    by_skill = {skill: [entry for entry in entries if entry.question.skill == skill] for skill in SKILLS}
    return Review(
        bank=bank,
        attempt=attempt,
        questions=tuple(entries),
        total=_total(entries),
        skills=tuple((skill, _total(of_skill)) for skill, of_skill in by_skill.items() if of_skill),
        distinctions=distinctions((entry.question, entry.response) for entry in entries),
    )


def _total(entries: Iterable[QuestionReview]) -> Total:
    got = possible = Fraction(0)
    for entry in entries:
        weight = Fraction(entry.question.weight)
        got += weight * earned(entry.mark)
        possible += weight * entry.question.possible
    return Total(got, possible)

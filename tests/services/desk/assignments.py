"""Assignments and what comes in for them, for tests of the desk."""

from fractions import Fraction
from typing import Any

import msgspec

from quizapp.domain.assignment import Assignment, AssignmentSettings, Part, Received, Submission
from quizapp.domain.bank import Bank
from quizapp.domain.classroom import Member
from tests.desks import NOW, taken
from tests.samples import BANK as ALL
from tests.samples import SAMPLES

BANK = msgspec.structs.replace(ALL, questions=tuple(samples[0].question for samples in SAMPLES.values()))
"""The simplest question of each type."""
MEMBERS = (Member("a" * 32, "Ada"), Member("b" * 32, "Björn"), Member("c" * 32, "陈"))


def assignment_of(bank: Bank = BANK, **settings: Any) -> Assignment:
    """A test of all questions of `bank`, in its order."""
    part = Part(bank, tuple(question.id for question in bank.questions))
    return Assignment("1" * 32, "First test", "Class 7", NOW, AssignmentSettings(**settings), (part,), MEMBERS)


def submission_of(assignment: Assignment, learner: str, responses: dict[str, Any], number: int = 1) -> Submission:
    """What a learner hands in who gives `responses`, by question, and leaves the others."""
    known = {member.id: member for member in assignment.members}
    member = known.get(learner, Member(learner, learner))
    return taken(assignment, member, responses, number, handed_in=NOW + 99 * number)


def received(submission: Submission, signer: str = "", at: float = 0.0) -> Received:
    """`submission` as the desk took it."""
    digest = f"{submission.learner[:1]}{submission.number}{signer[:2]}".rjust(32, "0")
    return Received(submission, digest, signer or submission.learner, at or submission.handed_in + 5)


def right_responses(bank: Bank = BANK) -> dict[str, Any]:
    """A response that earns all points, for each question that is not rated by a person."""
    return {question.id: question.correct_response() for question in bank.questions if not question.is_rated}


def possible(bank: Bank = BANK) -> Fraction:
    """The weighted points of all questions."""
    return sum((Fraction(question.weight) * question.possible for question in bank.questions), Fraction(0))

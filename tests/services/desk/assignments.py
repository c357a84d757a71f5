"""Assignments and what comes in for them, for tests of the desk."""

from fractions import Fraction
from random import Random
from typing import Any

import msgspec

from quizapp.domain.assignment import Assignment, AssignmentSettings, HandedInPart, Part, Received, Submission
from quizapp.domain.bank import Bank
from quizapp.domain.classroom import Accommodation, Member
from quizapp.services.taking import Taking
from tests.samples import BANK as ALL
from tests.samples import SAMPLES

BANK = msgspec.structs.replace(ALL, questions=tuple(samples[0].question for samples in SAMPLES.values()))
"""The simplest question of each type."""
MEMBERS = (Member("a" * 32, "Ada"), Member("b" * 32, "Björn"), Member("c" * 32, "陈"))
NOW = 1_800_000_000.0


def assignment_of(bank: Bank = BANK, **settings: Any) -> Assignment:
    """A test of all questions of `bank`, in its order."""
    part = Part(bank, tuple(question.id for question in bank.questions))
    return Assignment("1" * 32, "First test", "Class 7", NOW, AssignmentSettings(**settings), (part,), MEMBERS)


def submission_of(assignment: Assignment, learner: str, responses: dict[str, Any], number: int = 1) -> Submission:
    """What a learner hands in who gives `responses`, by question, and leaves the others."""
    taken = {}
    for index, part in enumerate(assignment.parts):
        times = iter(range(1_000_000))
        mode = assignment.settings.mode_for(Accommodation())
        taking = Taking(part.bank, mode, Random(1), lambda times=times: float(next(times)), part.order)
        taking.attempt.started = taking.attempt.events[0] = msgspec.structs.replace(
            taking.attempt.started, assignment=assignment.id, part=index
        )
        for id_, response in responses.items():
            if id_ in part.order:
                taking.visit(part.order.index(id_))
                taking.respond(id_, response)
        taking.submit()
        taken[str(index)] = HandedInPart(f"{learner[:1]}{index}".rjust(32, "0"), NOW + 10, tuple(taking.attempt.events))
    name = next((member.name for member in assignment.members if member.id == learner), learner)
    return Submission(assignment.id, learner, name, number, NOW + 100 * number, taken)


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

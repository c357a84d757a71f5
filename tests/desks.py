"""A desk with a class and an assignment, and learners' programs that hand in, for tests."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random

import msgspec

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import Assigned, Assignment, AssignmentSettings, HandedInPart, Submission
from quizapp.domain.bank import Bank
from quizapp.domain.classroom import Classroom, Member
from quizapp.domain.question import Response
from quizapp.formats.submission_file import write_submission
from quizapp.services.desk.assigning import make_assignment, merge
from quizapp.services.desk.classes import add_class, read_names
from quizapp.services.desk.desk import Desk, open_desk
from quizapp.services.taking import Taking
from tests.samples import BANK as ALL
from tests.samples import SAMPLES

BANK = msgspec.structs.replace(
    ALL, questions=tuple(samples[0].question.in_neutral_order() for samples in SAMPLES.values())
)
"""The simplest question of each type, in the order in which it is handed out."""
NAMES = "Ada\nBjörn\n陈\n"
NOW = 1_800_000_000.0


def new_desk(place: Path | str) -> Desk:
    """Open a desk at an address, or in a folder of data."""
    clock = lambda: NOW  # noqa: E731
    return open_desk(Path(), place, clock) if isinstance(place, str) else open_desk(place, clock=clock)


def assigned(
    desk: Desk, names: str = NAMES, settings: AssignmentSettings | None = None, bank: Bank = BANK
) -> tuple[Classroom, Assignment]:
    """A class, and a test of all questions of `bank` that was handed to it."""
    room, _ = add_class(desk, "7b", read_names(names))
    return room, make_assignment(desk, room, "Bees", merge([(bank, ())]), settings or AssignmentSettings())


def seed_of(name: str) -> bytes:
    """The secret key of a learner's program."""
    return hashlib.blake2b(name.encode(), digest_size=32).digest()


def taken(
    assignment: Assignment,
    member: Member | str,
    responses: Mapping[str, Response] | None = None,
    number: int = 1,
    *,
    handed_in: float = NOW + 100,
    also: Callable[[Taking], object] = lambda taking: None,
) -> Submission:
    """What a learner hands in: a member, or somebody who typed a name, and who has `also` done something else."""
    learner, name = (member.id, member.name) if isinstance(member, Member) else ("", member)
    parts = {}
    for index, part in enumerate(assignment.parts):
        times = iter(range(1_000_000))
        mode, place = assignment.settings.mode_for(Accommodation()), Assigned(assignment.id, index)
        taking = Taking(
            part.bank, mode, Random(number), lambda times=times: float(next(times)), part.order, assigned=place
        )
        given = responses
        if given is None:
            given = {each.id: each.correct_response() for each in part.bank.questions if not each.is_rated}
        for id_, response in given.items():
            if id_ in part.order:
                taking.visit(part.order.index(id_))
                taking.respond(id_, response)
        also(taking)
        taking.submit()
        attempt = hashlib.blake2b(f"{name}{index}".encode(), digest_size=16).hexdigest()
        parts[str(index)] = HandedInPart(attempt, NOW + 10, tuple(taking.attempt.events))
    return Submission(assignment.id, learner, name, number, handed_in + number, parts)


def hand_in(desk: Desk, folder: Path, submission: Submission, *, by: str = "", file: str = "") -> Path:
    """Write a file of answers, signed by the program of the learner, or by that of somebody else."""
    path = folder / (file or f"Bees - {submission.name} {submission.number}.quizanswers")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_submission(submission, seed_of(by or submission.name), desk.box_key))
    return path


def verdicts(collection: Sequence[object]) -> dict[str, str]:
    """The verdicts of a collection, by the name of the file."""
    return {verdict.path.name: verdict.kind for verdict in collection.verdicts}  # type: ignore[attr-defined]

"""Learners' programs with their journals, and the files that a teacher makes for them, for tests without a window."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

import msgspec

from quizapp.domain.feedback import AnswerFeedback, Feedback, PartFeedback
from quizapp.domain.people import Learner
from quizapp.formats.assignment_file import write_assignment
from quizapp.formats.feedback_file import write_feedback
from quizapp.formats.reopening_file import write_reopening
from quizapp.formats.seal import box_of, public_of
from quizapp.formats.submission_file import read_submission
from quizapp.services.assigned_work import AssignedWork
from quizapp.services.assignments import Assignments
from quizapp.services.hand_in_key import signing_seed
from quizapp.services.learners import find_attempt
from quizapp.services.library import Library
from quizapp.services.recording import kept
from quizapp.services.taking import Taking
from quizapp.storage.journal import Journal, new_id
from tests import assigned
from tests.assigned import ANNA_ID, ASSIGNMENT_ID, DESK_BOX, DESK_SEED

HALF = {"1": {"what": AnswerFeedback(points="1/2", why="Nearly.", remark="Read it again.")}}
"""A teacher's words to the only question about the tides."""


class Laptop:
    """A data folder with its journal, and the folder from which assignments come."""

    def __init__(self, folder: Path) -> None:
        self.data, self.stick = folder / "data", folder / "stick"
        self.stick.mkdir(parents=True)
        self.data.mkdir()
        self.journal = Journal(self.data / "journal.db")
        self.assignments = Assignments(self.data)
        self.time = 0.0

    def learner(self, name: str) -> Learner:
        return self.journal.add_learner(name).result()

    def file(self, assignment=None, seed: bytes = DESK_SEED, name: str = "Bees.quizassign") -> Path:
        file = self.stick / name
        file.write_bytes(write_assignment(assignment or assigned.assignment(), seed, box_of(DESK_BOX)))
        return file

    def work(self, learner: Learner, assignment=None) -> AssignedWork:
        opened = self.assignments.open(self.file(assignment))
        return AssignedWork(self.assignments, opened, learner, self.journal)

    def recorded(self, attempt: str):
        return lambda number, event: self.journal.append(attempt, number, event).result()

    def begin(self, work: AssignedWork, part: int) -> Taking:
        """Begin a part, as the window does it."""
        beginning, attempt, random = work.beginning(part, Random(7)), new_id(), Random(8)

        def record(number, event) -> None:
            if number:
                self.recorded(attempt)(number, event)
                return
            snapshot = kept(beginning.bank)
            self.journal.keep_bank(*snapshot)
            self.journal.begin(attempt, work.learner.id, snapshot.content_hash, event, 1000.0).result()

        return Taking(
            beginning.bank,
            beginning.mode,
            random,
            self.clock,
            beginning.order,
            record=record,
            assigned=beginning.assigned,
        )

    def go_on(self, work: AssignedWork, part: int) -> Taking:
        going = work.going_on(part)
        found = find_attempt(self.journal, Library([], self.data / "index.json"), going.attempt_id)
        taking = Taking.resumed(found.bank, found.attempt, self.clock, self.recorded(going.attempt_id))
        if going.extra_time is not None:
            assert taking.reopen_by_teacher(going.extra_time)
        return taking

    def clock(self) -> float:
        return self.time

    def take(self, work: AssignedWork, part: int) -> Taking:
        taking = self.begin(work, part)
        first = taking.bank.questions[0]
        assert taking.respond(first.id, assigned.response_to(first))
        assert taking.submit()
        return taking


def states(work: AssignedWork) -> list[tuple[str, bool]]:
    return [(part.state, part.can_go_on) for part in work.standing().parts]


def collected(file: Path):
    return read_submission(file.read_bytes(), DESK_BOX)


def reopened(laptop: Laptop, seed: bytes = DESK_SEED, **changes) -> Path:
    file = laptop.stick / "again.quizreopen"
    file.write_bytes(write_reopening(msgspec.structs.replace(assigned.REOPENING, **changes), seed))
    return file


def feedback_file(
    laptop: Laptop,
    work: AssignedWork,
    *,
    seed: bytes = DESK_SEED,
    released: float = 9000.0,
    answers: Mapping[str, Mapping[str, AnswerFeedback]] = HALF,
    file_name: str = "Anna.quizfeedback",
    **changes,
) -> Path:
    """The feedback on what was handed in last; `answers` are by the index of the part and the id of the question."""
    handed = work.standing().handed_in
    assert handed is not None
    whole = assigned.assignment().parts
    parts = {
        index: PartFeedback(
            part.attempt, part.events, whole[int(index)].bank, dict(answers.get(index, {})), "A good start."
        )
        for index, part in handed.parts.items()
    }
    feedback = Feedback(ASSIGNMENT_ID, ANNA_ID, "Anna Ødegård", handed.number, released, parts)
    file = laptop.stick / file_name
    signer = public_of(signing_seed(work.places.key(work.learner.id)))
    file.write_bytes(write_feedback(msgspec.structs.replace(feedback, **changes), seed, signer))
    return file

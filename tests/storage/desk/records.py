"""Records of a desk to test with: a class of three, an assignment, and what was handed in."""

import hashlib

from quizapp.domain.accommodation import Accommodation
from quizapp.domain.assignment import AssignmentSettings, HandedInPart, Received, Submission
from quizapp.domain.classroom import Classroom, Member
from quizapp.domain.event import Answered, Started, Submitted
from quizapp.storage.desk.records import Arrival, AssignmentLine, StoredAssignment, StoredPart
from quizapp.storage.desk.schema import metadata
from quizapp.storage.desk.store import DeskStore
from quizapp.storage.rows import BankSnapshot

ANA = Member("a" * 32, "Ana", Accommodation(time_factor=1.5))
LI = Member("b" * 32, "李明")
OMAR = Member("c" * 32, "عمر")
MEMBERS = (LI, ANA, OMAR)
OWNED = [table for table in metadata.sorted_tables if "desk" in table.c]
"""The tables whose rows belong to a desk, parents first."""
FIRST_KEY, SECOND_KEY = "1" * 64, "2" * 64

PART = StoredPart(BankSnapshot("hash", "bees", "Bees", b"id: bees\n", {"a.png": b"\x89PNG\x00"}), ("q2", "q1"))


def assignment_for(room: Classroom, number: int = 1) -> StoredAssignment:
    settings = AssignmentSettings(time_limit=600.0)
    line = AssignmentLine(f"{number:032x}", f"Test {number}", room.id, room.name, settings, 1000.0 + number)
    return StoredAssignment(line, (PART,), room.members)


def arrival(
    learner: str = ANA.id, number: int = 1, *, assignment: int = 1, key: str = FIRST_KEY, name: str = "Ana"
) -> Arrival:
    events = (
        Started(at=0, bank_id="bees", content_hash="hash", mode="test", order=("q2", "q1"), arrangements={}),
        Answered(at=2, question="q1", response=f"answer {number}"),
        Submitted(at=9),
    )
    handed = Submission(
        f"{assignment:032x}", learner, name, number, 2000.0 + number, {"0": HandedInPart("d" * 32, 1500.0, events)}
    )
    file = f"{handed}{key}".encode() * 3
    return Arrival(Received(handed, hashlib.blake2b(file, digest_size=32).hexdigest(), key, 3000.0), file)


def set_up(store: DeskStore, assignments: int = 1) -> tuple[Classroom, tuple[StoredAssignment, ...]]:
    """A class of three with some assignments."""
    room = store.add_class("7b", MEMBERS)
    made = tuple(assignment_for(room, number) for number in range(1, assignments + 1))
    for each in made:
        store.add_assignment(each)
    return room, made

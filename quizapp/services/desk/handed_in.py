"""Handing in, learner by learner: who is missing, and whose submission counts, was late or was given back."""

from math import inf
from typing import NamedTuple

from quizapp.domain.assignment import Assignment, HandInTime
from quizapp.domain.classroom import Member
from quizapp.domain.desk_entry import Collected
from quizapp.services.desk.desk import Desk, counted
from quizapp.services.desk.grading import by_learner, effective, reopenings
from quizapp.storage.desk.records import AssignmentLine


class AssignmentRow(NamedTuple):
    """An assignment in the list; of `members` learners, `handed_in` have."""

    line: AssignmentLine
    questions: int
    members: int
    handed_in: int


class LearnerState(NamedTuple):
    """A learner, and what came in: how often, and of what counts when (by the learner's clock) and whether late.

    `is_reopened`: it was given back, and has not come in again. `is_member`: the learner is in the class.
    """

    learner: Member
    times: int
    handed_in: float
    is_late: bool
    is_reopened: bool
    is_member: bool


def learner_states(desk: Desk, assignment: Assignment) -> tuple[LearnerState, ...]:
    """The members of the class, those who are missing first, and others who handed in, by the names that they have."""
    entries = desk.store.entries(assignment.id)
    standing = effective(entries)
    files = by_learner(counted(desk.store.submissions(assignment.id, with_parts=False), entries), standing)
    members = {member.id: member for member in assignment.members}
    known = members | {each.id: each for each in desk.store.learners() if each.id in files}
    reopened = reopenings(standing)
    states = []
    for id_, learner in known.items():
        own = files.get(id_, [])
        at, is_late, is_reopened = 0.0, False, False
        if own:
            at = own[0].submission.handed_in
            is_late = HandInTime(at, own[0].received, assignment.created).is_late(assignment.settings.due)
            is_reopened = reopened.get(id_, -inf) >= own[0].received
        states.append(LearnerState(learner, len(own), at, is_late, is_reopened, id_ in members))
    return tuple(sorted(states, key=lambda state: bool(state.times)))


def assignment_rows(desk: Desk) -> tuple[AssignmentRow, ...]:
    """All assignments, the newest first, without their banks, which take longer to read."""
    questions = desk.store.question_counts()
    rows = []
    for line in desk.store.assignments():
        members = {member.id for member in desk.store.members_of(line.id)}
        rows.append(AssignmentRow(line, questions[line.id], len(members), len(_handed_in(desk, line.id) & members)))
    return tuple(rows)


def missing(desk: Desk, assignment_id: str) -> tuple[Member, ...]:
    """The members of the class from whom nothing has come in that counts, in the order of the list."""
    handed = _handed_in(desk, assignment_id)
    return tuple(member for member in desk.store.members_of(assignment_id) if member.id not in handed)


def _handed_in(desk: Desk, assignment_id: str) -> set[str]:
    """The ids of the learners of whom something counts."""
    return {entry.learner for entry in effective(desk.store.entries(assignment_id)) if isinstance(entry, Collected)}

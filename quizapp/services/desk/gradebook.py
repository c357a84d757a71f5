"""The gradebook of a class, from the grades of its assignments."""

import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import NamedTuple

from quizapp.domain.assignment import Assignment
from quizapp.domain.classroom import Classroom, Member
from quizapp.domain.desk_entry import Entry
from quizapp.domain.gradebook import CellState, Gradebook, GradeCell, GradeRow
from quizapp.domain.marked_attempt import Total
from quizapp.domain.question import Question
from quizapp.errors import QuizAppError
from quizapp.services.desk.collecting import waiting
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.grading import GradedLearner, Grades, grades_of
from quizapp.services.desk.words import did_you_mean

_MISSING = GradeCell("missing", Total())


def graded(desk: Desk, assignment_id: str) -> tuple[Grades, tuple[Entry, ...]]:
    """The grades of an assignment by all that the desk has of it, and the entries that they rest on."""
    assignment = desk.assignment(assignment_id)
    entries = desk.store.entries(assignment_id)
    return grades_of(assignment, desk.received(assignment_id), entries), entries


def people(desk: Desk, assignment: Assignment, handed_in: Iterable[str]) -> tuple[Member, ...]:
    """Those whom an assignment was handed to, and then others of the desk among `handed_in`, ids of learners.

    A learner may have come to the class later, and been named by the teacher; all have the names that they have now.
    """
    known = {each.id: each for each in desk.store.learners()}
    listed = {member.id: known.get(member.id, member) for member in assignment.members}
    return tuple((listed | {id_: known[id_] for id_ in handed_in if id_ in known}).values())


def find_question(grades: Grades, name: str) -> tuple[int, Question]:
    """The part and the question that is called `name`, or ``2:name`` for the one in the second part.

    Raises:
        QuizAppError: there is none, or more than one.
    """
    number, _, id_ = name.rpartition(":")
    found = [
        (part, question)
        for part, bank in enumerate(grades.banks)
        for question in bank.questions
        if question.id == id_ and number in ("", str(part + 1))
    ]
    if len(found) == 1:
        return found.pop()
    if found:
        names = ", ".join(f"{part + 1}:{id_}" for part, _ in found)
        raise QuizAppError(
            "There are %n questions “{id}”.", "Name one of them: {names}.", n=len(found), id=id_, names=names
        )
    known = [question.id for bank in grades.banks for question in bank.questions]
    hint = did_you_mean(id_, known, "Its questions are listed by: quizapp analyze")
    raise QuizAppError("There is no question “{name}” in this assignment.", hint, name=name)


class Column(NamedTuple):
    """An assignment of a gradebook: the cells of the learners who handed in, by their ids, and their names."""

    id: str
    title: str
    cells: dict[str, GradeCell]
    names: dict[str, str]


class GradebookReader:
    """Reads gradebooks, and keeps what it has read as long as the desk has nothing new of an assignment.

    Args:
        seconds: after so long, `read` gives what it has read so far.
    """

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._columns: dict[str, tuple[tuple[int, int], Column]] = {}
        """The version of each assignment that was read, as `DeskStore.version_of` gives it, and its column."""

    def read(self, desk: Desk, room: Classroom) -> tuple[Gradebook, int]:
        """Read the gradebook of a class, with the oldest assignment first.

        Gives it, and how many of its assignments are not read yet; these are missing in it, and read by the next call.
        """
        lines = sorted(desk.store.assignments(room.id), key=lambda line: (line.created, line.id))
        until = time.monotonic() + self._seconds
        columns: list[Column] = []
        is_new = False
        for line in lines:
            version = desk.store.version_of(line.id)
            known = self._columns.get(line.id)
            if known is None or known[0] != version:
                if is_new and time.monotonic() > until:
                    break
                is_new = True
                known = self._columns[line.id] = (version, column_of(desk, line.id))
            columns.append(known[1])
        return book_of(room.name, _members(desk, room, columns), columns), len(lines) - len(columns)


def column_of(desk: Desk, assignment_id: str) -> Column:
    """The column of an assignment by all that the desk has of it."""
    grades = graded(desk, assignment_id)[0]
    held = Counter(
        each.received.submission.learner for each in waiting(desk, assignment_id) if each.kind == "second_key"
    )
    return column(grades, held)


def gradebook_of(desk: Desk, room: Classroom) -> Gradebook:
    """The gradebook of a class over all of its assignments, the oldest first."""
    return GradebookReader(inf).read(desk, room)[0]


def _members(desk: Desk, room: Classroom, columns: Sequence[Column]) -> list[Member]:
    """Those of the class, and then those who handed in and are no longer in it, by the names that they have now."""
    known = {each.id: each for each in desk.store.learners()}
    return [*room.members, *(known[id_] for each in columns for id_ in each.names if id_ in known)]


def column(grades: Grades, held: Mapping[str, int] | None = None) -> Column:
    """The column of an assignment; `held` is the number of files of a learner that wait for the teacher's decision."""
    held = held or {}
    learners = {*grades.learners, *held}
    cells = {id_: _cell(grades.learners.get(id_), held.get(id_, 0)) for id_ in learners}
    names = {id_: each.counted.submission.name for id_, each in grades.learners.items()}
    return Column(grades.assignment.id, grades.assignment.title, cells, names)


def book_of(class_name: str, members: Sequence[Member], columns: Sequence[Column]) -> Gradebook:
    """The gradebook of a class with these members, and of others who are in its `columns`."""
    names = {member.id: member.name for member in members}
    for each in columns:
        for id_, name in each.names.items():
            names.setdefault(id_, name)
    rows = tuple(
        GradeRow(id_, name, tuple(each.cells.get(id_, _MISSING) for each in columns)) for id_, name in names.items()
    )
    return Gradebook(class_name, tuple(each.id for each in columns), tuple(each.title for each in columns), rows)


def _cell(graded: GradedLearner | None, held: int) -> GradeCell:
    if graded is None:
        return GradeCell("held", Total(), held=held) if held else _MISSING
    state: CellState = "reopened" if graded.is_reopened else "handed_in"
    odd = graded.time if graded.time.is_odd else None
    return GradeCell(state, graded.total, graded.unrated, graded.is_late, graded.is_released, held, odd)

"""The gradebook of a class, from the grades of its assignments."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from quizapp.domain.assignment import Assignment
from quizapp.domain.classroom import Classroom, Member
from quizapp.domain.desk_entry import Entry
from quizapp.domain.gradebook import CellState, Gradebook, GradeCell, GradeRow
from quizapp.domain.marked_attempt import Total
from quizapp.domain.question import Question
from quizapp.domain.text import suggestion
from quizapp.errors import QuizAppError
from quizapp.services.desk.collecting import waiting
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.grading import GradedLearner, Grades
from quizapp.services.desk.mending import grades_of

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
        return found[0]
    if found:
        names = ", ".join(f"{part + 1}:{id_}" for part, _ in found)
        raise QuizAppError(f"There are {len(found)} questions “{id_}”.", f"Name one of them: {names}.")
    near = suggestion(id_, [question.id for bank in grades.banks for question in bank.questions])
    hint = f"Did you mean “{near}”?" if near else "Its questions are listed by: quizapp analyze"
    raise QuizAppError(f"There is no question “{name}” in this assignment.", hint)


def gradebook_of(desk: Desk, room: Classroom) -> Gradebook:
    """The gradebook of a class over all of its assignments, the oldest first."""
    lines = sorted(desk.store.assignments(room.id), key=lambda line: (line.created, line.id))
    found = [graded(desk, line.id)[0] for line in lines]
    held = Counter(
        (grades.assignment.id, each.received.submission.learner)
        for grades in found
        for each in waiting(desk, grades.assignment)
        if each.kind == "second_key"
    )
    known = {each.id: each for each in desk.store.learners()}
    others = [known[id_] for grades in found for id_ in grades.learners if id_ in known]
    return gradebook(room.name, [*room.members, *others], found, held)


def gradebook(
    class_name: str,
    members: Sequence[Member],
    graded: Sequence[Grades],
    held: Mapping[tuple[str, str], int] | None = None,
) -> Gradebook:
    """The gradebook of a class with these members, over the assignments that were `graded`.

    `held` is the number of files of an assignment and a learner that wait for the teacher's decision.
    """
    names = {member.id: member.name for member in members}
    for grades in graded:
        for id_, learner in grades.learners.items():
            names.setdefault(id_, learner.counted.submission.name)
    rows = tuple(
        GradeRow(
            id_,
            name,
            tuple(
                _cell(grades.learners.get(id_), (held or {}).get((grades.assignment.id, id_), 0)) for grades in graded
            ),
        )
        for id_, name in names.items()
    )
    assignments = tuple(grades.assignment.id for grades in graded)
    return Gradebook(class_name, assignments, tuple(grades.assignment.title for grades in graded), rows)


def _cell(graded: GradedLearner | None, held: int) -> GradeCell:
    if graded is None:
        return GradeCell("held", Total(), held=held) if held else _MISSING
    state: CellState = "reopened" if graded.is_reopened else "handed_in"
    return GradeCell(state, graded.total, graded.unrated, graded.is_late, graded.is_released, held)

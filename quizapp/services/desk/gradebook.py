"""The gradebook of a class, from the grades of its assignments."""

from collections.abc import Sequence

from quizapp.domain.classroom import Member
from quizapp.domain.gradebook import CellState, Gradebook, GradeCell, GradeRow
from quizapp.domain.marked_attempt import Total
from quizapp.services.desk.grading import GradedLearner, Grades

_NOTHING = Total()
_MISSING = GradeCell("missing", _NOTHING)


def gradebook(class_name: str, members: Sequence[Member], graded: Sequence[Grades]) -> Gradebook:
    """The gradebook of a class with these members, over the assignments that were `graded`."""
    names = {member.id: member.name for member in members}
    for grades in graded:
        for learner in grades.learners.values():
            if learner.learner not in names:
                names[learner.learner] = _name_in_file(learner) or learner.learner
    rows = tuple(
        GradeRow(id_, name, tuple(_cell(grades.learners.get(id_)) for grades in graded)) for id_, name in names.items()
    )
    assignments = tuple(grades.assignment.id for grades in graded)
    return Gradebook(class_name, assignments, tuple(grades.assignment.title for grades in graded), rows)


def missing(members: Sequence[Member], grades: Grades) -> tuple[Member, ...]:
    """The members of whom nothing counts yet, in the order of the list."""
    there = {id_ for id_, graded in grades.learners.items() if graded.handed.counted is not None}
    return tuple(member for member in members if member.id not in there)


def _name_in_file(learner: GradedLearner) -> str:
    files = (learner.handed.counted, *learner.handed.earlier, *learner.handed.held)
    return next((file.submission.name for file in files if file is not None), "")


def _cell(graded: GradedLearner | None) -> GradeCell:
    if graded is None:
        return _MISSING
    held = len(graded.handed.held)
    if graded.handed.counted is None:
        return GradeCell("held" if held else "missing", _NOTHING, held=held)
    state: CellState = "reopened" if graded.is_reopened else "handed_in"
    return GradeCell(state, graded.total, graded.unrated, graded.is_late, graded.is_released, held)

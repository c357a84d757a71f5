"""The gradebook of a class, from the grades of its assignments."""

from collections.abc import Mapping, Sequence

from quizapp.domain.classroom import Member
from quizapp.domain.gradebook import CellState, Gradebook, GradeCell, GradeRow
from quizapp.domain.marked_attempt import Total
from quizapp.services.desk.grading import GradedLearner, Grades

_MISSING = GradeCell("missing", Total())


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
            names.setdefault(id_, learner.counted.submission.name)  # no longer on the list
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

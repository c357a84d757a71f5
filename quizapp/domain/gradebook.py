"""The gradebook: learners × assignments."""

from typing import Literal, NamedTuple

from quizapp.domain.assignment import HandInTime
from quizapp.domain.mark import exact_sum
from quizapp.domain.marked_attempt import Total

CellState = Literal["missing", "handed_in", "reopened", "held"]
"""`reopened`: it was given back, and has not come in again. `held`: the teacher has to decide whose work it is."""


class GradeCell(NamedTuple):
    """The result of a learner in an assignment.

    `total` has no points where nothing came in. `unrated` is how many written answers wait to be rated, `held` how many
    files wait for the teacher's decision. `odd_time` is the moment of handing in, where the learner's clock cannot be
    right.
    """

    state: CellState
    total: Total
    unrated: int = 0
    is_late: bool = False
    is_released: bool = False
    held: int = 0
    odd_time: HandInTime | None = None


class GradeRow(NamedTuple):
    """A learner's cells, one for each assignment. `learner` is an id, or a name that is on no list."""

    learner: str
    name: str
    cells: tuple[GradeCell, ...]

    @property
    def total(self) -> Total:
        """The sum over the assignments that came in; a missing one counts in none of its numbers."""
        return Total(
            exact_sum(cell.total.earned for cell in self.cells),
            exact_sum(cell.total.possible for cell in self.cells),
            exact_sum(cell.total.unmarked for cell in self.cells),
        )


class Gradebook(NamedTuple):
    """The grades of a class: `assignments` are ids, `titles` their names; learners who are on no list come last."""

    class_name: str
    assignments: tuple[str, ...]
    titles: tuple[str, ...]
    rows: tuple[GradeRow, ...]

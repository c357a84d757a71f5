"""Marks that teachers gave, in the feedback that a learner has opened: they count in what the learner has done."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.errors import QuizAppError
from quizapp.storage.journal import Journal

_FEEDBACK = "*/{learner}/*.quizfeedback"


class Given(NamedTuple):
    """An attempt as a teacher marked it, with feedback that was released at a time in seconds since the epoch."""

    marked: MarkedAttempt
    released: float


class GivenMarks:
    """The marks that one learner was given, by the feedback beside the journal. Feedback is read again once it changes.

    What was handed in anew after the feedback has no marks until there is newer feedback.
    """

    def __init__(self, journal: Journal, learner: str) -> None:
        self._journal = journal
        self._learner = learner
        self._folder = journal.file.parent / "assignments"
        self._read: dict[Path, tuple[object, dict[str, Given]]] = {}

    def by_attempt(self) -> Mapping[str, Given]:
        """The attempts that have been marked, by their ids. It waits for the disk; what is damaged is left out."""
        found: dict[str, Given] = {}
        for file in sorted(self._folder.glob(_FEEDBACK.format(learner=self._learner))):
            try:
                stamps = *map(_stamp, sorted(file.parent.iterdir())), _stamp(file.parent.parent)
            except OSError:  # deleted meanwhile
                continue
            known = self._read.get(file)
            if known is None or known[0] != stamps:
                known = self._read[file] = (stamps, dict(self._given(file.parent.parent.name)))
            found |= known[1]
        return found

    def _given(self, assignment: str) -> Iterator[tuple[str, Given]]:
        # imported where there is feedback at all: all of this takes a while
        from quizapp.services.assigned_work import AssignedWork
        from quizapp.services.assignment_feedback import kept_feedback
        from quizapp.services.assignments import Assignments

        try:
            learner = next(each for each in self._journal.learners() if each.id == self._learner)
            assignments = Assignments(self._folder.parent)
            work = AssignedWork(assignments, assignments.get(assignment), learner, self._journal)
            given, (last, _) = kept_feedback(work), work.last_receipts()
        except (QuizAppError, StopIteration):  # damaged; opening it says so
            return
        if last is not None and last.number == given.number:
            for part in given.parts:
                yield part.attempt_id, Given(part.marked, given.released)


def _stamp(path: Path) -> tuple[str, int, int]:
    state = path.stat()
    return path.name, state.st_mtime_ns, state.st_size

"""Marks that a learner sees after handing in, and not while the other parts of the assignment are still to be taken."""

from pathlib import Path

from quizapp.errors import QuizAppError
from quizapp.services.assignment_places import AssignmentPlaces


class WithheldMarks:
    """The parts of assignments whose marks one learner may not see yet; `data` is the folder of the user's data."""

    def __init__(self, data: Path, learner: str) -> None:
        self._places = AssignmentPlaces(data)
        self._learner = learner
        self._known: dict[str, frozenset[str]] = {}

    def read(self) -> frozenset[tuple[str, str]]:
        """Each such part by the id of its assignment and the content hash of its bank. It waits for the disk."""
        found: set[tuple[str, str]] = set()
        for id_ in self._places.begun_by(self._learner):
            from quizapp.services.assigned_work import receipts_in  # who has no assignment needs none of it

            if not any(receipt.file for receipt in receipts_in(self._places.of_learner(id_, self._learner))):
                found |= {(id_, content_hash) for content_hash in self._told_when_handed_in(id_)}
        return frozenset(found)

    def _told_when_handed_in(self, id_: str) -> frozenset[str]:
        """The content hashes of the parts of an assignment that tells marks after handing in; else nothing."""
        if id_ not in self._known:
            from quizapp.services.assignments import Assignments

            try:
                assignment = Assignments(self._places.data).get(id_).assignment
            except QuizAppError:  # damaged; it is opened again before it goes on
                return frozenset()
            tells = assignment.settings.shown == "handed_in"
            self._known[id_] = frozenset(part.bank.content_hash for part in assignment.parts if tells)
        return self._known[id_]

"""Places of what belongs to assignments in a learner's data folder. Nothing of it is read or imported at a start.

============================================  ==========================================================
``assignments/ID/assignment.quizassign``      the assignment, as it was opened
``assignments/ID/place.json``                 where its file stands, and the desk that signed it
``assignments/ID/LEARNER/learner.json``       the name that a learner picked
``assignments/ID/LEARNER/N.quizanswers``      what was handed in the Nth time, sealed
``assignments/ID/LEARNER/N.json``             its receipt
``assignments/ID/LEARNER/N.quizreopen``       the teacher's word that the learner may go on with it
``assignments/ID/LEARNER/feedback.quizfeedback``  what the teacher said of it
``assignments/ID/LEARNER/seen.json``          the marks that the learner has seen
``hand-in-keys/LEARNER.key``                  the key with which a learner signs
============================================  ==========================================================
"""

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import msgspec

from quizapp.errors import QuizAppError, reason_of

Kept = TypeVar("Kept", bound=msgspec.Struct)


class AssignmentPlaces:
    """The folders of assignments and keys in the folder `data`. Making it creates nothing."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.assignments = data / "assignments"
        self.keys = data / "hand-in-keys"

    def of(self, assignment: str) -> Path:
        """The folder of an assignment, by its id."""
        return self.assignments / assignment

    def of_learner(self, assignment: str, learner: str) -> Path:
        """The folder of what one learner has of an assignment, by their ids."""
        return self.of(assignment) / learner

    def begun_by(self, learner: str) -> tuple[str, ...]:
        """The ids of the assignments that one learner has something of."""
        try:
            return tuple(each.name for each in self.assignments.iterdir() if learner and (each / learner).is_dir())
        except OSError:  # there is none
            return ()

    def key(self, learner: str) -> Path:
        """The file of the key with which a learner signs."""
        return self.keys / f"{learner}.key"

    def forget(self, learner: str) -> None:
        """Delete all that one learner has of assignments, and their key.

        Raises:
            QuizAppError: something cannot be deleted.
        """
        if not learner:
            return
        try:
            folders = list(self.assignments.iterdir()) if self.assignments.is_dir() else []
            for folder in folders:
                if (folder / learner).is_dir():
                    shutil.rmtree(folder / learner)
            with suppress(FileNotFoundError):
                self.key(learner).unlink()
        except OSError as error:
            raise QuizAppError(
                "The assignments of this learner cannot be deleted: {reason}.",
                "Delete them in the folder {assignments}.",
                reason=reason_of(error),
                assignments=self.assignments,
            ) from error


def kept_record(file: Path, record: type[Kept]) -> Kept | None:
    """The `record` that is kept in `file` as JSON; None where there is none, or the disk has damaged it."""
    try:
        return msgspec.json.decode(file.read_bytes(), type=record)
    except (OSError, ValueError):
        return None

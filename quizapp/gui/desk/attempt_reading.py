"""Reading what one learner handed in, with all that is said of it."""

from typing import NamedTuple

from quizapp.domain.assignment import Received
from quizapp.domain.desk_entry import AssignmentReopened
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.gradebook import people
from quizapp.services.desk.grading import GradedLearner, Grades, grades_of, standing


class FoundAttempt(NamedTuple):
    """All that is shown of an attempt: the grades as far as they are this learner's, and what the entries say besides.

    `files` are the submissions, with the one that counts first; those of the digests `after_release` came in when they
    had been told the key.
    """

    grades: Grades
    learner: GradedLearner
    files: tuple[Received, ...]
    after_release: frozenset[str]
    known: int
    reopenings: tuple[AssignmentReopened, ...]
    phrases: tuple[str, ...]
    name: str
    now: float


def read_attempt(desk: Desk, place: tuple[str, str], file: str) -> FoundAttempt | None:
    """Read one learner's submissions; the one whose file has this digest, or, for none, the one that counts."""
    of, learner = place
    assignment, entries = desk.assignment(of), desk.store.entries(of)
    mine = tuple(each for each in desk.received(of) if each.submission.learner == learner)
    grades = grades_of(assignment, mine, entries)
    graded = grades.learners.get(learner)
    if graded is None:
        return None
    files, after_release = (graded.counted, *graded.earlier), graded.after_release
    chosen = next((each for each in files if each.digest == file), None)
    if chosen is not None and chosen is not graded.counted:
        grades = grades_of(assignment, [chosen], entries)
        graded = grades.learners[learner]
    names = {member.id: member.name for member in people(desk, assignment, [learner])}
    return FoundAttempt(
        grades,
        graded,
        files,
        after_release,
        len(entries),
        tuple(each for each in standing(entries) if isinstance(each, AssignmentReopened) and each.learner == learner),
        desk.store.phrases(),
        names.get(learner, graded.counted.submission.name),
        desk.clock(),
    )

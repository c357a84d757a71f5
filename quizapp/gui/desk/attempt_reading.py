"""Reading what one learner handed in, with all that is said of it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from quizapp.domain.assignment import Received
from quizapp.domain.desk_entry import AssignmentReopened, Entry, Overridden
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.gradebook import people
from quizapp.services.desk.grading import GradedLearner, Grades, grades_of, standing


class FoundAttempt(NamedTuple):
    """All that is shown of an attempt: the grades as far as they are this learner's, and what the entries say besides.

    `files` are the submissions, with the one that counts first; those of the digests `after_release` came in when they
    had been told the key. `reasons` are those of points that were set, by part and question.
    """

    grades: Grades
    learner: GradedLearner
    files: tuple[Received, ...]
    after_release: frozenset[str]
    known: int
    reasons: Mapping[tuple[int, str], str]
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
    counts = [entry for entry in standing(entries) if entry is not None]
    return FoundAttempt(
        grades,
        graded,
        files,
        after_release,
        len(entries),
        _reasons(counts, learner),
        tuple(each for each in counts if isinstance(each, AssignmentReopened) and each.learner == learner),
        desk.store.phrases(),
        names.get(learner, graded.counted.submission.name),
        desk.clock(),
    )


def _reasons(entries: Iterable[Entry], learner: str) -> dict[tuple[int, str], str]:
    return {
        (entry.part, entry.question): entry.why
        for entry in entries
        if isinstance(entry, Overridden) and entry.learner == learner and entry.points is not None
    }

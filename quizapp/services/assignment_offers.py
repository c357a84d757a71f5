"""Offers to a learner: assignments in the folder that is watched, unfinished ones, and new feedback.

All of it waits for the disk.
"""

from pathlib import Path
from typing import Literal, NamedTuple

from quizapp.domain.people import Learner
from quizapp.errors import QuizAppError
from quizapp.formats.envelope import FileRefusedError
from quizapp.services.assigned_work import AssignedWork
from quizapp.services.assignment_feedback import is_feedback_new, take_feedback
from quizapp.services.assignments import Assignments, Found, found_at, found_in
from quizapp.storage.journal import Journal

OfferKind = Literal["pending", "feedback", "reopened", "begun", "new"]
ORDER: tuple[OfferKind, ...] = ("pending", "feedback", "reopened", "begun", "new")
"""The kinds of offers, the most urgent first."""


class Offer(NamedTuple):
    """Something that a learner can do with an assignment, by its id.

    It was handed in, but its file is not where it belongs (`pending`); there is feedback that was not seen; it was
    given back; it was begun, and not handed in; or it is `new`, and in `file`.
    """

    kind: OfferKind
    assignment: str
    title: str
    file: Path | None = None


class TakenFile(NamedTuple):
    """A file of feedback, or a reopening, that belongs to `learner`, and is kept for them."""

    kind: Literal["feedback", "reopening"]
    assignment: str
    learner: Learner


class Offers:
    """Looks for what there is for a learner. Files in the watched folder are tried once, until they change."""

    def __init__(self, assignments: Assignments, journal: Journal) -> None:
        self._assignments = assignments
        self._journal = journal
        self._tried: dict[Path, tuple[int, int]] = {}

    def look(self, learner: Learner, *folders: Path) -> tuple[Offer, ...]:
        """Gather what there is for `learner`; in `folders`, what has come for anybody here is taken first."""
        found = [each for folder in folders for each in found_in(folder)]
        known = {each.id for each in self._assignments.opened()}
        for each in found:
            if each.kind != "assignment" and each.assignment in known and self._is_untried(each.path):
                self._try(each)
        offers = {offer.assignment: offer for listed in known if (offer := self._of(listed, learner)) is not None}
        done = {id_ for id_ in known if self._assignments.places.of_learner(id_, learner.id).is_dir()}
        for each in found:
            if each.kind == "assignment" and each.assignment not in done | set(offers):
                offers[each.assignment] = Offer("new", each.assignment, each.title, each.path)
        return tuple(sorted(offers.values(), key=lambda each: (ORDER.index(each.kind), each.title.casefold())))

    def _is_untried(self, path: Path) -> bool:
        try:
            state = path.stat()
        except OSError:
            return False
        stamp = state.st_mtime_ns, state.st_size
        is_untried = self._tried.get(path) != stamp
        self._tried[path] = stamp
        return is_untried

    def _try(self, found: Found) -> None:
        try:
            take_file(self._assignments, self._journal, found.path)
        except QuizAppError:  # somebody else's, on another computer; whoever opens it is told
            return

    def _of(self, id_: str, learner: Learner) -> Offer | None:
        if not self._assignments.places.of_learner(id_, learner.id).is_dir():
            return None
        try:
            work = AssignedWork(self._assignments, self._assignments.get(id_), learner, self._journal)
            kind = _kind_of_offer(work)
        except QuizAppError:  # damaged; opening it says so
            return None
        return Offer(kind, id_, work.assignment.title) if kind is not None else None


def _kind_of_offer(work: AssignedWork) -> OfferKind | None:
    if work.named is None:
        return None
    last, pending = work.last_receipts()
    if pending is not None:
        return "pending"
    if last is None:
        return "begun"
    if is_feedback_new(work):
        return "feedback"
    return "reopened" if work.reopening(last.number) is not None else None


def take_file(assignments: Assignments, journal: Journal, file: Path, first: Learner | None = None) -> TakenFile:
    """Keep feedback, or a reopening, for the learner of this computer whom it is for; `first` is asked first.

    Raises:
        QuizAppError: it is for nobody here, or nothing comes of it for another reason. Nothing has changed.
    """
    found = found_at(file)
    opened = assignments.get(found.assignment)
    learners = [
        each for each in journal.learners() if assignments.places.of_learner(found.assignment, each.id).is_dir()
    ]
    learners.sort(key=lambda each: first is None or each.id != first.id)
    refused: list[QuizAppError] = []
    for learner in learners:
        work = AssignedWork(assignments, opened, learner, journal)
        try:
            if found.kind == "feedback":
                take_feedback(work, file)
                return TakenFile("feedback", found.assignment, learner)
            work.take_reopening(file)
            return TakenFile("reopening", found.assignment, learner)
        except QuizAppError as error:
            refused.append(error)
    plain = [each for each in refused if not (isinstance(each, FileRefusedError) and each.reason == "not_for_us")]
    raise next(iter([*plain, *refused]), _nobody(opened.assignment.title))


def _nobody(title: str) -> QuizAppError:
    return QuizAppError("Nobody has handed in “{title}” here.", "Open this file where it was handed in.", title=title)

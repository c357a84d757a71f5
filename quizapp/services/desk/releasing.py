"""Releasing: a learner is told marks, key and evidence, by a file for the learner's own window."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from quizapp.domain.desk_entry import Entry, Mended, Released
from quizapp.domain.feedback import AnswerFeedback, Feedback, PartFeedback
from quizapp.domain.mark import Points
from quizapp.domain.marked_attempt import MarkedQuestion
from quizapp.errors import QuizAppError
from quizapp.file_names import write_new
from quizapp.formats.feedback_file import SUFFIX, check_feedback, write_feedback
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.gradebook import graded
from quizapp.services.desk.grading import GradedLearner, Grades, effective
from quizapp.services.desk.rating import levels_in
from quizapp.texts import N_

_MEND_TEXTS = N_(
    {
        "replaced": "Your teacher changed the key or the points of this question",
        "also": "Your teacher accepts another answer too",
        "full_marks": "Your teacher gave everybody full points for this question",
        "left_out": "Your teacher left this question out",
    }
)


class Release(NamedTuple):
    """The files that were written, by the learner, and those of whom a written answer is not rated yet.

    `on_paper` are those whose answers were typed in from paper: they have no program that could open a file, and are
    told nothing until their feedback is printed. `feedback` is what each of the others is told, by `grades`.
    """

    files: dict[str, Path]
    unrated: tuple[str, ...]
    on_paper: tuple[str, ...]
    grades: Grades
    feedback: dict[str, Feedback]


def release(desk: Desk, assignment_id: str, learners: Sequence[str], folder: Path) -> Release:
    """Let these learners see their marks; writes a file of feedback for each into `folder`.

    See `tell`.

    Raises:
        QuizAppError: as `tell` raises it; or as `write_told` raises it, and the files before it are there.
    """
    grades, _ = graded(desk, assignment_id)
    there = [id_ for id_ in dict.fromkeys(learners) if id_ in grades.learners]
    unrated = tuple(id_ for id_ in there if grades.learners[id_].unrated)
    own = desk.verify_key.hex()
    on_paper = tuple(id_ for id_ in there if grades.learners[id_].counted.signer == own)
    if there and len(on_paper) == len(there):
        return Release({}, unrated, on_paper, grades, {})
    grades, feedback = tell(desk, assignment_id, [id_ for id_ in there if id_ not in on_paper])
    files = {}
    for id_, told in feedback.items():
        data = write_feedback(told, desk.keys.signing_seed, bytes.fromhex(grades.learners[id_].counted.signer))
        files[id_] = write_told(folder, f"{grades.assignment.title} - {told.name}", SUFFIX, data)
    return Release(files, unrated, on_paper, grades, feedback)


def write_told(folder: Path, title: str, suffix: str, data: bytes) -> Path:
    """Write what is told to a learner whose marks are released, as `write_new` does.

    Raises:
        QuizAppError: it cannot be written; the remedy is another one, as the desk has the marks as released.
    """
    try:
        return write_new(folder, title, suffix, data)
    except QuizAppError as error:
        raise QuizAppError(
            error.what, "Release the marks again, into another folder: some learners have no file yet."
        ) from error


def tell(desk: Desk, assignment_id: str, learners: Sequence[str], why: str = "") -> tuple[Grades, dict[str, Feedback]]:
    """Release the marks of these learners; gives the grades, and what is told to each, by the learner's id.

    One who has handed nothing in is left out. The entry is made first, so that nobody sees what the audit does not
    know; who was told before gets no second one.

    Raises:
        QuizAppError: nobody of them has handed in, no file can hold what is said to one of them, or the desk was
            changed meanwhile; nothing was released.
    """
    grades, entries = graded(desk, assignment_id)
    there = [id_ for id_ in dict.fromkeys(learners) if id_ in grades.learners]
    if not there:
        raise QuizAppError("None of these learners has handed in.", "Collect the answers first.")
    now = desk.clock()
    feedback = {id_: _checked(feedback_of(grades, entries, grades.learners[id_], now)) for id_ in there}
    if new := tuple(id_ for id_ in there if not grades.learners[id_].is_released):
        desk.store.append(assignment_id, Released(at=now, who=desk.who, why=why, learners=new), len(entries))
    return grades, feedback


def _checked(feedback: Feedback) -> Feedback:
    try:
        check_feedback(feedback)
    except ValueError as error:
        raise QuizAppError(
            "The remarks to {name} cannot be written into a file: they are too long, or have odd characters.",
            "Write it again, and release again.",
            name=feedback.name,
        ) from error
    return feedback


def feedback_of(grades: Grades, entries: Sequence[Entry], learner: GradedLearner, at: float) -> Feedback:
    """All that a learner is told of what was handed in, by `entries` so far; released at `at`."""
    mends = _mends(effective(entries))
    submission = learner.counted.submission
    parts = {}
    for index, marked in learner.parts.items():
        answers = {}
        for entry in marked.questions:
            told = _of_answer(entry, mends.get((index, entry.question.id), ""))
            if told != AnswerFeedback():
                answers[entry.question.id] = told
        handed = submission.parts[str(index)]
        remark = learner.remark if index == min(learner.parts) else ""
        parts[str(index)] = PartFeedback(handed.attempt, len(handed.events), grades.banks[index], answers, remark)
    return Feedback(submission.assignment, learner.learner, submission.name, submission.number, at, parts)


def _mends(entries: Sequence[Entry]) -> Mapping[tuple[int, str], str]:
    texts: dict[tuple[int, str], str] = {}
    for entry in entries:
        if isinstance(entry, Mended):
            place = (entry.part, entry.question)
            text = f"{_MEND_TEXTS[entry.mend.kind]}: {entry.why}"
            texts[place] = f"{texts[place]} · {text}" if place in texts else text
    return texts


def _of_answer(entry: MarkedQuestion, mended: str) -> AnswerFeedback:
    mark = entry.mark
    is_set = isinstance(mark, Points) and mark.rule in ("set", "full_marks")
    return AnswerFeedback(
        rating=levels_in(entry),
        points=str(mark.earned) if is_set and isinstance(mark, Points) else None,
        why=entry.adjustment.why if entry.adjustment is not None else "",
        mended=mended,
        left_out=bool(mended) and not entry.is_done,
        remark=entry.remark,
    )

"""Feedback of a teacher, opened by the learner who handed the work in: marks, the key, and what the teacher says."""

from collections.abc import Mapping
from fractions import Fraction
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import msgspec

from quizapp.domain.event import Rated
from quizapp.domain.feedback import AnswerFeedback, Feedback, PartFeedback
from quizapp.domain.mark import earned
from quizapp.domain.marked_attempt import Adjustment, MarkedAttempt, Total
from quizapp.errors import QuizAppError
from quizapp.formats.envelope import read_file
from quizapp.formats.feedback_file import KIND, read_feedback
from quizapp.services.assigned_work import FEEDBACK, AssignedWork, is_for
from quizapp.services.assignment_places import kept_record
from quizapp.services.hand_in_key import signing_seed
from quizapp.services.marking import mark_attempt, replay_unrated
from quizapp.whole_file import write_whole

_SEEN = "seen.json"


class MarkedPart(NamedTuple):
    """A part, by its index, as the teacher marked it; `remark` is on the whole of it.

    `answers` are the teacher's words and changes, by the ids of the questions, and `adjustments` what they do to the
    marks. `started` is when the attempt began, in seconds since the epoch.
    """

    part: int
    marked: MarkedAttempt
    started: float
    answers: Mapping[str, AnswerFeedback]
    remark: str
    adjustments: Mapping[str, Adjustment]
    attempt_id: str


class GivenFeedback(NamedTuple):
    """Feedback on what was handed in as `number`, released at a time in seconds since the epoch."""

    number: int
    released: float
    parts: tuple[MarkedPart, ...]

    @property
    def total(self) -> Total:
        """The points of all parts together."""
        totals = [part.marked.total for part in self.parts]
        return Total(*(sum(each, Fraction(0)) for each in zip(*totals, strict=True)))


def take_feedback(work: AssignedWork, file: Path) -> GivenFeedback:
    """Open feedback from its file, and keep it; what was released before it is replaced.

    Raises:
        QuizAppError: it is not this desk's, or not for this learner here, or older than what is there, or the attempt
            is not in the journal anymore; or it cannot be kept. Nothing has changed.
    """
    data = read_file(file, KIND.most)
    feedback = _read(work, data)
    try:
        known = _read(work, read_file(work.folder / FEEDBACK, KIND.most))
    except QuizAppError:  # none, or damaged
        known = None
    if known is not None and known.released > feedback.released:
        raise QuizAppError("There is newer feedback than this already.", "Look at what is there.")
    given = _marked(work, feedback)
    write_whole(work.folder / FEEDBACK, data)
    return given


def kept_feedback(work: AssignedWork) -> GivenFeedback:
    """The feedback that was opened last.

    Raises:
        QuizAppError: there is none, or it or the attempt cannot be read.
    """
    return _marked(work, _read(work, read_file(work.folder / FEEDBACK, KIND.most)))


class SeenFeedback(NamedTuple):
    """Feedback that the learner sees; `changed` are the parts and ids of questions whose marks were others before."""

    given: GivenFeedback
    changed: frozenset[tuple[int, str]]


class _Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The marks that were seen, by part and question, of the feedback of this `digest`; and which were changed then."""

    digest: str
    marks: dict[str, dict[str, str]]
    changed: list[tuple[int, str]] = []


def see_feedback(work: AssignedWork) -> SeenFeedback:
    """The feedback that was opened last, and what differs in it from the one that was seen before; it is seen now.

    Raises:
        QuizAppError: see `kept_feedback`; or it cannot be kept that it was seen.
    """
    given, digest = kept_feedback(work), _digest(work)
    marks = {str(part.part): _marks(part) for part in given.parts}
    seen = kept_record(work.folder / _SEEN, _Seen)
    changed = list(seen.changed) if seen is not None else []
    if seen is None or seen.digest != digest:
        before = seen.marks if seen is not None else {}
        changed = [
            (int(part), id_)
            for part, new in marks.items()
            for id_, mark in new.items()
            if before.get(part, {}).get(id_, mark) != mark
        ]
        write_whole(work.folder / _SEEN, msgspec.json.encode(_Seen(digest, marks, changed)))
    return SeenFeedback(given, frozenset(changed))


def is_feedback_new(work: AssignedWork) -> bool:
    """Tell whether there is feedback that the learner has not seen."""
    if not (work.folder / FEEDBACK).is_file():
        return False
    seen = kept_record(work.folder / _SEEN, _Seen)
    return seen is None or seen.digest != _digest(work)


def _marks(part: MarkedPart) -> dict[str, str]:
    """The marks of a part in figures, by question; what does not count or is not rated yet has none."""
    return {
        entry.question.id: f"{earned(entry.mark)}/{entry.mark.possible}" if entry.is_done and not entry.unmarked else ""
        for entry in part.marked.questions
    }


def _digest(work: AssignedWork) -> str:
    return blake2b(read_file(work.folder / FEEDBACK, KIND.most), digest_size=16).hexdigest()


def _read(work: AssignedWork, data: bytes) -> Feedback:
    feedback = read_feedback(data, signing_seed(work.places.key(work.learner.id)), work.opened.desk.verify)
    named = work.named
    if feedback.assignment != work.assignment.id:
        raise QuizAppError("This feedback is on another assignment.", "Open the file for this one.")
    if named is None or not is_for(named, feedback.learner, feedback.name):
        raise QuizAppError("This feedback is for {name}.", "Open the file that is for you.", name=feedback.name)
    return feedback


def _marked(work: AssignedWork, feedback: Feedback) -> GivenFeedback:
    parts = [_marked_part(work, int(index), part) for index, part in feedback.parts.items()]
    return GivenFeedback(feedback.number, feedback.released, tuple(sorted(parts, key=lambda each: each.part)))


def _marked_part(work: AssignedWork, index: int, part: PartFeedback) -> MarkedPart:
    started = work.journal.attempt(part.attempt).started
    handed = work.journal.events(part.attempt)[: part.events]
    attempt = replay_unrated(part.bank, handed)
    if (attempt.started.assignment, attempt.started.part) != (work.assignment.id, index):
        raise _does_not_fit()
    for id_, answer in part.answers.items():
        if answer.rating:
            attempt.apply(Rated(at=attempt.seconds, question=id_, rating=answer.rating, by="teacher"))
    adjustments = {id_: _adjustment(answer) for id_, answer in part.answers.items()}
    try:
        marked = mark_attempt(part.bank, attempt, adjustments)
    except KeyError as error:
        raise _does_not_fit() from error
    return MarkedPart(index, marked, started, part.answers, part.remark, adjustments, part.attempt)


def _adjustment(answer: AnswerFeedback) -> Adjustment:
    points = None if answer.points is None else Fraction(answer.points)
    return Adjustment((), False, points, answer.left_out, answer.remark, answer.why, answer.mended)


def _does_not_fit() -> QuizAppError:
    return QuizAppError("This feedback does not fit what you handed in.", "Ask your teacher for it again.")

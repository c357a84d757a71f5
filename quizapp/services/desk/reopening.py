"""Reopening: an assignment that was handed in by mistake, or cut short, is given back to one learner.

What came in after the release can be let count, too.
"""

from pathlib import Path

from quizapp.domain.assignment import Assignment, Reopening
from quizapp.domain.classroom import Member
from quizapp.domain.desk_entry import AssignmentReopened, SubmissionAllowed
from quizapp.errors import QuizAppError
from quizapp.file_names import write_new
from quizapp.formats.bounds import LONGEST_TEST
from quizapp.formats.reopening_file import SUFFIX, write_reopening
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.grading import effective, last_handed_in, too_late
from quizapp.services.desk.words import clean_words


def reopen(
    desk: Desk, assignment: Assignment, learner: Member, reason: str, folder: Path, extra_time: float = 0.0
) -> Path:
    """Let a learner go on with what was handed in last, for `extra_time` seconds more; gives the file to hand out.

    What was handed in stays. The reason is kept in the audit, and shown to the learner.

    Raises:
        QuizAppError: there is nothing to reopen or no reason, or it cannot be kept, and nothing was changed; or the
            file cannot be written: reopen it again.
    """
    reason = " ".join(clean_words(reason).split())
    if not reason:
        raise QuizAppError("There is no reason.", "Say why it is reopened: it is kept with the marks.")
    if not 0 <= extra_time <= LONGEST_TEST * 60:
        raise QuizAppError("The extra time is out of range.", "Give from 0 to {most} minutes.", most=LONGEST_TEST)
    last = last_handed_in(desk.received(assignment.id, with_parts=False), learner.id)
    if last is None:
        raise QuizAppError(
            "{name} has not handed in “{title}”.",
            "There is nothing to reopen.",
            name=learner.name,
            title=assignment.title,
        )
    handed, now = last.submission, desk.clock()
    data = write_reopening(
        Reopening(assignment.id, learner.id, handed.name, handed.number, reason, extra_time, now),
        desk.keys.signing_seed,
    )
    entry = AssignmentReopened(at=now, who=desk.who, why=reason, learner=learner.id, extra_time=extra_time)
    desk.store.append(assignment.id, entry)  # first: no file is out that the audit does not know
    return write_new(folder, f"{assignment.title} - {learner.name}", SUFFIX, data)


def let_count(desk: Desk, assignment_id: str, digest: str, reason: str) -> None:
    """Let a submission count that came in after the release; why is kept in the audit.

    Raises:
        QuizAppError: there is no such submission, it is none that does not count, or there is no reason.
    """
    reason = " ".join(clean_words(reason).split())
    if not reason:
        raise QuizAppError("There is no reason.", "Say why it counts: it is kept with the marks.")
    received, entries = desk.received(assignment_id, with_parts=False), desk.store.entries(assignment_id)
    late = too_late(received, effective(entries))
    learner = next((each.submission.learner for each in received if each.digest == digest and digest in late), None)
    if learner is None:
        raise QuizAppError("This did not come in after the release.", "Look at what came in once more.")
    entry = SubmissionAllowed(at=desk.clock(), who=desk.who, why=reason, learner=learner, submission=digest)
    desk.store.append(assignment_id, entry, len(entries))

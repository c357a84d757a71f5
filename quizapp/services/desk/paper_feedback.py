"""Feedback on paper, for learners who have no window to open a file of feedback in."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from quizapp.domain.desk_entry import Released
from quizapp.domain.feedback import AnswerFeedback, PartFeedback
from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.errors import QuizAppError, Translate, in_english
from quizapp.reports.attempt_report import SAID_NAMES, Report, attempt_report
from quizapp.reports.document import Fact
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.gradebook import graded
from quizapp.services.desk.releasing import feedback_of

RELEASED_ON_PAPER = "Printed."
"""The reason in the audit of marks that a learner is told on paper."""


def feedback_reports(
    desk: Desk, assignment_id: str, learners: Sequence[str], translate: Translate = in_english
) -> dict[str, tuple[Report, ...]]:
    """Release the marks of these learners, and give the reports of each, one for each text, by the learner's name.

    Who has handed nothing in is left out. The entry is made first, so that nobody sees what the audit does not know.

    Raises:
        QuizAppError: nobody of these has handed in, or the desk was changed meanwhile; nothing was released.
    """
    grades, entries = graded(desk, assignment_id)
    there = [id_ for id_ in learners if id_ in grades.learners]
    if not there:
        raise QuizAppError("Nobody of these has handed in.", "Collect the answers first.")
    now = desk.clock()
    new = tuple(id_ for id_ in there if not grades.learners[id_].is_released)
    if new:
        entry = Released(at=now, who=desk.who, why=RELEASED_ON_PAPER, learners=new)
        desk.store.append(assignment_id, entry, len(entries))
    found: dict[str, tuple[Report, ...]] = {}
    for id_ in there:
        learner = grades.learners[id_]
        feedback = feedback_of(grades, entries, learner, now)
        submission = learner.counted.submission
        reports = tuple(
            _report(
                grades.assignment.title,
                submission.name,
                marked,
                feedback.parts[str(index)],
                submission.parts[str(index)].started,
                translate,
            )
            for index, marked in learner.parts.items()
        )
        found[submission.name if submission.name not in found else f"{submission.name} ({len(found)})"] = reports
    return found


def _report(
    title: str, name: str, marked: MarkedAttempt, told: PartFeedback, started: float, translate: Translate
) -> Report:
    """The report of one part, with the teacher's words."""
    questions = tuple(
        msgspec.structs.replace(entry, remark=_words(told.answers.get(entry.question.id, AnswerFeedback())))
        for entry in marked.questions
    )
    report = attempt_report(
        marked._replace(questions=questions), started=datetime.fromtimestamp(started), name=name, translate=translate
    )
    report = report._replace(title=title)
    if told.remark:
        report = report._replace(facts=(*report.facts, Fact(translate(SAID_NAMES["remark"]), told.remark)))
    return report


def _words(told: AnswerFeedback) -> str:
    return " ".join(text for text in (told.remark, told.why, told.mended) if text)

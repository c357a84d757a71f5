"""Feedback on paper, for learners who have no window to open a file of feedback in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from quizapp.domain.feedback import AnswerFeedback, Feedback
from quizapp.domain.marked_attempt import Adjustment
from quizapp.reports.attempt_report import SAID_NAMES, Report, attempt_report
from quizapp.reports.document import Fact
from quizapp.services.desk.desk import Desk
from quizapp.services.desk.grading import GradedLearner, Grades
from quizapp.services.desk.reasons import RELEASED_ON_PAPER
from quizapp.services.desk.releasing import tell
from quizapp.texts import ENGLISH, Texts


def feedback_reports(
    desk: Desk, assignment_id: str, learners: Sequence[str], translate: Texts = ENGLISH
) -> dict[str, tuple[Report, ...]]:
    """Release the marks of these learners, and give the reports of each, one for each text, by the learner's name.

    See `tell`, which raises what this raises.
    """
    return reports_of(desk, *tell(desk, assignment_id, learners, RELEASED_ON_PAPER), translate)


def reports_of(
    desk: Desk, grades: Grades, feedback: Mapping[str, Feedback], translate: Texts = ENGLISH
) -> dict[str, tuple[Report, ...]]:
    """The reports of what is told to these learners, one for each text, by the learner's name."""
    found: dict[str, tuple[Report, ...]] = {}
    for id_, told in feedback.items():
        learner, name = grades.learners[id_], told.name
        reports = tuple(_reports(grades, learner, told, learner.counted.signer == desk.verify_key.hex(), translate))
        found[name if name not in found else f"{name} ({len(found)})"] = reports
    return found


def _reports(
    grades: Grades, learner: GradedLearner, told: Feedback, is_from_paper: bool, translate: Texts
) -> Iterator[Report]:
    """The reports of the parts, with the teacher's words; from paper, with the sheet's numbers and without time."""
    submission = learner.counted.submission
    before = 0
    for index, marked in learner.parts.items():
        part = told.parts[str(index)]
        questions = tuple(
            msgspec.structs.replace(
                entry,
                number=entry.number + before,
                adjustment=_with_words(entry.adjustment, part.answers.get(entry.question.id, AnswerFeedback())),
            )
            for entry in marked.questions
        )
        report = attempt_report(
            marked._replace(questions=questions),
            started=datetime.fromtimestamp(submission.parts[str(index)].started),
            name=submission.name,
            translate=translate,
        )
        facts = report.facts
        if is_from_paper:
            before += len(questions)
            facts = tuple(fact for fact in facts if fact.name != translate("Time taken"))
        if part.remark:
            facts = (*facts, Fact(translate(SAID_NAMES["remark"]), part.remark))
        yield report._replace(title=grades.assignment.title, facts=facts)


def _with_words(adjustment: Adjustment | None, told: AnswerFeedback) -> Adjustment:
    return (adjustment or Adjustment())._replace(remark=told.remark, why=told.why, mended=told.mended)

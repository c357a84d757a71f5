"""Verdicts: how whole questions went, and what a teacher says of all of them together."""

from collections import Counter
from typing import Literal

from quizapp.domain.mark import Invalid, Mark, Points, Unanswered, Unmarked
from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.reports.names import skill_name
from quizapp.reports.words import points_of
from quizapp.texts import ENGLISH, N_, Texts

Verdict = Literal["right", "partial", "wrong", "unanswered", "not_done", "unmarked", "handed_in"]
"""The outcome of a whole question; a response that is none counts as not answered."""

VERDICT_TEXTS: dict[Verdict, str] = N_(
    {
        "right": "Correct",
        "partial": "Partly correct",
        "wrong": "Not correct",
        "unanswered": "Not answered",
        "not_done": "Not done",
        "unmarked": "Not marked yet",
        "handed_in": "Handed in; your teacher marks it",
    }
)
_LEAST_PRAISED = 3  # the number of questions of a skill from which on it is named


def verdict(mark: Mark, is_done: bool = True) -> Verdict:
    """The outcome of a question with this mark; `is_done` is that of `MarkedQuestion`."""
    if isinstance(mark, Unmarked) and mark.is_elsewhere:
        return "handed_in"
    if not is_done:
        return "not_done"
    if isinstance(mark, Unmarked):
        return "unmarked"
    if not isinstance(mark, Points):
        return "unanswered"
    if mark.full:
        return "right"
    return "partial" if mark.worth else "wrong"


def verdict_counts(marked: MarkedAttempt) -> dict[Verdict, int]:
    """The number of questions with each outcome, in the order of `VERDICT_TEXTS`.

    Questions that are not marked yet or not done are left out where there are none, unanswered ones beside undone ones.
    """
    counts = Counter(verdict(entry.mark, entry.is_done) for entry in marked.questions)
    optional = {"unmarked", "not_done", "handed_in", "unanswered" if counts["not_done"] else ""}
    if counts["handed_in"]:
        return {"handed_in": counts["handed_in"]}
    return {name: counts[name] for name in VERDICT_TEXTS if counts[name] or name not in optional}


def verdict_text(mark: Mark, is_done: bool = True, translate: Texts = ENGLISH) -> str:
    """The outcome of a question in words, which say more where there is more to say."""
    if isinstance(mark, Invalid):
        return translate("Not a complete answer")
    if isinstance(mark, Points) and mark.seen:
        return translate("You had seen the answer")
    return translate(VERDICT_TEXTS[verdict(mark, is_done)])


def headline(mark: Mark, translate: Texts = ENGLISH) -> str:
    """The outcome of a question in a few words; with the points where they are not plain from the words."""
    text = verdict_text(mark, translate=translate)
    if not isinstance(mark, Points) or not (mark.deductions or verdict(mark) == "partial"):
        return text
    return translate("{verdict}: {points}", verdict=text, points=points_of(mark, translate))


def ran_out_of_time(marked: MarkedAttempt) -> bool:
    return 0 < marked.attempt.mode.time_limit <= marked.attempt.seconds


def praise_text(marked: MarkedAttempt, translate: Texts = ENGLISH) -> str:
    """A sentence or two on what went well and what to look at next, which are true of this attempt alone."""
    if not marked.is_marked_here:
        return translate("Handed in. Your teacher marks it.")
    if all(isinstance(entry.mark, Unanswered) for entry in marked.questions):
        return translate("You did not answer anything.")
    done = [entry for entry in marked.questions if entry.is_done and not entry.unmarked]
    right = sum(entry.full for entry in done)
    if all(isinstance(entry.mark, Unanswered) for entry in done):
        return ""  # what was answered is not marked yet, or does not count
    if right == len(done):
        if any(marked.attempt.is_aided(entry.question.id) for entry in done):
            return translate("You got every answer right in the end.")
        return translate("You got every answer right, without help.")
    if not marked.total.earned:
        if not marked.bank.has_passage:
            return translate("None of it is right yet. Look at each answer, then try again.")
        return translate("None of it is right yet. Look at where each answer stands in the passage, then try again.")
    strong = []
    for skill, _ in marked.skills:
        those = [entry for entry in done if entry.question.skill == skill]
        if skill and len(those) >= _LEAST_PRAISED and all(entry.full for entry in those):
            strong.append(translate("You got everything right in “{skill}”.", skill=skill_name(skill, translate)))
    got = translate.plural("You got {right} of %n right.", len(done), right=right)
    look = translate.plural(
        "Look at the %n that are not fully right yet: the passage shows why."
        if marked.bank.has_passage
        else "Look at the %n that are not fully right yet.",
        len(marked.missed),
    )
    return f"{strong[0] if strong else got} {look}"

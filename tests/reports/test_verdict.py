"""Verdicts, and what a teacher would say of an attempt: never more than is true of it."""

import msgspec
import pytest

from quizapp.domain.attempt import PRACTICE, TEST, Mode
from quizapp.domain.bank import Bank
from quizapp.domain.marked_attempt import Adjustment
from quizapp.question_types.open_response import OpenResponse
from quizapp.question_types.true_false import TrueFalse
from quizapp.reports.verdict import praise_text, ran_out_of_time, verdict_counts
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from tests.samples import BANK, OPEN_RESPONSE


def bank_of(*skills: str) -> Bank:
    questions = tuple(TrueFalse(id=f"q{at}", stem="?", key="true", skill=skill) for at, skill in enumerate(skills))
    return msgspec.structs.replace(BANK, questions=questions)


def taken(bank: Bank, answers: str, mode: Mode = PRACTICE) -> Taking:
    """A taking in which each question is answered right (+) or wrong (-), or left out (.)."""
    taking = Taking(bank, mode, None, lambda: 0.0)
    for question, answer in zip(bank.questions, answers, strict=True):
        if answer != ".":
            taking.respond(question.id, "true" if answer == "+" else "false")
            taking.check(question.id)
    return taking


SKILLS = ("locate",) * 3 + ("interpret",) * 2


@pytest.mark.parametrize(
    ("answers", "mode", "said"),
    [
        ("+++++", PRACTICE, "You got every answer right, without help."),
        ("++...", PRACTICE, "You got every answer right, without help."),  # of those that were answered
        (".....", PRACTICE, "You did not answer anything."),
        (
            "-----",
            PRACTICE,
            "None of it is right yet. Look at where each answer stands in the passage, then try again.",
        ),
        (".....", TEST, "You did not answer anything."),
        (
            "+++-+",
            TEST,
            "You got everything right in “Locate”. Look at the one that is not fully right yet: the passage shows why.",
        ),
        (
            "++-++",
            TEST,
            "You got 4 of 5 right. Look at the one that is not fully right yet: the passage shows why.",
        ),  # two of a skill are few
        (
            "+++..",
            TEST,
            "You got everything right in “Locate”. Look at the 2 that are not fully right yet: the passage shows why.",
        ),
    ],
)
def test_praise_says_what_is_true_of_this_attempt(answers, mode, said):
    taking = taken(bank_of(*SKILLS), answers, mode)
    taking.submit()
    assert praise_text(mark_attempt(taking.bank, taking.attempt)) == said


def test_help_is_not_passed_over():
    taking = Taking(bank_of("locate"), PRACTICE._replace(tries=2), None, lambda: 0.0)
    for response in ("false", "true"):
        taking.respond("q0", response)
        taking.check("q0")
    assert praise_text(mark_attempt(taking.bank, taking.attempt)) == "You got every answer right in the end."


def test_nothing_is_said_of_what_nobody_has_marked():
    question = OPEN_RESPONSE[0].question
    assert isinstance(question, OpenResponse)
    taking = Taking(msgspec.structs.replace(BANK, questions=(question,)), PRACTICE, None, lambda: 0.0)
    taking.respond(question.id, {"text": "They voted."})
    taking.submit()
    assert praise_text(mark_attempt(taking.bank, taking.attempt)) == ""


@pytest.mark.parametrize(
    ("answers", "said"),
    [("-", ""), (".", "You did not answer anything."), ("+.", ""), ("+-", "None of it is right yet.")],
)
def test_the_first_question_which_the_teacher_leaves_out_was_answered_all_the_same(answers, said):
    bank = bank_of(*("" for _ in answers))
    marked = mark_attempt(bank, taken(bank, answers, TEST).attempt, {"q0": Adjustment(is_left_out=True)})
    assert praise_text(marked).partition(" Look")[0] == said


def test_what_was_left_out_is_not_done_in_practice_and_not_answered_in_a_test():
    bank = bank_of("", "", "")
    for mode, expected in ((PRACTICE, {"not_done": 1}), (TEST, {"unanswered": 1})):
        counts = verdict_counts(mark_attempt(bank, taken(bank, "+-.", mode).attempt))
        assert counts == {"right": 1, "partial": 0, "wrong": 1, **expected}


@pytest.mark.parametrize(("limit", "seconds", "ran_out"), [(0, 90, False), (60, 59, False), (60, 60, True)])
def test_time_has_run_out_at_its_limit(limit, seconds, ran_out):
    now = [0.0]
    taking = Taking(bank_of(""), TEST._replace(time_limit=limit), None, lambda: now[0])
    now[0] = seconds
    taking.submit()
    assert ran_out_of_time(mark_attempt(taking.bank, taking.attempt)) == ran_out

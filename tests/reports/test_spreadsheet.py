"""A marked attempt as CSV: what a spreadsheet would read."""

import csv
from datetime import datetime, timedelta, timezone
from fractions import Fraction
from io import StringIO
from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.csv_table import csv_text
from quizapp.domain.attempt import PRACTICE, TEST
from quizapp.domain.event import ParagraphsRead
from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.reports.spreadsheet import ATTEMPT_HEAD, attempt_csv, number
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from tests.samples import BANK

WHEN = datetime(2026, 3, 4, 10, 5, 6, tzinfo=timezone(timedelta(hours=1)))


def read(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text.removeprefix("\ufeff"), newline="")))


def taken(mode=TEST, right=True) -> MarkedAttempt:
    taking = Taking(BANK, mode, Random(1), lambda: 0.0)
    for id_ in taking.order:
        if right:
            taking.respond(id_, BANK.question(id_).correct_response())
    taking.submit()
    return mark_attempt(BANK, taking.attempt)


def test_each_question_is_a_row():
    done = taken()
    head, *rows = read(attempt_csv(done, started=WHEN, name="Ana"))
    assert head == list(ATTEMPT_HEAD)
    assert [row[6] for row in rows] == [question.id for question in BANK.questions]
    assert {row[0] for row in rows} == {"Ana"}
    assert {row[3] for row in rows} == {"2026-03-04T10:05:06+01:00"}
    entry = dict(zip(head, rows[0], strict=True))
    assert (entry["mode"], entry["number"], entry["verdict"], entry["earned"]) == ("test", "1", "right", "1")
    assert entry["answer"] == entry["right_answer"] != ""


def test_a_sentence_that_had_to_be_selected_is_told_whole():
    head, *rows = read(attempt_csv(taken(), started=WHEN))
    (entry,) = (
        row for row in (dict(zip(head, row, strict=True)) for row in rows) if row["question"] == "evidence-full"
    )
    asked = "Marta asked for one summer before the work began."
    assert entry["right_answer"] == f"Paragraph 2: {asked}; Paragraph 4: The tower was painted."
    assert entry["answer"] == entry["right_answer"]


def test_nothing_is_said_of_what_was_not_answered():
    head, *rows = read(attempt_csv(taken(right=False), started=WHEN))
    for row in rows:
        entry = dict(zip(head, row, strict=True))
        assert (entry["verdict"], entry["earned"], entry["answer"]) == ("unanswered", "0", "")


def test_tries_hints_and_certainty_are_told():
    question = BANK.questions[0]
    bank = msgspec.structs.replace(BANK, questions=(question,))
    taking = Taking(bank, PRACTICE._replace(tries=3, certainty=True), Random(1), lambda: 0.0)
    wrong = next(id_ for id_ in question.ids if id_ != question.correct_response())
    taking.give_certainty(question.id, 2)
    for response in (wrong, question.correct_response()):
        taking.respond(question.id, response)
        taking.check(question.id)
    head, row = read(attempt_csv(mark_attempt(bank, taking.attempt), started=WHEN))
    entry = dict(zip(head, row, strict=True))
    assert (entry["tries"], entry["certainty"], entry["earned"]) == ("2", "2", "0.666667")


def test_how_long_each_paragraph_was_in_view_stands_below_the_questions():
    taking = Taking(BANK, TEST, Random(1), lambda: 0.0)
    for at, seconds in ((10.0, {1: 0.1, 2: 4.0}), (20.0, {1: 0.2, 2: 1.5, 99: 3.0})):
        assert taking.attempt.apply(ParagraphsRead(at=at, seconds=seconds, total=5.0))
    taking.submit()
    head, *rows = read(attempt_csv(mark_attempt(BANK, taking.attempt), started=WHEN, name="Ana"))
    known = {"name": "Ana", "bank": "samples", "title": "Samples", "mode": "test", "type": "paragraph"}
    told = [dict(zip(head, row, strict=True)) for row in rows[len(BANK.questions) :]]
    assert [{name: value for name, value in each.items() if value} for each in told] == [
        {**known, "started": "2026-03-04T10:05:06+01:00", "number": str(number), "seconds": seconds}
        for number, seconds in enumerate(("0.3", "5.5", "0.0", "0.0"), 1)
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", '=HYPERLINK("x")', "-2+3", "\0=1"]
)
def test_no_text_is_a_formula(text: str):
    ((cell,),) = read(csv_text(["a"], [[text]]))[1:]
    assert cell == f"'{text}".replace("\0", "")


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=("Cs",))) | st.integers(), min_size=2, max_size=2)))
def test_what_is_written_is_read_back(rows):
    back = read(csv_text(["a", "b"], rows))[1:]
    for given_row, row in zip(rows, back, strict=True):
        for value, cell in zip(given_row, row, strict=True):
            assert cell.removeprefix("'") == str(value).replace("\0", "").removeprefix("'")
            assert isinstance(value, int) or not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize(("value", "shown"), [(Fraction(3), 3), (Fraction(1, 3), 0.333333), (Fraction(-1, 2), -0.5)])
def test_points_are_numbers(value, shown):
    assert number(value) == shown

"""What things are called to a learner."""

from decimal import Decimal
from fractions import Fraction
from typing import get_args

import pytest

from quizapp.domain.event import Started
from quizapp.domain.mark import Invalid, Part, Points, Unanswered
from quizapp.domain.marked_attempt import CertaintyTotal, Total
from quizapp.domain.question import SKILLS, Hint, Role
from quizapp.question_types.catalog import BY_NAME
from quizapp.reports.names import ROLE_TEXTS, SKILL_NAMES, TYPE_NAMES, role_text, skill_name, time_text, type_name
from quizapp.reports.tables import certainty_sentences
from quizapp.reports.verdict import headline
from quizapp.reports.words import (
    certainty_text,
    conditions_of,
    hint_text,
    open_text,
    points_of,
    score_text,
    selection_text,
    signed,
    stakes_text,
    taken_back_text,
    total_text,
    tries_text,
    try_headline,
    unmarked_text,
    worth_text,
)
from tests.languages import TableTexts
from tests.samples import SAMPLES


def points(earned, possible):
    return Points(Fraction(earned), Fraction(possible), (), "share", 0, 0, 100)


def test_everything_has_a_name():
    assert list(SKILL_NAMES) == list(SKILLS)
    assert list(TYPE_NAMES) == list(BY_NAME)
    assert ["", *ROLE_TEXTS] == list(get_args(Role))
    assert skill_name("locate") == "Locate"
    assert type_name("single_choice") == "Single choice"
    assert role_text("unsupported") == "Nothing in the passage supports this answer."
    assert role_text("") == ""


def test_one_is_told_otherwise_than_several():
    assert [open_text(count, 4) for count in (1, 2)] == ["1 of 4 is not answered yet", "2 of 4 are not answered yet"]
    assert [taken_back_text(count) for count in (1, 2)] == ["1 check taken back", "2 checks taken back"]


@pytest.mark.parametrize(
    ("mark", "text", "points_text"),
    [
        (points(2, 2), "Correct", "2 of 2 points"),
        (points("1.5", 2), "Partly correct: 1.5 of 2 points", "1.5 of 2 points"),
        (points("0.5", 1), "Partly correct: 0.5 of 1 point", "0.5 of 1 point"),
        (points(0, 2), "Not correct", "0 of 2 points"),
        (Unanswered(Fraction(1)), "Not answered", "0 of 1 point"),
        (Invalid("incomplete", Fraction(3)), "Not a complete answer", "0 of 3 points"),
    ],
)
def test_the_headline_of_a_mark(mark, text, points_text):
    assert headline(mark) == text
    assert points_of(mark) == points_text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "0 s"), (59.9, "59 s"), (60, "1 min 0 s"), (185, "3 min 5 s"), (3725, "1 h 2 min"), (-1, "0 s")],
)
def test_a_time(seconds, text):
    assert time_text(seconds) == text


def test_words_in_another_language():
    german = {
        "Correct": "Richtig",
        "Locate": "Finden",
        "{earned} of %n points": "{earned} von %n Punkten",
    }
    assert headline(points(1, 1), TableTexts(german)) == "Richtig"
    assert skill_name("locate", TableTexts(german)) == "Finden"
    assert points_of(points(1, 2), TableTexts(german)) == "1 von 2 Punkten"


def test_tries_hints_certainty_and_points_in_words():
    question = SAMPLES["multiple_choice"][0].question
    right, wrong, missed = (
        Part(id_, outcome) for id_, outcome in zip("ABC", ("right", "wrong", "missed"), strict=True)
    )
    of = lambda *parts: points(0, 2)._replace(parts=parts)  # noqa: E731
    sure = lambda earned, certainty: points(earned, 2)._replace(certainty=certainty)  # noqa: E731
    for said, expected in (
        (tries_text(1, Fraction(1, 2)), "1 try is left. What you get right from now on earns 1/2 of its points."),
        (tries_text(2, Fraction(0)), "2 tries are left. What you get right from now on earns no points."),
        (hint_text(Hint("x", Decimal(0))), "free"),
        (hint_text(Hint("x", Decimal("0.125"))), "costs 12.5 % of the points"),
        ([signed(Fraction(each)) for each in (2, 0, -6, "0.5")], ["+2", "0", "−6", "+0.5"]),
        ([stakes_text(question, each) for each in (1, 3)], ["right +1, wrong 0", "right +3, wrong −6"]),
        (certainty_text(sure(2, 3)), "Very sure: +6 by certainty"),
        (certainty_text(sure(0, 2)), "Fairly sure: −4 by certainty"),
        (selection_text(of(right, right, missed)), "All that you selected is right, but something is missing."),
        (selection_text(of(right, wrong, wrong)), "Right: 1 of the 3 that you selected."),
        (selection_text(of(wrong, missed)), "Right: 0 of the 1 that you selected."),
        (try_headline(of(right, wrong)), "Partly right"),
        (try_headline(of(right._replace(outcome="partial"))), "Partly right"),
        (try_headline(of(wrong, missed)), "Not right yet"),
        (try_headline(Invalid("incomplete", Fraction(3))), "Not a complete answer yet"),
        ([worth_text(Fraction(each)) for each in (1, 2, "2.5")], ["1 point", "2 points", "2.5 points"]),
        (points_of(points(1, "2.5")), "1 of 2.5 points"),
        ([unmarked_text(Fraction(each)) for each in (1, 4, "0.5")],
         ["1 point not marked yet", "4 points not marked yet", "0.5 points not marked yet"]),
        ([score_text(Total(*map(Fraction, each))) for each in ((3, 4, 0), (0, 0, 2), (0, 0, 0), (3, 4, 2))],
         ["75 %", "Not marked yet", "–", "75 %"]),
        ([total_text(Total(*map(Fraction, each))) for each in ((3, 4, 0), (0, 0, 2), (3, 4, 2))],
         ["3 of 4 points", "2 points not marked yet", "3 of 4 points"]),
    ):  # fmt: skip
        assert said == expected, expected


def test_what_was_otherwise_for_a_learner_is_a_fact():
    begun = lambda **changes: Started(at=0, bank_id="b", content_hash="", mode="test", order=(), **changes)  # noqa: E731
    fewer = "one wrong answer left out of each question that has enough"
    for changes, facts in (
        ({}, ()),
        ({"time_factor": 1.5}, ("1.5 × the time",)),
        ({"time_factor": 0.0}, ("no time limit",)),
        ({"fewer_options": True}, (fewer,)),
        ({"time_factor": 2.0, "fewer_options": True}, ("2 × the time", fewer)),
    ):
        assert conditions_of(begun(arrangements={}, **changes)) == facts


def test_what_can_be_learned_from_certainty_is_told_of_enough_responses_beyond_the_edge():
    look, trust = "“Very sure” pays", "Much of what you were not very sure of"
    for certainty, right, asked, told in (
        (3, 1, 3, [look]),
        (3, 1, 2, []),  # of fewer than three nothing is said
        (3, 4, 5, []),
        (3, 7, 9, [look]),
        (1, 2, 3, []),
        (1, 3, 4, [trust]),
        (1, 2, 2, []),
        (1, 0, 3, []),
        (2, 0, 9, []),
        (2, 9, 9, []),
    ):
        first, points_told, *rest = certainty_sentences([CertaintyTotal(certainty, asked, right, Fraction(-3))])
        assert f"{right} of {asked} right." in first
        assert points_told == "Points by certainty: −3"
        assert [each.startswith(tuple(told)) for each in rest] == [True] * len(told), (certainty, right, asked)

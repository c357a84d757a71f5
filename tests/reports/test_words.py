"""What things are called to a learner."""

from fractions import Fraction
from typing import get_args

import pytest

from quizapp.domain.mark import Invalid, Points, Unanswered
from quizapp.domain.question import SKILLS, Role
from quizapp.question_types.catalog import BY_NAME
from quizapp.reports.names import ROLE_TEXTS, SKILL_NAMES, TYPE_NAMES, role_text, skill_name, time_text, type_name
from quizapp.reports.verdict import headline
from quizapp.reports.words import open_text, points_of, taken_back_text
from tests.languages import TableTexts


def points(earned, possible):
    return Points(Fraction(earned), Fraction(possible), (), "share", 0, 0, 100)


def test_everything_has_a_name():
    assert list(SKILL_NAMES) == list(SKILLS)
    assert list(TYPE_NAMES) == list(BY_NAME)
    assert ["", *ROLE_TEXTS] == list(get_args(Role))
    assert skill_name("locate") == "Locate"
    assert type_name("single_choice") == "Single choice"
    assert role_text("unsupported") == "Nothing in the passage supports this."
    assert role_text("") == ""


def test_one_is_told_otherwise_than_several():
    assert [open_text(count, 4) for count in (1, 2)] == ["1 of 4 is open", "2 of 4 are open"]
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

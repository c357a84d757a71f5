"""`open_response`: an answer that is written, and rated."""

from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest

from quizapp.domain.mark import Points, Unmarked, earned
from quizapp.domain.question import ResponseError
from quizapp.domain.words import word_count
from quizapp.question_types.open_response import Criterion, Level, OpenResponse, Words
from quizapp.reports.working import working
from tests.samples import verdict

THREE = (Level("no", 0), Level("half", 1), Level("yes", 2))
QUESTION = OpenResponse(
    id="q",
    stem="Why?",
    model_answer="Because\n\nof costs.",
    points=Decimal(6),
    rubric=(Criterion("Names costs", THREE), Criterion("Quotes", (Level("yes", 1), Level("no", 0)))),
)


@pytest.mark.parametrize(
    ("response", "points", "expected"),
    [
        # points × given ÷ most, with 3 points of the rubric for 6 points
        ({"text": "x", "A": "2", "B": "0"}, 6, "A right, B right"),
        ({"text": "x", "A": "2", "B": "1"}, 4, "A right, B wrong"),
        ({"text": "x", "A": "1", "B": "0"}, 4, "A partial, B right"),
        ({"text": "x", "A": "1", "B": "1"}, 2, "A partial, B wrong"),
        ({"text": "x", "A": "0", "B": "1"}, 0, "A wrong, B wrong"),
        ({"text": "x"}, 0, "unmarked"),
        ({"text": "x", "A": "2"}, 0, "unmarked"),
        ({"text": "0"}, 0, "unmarked"),
        ({"text": ""}, 0, "unanswered"),
        ({"text": "\u00a0\n\t"}, 0, "unanswered"),
        ({"A": "2", "B": "0"}, 0, "unanswered"),
        ({}, 0, "unanswered"),
        (None, 0, "unanswered"),
        ("x", 0, "wrong_shape"),
        (("x",), 0, "wrong_shape"),
        ({"text": "x", "A": 2}, 0, "wrong_shape"),
        ({"text": None}, 0, "wrong_shape"),
        ({"text": "x", "A": "02"}, 0, "unknown_option"),
        ({"text": "x", "A": "-1"}, 0, "unknown_option"),
        ({"text": "x", "A": "²"}, 0, "unknown_option"),
        ({"text": "x", "C": "0"}, 0, "unknown_option"),
    ],
)
def test_marking(response, points, expected):
    mark = QUESTION.mark(response)
    assert (earned(mark), verdict(mark)) == (points, expected)


def test_a_rating_is_scaled_to_the_points_and_can_be_recomputed():
    mark = msgspec.structs.replace(QUESTION, points=Decimal(1)).mark({"text": "x", "A": "1", "B": "1"})
    assert isinstance(mark, Points)
    assert mark.earned == Fraction(1, 3)
    assert working(mark) == "1 of 3 points of the rubric × 1 point = 0.33"


def test_what_nobody_has_rated_keeps_its_points_apart():
    assert QUESTION.mark({"text": "x", "B": "1"}) == Unmarked(Fraction(6))


def test_the_rating_is_told_in_words():
    response = {"text": "One.\n\n  Two  words. ", "A": "1", "B": "0"}
    assert QUESTION.summarize(response) == ("One.", "Two words.")
    assert QUESTION.ratings(response) == ("Names costs: half (1 / 2)", "Quotes: yes (1 / 1)")
    assert QUESTION.ratings({"text": "x"}) == ()
    assert [tuple(choice) for choice in QUESTION.classify(response)] == [("A", "1", "2", ""), ("B", "1", "1", "")]


@pytest.mark.parametrize(
    ("written", "response"),
    [
        ("By costs.", {"text": "By costs."}),
        ({"text": "x", "A": "2", "B": "0"}, {"text": "x", "A": "2", "B": "1"}),
        ({"b": "1", "text": "x"}, {"text": "x", "B": "0"}),
        ({"text": "x", "Names costs": "half"}, {"text": "x", "A": "1"}),
        ({}, {}),
    ],
)
def test_responses_in_a_file_give_the_points_of_levels(written, response):
    assert QUESTION.read_response(written) == response


@pytest.mark.parametrize(
    "written",
    [["x"], {"text": ["x"]}, {"A": "2"}, {"text": " ", "A": "2"}, {"text": "x", "A": "3"}, {"text": "x", "C": "1"}],
)
def test_what_is_no_response_in_a_file(written):
    with pytest.raises(ResponseError):
        QUESTION.read_response(written)


@pytest.mark.parametrize(
    ("text", "count"),
    [("", 0), ("  \n", 0), ("one", 1), ("two\nwords", 2), ("well-known – don't", 2), ("1,5 %", 1), ("蜜蜂 מגדל", 2)],
)
def test_words_are_counted_as_a_learner_counts_them(text, count):
    assert word_count(text) == count


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"rubric": ()}, [("too_few", ("rubric",))]),
        ({"model_answer": " "}, [("empty_text", ("model_answer",))]),
        ({"rubric": (Criterion("c", (Level("x", 1),)),)}, [("too_few", ("rubric", 0, "levels"))]),
        (
            {"rubric": (Criterion("c", (Level("x", 1), Level("x", 1))),)},
            [
                ("same_text_twice", ("rubric", 0, "levels", 1, "text")),
                ("same_points_twice", ("rubric", 0, "levels", 1, "points")),
            ],
        ),
        (
            {"rubric": (Criterion("c", (Level("x", -1), Level("y", 101))),)},
            [("number_out_of_range", ("rubric", 0, "levels", at, "points")) for at in (0, 1)],
        ),
        ({"rubric": (Criterion("c", THREE), Criterion("c", THREE))}, [("same_text_twice", ("rubric", 1, "text"))]),
        ({"words": Words(60, 30)}, [("least_above_most", ("words", "most"))]),
        ({"words": Words(-1)}, [("number_out_of_range", ("words", "least"))]),
        ({"words": Words(0, 10_001)}, [("number_out_of_range", ("words", "most"))]),
        ({"words": Words(10_000, 10_000)}, []),
        ({"words": Words(2, 1)}, [("least_above_most", ("words", "most"))]),
        ({"words": Words(5)}, []),
        ({"rubric": (Criterion("c", (Level("x", 0), Level("y", 100))),)}, []),
    ],
)
def test_mistakes(fields, expected):
    wrong = msgspec.structs.replace(QUESTION, **fields)
    assert [(mistake.code, mistake.path) for mistake in wrong.mistakes()] == expected


def test_without_its_key_nothing_of_the_rubric_is_left():
    bare = QUESTION.without_key()
    assert (bare.rubric, bare.model_answer) == ((), "")
    assert bare.mark({"text": "x"}) == Unmarked(Fraction(6))


def test_a_criterion_without_levels_is_worth_nothing():
    assert (Criterion("c", ()).most, Criterion("c", THREE).most) == (0, 2)
    question = msgspec.structs.replace(QUESTION, rubric=(Criterion("c", ()),))
    assert question.mark({"text": "x"}) == Unmarked(Fraction(6))
    assert question.correct_response() == {"text": "Because\n\nof costs."}


def test_no_number_of_words_is_advised_unless_the_author_gives_one():
    assert (Words().least, Words().most, Words(least=5).most) == (0, 0, 0)

"""`table`: points × right ÷ rows, or all or nothing."""

from decimal import Decimal
from fractions import Fraction
from unicodedata import normalize

import pytest

from quizapp.domain.mark import Points, earned
from quizapp.question_types.table import Row, Table
from quizapp.reports.working import working
from tests.mistakes import codes_of
from tests.samples import verdict

ROWS = (
    Row("The tower stood empty.", "Says so", feedback="It did."),
    Row("The harbour is open.", "Says the opposite"),
    Row("Marta liked honey.", "Does not say", feedback="Nobody tells."),
    Row("Café", "Says so"),
)
COLUMNS = ("Says so", "Says the opposite", "Does not say")
BY_ROWS = Table(id="t", stem="?", points=Decimal(2), columns=COLUMNS, rows=ROWS)
AS_ONE = Table(id="t", stem="?", points=Decimal(2), columns=COLUMNS, rows=ROWS, marking="all")
S, O, N = COLUMNS  # noqa: E741


# QTI 2.2, matchInteraction: with map_response, each right pair earns its part; with match_correct, only all of them.
@pytest.mark.parametrize(
    ("response", "by_rows", "as_one", "expected"),
    [
        ({"A": S, "B": O, "C": N, "D": S}, 2, 2, "A right, B right, C right, D right"),
        ({"A": S, "B": O, "C": N}, "3/2", 0, "A right, B right, C right, D missed"),
        ({"A": S, "B": O, "C": N, "D": O}, "3/2", 0, "A right, B right, C right, D wrong"),
        ({"A": S, "B": S, "C": S, "D": S}, 1, 0, "A right, B wrong, C wrong, D right"),
        ({"A": N, "B": S, "C": O, "D": O}, 0, 0, "A wrong, B wrong, C wrong, D wrong"),
        ({"B": O}, "1/2", 0, "A missed, B right, C missed, D missed"),
        ({"D": S, "A": S}, 1, 0, "A right, B missed, C missed, D right"),
        ({}, 0, 0, "unanswered"),
        (None, 0, 0, "unanswered"),
        ({"E": S}, 0, 0, "unknown_option"),
        ({"A": "says so"}, 0, 0, "unknown_option"),
        ({"A": ""}, 0, 0, "unknown_option"),
        ({"A": None}, 0, 0, "wrong_shape"),
        ({1: S}, 0, 0, "wrong_shape"),
        (("A", S), 0, 0, "wrong_shape"),
        ("A", 0, 0, "wrong_shape"),
    ],
)
def test_marking(response, by_rows, as_one, expected):
    for question, points in ((BY_ROWS, by_rows), (AS_ONE, as_one)):
        mark = question.mark(response)
        assert (earned(mark), verdict(mark)) == (Fraction(points), expected)


def test_a_mark_says_how_it_was_worked_out():
    mark = AS_ONE.mark({"A": S, "B": N})
    assert isinstance(mark, Points)
    assert (mark.rule, mark.right, mark.wrong, mark.of) == ("all_of", 1, 1, 4)
    assert working(mark) == "1 of 4 right, not all: 0 × 2 points = 0"
    full = AS_ONE.mark(AS_ONE.correct_response())
    assert isinstance(full, Points)
    assert working(full) == "all 4 right: 1 × 2 points = 2"


@pytest.mark.parametrize(
    ("in_file", "response"),
    [
        ({"A": "Says so"}, {"A": S}),
        ({"b": "Says  the opposite"}, {"B": O}),
        ({normalize("NFD", "Café"): "Says so", "A": "Does not say"}, {"A": N, "D": S}),
        ({}, {}),
        ({"A": "Perhaps"}, None),
        ({"Z": "Says so"}, None),
        (["Says so"], None),
        ("A", None),
    ],
)
def test_a_response_in_a_file(in_file, response):
    if response is None:
        with pytest.raises(ValueError, match=r"is not"):
            BY_ROWS.read_response(in_file)
    else:
        assert BY_ROWS.read_response(in_file) == response


def test_what_is_said_to_a_response():
    assert [remark.text for remark in BY_ROWS.remarks({"A": N, "C": N})] == ["It did."]
    assert [remark.text for remark in BY_ROWS.remarks(None)] == ["It did.", "Nobody tells."]
    assert BY_ROWS.summarize({"D": O, "A": S, "Z": S, "B": "no"}) == ("The tower stood empty. → Says so", f"Café → {O}")
    assert [choice.chosen for choice in BY_ROWS.classify({"A": O})] == [O, "", "", ""]


@pytest.mark.parametrize(
    ("columns", "rows", "codes"),
    [
        (("a", "b"), (Row("x", "a"),), []),
        (("a",), (Row("x", "a"),), ["too_few"]),
        (tuple("abcdefg"), (Row("x", "a"),), ["too_many"]),
        (("a", "b"), (), ["too_few"]),
        (("a", " a"), (Row("x", "a"),), ["same_text_twice"]),
        (("berry", "b "), (Row("x", "bery"),), ["unknown_column_suggest"]),
        (("a", "b "), (Row("x", "b"),), []),
        (("a", "b"), (Row("x", "something"),), ["unknown_column"]),
        (("a", "b"), (Row("x", "a"), Row("x ", "b")), ["same_text_twice"]),
        (("a", "b"), tuple(Row(str(number), "a") for number in range(41)), ["too_many"]),
    ],
)
def test_an_authors_mistakes(columns, rows, codes):
    question = Table(id="q", stem="?", columns=columns, rows=rows)
    assert codes_of(question) == codes


def test_all_columns_are_named_to_an_author_who_named_none_of_them():
    question = Table(id="q", stem="?", columns=("one", "two", "red", "blue", "salt", "honey"), rows=(Row("x", "?"),))
    (mistake,) = question.mistakes()
    assert mistake.values["choices"] == "one, two, red, blue, salt, honey"

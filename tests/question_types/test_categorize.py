"""`categorize`: points × right ÷ statements."""

from decimal import Decimal
from fractions import Fraction

import pytest

from quizapp.domain.mark import Points, earned
from quizapp.question_types.categorize import Categorize, Statement
from tests.mistakes import codes_of
from tests.samples import verdict

QUESTION = Categorize(
    id="sort",
    stem="Who did it?",
    points=Decimal(2),
    categories=("Marta", "The “town”", "Nobody"),
    statements=(
        Statement("asked", "Marta", feedback="Marta asked."),
        Statement("wrote", "Marta"),
        Statement("voted", "The “town”", feedback="The town voted."),
        Statement("slept", "Nobody"),
        Statement("painted", "The “town”"),
    ),
)
M, T, N = QUESTION.categories


# Moodle, “matching”, and QTI 2.2, matchInteraction with map_response: each pair that is right earns its part.
@pytest.mark.parametrize(
    ("response", "points", "expected"),
    [
        ({"A": M, "B": M, "C": T, "D": N, "E": T}, 2, "A right, B right, C right, D right, E right"),
        ({"A": M, "B": M, "C": T, "D": N}, "8/5", "A right, B right, C right, D right, E missed"),
        ({"A": M, "B": M, "C": T, "D": N, "E": M}, "8/5", "A right, B right, C right, D right, E wrong"),
        ({"A": M, "B": M, "C": M, "D": M, "E": M}, "4/5", "A right, B right, C wrong, D wrong, E wrong"),
        ({"A": T, "B": N, "C": M, "D": M, "E": N}, 0, "A wrong, B wrong, C wrong, D wrong, E wrong"),
        ({"D": N}, "2/5", "A missed, B missed, C missed, D right, E missed"),
        ({"D": M}, 0, "A missed, B missed, C missed, D wrong, E missed"),
        ({"E": T, "A": M}, "4/5", "A right, B missed, C missed, D missed, E right"),
        ({}, 0, "unanswered"),
        (None, 0, "unanswered"),
        ({"F": M}, 0, "unknown_option"),
        ({"a": M}, 0, "unknown_option"),
        ({"A": "marta"}, 0, "unknown_option"),
        ({"A": ""}, 0, "unknown_option"),
        ({"A": M, "F": M}, 0, "unknown_option"),
        ({"A": None}, 0, "wrong_shape"),
        ({"A": [M]}, 0, "wrong_shape"),
        ({"A": {"B": M}}, 0, "wrong_shape"),
        ({1: M}, 0, "wrong_shape"),
        ((), 0, "wrong_shape"),
        (("A", M), 0, "wrong_shape"),
        ("A", 0, "wrong_shape"),
        ([["A", M]], 0, "wrong_shape"),
        (5, 0, "wrong_shape"),
    ],
)
def test_marking(response, points, expected):
    mark = QUESTION.mark(response)
    assert (earned(mark), verdict(mark)) == (Fraction(points), expected)


def test_a_mark_says_how_it_was_worked_out():
    mark = QUESTION.mark({"A": M, "B": N})
    assert isinstance(mark, Points)
    assert (mark.rule, mark.right, mark.wrong, mark.of) == ("right_of_all", 1, 1, 5)


@pytest.mark.parametrize(
    ("in_file", "response"),
    [
        ({"A": "Marta"}, {"A": M}),
        ({"b": 'The "town"'}, {"B": T}),
        ({"voted": "The  “town”", "A": "Nobody"}, {"A": N, "C": T}),
        ({}, {}),
        ({"A": "The village"}, None),
        ({"Z": "Marta"}, None),
        ({"A": ["Marta"]}, None),
        (["Marta"], None),
        ("A", None),
        (None, None),
    ],
)
def test_a_response_in_a_file(in_file, response):
    if response is None:
        with pytest.raises(ValueError, match=r"is not"):
            QUESTION.read_response(in_file)
    else:
        assert QUESTION.read_response(in_file) == response


def test_what_is_not_of_the_question_is_left_out_of_what_is_said():
    assert QUESTION.summarize({"A": M, "B": "Peter", "Z": M}) == ("asked → Marta",)
    assert [choice.chosen for choice in QUESTION.classify({"A": M, "B": "Peter"})] == [M, "", "", "", ""]


def test_what_is_said_to_a_response():
    assert [remark.text for remark in QUESTION.remarks({"A": N, "C": T})] == ["Marta asked."]
    assert [remark.text for remark in QUESTION.remarks(None)] == ["Marta asked.", "The town voted."]


@pytest.mark.parametrize(
    ("categories", "statements", "codes"),
    [
        (("a", "b"), (Statement("x", "a"),), []),
        (("a",), (Statement("x", "a"),), ["too_few"]),
        (tuple("abcdefg"), (Statement("x", "a"),), ["too_many"]),
        (("a", "b"), (), ["too_few"]),
        (("berry", "b "), (Statement("x", "bery"),), ["unknown_category_suggest"]),
        (("a", "b "), (Statement("x", "b"),), []),
        (("a", "b"), (Statement("x", "something"),), ["unknown_category"]),
        (("a", " a"), (Statement("x", "a"),), ["same_text_twice"]),
        (("a", "b"), (Statement("x", "a"), Statement("x ", "b")), ["same_text_twice"]),
        (("a", "b"), tuple(Statement(str(number), "a") for number in range(41)), ["too_many"]),
    ],
)
def test_an_authors_mistakes(categories, statements, codes):
    question = Categorize(id="q", stem="?", categories=categories, statements=statements)
    assert codes_of(question) == codes

"""`multiple_choice`: right minus wrong, or exactly the keys."""

from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest

from quizapp.domain.mark import Points, earned
from quizapp.domain.option import Option
from quizapp.question_types.multiple_choice import MultipleChoice
from tests.mistakes import codes_of
from tests.samples import verdict

# Keys: A, B, C. Wrong: D, E.
PARTIAL = MultipleChoice(
    id="said",
    stem="What is said?",
    points=Decimal(3),
    options=(
        Option("one", key=True, feedback="One is said."),
        Option("two", key=True),
        Option("three", key=True),
        Option("four", role="misreading", feedback="Four is not."),
        Option("five"),
    ),
)
EXACT = msgspec.structs.replace(PARTIAL, marking="exact")


# Canvas, “multiple answers”: each wrong choice takes away what a right one gives, never below zero. QTI 2.2,
# map_response with mapped values +1 and −1 and a lower bound of 0, gives the same.
@pytest.mark.parametrize(
    ("chosen", "points", "expected"),
    [
        ("ABC", 3, "A right, B right, C right"),
        ("AB", 2, "A right, B right, C missed"),
        ("A", 1, "A right, B missed, C missed"),
        ("ABCD", 2, "A right, B right, C right, D wrong"),
        ("ABCDE", 1, "A right, B right, C right, D wrong, E wrong"),
        ("AD", 0, "A right, B missed, C missed, D wrong"),
        ("ABD", 1, "A right, B right, C missed, D wrong"),
        ("D", 0, "A missed, B missed, C missed, D wrong"),
        ("DE", 0, "A missed, B missed, C missed, D wrong, E wrong"),
    ],
)
def test_partial_marking(chosen, points, expected):
    mark = PARTIAL.mark(tuple(chosen))
    assert (earned(mark), verdict(mark)) == (points, expected)


# Moodle, “all-or-nothing multiple choice”.
@pytest.mark.parametrize(
    ("chosen", "points"),
    [("ABC", 3), ("CBA", 3), ("AB", 0), ("ABCD", 0), ("ABCDE", 0), ("A", 0), ("D", 0), ("DE", 0)],
)
def test_exact_marking(chosen, points):
    assert earned(EXACT.mark(tuple(chosen))) == points


@pytest.mark.parametrize(
    ("response", "expected"),
    [
        ((), "unanswered"),
        (None, "unanswered"),
        (("F",), "unknown_option"),
        (("A", "F"), "unknown_option"),
        (("a",), "unknown_option"),
        (("",), "unknown_option"),
        ("A", "wrong_shape"),
        ("", "wrong_shape"),
        ([], "wrong_shape"),
        (["A"], "wrong_shape"),
        ({"A"}, "wrong_shape"),
        ({"A": True}, "wrong_shape"),
        (0, "wrong_shape"),
        ((1,), "wrong_shape"),
        ((None,), "wrong_shape"),
        ((("A",),), "wrong_shape"),
        ((["A"],), "wrong_shape"),
        (("A", "A", "A"), "A right, B missed, C missed"),
        (("C", "A", "B"), "A right, B right, C right"),
    ],
)
def test_odd_responses(response, expected):
    assert verdict(PARTIAL.mark(response)) == expected


def test_a_third_of_a_point_is_a_third():
    thirds = msgspec.structs.replace(PARTIAL, points=Decimal(1))
    assert sum(earned(thirds.mark((id_,))) for id_ in "ABC") == 1
    assert earned(thirds.mark(("A",))) == Fraction(1, 3)


def test_a_mark_says_how_it_was_worked_out():
    mark = PARTIAL.mark(("A", "B", "D"))
    assert isinstance(mark, Points)
    assert (mark.rule, mark.right, mark.wrong, mark.of) == ("right_minus_wrong", 2, 1, 3)


@pytest.mark.parametrize(
    ("in_file", "response"),
    [
        ("ACB", ("A", "B", "C")),
        ("a, c", ("A", "C")),
        ("A C A", ("A", "C")),
        ("B", ("B",)),
        ("two", ("B",)),
        (["two", "A"], ("A", "B")),
        ([], ()),
        ("", ()),
        ("AX", None),
        (["A", ["B"]], None),
        ({"A": "B"}, None),
        (3, None),
    ],
)
def test_a_response_in_a_file(in_file, response):
    if response is None:
        with pytest.raises(ValueError, match="letter"):
            PARTIAL.read_response(in_file)
    else:
        assert PARTIAL.read_response(in_file) == response


def test_what_is_said_to_a_response():
    assert [remark.text for remark in PARTIAL.remarks(("D",))] == ["One is said.", "Four is not."]
    assert [remark.text for remark in PARTIAL.remarks(("A", "E"))] == []
    assert [choice.chosen for choice in PARTIAL.classify(("A", "E"))] == ["chosen", "left", "left", "left", "chosen"]


@pytest.mark.parametrize(("keys", "codes"), [((), ["no_key"]), ((0, 1, 2), ["all_keys"]), ((1,), []), ((0, 2), [])])
def test_an_authors_mistakes(keys, codes):
    options = tuple(Option(text, key=at in keys) for at, text in enumerate(("one", "two", "three")))
    assert codes_of(MultipleChoice(id="q", stem="?", options=options)) == codes
    if not keys:
        assert "all_keys" not in codes_of(MultipleChoice(id="q", stem="?", options=()))

"""`inline_choice`: points × right ÷ gaps."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from quizapp.domain.mark import Points, earned
from quizapp.domain.option import Option
from quizapp.question_types.inline_choice import ChoiceGap, InlineChoice
from tests.samples import verdict

QUESTION = InlineChoice(
    id="q",
    stem="?",
    text="The town voted [2] the tower; [1] was against it, and [3] left.",
    points=Decimal(3),
    gaps=(
        ChoiceGap((Option("nobody", key=True), Option("everybody", role="misreading", feedback="Unanimous!"))),
        ChoiceGap(
            (Option("to sell"), Option("to keep", key=True), Option("café")),
        ),
        ChoiceGap((Option("B"), Option("A", key=True))),
    ),
)


# QTI 2.2, inlineChoiceInteraction with match_correct for each gap; Moodle, “select missing words” (gapselect).
@pytest.mark.parametrize(
    ("response", "points", "expected"),
    [
        ({"1": "1A", "2": "2B", "3": "3B"}, 3, "1 right, 2 right, 3 right"),
        ({"1": "1A", "2": "2B"}, 2, "1 right, 2 right, 3 missed"),
        ({"1": "1B", "2": "2B", "3": "3A"}, 1, "1 wrong, 2 right, 3 wrong"),
        ({"1": "1B", "2": "2A", "3": "3A"}, 0, "1 wrong, 2 wrong, 3 wrong"),
        ({"3": "3B"}, 1, "1 missed, 2 missed, 3 right"),
        ({"2": "2C"}, 0, "1 missed, 2 wrong, 3 missed"),
        ({"1": "1A", "2": ""}, 1, "1 right, 2 missed, 3 missed"),
        ({"1": ""}, 0, "unanswered"),
        ({}, 0, "unanswered"),
        (None, 0, "unanswered"),
        ({"1": "2B"}, 0, "unknown_option"),
        ({"1": "A"}, 0, "unknown_option"),
        ({"1": "1a"}, 0, "unknown_option"),
        ({"1": "1C"}, 0, "unknown_option"),
        ({"4": "4A"}, 0, "unknown_option"),
        ({"1": "1A", "0": "x"}, 0, "unknown_option"),
        ({"1": None}, 0, "wrong_shape"),
        ({1: "1A"}, 0, "wrong_shape"),
        ("1A", 0, "wrong_shape"),
        (("1A", "2B"), 0, "wrong_shape"),
    ],
)
def test_marking(response, points, expected):
    mark = QUESTION.mark(response)
    assert (earned(mark), verdict(mark)) == (Fraction(points), expected)


def test_a_mark_says_how_it_was_worked_out():
    mark = QUESTION.mark({"1": "1A", "2": "2A"})
    assert isinstance(mark, Points)
    assert (mark.rule, mark.right, mark.wrong, mark.of) == ("right_of_all", 1, 1, 3)


@pytest.mark.parametrize(
    ("in_file", "response"),
    [
        ({"1": "A", "2": "B"}, {"1": "1A", "2": "2B"}),
        ({"1": "nobody", "2": " To Keep"}, None),  # capitals make a difference, as in every choice
        ({"2": " to  keep", "1": "1b"}, {"1": "1B", "2": "2B"}),
        ({"3": "A"}, {"3": "3A"}),  # a capital letter is a letter, whatever the options are
        ({"2": "cafe\u0301"}, {"2": "2C"}),
        ({"1": " "}, {}),
        ({}, {}),
        ({"1": "C"}, None),
        ({"4": "A"}, None),
        (["A", "B", "A"], None),
        ("A", None),
    ],
)
def test_a_response_in_a_file(in_file, response):
    if response is None:
        with pytest.raises(ValueError, match=r"is not"):
            QUESTION.read_response(in_file)
    else:
        assert QUESTION.read_response(in_file) == response


def test_an_answers_file_has_letters():
    assert QUESTION.write_response({"1": "1A", "2": "2C"}) == {"1": "A", "2": "C"}


def test_options_are_shuffled_in_their_own_gap_and_pinned_ones_stay():
    pinned = InlineChoice(
        id="q",
        stem="?",
        text="[1] [2]",
        gaps=(
            ChoiceGap(tuple(Option(text, key=text == "a", pinned=text == "d") for text in "abcd")),
            ChoiceGap((Option("x", key=True), Option("y"))),
        ),
    )
    seen = {pinned.arrange(Random(seed)) for seed in range(100)}
    assert len(seen) == 12
    assert {order[3] for order in seen} == {"1D"}
    assert all({id_[0] for id_ in order[4:]} == {"2"} for order in seen)


def test_what_is_said_to_a_response():
    (remark,) = QUESTION.remarks({"1": "1B", "2": "2A"})
    assert (remark.part, remark.text, remark.role) == ("1", "Unanimous!", "misreading")
    assert QUESTION.summarize({"1": "1B", "3": "3A", "2": "1A"}) == ("1. everybody", "3. B")
    assert [tuple(choice) for choice in QUESTION.classify({"1": "1B"})] == [
        ("1", "1B", "1A", "misreading"),
        ("2", "", "2B", ""),
        ("3", "", "3B", ""),
    ]


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((Option("a", key=True), Option("b")), []),
        ((Option("a"), Option("b")), ["no_key"]),
        ((Option("a", key=True), Option("b", key=True)), ["several_keys_in_gap"]),
        ((Option("a", key=True),), ["too_few"]),
        ((), ["too_few", "no_key"]),
        ((Option("a", key=True), Option("a")), ["same_text_twice"]),
        ((Option("a", key=True, role="misreading"), Option("b")), ["role_of_key"]),
    ],
)
def test_an_authors_mistakes(options, codes):
    made = InlineChoice(id="q", stem="?", text="[1]", gaps=(ChoiceGap(options),))
    mistakes = list(made.mistakes())
    assert [mistake.code for mistake in mistakes] == codes
    assert all(mistake.path[:2] == ("gaps", 0) for mistake in mistakes)

"""`single_choice`: all of the points for the key."""

import pytest

from quizapp.domain.mark import Points, earned
from quizapp.domain.option import Option
from quizapp.question_types.single_choice import SingleChoice
from tests.mistakes import codes_of
from tests.samples import PASSAGE, verdict

QUESTION = SingleChoice(
    id="color",
    stem="Which color was the tower?",
    options=(
        Option("Red", role="unsupported", feedback="Nothing is red."),
        Option("White", key=True, feedback="So it says."),
        Option("As bright as “honey”", role="other_span", evidence="honey"),
        Option("B"),
    ),
)


# QTI 2.2, match_correct: the response is the key, or it earns nothing.
@pytest.mark.parametrize(
    ("response", "points", "expected"),
    [
        ("B", 1, "B right"),
        ("A", 0, "A wrong, B missed"),
        ("C", 0, "C wrong, B missed"),
        ("D", 0, "D wrong, B missed"),
        ("E", 0, "unknown_option"),
        ("b", 0, "unknown_option"),
        ("White", 0, "unknown_option"),
        ("AB", 0, "unknown_option"),
        (" ", 0, "unknown_option"),
        ("", 0, "unanswered"),
        (None, 0, "unanswered"),
        (("B",), 0, "wrong_shape"),
        (["B"], 0, "wrong_shape"),
        ({"B": "B"}, 0, "wrong_shape"),
        (1, 0, "wrong_shape"),
        (True, 0, "wrong_shape"),
    ],
)
def test_marking(response, points, expected):
    mark = QUESTION.mark(response)
    assert (earned(mark), verdict(mark)) == (points, expected)


@pytest.mark.parametrize(
    ("in_file", "response"),
    [
        ("B", "B"),
        ("b", "B"),
        (" a ", "A"),
        ("White", "B"),
        ("  white", None),
        ('As  bright\nas "honey"', "C"),
        ("E", None),
        ("", None),
        (["B"], None),
        (2, None),
        (None, None),
    ],
)
def test_a_response_in_a_file(in_file, response):
    if response is None:
        with pytest.raises(ValueError, match="a letter from A to D"):
            QUESTION.read_response(in_file)
    else:
        assert QUESTION.read_response(in_file) == response


def test_what_is_said_to_a_response():
    assert [(r.part, r.text, r.role) for r in QUESTION.remarks("A")] == [("A", "Nothing is red.", "unsupported")]
    assert [(r.text, r.evidence) for r in QUESTION.remarks("C")] == [("", "honey")]
    assert [r.text for r in QUESTION.remarks("B")] == ["So it says."]
    assert QUESTION.remarks("D") == QUESTION.remarks(None) == QUESTION.remarks("Z") == ()


def test_what_statistics_see():
    assert QUESTION.classify("A") == (("", "A", "B", "unsupported"),)
    assert QUESTION.classify("B") == (("", "B", "B", ""),)
    assert QUESTION.classify(None) == ()


def test_a_mark_says_how_it_was_worked_out():
    mark = QUESTION.mark("A")
    assert isinstance(mark, Points)
    assert (mark.rule, mark.right, mark.wrong, mark.of) == ("all_or_nothing", 0, 1, 1)


def mistakes_with(*options: Option) -> list[str]:
    question = SingleChoice(id="q", stem="?", options=options)
    return codes_of(question, (*question.mistakes(), *question.evidence_mistakes(PASSAGE)))


KEY = Option("yes", key=True)


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((KEY, Option("no")), []),
        ((KEY,), ["too_few"]),
        ((Option("no"), Option("maybe")), ["no_key"]),
        ((KEY, Option("also", key=True)), ["several_keys"]),
        ((KEY, Option(" ")), ["empty_text"]),
        ((KEY, Option(" yes")), ["same_text_twice"]),
        ((Option("yes", key=True, role="misreading"), Option("no")), ["role_of_key"]),
        ((KEY, Option("no", evidence="no such words at all")), ["evidence_not_found"]),
        ((KEY, *(Option(str(number)) for number in range(20))), ["too_many"]),
    ],
)
def test_an_authors_mistakes(options, codes):
    assert mistakes_with(*options) == codes

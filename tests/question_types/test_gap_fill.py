"""`gap_fill`: points × Σ shares ÷ gaps, and what is typed is compared as in a short answer."""

from decimal import Decimal
from fractions import Fraction
from unicodedata import normalize

import pytest

from quizapp.domain.mark import Points, earned
from quizapp.domain.typed_answer import Accepted, Anticipated, Forgive
from quizapp.question_types.gap_fill import GapFill, TypedGap
from quizapp.reports.working import working
from tests.mistakes import codes_of
from tests.samples import verdict


def question(*answers: str, forgive: Forgive = Forgive()) -> GapFill:  # noqa: B008
    text = " ".join(f"so [{number}]" for number in range(1, len(answers) + 1))
    gaps = tuple(TypedGap((Accepted(answer),)) for answer in answers)
    return GapFill(id="q", stem="?", text=text, gaps=gaps, forgive=forgive)


QUESTION = GapFill(
    id="fill",
    stem="?",
    text="In [2] the [1] closed; [3] asked for “[4]”.",
    points=Decimal(4),
    gaps=(
        TypedGap((Accepted("harbour"), Accepted("port", Decimal("0.25"), "Which kind of port?"))),
        TypedGap((Accepted("1974"),), (Anticipated("1975", "misreading", "A year too late."),)),
        TypedGap((Accepted("Marta"),)),
        TypedGap((Accepted("one summer"), Accepted("a summer"))),
    ),
)


# QTI 2.2, textEntryInteraction with map_response for each gap; Moodle, Cloze (“embedded answers”) with equal weights.
@pytest.mark.parametrize(
    ("response", "points", "expected"),
    [
        ({"1": "harbour", "2": "1974", "3": "Marta", "4": "a summer"}, 4, "1 right, 2 right, 3 right, 4 right"),
        ({"1": "harbour", "2": "1974", "3": "Marta"}, 3, "1 right, 2 right, 3 right, 4 missed"),
        ({"1": "harbor", "2": "1974"}, 2, "1 right, 2 right, 3 missed, 4 missed"),
        ({"1": "port", "2": "1974"}, "5/4", "1 partial, 2 right, 3 missed, 4 missed"),
        ({"1": "port"}, "1/4", "1 partial, 2 missed, 3 missed, 4 missed"),
        ({"2": "1975"}, 0, "1 missed, 2 wrong, 3 missed, 4 missed"),
        ({"1": "1974", "2": "harbour"}, 0, "1 wrong, 2 wrong, 3 missed, 4 missed"),
        ({"3": "Marta", "4": " \n"}, 1, "1 missed, 2 missed, 3 right, 4 missed"),
        ({"1": "Marta", "2": "Marta", "3": "Marta", "4": "Marta"}, 1, "1 wrong, 2 wrong, 3 right, 4 wrong"),
        ({"1": "", "2": " "}, 0, "unanswered"),
        ({}, 0, "unanswered"),
        (None, 0, "unanswered"),
        ({"5": "x"}, 0, "unknown_option"),
        ({"01": "x"}, 0, "unknown_option"),
        ({"1": None}, 0, "wrong_shape"),
        ({1: "harbour"}, 0, "wrong_shape"),
        ({"1": ["harbour"]}, 0, "wrong_shape"),
        ("harbour", 0, "wrong_shape"),
        (("harbour",), 0, "wrong_shape"),
    ],
)
def test_marking(response, points, expected):
    mark = QUESTION.mark(response)
    assert (earned(mark), verdict(mark)) == (Fraction(points), expected)


# As in Moodle's tests of its short answers: “0”, leading zeros, composed and decomposed letters, decimal commas.
@pytest.mark.parametrize(
    ("accepted", "typed", "right"),
    [
        ("0", "0", True),
        ("0", "00", False),
        ("7", "07", False),
        ("007", "7", False),
        ("1.5", "1,5", False),
        ("1,5", "1,5", True),
        ("café", normalize("NFD", "CAFÉ"), True),
        (normalize("NFD", "café"), "café", True),
        ("ﬁne", "fine", True),
        ("tower", "towre", True),
        ("bees", "beez", False),
        ("Marta", "Marta" + " " * 2000, True),
    ],
)
def test_what_makes_no_difference(accepted, typed, right):
    mark = question("Anna", accepted).mark({"2": typed})
    assert earned(mark) == (Fraction(1, 2) if right else 0)


def test_a_mark_says_how_it_was_worked_out():
    whole, parts = QUESTION.mark({"1": "harbour", "2": "1975"}), QUESTION.mark({"1": "port", "2": "1974"})
    assert isinstance(whole, Points)
    assert isinstance(parts, Points)
    assert (whole.rule, whole.right, whole.wrong, whole.of) == ("right_of_all", 1, 1, 4)
    assert (parts.rule, parts.right, parts.of) == ("shares", 5, 16)
    assert working(whole) == "1 of 4 right × 4 points = 1"
    assert working(parts) == "1.25 of 4 right, partly right answers counted in part × 4 points = 1.25"


@pytest.mark.parametrize(
    ("in_file", "response"),
    [
        ({"1": "harbour"}, {"1": "harbour"}),
        ({"[2]": "1974", " 1 ": "port"}, {"1": "port", "2": "1974"}),
        ({}, {}),
        ({"5": "x"}, None),
        ({"1": "a", "[1]": "b"}, None),
        ({"1": ["a"]}, None),
        (["harbour"], None),
        ("harbour", None),
        (None, None),
    ],
)
def test_a_response_in_a_file(in_file, response):
    if response is None:
        with pytest.raises(ValueError, match=r"is not"):
            QUESTION.read_response(in_file)
    else:
        assert QUESTION.read_response(in_file) == response


def test_what_is_said_to_a_response():
    remarks = QUESTION.remarks({"1": "port", "2": "1975", "3": "Peter"})
    assert [(remark.part, remark.text, remark.role) for remark in remarks] == [
        ("1", "Which kind of port?", ""),
        ("2", "A year too late.", "misreading"),
    ]
    assert QUESTION.remarks(None) == ()


def test_gaps_are_told_by_their_number_and_the_words_beside_them():
    assert [QUESTION.part_text(id_) for id_ in "1234"] == [
        "Gap 1, after “the”",
        "Gap 2, after “In”",
        "Gap 3, after “closed;”",
        "Gap 4, after “asked for”",
    ]
    assert QUESTION.part_text("5") == ""


def test_statistics_have_each_gap_with_its_key():
    assert QUESTION.classify({"1": "PORT", "2": "1975", "4": "Two Winters"}) == (
        ("1", "port", "harbour", ""),
        ("2", "1975", "1974", "misreading"),
        ("3", "", "Marta", ""),
        ("4", "two winters", "one summer", ""),
    )


def test_a_summary_has_a_line_for_each_gap_that_is_filled():
    assert QUESTION.summarize({"2": " the \n year", "1": "port", "9": "x"}) == ("1. port", "2. the year")


@pytest.mark.parametrize(
    ("text", "gaps", "codes"),
    [
        ("In [1].", 1, []),
        ("[2] and [1]", 2, []),
        ("[1] [a] [] [ 2 ] [1.5]", 1, []),
        ("In [1].", 2, ["gap_missing"]),
        ("In [1] and [2].", 1, ["gap_unknown"]),
        ("In [0] and [1].", 1, ["gap_unknown"]),
        ("In [01].", 1, ["gap_unknown", "gap_missing"]),
        ("In [1] and [1].", 1, ["gap_twice"]),
        (" ", 1, ["empty_text"]),
        ("In.", 0, ["too_few"]),
        (" ".join(f"[{number}]" for number in range(1, 42)), 41, ["too_many"]),
    ],
)
def test_an_authors_mistakes_in_the_text(text, gaps, codes):
    made = GapFill(id="q", stem="?", text=text, gaps=tuple(TypedGap((Accepted("a"),)) for _ in range(gaps)))
    assert codes_of(made) == codes


def test_an_authors_mistakes_in_a_gap_are_told_where_they_are():
    made = GapFill(
        id="q",
        stem="?",
        text="[1] [2]",
        gaps=(TypedGap(()), TypedGap((Accepted("a"), Accepted("?")), (Anticipated("A"),))),
    )
    assert [(mistake.code, mistake.path) for mistake in made.mistakes()] == [
        ("too_few", ("gaps", 0, "accepted")),
        ("nothing_to_compare", ("gaps", 1, "accepted", 1, "text")),
        ("anticipated_is_accepted", ("gaps", 1, "anticipated", 0, "text")),
    ]

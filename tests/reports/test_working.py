"""The formula of a mark: it says what was counted, and its result is the mark."""

import re
from fractions import Fraction

import pytest

from quizapp.domain.mark import Points, points_text
from quizapp.reports.working import working
from tests.languages import TableTexts
from tests.samples import ALL_SAMPLES


def points(rule, right, wrong, of, share, possible="2"):
    possible = Fraction(possible)
    return Points(possible * Fraction(share), possible, (), rule, right, wrong, of)


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        (points("right_minus_wrong", 2, 1, 3, "1/3"), "(2 right − 1 wrong) ÷ 3 right answers × 2 points = 0.67"),
        (points("right_minus_wrong", 1, 0, 1, 1, 1), "(1 right − 0 wrong) ÷ 1 right answer × 1 point = 1"),
        (
            points("right_minus_wrong", 0, 2, 3, 0),
            "(0 right − 2 wrong) ÷ 3 right answers × 2 points, but never below 0 = 0",
        ),
        (points("exact", 3, 0, 3, 1), "exactly the 3 right answers: 1 × 2 points = 2"),
        (points("exact", 3, 1, 3, 0), "not exactly the 3 right answers (3 right, 1 wrong): 0 × 2 points = 0"),
        (points("right_of_all", 3, 1, 4, "3/4"), "3 of 4 right × 2 points = 1.5"),
        (points("position", 2, 3, 5, "2/5"), "2 of 5 in the right place × 2 points = 0.8"),
        (points("distance", 2, 4, 12, "2/3"), "(1 − 4 places away ÷ 12 at most) × 2 points = 1.33"),
        (points("distance", 2, 1, 12, "11/12"), "(1 − 1 place away ÷ 12 at most) × 2 points = 1.83"),
        (points("run", 3, 2, 5, "1/2"), "(3 in the right order − 1) ÷ (5 items − 1) × 2 points = 1"),
        (points("share", 75, 25, 100, "3/4"), "an accepted answer: 0.75 × 2 points = 1.5"),
        (points("share", 33, 67, 100, "0.333", 1), "an accepted answer: 0.333 × 1 point = 0.33"),
        (points("share", 0, 100, 100, 0), "not an accepted answer: 0 × 2 points = 0"),
        (points("all_or_nothing", 1, 0, 1, 1, "0.5"), "the right answer: 1 × 0.5 points = 0.5"),
        (points("all_or_nothing", 0, 1, 1, 0), "not the right answer: 0 × 2 points = 0"),
    ],
)
def test_the_formula(mark, text):
    assert working(mark) == text


@pytest.mark.parametrize("sample", ALL_SAMPLES, ids=lambda sample: sample.name)
def test_a_formula_recomputed_by_hand_gives_the_mark(sample):
    """Read as arithmetic, what stands before the last “=” is what stands after it."""
    for case in sample.cases:
        mark = sample.question.mark(case.response)
        if not isinstance(mark, Points):
            continue
        formula, _, result = working(mark).rpartition(" = ")
        formula = formula.removesuffix(", but never below 0")
        formula = re.sub(r"(\d+) of (\d+)", r"\1 ÷ \2", formula.partition(": ")[2] or formula)
        signs = re.sub(r"[^\d.()÷×−+]", "", formula).replace("÷", "/").replace("×", "*").replace("−", "-")
        value = eval(re.sub(r"(\d+(?:\.\d+)?)", r"Fraction('\1')", signs))
        assert points_text(max(value, Fraction(0))) == result == points_text(mark.earned)


def test_the_formula_in_another_language():
    german = {
        "{right} of {of} right × {points} = {earned}": "{right} von {of} richtig × {points} = {earned}",
        "%n points": "%n Punkte",
    }
    mark = points("right_of_all", 3, 1, 4, "3/4")
    assert working(mark, TableTexts(german)) == "3 von 4 richtig × 2 Punkte = 1.5"

"""Totals: what is earned of what is possible, in percent."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.mark import Points
from quizapp.domain.marked_attempt import Adjustment, Total
from tests.samples import SAMPLES


@pytest.mark.parametrize(
    ("earned", "possible", "percent"),
    [
        (0, 10, 0),
        (10, 10, 100),
        (1, 3, 33),
        (2, 3, 67),
        (1, 8, 13),
        (1, 1000, 1),
        (999, 1000, 99),
        (1999, 2000, 99),
        (0, 0, None),
    ],
)
def test_percent(earned, possible, percent):
    assert Total(Fraction(earned), Fraction(possible)).percent == percent


@given(st.fractions(0, 1))
def test_a_hundred_percent_is_all_and_none_is_nothing(share):
    percent = Total(share, Fraction(1)).percent
    assert (percent == 100) == (share == 1)
    assert (percent == 0) == (share == 0)
    assert abs(percent - share * 100) <= 1


def test_a_percentage_is_rounded_and_is_all_or_nothing_for_all_or_nothing_alone():
    shares = {"0": 0, "1": 100, "1/3": 33, "2/3": 67, "1/8": 13, "1/2": 50, "1/1000": 1, "999/1000": 99, "199/200": 99}
    assert {share: Total(2 * Fraction(share), Fraction(2)).percent for share in shares} == shares
    assert Total(Fraction(0), Fraction(0)).percent is None


def test_points_that_are_set_leave_what_was_right_and_wrong():
    for samples in SAMPLES.values():
        for sample in samples:
            for case in sample.cases:
                before = sample.question.mark(case.response)
                after = Adjustment(points=Fraction(1, 2)).mark(before, sample.question, case.response)
                assert isinstance(after, Points)
                assert after.earned == min(Fraction(1, 2), before.possible)
                assert after.parts == (before.parts if isinstance(before, Points) else ())

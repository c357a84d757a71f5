"""Points as people write them, and as they add up."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.mark import exact_sum, points_text


@pytest.mark.parametrize(
    ("points", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(1), "1"),
        (Fraction(10), "10"),
        (Fraction(1, 2), "0.5"),
        (Fraction(2, 3), "0.67"),
        (Fraction(1, 3), "0.33"),
        (Fraction(1, 8), "0.13"),
        (Fraction(5, 4), "1.25"),
        (Fraction(199, 100), "1.99"),
        (Fraction(1999, 1000), "2"),
        (Fraction(1, 20), "0.05"),
        (Fraction(1, 1000), "0"),
        (Fraction(1000), "1000"),
        (Fraction(-1, 2), "-0.5"),
        (Fraction(-3, 2), "-1.5"),
    ],
)
def test_points_text(points, text):
    assert points_text(points) == text


@given(st.fractions(0, 1000, max_denominator=1000))
def test_points_text_is_the_points_to_two_digits(points):
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    assert Decimal(points_text(points)) == exact.quantize(Decimal("0.01"), ROUND_HALF_UP)


@given(st.lists(st.fractions(max_denominator=50)))
def test_points_add_up_exactly(terms):
    assert exact_sum(terms) == sum(terms, Fraction(0))

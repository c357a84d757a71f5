"""The incomplete beta function and the quantiles of F equal those of SciPy."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.statistics.distributions import f_quantile, incomplete_beta

# scipy.special.betainc(a, b, x) of SciPy 1.17.1
BETA = [
    (0.1, 0.5, 0.5, 0.20483276469913345),
    (0.5, 2, 3, 0.6875),
    (0.05, 4.5, 85.5, 0.5580019270171097),
    (0.9, 30, 2.5, 0.26254832087078794),
    (0.001, 12, 348, 5.768324038661132e-15),
    (0.4, 49.5, 1435.5, 1.0),
    (0.03, 49.5, 1435.5, 0.2436572909930754),
]
# scipy.stats.f.ppf(p, numerator, denominator) of SciPy 1.17.1
F = [
    (0.025, 9, 171, 0.2963512168679935),
    (0.975, 9, 171, 2.1890245399730635),
    (0.025, 24, 696, 0.5131990605823585),
    (0.975, 24, 696, 1.6606515782413633),
    (0.025, 99, 2871, 0.7380053203925263),
    (0.975, 99, 2871, 1.3042595373264747),
    (0.975, 3, 2, 39.16549456401362),
    (0.025, 1, 1, 0.001543712508674131),
    (0.95, 1, 9, 5.117355029199225),
    (0.5, 7, 11, 0.9644538411858729),
]


def test_they_equal_those_of_scipy():
    for x, a, b, expected in BETA:
        assert incomplete_beta(x, a, b) == pytest.approx(expected, rel=1e-10), (x, a, b)
    for p, numerator, denominator, expected in F:
        assert f_quantile(p, numerator, denominator) == pytest.approx(expected, rel=1e-10), (p, numerator, denominator)


def test_of_whole_numbers_it_is_the_tail_of_a_binomial_distribution_on_both_sides_of_the_mean():
    # Abramowitz and Stegun (1964), 26.5.24
    for x, a, b in ((0.1, 30, 12), (0.5, 30, 12), (0.79, 117, 79), (0.9, 10, 40), (0.02, 3, 40), (0.97, 200, 60)):
        n, exact = a + b - 1, Fraction(str(x))
        tail = sum(math.comb(n, seen) * exact**seen * (1 - exact) ** (n - seen) for seen in range(a, n + 1))
        assert incomplete_beta(x, a, b) == pytest.approx(float(tail), rel=1e-13), (x, a, b)


def test_beside_the_mean_it_is_as_great_from_either_side():
    for a, b, mean in ((2, 30.54592757116711, 0.06145162080959795), (42.13126368741296, 25.5, 0.62295544087629)):
        around = [incomplete_beta(mean * (1 + away), a, b) for away in (-1e-13, 0, 1e-13)]
        assert around == pytest.approx([around[0]] * 3, rel=1e-9)
        assert 0.4 < around[0] < 0.6


def test_the_ends_of_a_beta_distribution():
    assert [incomplete_beta(x, 2, 3) for x in (-1, 0, 1, 2)] == [0, 0, 1, 1]


@given(st.floats(0.001, 0.999), st.integers(1, 300), st.integers(1, 9000))
def test_a_quantile_is_where_its_share_lies_below(p, numerator, denominator):
    value = f_quantile(p, numerator, denominator)
    share = numerator * value / (numerator * value + denominator)
    assert incomplete_beta(share, numerator / 2, denominator / 2) == pytest.approx(p, rel=1e-6)

"""Intervals: published examples to the printed digits, and what every interval keeps."""

import math
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from quizapp.statistics.intervals import (
    Estimate,
    Interval,
    correlation,
    correlation_estimate,
    count_share,
    difference,
    fisher,
    mean_interval,
    mean_share,
    paired_correlation,
    wilson,
)
from tests.statistics.published import as_printed

NEWCOMBE_1 = 'R. G. Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3'
NEWCOMBE_2 = 'R. G. Newcombe (1998), "Interval estimation for the difference between independent proportions", table II'
FAGERLAND = (
    'M. W. Fagerland, S. Lydersen and P. Laake (2017), "Statistical analysis of contingency tables", as their R '
)
FAGERLAND += "package contingencytables prints it"

WILSON = [
    (81, 263, "0.2553", "0.3662", NEWCOMBE_1),
    (15, 148, "0.0624", "0.1605", NEWCOMBE_1),
    (0, 20, "0.0000", "0.1611", NEWCOMBE_1),
    (1, 29, "0.0061", "0.1718", NEWCOMBE_1),
    (13, 16, "0.5699", "0.9341", f"{FAGERLAND}, chapter 2 (Ligarden et al., 2010)"),
]
TWO_GROUPS = [
    ((56, 70), (48, 80), "0.0524", "0.3339", NEWCOMBE_2),
    ((9, 10), (3, 10), "0.1705", "0.8090", NEWCOMBE_2),
    ((6, 7), (2, 7), "0.0582", "0.8062", NEWCOMBE_2),
    ((5, 56), (0, 29), "-0.0381", "0.1926", NEWCOMBE_2),
    ((0, 10), (0, 10), "-0.2775", "0.2775", NEWCOMBE_2),
    ((10, 10), (0, 20), "0.6791", "1.0000", NEWCOMBE_2),
    ((7, 34), (1, 34), "0.0189", "0.3404", f"{FAGERLAND}, chapter 4 (Perondi et al., 2004)"),
]
PAIRS = [((59, 6, 16, 80), "-0.1186", "-0.0046", f"{FAGERLAND}, chapter 8 (Cavo et al., 2012)")]
"""Both right, only the first, only the second, neither."""
CORRELATIONS = [
    (0.50, 50, "0.2574879", "0.6832563", "small-s.science, the R function conf.int.rho"),
    (0.684848, 10, "0.0971", "0.9184", "stats.stackexchange.com/questions/18887, to four digits"),
    # scipy.stats.pearsonr(…).confidence_interval() of SciPy 1.17.1, of the pairs below
    (0.7380952380952379, 8, "0.069646604297", "0.949117317393", "SciPy"),
]


def test_published_examples():
    found = [(wilson(seen, n), low, high, source) for seen, n, low, high, source in WILSON]
    found += [(two_groups(*one, *other), low, high, source) for one, other, low, high, source in TWO_GROUPS]
    found += [(pairs(*counts), low, high, source) for counts, low, high, source in PAIRS]
    found += [(fisher(r, n - 3), low, high, source) for r, n, low, high, source in CORRELATIONS]
    for interval, low, high, source in found:
        assert as_printed(interval.low, low), (interval, low, source)
        assert as_printed(interval.high, high), (interval, high, source)


def of_counts(seen: int, n: int) -> Estimate:
    return Estimate(seen / n, wilson(seen, n), n)


def two_groups(one: int, n: int, other: int, m: int) -> Interval:
    return difference(of_counts(one, n), of_counts(other, m))


def pairs(both: int, first: int, second: int, neither: int) -> Interval:
    one = [1.0] * (both + first) + [0.0] * (second + neither)
    other = [1.0] * both + [0.0] * first + [1.0] * second + [0.0] * neither
    return difference(mean_share(one), mean_share(other), paired_correlation(one, other))


def test_a_correlation_and_a_mean_equal_those_of_scipy():
    found = correlation_estimate(range(1, 9), [2, 1, 4, 3, 7, 8, 6, 5])
    assert found.value == pytest.approx(0.7380952380952379)
    assert mean_interval(range(3, 13)) == pytest.approx((5.334149410331831, 9.66585058966817))


def test_nothing_is_said_of_what_does_not_vary_or_of_too_few():
    assert correlation_estimate([1, 2, 3], [1, 3, 2]) is None
    assert correlation_estimate([1, 1, 1, 1], [1, 3, 2, 4]) is None
    assert correlation_estimate([1, 3, 2, 4], [0.1, 0.1, 0.1, 0.1]) is None
    assert correlation_estimate([1, 2, 3, 4], [2, 4, 6, 8]) is None
    assert correlation_estimate([1, 2, 3, 4], [2, 4, 6, 7]) is not None
    assert correlation([], []) is None
    assert mean_share([]) is None
    assert mean_interval([3]) is None
    assert mean_interval([3, 3, 3]) is None
    with pytest.raises(ValueError, match="needs the intervals"):
        difference(Estimate(0.5, None, 0), of_counts(1, 2))


def test_pairs_that_go_against_each_other_are_not_corrected():
    first, second = [0, 1, 0, 1, 1, 0], [1, 0, 1, 0, 1, 1]
    r = correlation(first, second)
    assert r is not None
    assert r < 0
    assert paired_correlation(first, second) == r
    assert 0 < paired_correlation([0, 1, 0, 1, 1, 0], [0, 1, 0, 1, 1, 1]) < 1
    assert paired_correlation([1, 1, 1], [0, 1, 0]) == 0


def test_rounding_leads_nowhere_that_cannot_be():
    for n in range(1, 60):
        assert (wilson(0, n).low, wilson(n, n).high) == (0, 1), n
    for factor in (0.7, 1 / 3):
        assert correlation([2, 8, 9], [2 * factor, 8 * factor, 9 * factor]) <= 1
        assert correlation([2, 8], [2 * factor, 8 * factor]) == 1
        assert correlation([2, 8], [-2 * factor, -8 * factor]) == -1


def test_partial_credit_tells_more_of_a_mean_than_right_or_wrong():
    halves, right_or_wrong = mean_share([0.5] * 20), mean_share([0.0, 1.0] * 10)
    assert width(halves.interval) < width(right_or_wrong.interval) / 3
    assert right_or_wrong.interval == pytest.approx(wilson(10, 20))
    # Few equal marks tell little: the interval has a width.
    assert width(mean_share([0.5] * 3).interval) > 0.2


def width(interval: Interval) -> float:
    return interval.high - interval.low


shares = st.lists(st.sampled_from([0, 0.25, 1 / 3, 0.5, 0.7, 1]) | st.floats(0, 1), min_size=1, max_size=40)


@given(shares, st.randoms(use_true_random=False))
def test_the_interval_of_a_share(values, random: Random):
    found = mean_share(values)
    assert 0 <= found.interval.low <= found.value <= found.interval.high <= 1
    assert found.value in found.interval
    mixed = list(values)
    random.shuffle(mixed)
    assert mean_share(mixed) == found
    mirrored = mean_share([1 - value for value in values]).interval
    assert (1 - mirrored.high, 1 - mirrored.low) == pytest.approx(found.interval, abs=1e-9)
    assert width(mean_share(values * 4).interval) < width(found.interval)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=4, max_size=30))
def test_the_interval_of_a_correlation(both):
    found = correlation_estimate(*zip(*both, strict=True))
    assume(found is not None)
    assert -1 < found.interval.low < found.value < found.interval.high < 1
    assert correlation_estimate(*zip(*reversed(both), strict=True)) == found
    doubled = correlation_estimate(*zip(*both * 2, strict=True))
    assert doubled.value == pytest.approx(found.value)
    assert width(doubled.interval) < width(found.interval)
    scaled = correlation_estimate([3 * one + 5 for one, _ in both], [-other for _, other in both])
    assert scaled.value == pytest.approx(-found.value)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=2, max_size=30))
def test_the_interval_of_a_difference(both):
    one, other = zip(*both, strict=True)
    first, second = mean_share(one), mean_share(other)
    r = paired_correlation(one, other)
    assert r <= max(0, correlation(one, other) or 0)
    for interval in (difference(first, second), difference(first, second, r)):
        assert -1 <= interval.low <= first.value - second.value + 1e-12
        assert first.value - second.value - 1e-12 <= interval.high <= 1
    back = difference(second, first, r)
    assert (-back.high, -back.low) == pytest.approx(difference(first, second, r), abs=1e-9)


@given(st.lists(st.integers(-50, 50), min_size=2, max_size=20))
def test_the_interval_of_a_mean(values):
    found = mean_interval(values)
    assume(found is not None)
    assert found.low < math.fsum(values) / len(values) < found.high
    moved = mean_interval([value * 2 + 3 for value in values])
    assert moved == pytest.approx((found.low * 2 + 3, found.high * 2 + 3))


@given(st.integers(1, 300), st.data())
def test_the_share_of_a_count_is_the_mean_of_its_zeros_and_ones(n, data):
    count = data.draw(st.integers(0, n))
    mean, share = mean_share([1.0] * count + [0.0] * (n - count)), count_share(count, n)
    assert share.value == mean.value
    assert share.interval == pytest.approx(mean.interval)
    assert share.n == n


def test_no_interval_of_what_hardly_varies_and_one_of_what_does():
    assert mean_interval([1, 1 + 5e-10]) is None
    assert mean_interval([1, 1 + 2e-9]) is not None
    # Student (1908), table: of 3 and 5, t of one degree of freedom is 12.7062, and the standard error is 1.
    assert mean_interval([3, 5]) == pytest.approx((4 - 12.7062047, 4 + 12.7062047))
    assert correlation([1, 1 + 1e-9, 1], [1, 2, 3]) is None
    assert correlation([1, 1 + 1e-5, 1], [1, 2, 1]) == pytest.approx(1)
    assert correlation([1], [2]) is None
    assert correlation([1, 2], [2, 4]) == pytest.approx(1)
    assert correlation_estimate([1, 2, 3], [2, 1, 3]) is None  # three pairs
    assert correlation_estimate([1, 2, 3, 4], [2, 4, 6, 8]) is None  # on a line
    four = correlation_estimate([1, 2, 3, 4], [2, 1, 3, 4])
    assert (four.value, four.n) == (pytest.approx(0.8), 4)
    assert four.interval == fisher(four.value, 1)
    assert Interval(0.0, 1.0).__contains__(1)
    assert 1.1 not in Interval(0.0, 1.0)
    assert "0" not in Interval(0.0, 1.0)

"""Intervals of 95 % hold the true figure in about 95 % of all classes, also of ten learners.

A small part of what `python -m tests.benchmarks --only coverage` simulates, and what can be summed up exactly.
"""

import math
from itertools import product
from random import Random
from statistics import fmean

import pytest

from quizapp.statistics.intervals import Estimate, difference, mean_interval, wilson
from quizapp.statistics.reliability import cronbach_alpha, feldt
from tests.statistics.simulations import coverage, held_by_a_class, held_without_text

SHARES = [place / 40 for place in range(2, 39)]


def binomial(n: int, p: float) -> list[float]:
    return [math.comb(n, seen) * p**seen * (1 - p) ** (n - seen) for seen in range(n + 1)]


@pytest.mark.parametrize("n", [10, 25, 100])
def test_the_interval_of_right_or_wrong_items_exactly(n):
    intervals = [wilson(seen, n) for seen in range(n + 1)]
    held = [
        sum(chance for chance, interval in zip(binomial(n, p), intervals, strict=True) if p in interval) for p in SHARES
    ]
    assert fmean(held) == pytest.approx(0.95, abs=0.01)
    assert min(held) > 0.83


@pytest.mark.parametrize("n", [10, 25])
def test_the_interval_of_a_difference_exactly(n):
    shares = [Estimate(seen / n, wilson(seen, n), n) for seen in range(n + 1)]
    intervals = {(one, other): difference(shares[one], shares[other]) for one, other in product(range(n + 1), repeat=2)}
    held = []
    for p, q in product(SHARES[::4], repeat=2):
        one, other = binomial(n, p), binomial(n, q)
        held.append(sum(one[a] * other[b] for (a, b), interval in intervals.items() if p - q in interval))
    assert fmean(held) == pytest.approx(0.95, abs=0.015)


@pytest.mark.parametrize(("n", "classes"), [(10, 60), (25, 24), (100, 6)])
def test_the_intervals_of_a_class(n, classes):
    held = coverage(held_by_a_class, n, classes)
    for name in ("facility, right or wrong", "facility, partial credit", "discrimination", "a learner's score"):
        assert held[name] == pytest.approx(0.95, abs=0.035), name


def test_the_intervals_of_the_gain_by_the_text():
    held = coverage(held_without_text, 10, 40)
    assert len(held) == 2
    for name, share in held.items():
        assert share == pytest.approx(0.95, abs=0.035), name


def test_the_intervals_of_alpha_and_of_a_mean():
    # Normal points that have half their standard deviation in common, as Feldt's interval takes them to be.
    random, items, n = Random("alpha"), 6, 10
    true = items * 0.25 / (1 + 0.25 * (items - 1))
    of_alpha, of_mean = [], []
    for _ in range(400):
        abilities = [random.gauss(0, 0.5) for _ in range(n)]
        rows = [[ability + random.gauss(0, math.sqrt(0.75)) for _ in range(items)] for ability in abilities]
        of_alpha.append(true in feldt(cronbach_alpha(rows), n, items))
        of_mean.append(0 in mean_interval([sum(row) for row in rows]))
    assert fmean(of_alpha) == pytest.approx(0.95, abs=0.025)
    assert fmean(of_mean) == pytest.approx(0.95, abs=0.025)

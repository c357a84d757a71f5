"""Totals of learners: how they are distributed, and the marks by skill."""

import math
from collections.abc import Mapping, Sequence
from itertools import count, pairwise
from statistics import median, stdev
from typing import NamedTuple

from quizapp.statistics.intervals import Estimate, Interval, mean_interval, mean_share
from quizapp.statistics.score_matrix import Scores, total_of

MOST_BINS = 12
"""So many bars a class of 25 bears at most."""

_STEPS = (1, 2, 5)


class Quartiles(NamedTuple):
    """The values below which a quarter, a half and three quarters lie."""

    low: float
    median: float
    high: float


class Bin(NamedTuple):
    """The number of learners with totals from `low` to below `high`, in the last bin up to `high`.

    Where both are equal, the bin is of that total alone.
    """

    low: float
    high: float
    learners: int


class Distribution(NamedTuple):
    """The totals of `mean.n` learners, in points of `possible`, or in percent where they were asked different items.

    `deviation` is the standard deviation with n − 1; None for one learner alone.
    """

    in_percent: bool
    possible: float
    mean: Estimate
    deviation: float | None
    quartiles: Quartiles
    bins: tuple[Bin, ...]


class SkillMark(NamedTuple):
    """The mean share of the points of a skill's items, over learners."""

    skill: str
    items: int
    mark: Estimate


def mean_of(values: Sequence[float]) -> float | None:
    """The mean; None of nothing."""
    return math.fsum(values) / len(values) if values else None


def quartiles(values: Sequence[float]) -> Quartiles | None:
    """The quartiles; None of nothing.

    Each lies between two neighbors in order of size, in proportion: the first at the place 1 + (n − 1) ÷ 4.

    Source: R. J. Hyndman and Y. Fan (1996), "Sample quantiles in statistical packages", definition 7.
    """
    if not values:
        return None
    ordered = sorted(values)

    def at(share: float) -> float:
        place = (len(ordered) - 1) * share
        below = math.floor(place)
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (place - below) * (ordered[above] - ordered[below])

    return Quartiles(at(0.25), median(ordered), at(0.75))


def distribution(scores: Scores) -> Distribution | None:
    """The distribution of the totals; None where nobody was asked anything.

    The interval of the mean is that of `mean_interval`, as far as it lies within the possible points.
    """
    totals = [total_of(row) for row in scores.values() if row]
    if not totals:
        return None
    in_percent = max(of for _, of in totals) - min(of for _, of in totals) > 1e-9
    possible = 100.0 if in_percent else totals[0][1]
    earned = [round(points / of * 100, 9) if in_percent else points for points, of in totals]
    spread = quartiles(earned)
    assert spread is not None  # there is a total
    mean = math.fsum(earned) / len(earned)
    interval = mean_interval(earned)
    return Distribution(
        in_percent,
        possible,
        Estimate(
            mean, interval and Interval(min(mean, max(0.0, interval.low)), min(possible, interval.high)), len(earned)
        ),
        stdev(earned) if len(earned) > 1 else None,
        spread,
        histogram(earned, possible),
    )


def histogram(totals: Sequence[float], possible: float) -> tuple[Bin, ...]:
    """The totals in at most twelve bins from 0 to `possible`, in points.

    Whole points, or halves, have a bin each where twelve are enough. Otherwise the bins are 1, 2 or 5 wide, or ten
    times, a hundred times, … as much: the narrowest width that is enough. Totals below 0 go to the first bin.
    """
    places = [max(0.0, total) for total in totals]
    for step in (1.0, 0.5):
        if possible / step < MOST_BINS and all(_is_whole(place / step) for place in (*places, possible)):
            values = [number * step for number in range(round(possible / step) + 1)]
            return tuple(Bin(value, value, sum(abs(place - value) < 1e-6 for place in places)) for value in values)
    widths = (step * 10.0**power for power in count(math.floor(math.log10(possible / MOST_BINS))) for step in _STEPS)
    width = next(width for width in widths if possible / width <= MOST_BINS)
    edges = [number * width for number in range(math.ceil(possible / width - 1e-9))] + [possible]
    counts = [0] * (len(edges) - 1)
    for place in places:
        counts[min(len(counts) - 1, int(place / width + 1e-9))] += 1
    return tuple(Bin(low, high, learners) for (low, high), learners in zip(pairwise(edges), counts, strict=True))


def _is_whole(value: float) -> bool:
    return abs(value - round(value)) < 1e-6


def skill_marks(scores: Scores, skills: Mapping[str, str]) -> tuple[SkillMark, ...]:
    """The marks by skill, in the order in which skills first come in `skills`, the skill of each item.

    The answers of one learner depend on each other, so they are no sample of their own. Each learner gives one share,
    that of the points of the skill's items that were asked; mean and interval are over learners, by `mean_share`.
    """
    found = []
    for skill in dict.fromkeys(skills.values()):
        shares = []
        items: set[str] = set()
        for row in scores.values():
            own = {item: response for item, response in row.items() if skills.get(item) == skill}
            if own:
                earned, possible = total_of(own)
                shares.append(min(1.0, max(0.0, earned / possible)))
                items.update(own)
        mark = mean_share(shares)
        if mark is not None:
            found.append(SkillMark(skill, len(items), mark))
    return tuple(found)

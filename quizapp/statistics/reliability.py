"""Reliability of a test: Cronbach's alpha with its interval, and how exactly it measures one learner."""

import math
from collections.abc import Sequence
from statistics import variance
from typing import NamedTuple

from quizapp.statistics.distributions import f_quantile
from quizapp.statistics.intervals import LEVEL, Estimate, Interval, Z
from quizapp.statistics.score_matrix import Scores, items_of

LEAST_LEARNERS = 10
LEAST_ITEMS = 3
"""Of fewer nothing is said: the interval would leave next to nothing out."""


class Reliability(NamedTuple):
    """Alpha of a test of `items` items with `possible` points; `error` is the standard error of a score, in points.

    Alpha may be below 0: then learners who do well on one half of the items do worse on the other.
    """

    alpha: Estimate
    items: int
    possible: float
    error: float

    def of_score(self, points: float) -> Interval:
        """The interval of a learner's true score: the score ± 1.96 standard errors, within the possible points.

        It holds the true score, the mean of many tests like this one, in 95 % of all learners together.

        Source: F. M. Lord and M. R. Novick (1968), "Statistical theories of mental test scores", chapter 7; L. M.
        Harvill (1991), "An NCME instructional module on standard error of measurement".
        """
        low, high = points - Z * self.error, points + Z * self.error
        return Interval(min(points, max(0.0, low)), max(points, min(self.possible, high)))


def cronbach_alpha(rows: Sequence[Sequence[float]]) -> float | None:
    """Cronbach's alpha, at most 1, of the points of learners (rows) on items; None where the totals do not vary.

    k items have k ÷ (k − 1) times the share of the variance of the totals that is more than the sum of the variances of
    the items. If items have nothing in common, the variances add up and alpha is 0.

    Source: L. J. Cronbach (1951), "Coefficient alpha and the internal structure of tests".
    """
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    of_totals = variance([math.fsum(row) for row in rows])
    if math.isclose(of_totals, 0, abs_tol=1e-18):
        return None
    of_items = math.fsum(variance(column) for column in zip(*rows, strict=True))
    items = len(rows[0])
    return items / (items - 1) * (1 - of_items / of_totals)


def feldt(alpha: float, n: int, items: int) -> Interval:
    """The interval of alpha of `n` learners and `items` items, at least two of each.

    The true 1 − alpha is that which was seen times F, with n − 1 and (n − 1)(items − 1) degrees of freedom; its ends
    are those at the 97.5 % and the 2.5 % of F.

    Source: L. S. Feldt (1965), "The approximate sampling distribution of Kuder-Richardson reliability coefficient
    twenty"; L. S. Feldt, D. J. Woodruff and F. A. Salih (1987), "Statistical inference for coefficient alpha",
    formulas 6 and 7.
    """
    tail = (1 - LEVEL) / 2
    freedom = n - 1, (n - 1) * (items - 1)
    return Interval(*(1 - (1 - alpha) * f_quantile(share, *freedom) for share in (1 - tail, tail)))


def reliability(scores: Scores) -> Reliability | None:
    """The reliability of a test, of the learners who were asked all its items; an omitted item counts as no points.

    The standard error of a score is the standard deviation of the totals times √(1 − alpha).

    None below ten such learners or three items, and where the totals do not vary.
    """
    items = items_of(scores)
    whole = [row for row in scores.values() if len(row) == len(items)]
    if len(whole) < LEAST_LEARNERS or len(items) < LEAST_ITEMS:
        return None
    rows = [[row[item].earned for item in items] for row in whole]
    alpha = cronbach_alpha(rows)
    if alpha is None:
        return None
    return Reliability(
        Estimate(alpha, feldt(alpha, len(rows), len(items)), len(rows)),
        len(items),
        math.fsum(whole[0][item].max_points for item in items),
        math.sqrt(max(0.0, variance([math.fsum(row) for row in rows]) * (1 - alpha))),
    )

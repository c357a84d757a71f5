"""Figures of an item over several classes that took it in the same version."""

import math
from collections.abc import Iterable, Mapping, Sequence

from quizapp.statistics.intervals import Estimate, fisher
from quizapp.statistics.items import ItemStatistics, Roles, discrimination, statistics_of
from quizapp.statistics.score_matrix import Answer, Scores, answers_by_item, each_learner_once


def pooled_statistics(
    classes: Iterable[Scores], roles: Mapping[str, Roles] | None = None
) -> tuple[ItemStatistics, ...]:
    """The figures of each item over all classes, in the order in which items first come.

    Counts and points are put together: facility, options, time and certainty are those of all learners as one. The
    discrimination is that within classes (see `pooled_correlation`): over the raw pool, an item would seem to
    discriminate because one class is better than another. Mean rest scores of options are left out, as the other items
    are not the same in each class. A learner who is in several classes counts in the first.
    """
    answers: dict[str, list[Answer]] = {}
    within: dict[str, list[Estimate]] = {}
    for scores in each_learner_once(classes):
        for item, own in answers_by_item(scores).items():
            answers.setdefault(item, []).extend(Answer(answer.response, None) for answer in own)
            found = discrimination(own)
            if found is not None:
                within.setdefault(item, []).append(found)
    return tuple(
        statistics_of(item, found, pooled_correlation(within.get(item, ())), (roles or {}).get(item, {}))
        for item, found in answers.items()
    )


def pooled_correlation(estimates: Sequence[Estimate]) -> Estimate | None:
    """One correlation from those of several groups, none of them ±1; None of no groups.

    The mean of Fisher's z of the groups, each weighted by its n − 3, brought back to a correlation; the variance of
    that mean is 1 ÷ the sum of the weights. It takes the groups to have one correlation in common.

    Source: R. A. Fisher (1925), "Statistical methods for research workers", chapter VI; L. V. Hedges and I. Olkin
    (1985), "Statistical methods for meta-analysis", chapter 11.
    """
    weights = [estimate.n - 3 for estimate in estimates]
    if not weights:
        return None
    mean = math.fsum(
        weight * math.atanh(estimate.value) for weight, estimate in zip(weights, estimates, strict=True)
    ) / sum(weights)
    r = math.tanh(mean)
    return Estimate(r, fisher(r, sum(weights)), sum(estimate.n for estimate in estimates))

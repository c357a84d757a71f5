"""Keys to look at: items where a wrong option was chosen more often than the key, and by learners who know more.

A hard item with a good key may well draw more learners to one wrong option than to the key. What tells of a wrong key
is that those who chose the option do better on all other items than those who chose the key, and by more than chance.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from statistics import NormalDist
from typing import NamedTuple

from quizapp.statistics.items import KEY, Roles
from quizapp.statistics.score_matrix import Answer, Scores, answers_by_item, each_learner_once

FALSE_FLAGS = 0.05
"""Chance alone makes us doubt a key in at most this share of tests, whatever their number of items."""

_MOST_EXACT = 60
_FEW = 4
"""Of more values than the one, draws are not counted, unless no more than the other are drawn."""


class KeyDoubt(NamedTuple):
    """A wrong option `choice` that drew `learners` with the mean rest score `rest`; the same of the key.

    `p` is the chance of rest scores that speak so clearly against the key, or more so, among those that speak against
    it, if it made no difference who chose which. `least_p` is the lowest that it could be.
    """

    item: str
    choice: str
    learners: int
    rest: float
    key_learners: int
    key_rest: float
    p: float
    least_p: float


def keys_in_doubt(classes: Iterable[Scores], roles: Mapping[str, Roles]) -> tuple[KeyDoubt, ...]:
    """The items whose key is worth a look, the clearest first; for each, the wrong option that stands out most.

    Looked at are the wrong options that were chosen more often than the key, over all classes that took the item. The
    learners who chose one or the other are ranked by their rest scores, each class for itself. If the choices were
    dealt out within each class by chance, the ranks of those with the key would add up to so little in a certain share
    of all deals. Sound keys are chosen by better learners; so an option drops out where those with the key are not
    below the middle of all deals, and of the others p is the share among the deals below the middle. The key is in
    doubt if p is at most the level, and the mean rest score is higher too.

    The level is 5 % for all options of the test together: 5 % ÷ the number of those that are left, of which those do
    not count whose p could not be that low in any deal. So nothing is said of an item where too few chose: if one
    option is left, the key needs three learners and the option five, or two and eight, or one and 39. Nothing is said
    if nobody chose the key.

    In at most 5 % of tests with sound keys is any of them in doubt: where it makes no difference who chose which, p is
    the exact chance; where better learners choose the key, doubts are far fewer. Simulated for 10, 25 and 100 learners
    and 30 items: `python -m tests.benchmarks --only coverage`.

    Source: F. Wilcoxon (1945), "Individual comparisons by ranking methods", with midranks and all deals counted; Q.
    Zhao, D. S. Small and W. Su (2019), "Multiple testing when many p-values are uniformly conservative, with
    application to testing qualitative interaction in educational interventions", for those that drop out; R. E. Tarone
    (1990), "A modified Bonferroni method for discrete data". The comparison itself is ours.
    """
    answers: dict[str, list[Sequence[Answer]]] = {}
    for scores in each_learner_once(classes):
        for item, own in answers_by_item(scores).items():
            answers.setdefault(item, []).append(own)
    candidates = [entry for item, own in answers.items() for entry in _candidates(item, own, roles.get(item, {}))]
    level = tarone_level([entry.least_p for entry in candidates])
    doubts: dict[str, KeyDoubt] = {}
    for entry in sorted(candidates, key=lambda entry: (entry.p, entry.item, entry.choice)):
        if entry.p <= level and entry.rest > entry.key_rest:
            doubts.setdefault(entry.item, entry)
    return tuple(doubts.values())


def _candidates(item: str, classes: Iterable[Sequence[Answer]], roles: Roles) -> Iterable[KeyDoubt]:
    """The wrong options that more learners chose than the key, and that do not drop out."""
    by_class = [_rests(answers, roles) for answers in classes]
    for choice in dict.fromkeys(choice for rests in by_class for choice in rests if choice is not None):
        pairs = [(rests.get(None, []), rests.get(choice, [])) for rests in by_class]
        of_key, own = ([rest for pair in pairs for rest in pair[side]] for side in (0, 1))
        if of_key and len(own) > len(of_key):
            p, below_middle = rank_sum_p(pairs)
            if p <= below_middle:
                least = min(p, 1 / _deals(pairs))
                yield KeyDoubt(
                    item,
                    choice,
                    len(own),
                    math.fsum(own) / len(own),
                    len(of_key),
                    math.fsum(of_key) / len(of_key),
                    p / below_middle,
                    least / below_middle,
                )


def _rests(answers: Sequence[Answer], roles: Roles) -> dict[str | None, list[float]]:
    """The rest scores of those who chose each wrong option, and, under None, of those who chose the key."""
    rests: dict[str | None, list[float]] = {}
    for answer in answers:
        choice = answer.response.choice
        if choice is not None and answer.rest is not None:
            rests.setdefault(choice if roles.get(choice) != KEY else None, []).append(answer.rest)
    return rests


def tarone_level(least: Sequence[float]) -> float:
    """The level of each test of several, of which `least` are the lowest p that they could have.

    5 % ÷ k, for the smallest k for which at most k tests could reach 5 % ÷ k. Source: see `keys_in_doubt`.
    """
    return next(FALSE_FLAGS / k for k in count(1) if sum(p <= FALSE_FLAGS / k for p in least) <= k)


Pairs = Sequence[tuple[Sequence[float], Sequence[float]]]
"""In each class, the values of which the ranks add up, and all others."""


def rank_sum_p(pairs: Pairs) -> tuple[float, float]:
    """The place of the ranks of the first values of each pair, if as many were drawn from each by chance.

    The chances of draws whose ranks add up to no more than those seen, and to less than a draw's on average. Equal
    values share the mean of their ranks. All draws are counted; with more than 60 values, and more than 4 first ones,
    the sum is taken as normal, with its variance corrected for equal values, and half a rank for continuity.
    """
    seen = middle = n = few = 0
    variance = 0.0
    ranked = []
    for lower, higher in pairs:
        ranks, drawn = _doubled_ranks([*lower, *higher]), len(lower)
        ranked.append((ranks, drawn))
        seen, middle = seen + sum(ranks[:drawn]), middle + drawn * (len(ranks) + 1)
        n, few = n + len(ranks), few + drawn
        if len(ranks) > 1:
            spread = math.fsum((rank - len(ranks) - 1) ** 2 for rank in ranks)
            variance += drawn * len(higher) * spread / (len(ranks) * (len(ranks) - 1))
    if n <= _MOST_EXACT or few <= _FEW:
        deals = _deals(pairs)
        return _draws_up_to(seen, ranked, deals) / deals, _draws_up_to(middle - 1, ranked, deals) / deals
    if not variance:
        return 1.0, 0.0
    return NormalDist().cdf((seen - middle + 1) / math.sqrt(variance)), 0.5


def _deals(pairs: Pairs) -> int:
    """The number of draws that there are."""
    return math.prod(math.comb(len(lower) + len(higher), len(lower)) for lower, higher in pairs)


def _doubled_ranks(values: Sequence[float]) -> list[int]:
    """Twice the rank of each value, which is whole also where equal values share the mean of their ranks."""
    ordered = sorted(values)
    first = {value: place for place, value in reversed(list(enumerate(ordered)))}
    last = {value: place for place, value in enumerate(ordered)}
    return [first[value] + last[value] + 2 for value in values]


def _draws_up_to(most: int, ranked: Iterable[tuple[Sequence[int], int]], deals: int) -> int:
    """The number of draws, of some of the ranks of each class, that add up to `most` or less; there are `deals`.

    One whole number holds the draws for all sums, in a field of bits for each sum. Drawing one more rank shifts it, and
    a product puts two classes together. The remainder by a field full of ones is the sum of the fields.
    """
    bits = deals.bit_length() + 1
    room = (1 << bits * (most + 1)) - 1
    together = 1
    for ranks, few in ranked:
        draws = [1] + [0] * few
        for rank in ranks:
            for size in range(few, 0, -1):
                draws[size] += (draws[size - 1] << bits * rank) & room
        together = (together * draws[few]) & room
    return together % ((1 << bits) - 1)

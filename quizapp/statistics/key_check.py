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
from quizapp.statistics.score_matrix import Answer, Scores, answers_by_item

FALSE_FLAGS = 0.05
"""The share of tests at most in which chance alone makes us doubt a key, whatever the number of items."""

_MOST_EXACT = 120
_FEW_KEYS = 12
"""Above the one, the distribution is a normal one, unless no more than the other chose the key."""


class KeyDoubt(NamedTuple):
    """A wrong option `choice` that drew `learners` with the mean rest score `rest`; the same of the key.

    `p` is the chance of rest scores that differ so much or more if it made no difference who chose which.
    """

    item: str
    choice: str
    learners: int
    rest: float
    key_learners: int
    key_rest: float
    p: float


def keys_in_doubt(scores: Scores, roles: Mapping[str, Roles]) -> tuple[KeyDoubt, ...]:
    """The items whose key is worth a look, the clearest first; for each, the wrong option that stands out most.

    A wrong option is a candidate if it was chosen more often than the key. Of a candidate, the learners who chose it
    are compared with those who chose the key: all are ranked by their rest scores, and if the options were dealt out
    among them by chance, the sum of the ranks of those who chose the key would be so low in the share p of all deals.
    The key is in doubt if p is at most the level, and the mean rest score is higher too.

    The level is 5 % for all candidates of the test together: 5 % ÷ the number of candidates, of which those do not
    count whose p could not be that low in any deal. So nothing is said of an item where too few chose: with one
    candidate, the key needs two learners and the option five, or one and nineteen. Nothing is said if nobody chose the
    key.

    The chance that a test with sound keys has any key in doubt is at most 5 %, as p is exact if it makes no difference
    who chose which; for keys that better learners choose more often it is far lower. Simulated for 10, 25 and 100
    learners and 30 items: `python -m tests.benchmarks --only coverage`.

    Source: F. Wilcoxon (1945), "Individual comparisons by ranking methods", with midranks and all deals counted; R. E.
    Tarone (1990), "A modified Bonferroni method for discrete data". The comparison itself is ours.
    """
    candidates = [
        found
        for item, answers in answers_by_item(scores).items()
        for found in _candidates(item, answers, roles.get(item, {}))
    ]
    level = tarone_level(
        [1 / math.comb(entry.learners + entry.key_learners, entry.key_learners) for entry in candidates]
    )
    doubts: dict[str, KeyDoubt] = {}
    for entry in sorted(candidates, key=lambda entry: (entry.p, entry.item, entry.choice)):
        if entry.p <= level and entry.rest > entry.key_rest:
            doubts.setdefault(entry.item, entry)
    return tuple(doubts.values())


def _candidates(item: str, answers: Sequence[Answer], roles: Roles) -> Iterable[KeyDoubt]:
    """The wrong options that more learners chose than the key, which somebody chose."""
    rests: dict[str | None, list[float]] = {}
    for response, rest in answers:
        if response.choice is not None and rest is not None:
            role = roles.get(response.choice)
            rests.setdefault(None if role == KEY else response.choice, []).append(rest)
    of_key = rests.pop(None, [])
    for choice, own in rests.items():
        if choice is not None and of_key and len(own) > len(of_key):
            means = math.fsum(own) / len(own), math.fsum(of_key) / len(of_key)
            yield KeyDoubt(item, choice, len(own), means[0], len(of_key), means[1], rank_sum_p(of_key, own))


def tarone_level(least: Sequence[float]) -> float:
    """The level of each test of several, of which `least` are the lowest p that they could have.

    5 % ÷ k, for the smallest k for which at most k tests could reach 5 % ÷ k. Source: see `keys_in_doubt`.
    """
    return next(FALSE_FLAGS / k for k in count(1) if sum(p <= FALSE_FLAGS / k for p in least) <= k)


def rank_sum_p(lower: Sequence[float], higher: Sequence[float]) -> float:
    """The chance that as many values as `lower`, drawn from all, have ranks that add up to no more than theirs.

    Equal values share the mean of their ranks. All draws are counted; with more than 120 values, and more than 12 in
    `lower`, the sum is taken as normal, with its variance corrected for equal values, and half a rank for continuity.
    """
    ranks = _doubled_ranks([*lower, *higher])
    few, n = len(lower), len(ranks)
    seen = sum(ranks[:few])
    if n <= _MOST_EXACT or few <= _FEW_KEYS:
        return _draws_up_to(seen, ranks, few) / math.comb(n, few)
    middle = few * (n + 1)
    variance = few * (n - few) * math.fsum((rank - n - 1) ** 2 for rank in ranks) / (n * (n - 1))
    if not variance:
        return 1.0
    return NormalDist().cdf((seen - middle + 1) / math.sqrt(variance))


def _doubled_ranks(values: Sequence[float]) -> list[int]:
    """Twice the rank of each value, which is whole also where equal values share the mean of their ranks."""
    ordered = sorted(values)
    first = {value: place for place, value in reversed(list(enumerate(ordered)))}
    last = {value: place for place, value in enumerate(ordered)}
    return [first[value] + last[value] + 2 for value in values]


def _draws_up_to(most: int, ranks: Sequence[int], few: int) -> int:
    """The number of draws of `few` of the ranks that add up to `most` or less.

    One whole number holds the draws for all sums, in a field of bits for each sum; drawing one more rank shifts it.
    """
    bits = math.comb(len(ranks), few).bit_length()
    room = (1 << bits * (most + 1)) - 1
    draws = [1] + [0] * few
    for done, rank in enumerate(ranks):
        for size in range(min(few, done + 1), 0, -1):
            draws[size] += (draws[size - 1] << bits * rank) & room
    field = (1 << bits) - 1
    return sum(draws[few] >> bits * place & field for place in range(most + 1))

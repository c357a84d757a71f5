"""Simulated classes whose true figures are known: how often intervals hold them, and how often a sound key is doubted.

Learners have an ability, evenly spread around 0; an item is easier the more its difficulty lies below it. The true
figures are sums over a fine grid of abilities, not simulated.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from random import Random
from statistics import NormalDist, fmean
from typing import NamedTuple

from quizapp.statistics.intervals import Estimate, Interval
from quizapp.statistics.items import KEY, MISREADING, item_statistics
from quizapp.statistics.key_check import keys_in_doubt
from quizapp.statistics.passage_dependence import passage_dependence
from quizapp.statistics.pooling import pooled_statistics
from quizapp.statistics.reliability import reliability
from quizapp.statistics.score_matrix import ItemResponse, Scores
from quizapp.statistics.totals import distribution, skill_marks

_EDGES = [-5 + place / 5 for place in range(51)]
GRID = [((low + high) / 2, NormalDist().cdf(high) - NormalDist().cdf(low)) for low, high in pairwise(_EDGES)]
"""Abilities with their share of all learners."""

ITEMS = 30
OPTIONS = "abcd"


class SimulatedItem(NamedTuple):
    """An item of one point in equal `parts`, each right with the chance logistic(slope·(ability − difficulty))."""

    difficulty: float
    slope: float
    parts: int = 1

    def chance(self, ability: float) -> float:
        return 1 / (1 + math.exp(-self.slope * (ability - self.difficulty)))

    def answer(self, ability: float, random: Random) -> ItemResponse:
        chance = self.chance(ability)
        points = sum(random.random() < chance for _ in range(self.parts))
        return ItemResponse(points / self.parts, 1)

    def easier(self, by: float) -> "SimulatedItem":
        return self._replace(difficulty=self.difficulty - by)


class Truth(NamedTuple):
    """The true figures of a test."""

    facility: Mapping[str, float]
    discrimination: Mapping[str, float]
    alpha: float
    mean: float


def a_test(random: Random, items: int = ITEMS) -> dict[str, SimulatedItem]:
    """Items from hard to very easy; every third has partial credit."""
    return {
        f"q{place}": SimulatedItem(
            random.uniform(-2.5, 1.5), random.choice((0.6, 1.0, 1.5)), random.choice((2, 4)) if place % 3 == 2 else 1
        )
        for place in range(items)
    }


def a_class(test: Mapping[str, SimulatedItem], n: int, random: Random) -> tuple[Scores, dict[str, float]]:
    """The scores of a class, and the abilities of its learners."""
    abilities = {f"learner {place}": random.gauss(0, 1) for place in range(n)}
    return sat(test, abilities, random), abilities


def sat(test: Mapping[str, SimulatedItem], abilities: Mapping[str, float], random: Random) -> Scores:
    return {
        learner: {name: item.answer(ability, random) for name, item in test.items()}
        for learner, ability in abilities.items()
    }


def truth(test: Mapping[str, SimulatedItem]) -> Truth:
    """Given the ability, items are independent; so all true figures follow from their means and variances there."""
    means = {name: [item.chance(ability) for ability, _ in GRID] for name, item in test.items()}
    noise = {name: [mean * (1 - mean) / test[name].parts for mean in means[name]] for name in test}
    total = [sum(means[name][at] for name in test) for at in range(len(GRID))]
    noise_of_all = sum(_mean(noise[name]) for name in test)
    variances = {name: _covariance(means[name], means[name]) + _mean(noise[name]) for name in test}
    variance = _covariance(total, total) + noise_of_all
    discriminations = {}
    for name in test:
        rest = [all_ - own for all_, own in zip(total, means[name], strict=True)]
        of_rest = _covariance(rest, rest) + noise_of_all - _mean(noise[name])
        discriminations[name] = _covariance(means[name], rest) / math.sqrt(variances[name] * of_rest)
    return Truth(
        {name: _mean(means[name]) for name in test},
        discriminations,
        len(test) / (len(test) - 1) * (1 - sum(variances.values()) / variance),
        _mean(total),
    )


def _mean(values: Iterable[float]) -> float:
    return sum(value * share for value, (_, share) in zip(values, GRID, strict=True))


def _covariance(first: list[float], second: list[float]) -> float:
    return _mean(a * b for a, b in zip(first, second, strict=True)) - _mean(first) * _mean(second)


Held = Iterator[tuple[str, bool]]
"""The name of an interval, and whether it held the true figure; nothing where nothing was said."""


def _holds(name: str, estimate: Estimate | Interval | None, true: float) -> Held:
    interval = estimate.interval if isinstance(estimate, Estimate) else estimate
    if interval is not None:
        yield name, true in interval


def held_by_a_class(test: Mapping[str, SimulatedItem], true: Truth, n: int, random: Random) -> Held:
    """All intervals of one simulated class of `n`."""
    scores, abilities = a_class(test, n, random)
    for found in item_statistics(scores):
        kind = "facility, partial credit" if test[found.item].parts > 1 else "facility, right or wrong"
        yield from _holds(kind, found.facility, true.facility[found.item])
        yield from _holds("discrimination", found.discrimination, true.discrimination[found.item])
    measured = reliability(scores)
    if measured is not None:
        yield from _holds("alpha", measured.alpha, true.alpha)
        for learner, ability in abilities.items():
            points = sum(response.earned for response in scores[learner].values())
            true_score = sum(item.chance(ability) for item in test.values())
            yield from _holds("a learner's score", measured.of_score(points), true_score)
    totals = distribution(scores)
    yield from _holds("mean of the totals", totals and totals.mean, true.mean)
    skills = {name: f"skill {place % 5}" for place, name in enumerate(test)}
    for mark in skill_marks(scores, skills):
        own = [name for name in test if skills[name] == mark.skill]
        yield from _holds("mark of a skill", mark.mark, fmean(true.facility[name] for name in own))


def held_without_text(test: Mapping[str, SimulatedItem], true: Truth, n: int, random: Random) -> Held:
    """The intervals of passage dependence, with other learners and with the same ones."""
    blind = {name: item.easier(-random.uniform(0, 2.5)) for name, item in test.items()}
    without = {name: _mean(item.chance(ability) for ability, _ in GRID) for name, item in blind.items()}
    gains = {name: true.facility[name] - without[name] for name in test}
    scores, abilities = a_class(test, n, random)
    others = {f"other {place}": random.gauss(0, 1) for place in range(n)}
    for name, learners in (("gain by the text, two classes", others), ("gain by the text, one class", abilities)):
        for found in passage_dependence(scores, sat(blind, learners, random)):
            yield from _holds(name, found.interval, gains[found.item])


def held_by_a_pool(test: Mapping[str, SimulatedItem], true: Truth, n: int, random: Random) -> Held:
    """The intervals of discrimination over four classes."""
    classes = [
        {f"{place} {learner}": row for learner, row in a_class(test, n, random)[0].items()} for place in range(4)
    ]
    for found in pooled_statistics(classes):
        yield from _holds("discrimination, four classes", found.discrimination, true.discrimination[found.item])


Draw = Callable[[Mapping[str, SimulatedItem], Truth, int, Random], Held]


def coverage(draw: Draw, n: int, classes: int, seed: int = 1) -> dict[str, float]:
    """The share of intervals that hold the true figure, from 0 to 1, by name; every ten classes take a new test."""
    random = Random(f"{seed} {n}")
    held: dict[str, list[bool]] = {}
    for number in range(classes):
        if number % 10 == 0:
            test = a_test(random)
            true = truth(test)
        for name, holds in draw(test, true, n, random):
            held.setdefault(name, []).append(holds)
    return {name: fmean(values) for name, values in held.items()}


class ChoiceItem(NamedTuple):
    """An item with options: with the chance of `item` a learner knows the key, else is drawn by the others' `pulls`."""

    item: SimulatedItem
    pulls: tuple[float, float, float]

    def choose(self, ability: float, random: Random) -> str:
        if random.random() < self.item.chance(ability):
            return OPTIONS[0]
        return random.choices(OPTIONS[1:], self.pulls)[0]


ROLES = {OPTIONS[0]: KEY, OPTIONS[1]: MISREADING, OPTIONS[2]: MISREADING, OPTIONS[3]: "unsupported"}


def sound_items(random: Random) -> list[ChoiceItem]:
    """Good items, many of them hard, with one wrong option that draws most of those who miss the key."""
    return [
        ChoiceItem(SimulatedItem(random.uniform(-1.5, 2), random.choice((0.5, 1.0, 1.5))), (0.8, 0.15, 0.05))
        for _ in range(ITEMS)
    ]


def chance_items(random: Random) -> list[ChoiceItem]:
    """The worst case: it makes no difference to the choice what a learner knows, and a wrong option draws more."""
    return [ChoiceItem(SimulatedItem(random.uniform(0.5, 1.5), 0.0), (0.8, 0.15, 0.05)) for _ in range(ITEMS)]


def chance_among_good(random: Random) -> list[ChoiceItem]:
    """The same, with rest scores that tell what a learner knows: half of the items are good ones."""
    return sound_items(random)[::2] + [ChoiceItem(SimulatedItem(0, 0), (0.8, 0.15, 0.05)) for _ in range(ITEMS // 2)]


def doubts(items: list[ChoiceItem], n: int, random: Random, wrong_keys: int = 0) -> tuple[int, int]:
    """The number of sound keys in doubt, and of wrong ones; the first `wrong_keys` items have the option `b` as key."""
    keys = {f"q{place}": OPTIONS[place < wrong_keys] for place in range(len(items))}
    scores: dict[str, dict[str, ItemResponse]] = {}
    for learner in range(n):
        ability = random.gauss(0, 1)
        chosen = {f"q{place}": item.choose(ability, random) for place, item in enumerate(items)}
        scores[f"learner {learner}"] = {
            name: ItemResponse(float(choice == keys[name]), 1, choice) for name, choice in chosen.items()
        }
    found = {doubt.item for doubt in keys_in_doubt([scores], {name: {key: KEY} for name, key in keys.items()})}
    wrong = {f"q{place}" for place in range(wrong_keys)}
    return len(found - wrong), len(found & wrong)

"""How often the intervals of 95 % hold the true figure, and how often chance alone makes us doubt a key."""

from random import Random

from tests.benchmarks.figures import Figure
from tests.statistics.simulations import (
    chance_among_good,
    chance_items,
    coverage,
    doubts,
    held_by_a_class,
    held_by_a_pool,
    held_without_text,
    sound_items,
)

CLASSES = {10: 2000, 25: 1500, 100: 800}
"""How many classes of each size are simulated."""

FURTHEST = 2.0
"""Percentage points that a coverage may lie from 95 %."""

MOST_FALSE = 5.0
"""Percent of tests of 30 sound items in which a key may be doubted."""


def run() -> list[Figure]:
    figures = []
    for n, classes in CLASSES.items():
        for draw, share in ((held_by_a_class, 1), (held_without_text, 4), (held_by_a_pool, 10)):
            for name, held in coverage(draw, n, classes // share).items():
                percent = 100 * held
                figures.append(Figure(f"n = {n}: {name}: {percent:.1f} %", abs(percent - 95), "points off", FURTHEST))
    for n, classes in CLASSES.items():
        for name, items in (
            ("sound items", sound_items),
            ("chance alone", chance_items),
            ("chance alone in half", chance_among_good),
        ):
            random = Random(f"{name} {n}")
            flagged = sum(doubts(items(random), n, random)[0] > 0 for _ in range(classes))
            figures.append(
                Figure(f"n = {n}: a sound key in doubt, {name}", 100 * flagged / classes, "% of tests", MOST_FALSE)
            )
        random = Random(f"wrong key {n}")
        found = sum(doubts(sound_items(random), n, random, 1)[1] for _ in range(classes // 2))
        figures.append(Figure(f"n = {n}: a wrong key found", 200 * found / classes, "% of tests"))
    return figures

"""How many responses are marked in a second, by type: a class of thirty with a hundred questions is 3,000."""

import time
from itertools import cycle, islice

from tests.benchmarks.figures import Figure
from tests.samples import SAMPLES

RESPONSES = 20_000
LONGEST_CLASS = 1.0
"""Seconds that 3,000 responses of the slowest type may take."""


def run() -> list[Figure]:
    figures = []
    slowest = 0.0
    for type_name, samples in SAMPLES.items():
        pairs = [(sample.question, case.response) for sample in samples[:2] for case in sample.cases]
        begun = time.perf_counter()
        for question, response in islice(cycle(pairs), RESPONSES):
            question.mark(response)
        seconds = time.perf_counter() - begun
        slowest = max(slowest, seconds)
        figures.append(Figure(type_name, round(RESPONSES / seconds, -2), "responses/s"))
    figures.append(Figure("3,000 of the slowest type", slowest * 3000 / RESPONSES, "s", LONGEST_CLASS))
    return figures

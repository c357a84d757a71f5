"""The desk is killed at one of its writes while it collects, again and again, in both databases."""

import os

from tests.benchmarks.collecting import places
from tests.benchmarks.figures import Figure
from tests.storage.desk.killed import run as run_and_kill
from tests.storage.desk.killed import wrong_in
from tests.storage.disk import has_strace

KILLS = int(os.environ.get("KILLS", "200"))
LAST = {"SQLite": 70, "PostgreSQL": 55}
"""About as many writes as collecting needs."""


def run() -> list[Figure]:
    if not has_strace():
        return [Figure("killing the desk: not measured, strace is missing", 0, "")]
    figures = []
    for name, place in places():
        with place as where:
            numbers = [number % LAST[name] + 1 for number in range(KILLS // 2)]
            target = where if isinstance(where, str) else where / "desk" / "desk.db"
            found = run_and_kill(target, numbers)
            figures.append(Figure(f"{name}: kills", found.died, ""))
            figures.append(Figure(f"{name}: lost, doubled or half done", len(wrong_in(target, found.told)), "", 0))
    return figures

"""The desk is killed at its writes while a teacher works, again and again, in both databases."""

import os

from tests.benchmarks.collecting import places
from tests.benchmarks.figures import Figure
from tests.storage.desk.killed import run as run_and_kill
from tests.storage.disk import has_strace

KILLS = int(os.environ.get("KILLS", "220"))
LAST = {
    "SQLite": {"collecting": 70, "rating": 42, "re-marking": 36, "releasing": 34, "migrating": 95},
    "PostgreSQL": {"collecting": 55, "rating": 100, "re-marking": 66, "releasing": 96, "migrating": 100},
}
"""About as many writes as each needs. Feedback is written into files too: see `FILES`."""
FILES = 10
"""As many kills while feedback is written, at about as many writes of files."""


def run() -> list[Figure]:
    if not has_strace():
        return [Figure("killing the desk: not measured, strace is missing", 0, "")]
    figures = []
    for name, last in LAST.items():
        each = KILLS // len(LAST) // len(last)
        runs = [({story: [1 + number * most // each for number in range(each)]}, "") for story, most in last.items()]
        for kills, call in [*runs, ({"releasing": range(1, FILES + 1)}, "write")]:
            for place in (place for called, place in places() if called == name):
                with place as where:
                    target = where if isinstance(where, str) else where / "desk" / "desk.db"
                    found = run_and_kill(target, kills, call)
                    what = f"{name}: {', '.join(kills)}" + (", at files" if call else "")
                    figures.append(Figure(f"{what}: kills", found.died, ""))
                    figures.append(Figure(f"{what}: lost, doubled or half done", len(found.wrong), "", 0))
    figures.append(Figure("kills in all", sum(each.value for each in figures if each.bound is None), ""))
    return figures

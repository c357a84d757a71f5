"""The editor of banks is killed at its calls while a bank is kept and saved, again and again."""

import os

from tests.benchmarks.figures import Figure
from tests.services.editing_killed import CALLS
from tests.services.editing_killed import run as run_and_kill
from tests.storage.disk import has_strace

KILLS = int(os.environ.get("KILLS", "220"))


def run() -> list[Figure]:
    if not has_strace():
        return [Figure("killing the editor: not measured, strace is missing", 0, "")]
    died, wrong = 0, list[str]()
    for call, last in CALLS.items():
        count = min(last, KILLS * last // sum(CALLS.values()))
        found = run_and_kill(call, [1 + number * last // count for number in range(count)])
        died += found.died
        wrong += found.wrong
    for each in wrong:
        print(f"  {each}")
    return [Figure("kills", died, ""), Figure("files torn, or drafts lost", len(wrong), "", 0)]

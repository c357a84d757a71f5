"""How fast the journal is: saving an answer, and opening it when there is much in it already."""

import statistics
import tempfile
import time
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from quizapp.domain.event import Answered, Started, Submitted
from quizapp.storage.journal import Journal, new_id
from tests.benchmarks.figures import Figure, in_fresh_python

EVENTS = 100_000
IN_ONE = 100
"""Events of an attempt: one with fifty questions."""
COMMITS = 1_000
STARTS = 15
FULL_OVER_EMPTY = 1.15
"""So many times as long may it take to open a journal with `EVENTS` and read the first page of the history."""

LEARNER = "a" * 32

OPENING = """
import json, sys, time
from pathlib import Path
begun = time.perf_counter()
from quizapp.storage.journal import Journal
from tests.journals import unfinished_in
imported = time.perf_counter()
journal = Journal(Path(sys.argv[1]))
rows = journal.attempts(sys.argv[2])
open_ = unfinished_in(journal, sys.argv[2])
done = time.perf_counter()
journal.close()
print(json.dumps([done - begun, done - imported]))
"""


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for kind in ("empty", "full"):
            (folder / kind).mkdir()
        empty, full = folder / "empty" / "journal.db", folder / "full" / "journal.db"
        _fill(empty, 0)
        begun = time.perf_counter()
        _fill(full, EVENTS)
        filling = time.perf_counter() - begun
        # by turns, so that what else the machine does meets both
        pairs = [(_opening(empty), _opening(full)) for _ in range(STARTS)]
        medians = [statistics.median(times) for times in zip(*(one + other for one, other in pairs), strict=True)]
        empty_all, empty_alone, full_all, full_alone = medians
        commits = _commits(full)
        checking = _checking(full)
        size = full.stat().st_size
    return [
        Figure("saving an answer, p50", commits[len(commits) // 2] * 1000, "ms"),
        Figure("saving an answer, p99", commits[len(commits) * 99 // 100] * 1000, "ms"),
        Figure("saving, many that wait", EVENTS / filling, "events/s"),
        Figure("importing, opening and the first page, empty", empty_all * 1000, "ms"),
        Figure(f"the same with {EVENTS:,} events", full_all * 1000, "ms"),
        Figure("the one over the other", full_all / empty_all, "times", FULL_OVER_EMPTY),
        Figure("without importing, empty", empty_alone * 1000, "ms"),
        Figure(f"without importing, {EVENTS:,} events", full_alone * 1000, "ms"),
        Figure("a look through the whole file", checking * 1000, "ms"),
        Figure("size of the file", size / 1e6, "MB"),
    ]


def _fill(file: Path, events: int) -> None:
    journal = Journal(file)
    journal.add_learner("Ana", id_=LEARNER).result()
    journal.keep_bank("hash", "bank", "A bank", b"x" * 20_000).result()
    for _ in range(events // IN_ONE):
        _finish(journal, _attempt(journal, IN_ONE - 1))
    journal.close()


def _attempt(journal: Journal, answers: int) -> list["Future[Any]"]:
    id_ = new_id()
    order = tuple(f"question-{number}" for number in range(answers))
    started = Started(
        at=0, bank_id="bank", content_hash="hash", mode="practice", order=order, arrangements=dict.fromkeys(order, ())
    )
    futures: list[Future[Any]] = [journal.begin(id_, LEARNER, "hash", started)]
    for seq in range(1, answers):
        futures.append(journal.append(id_, seq, Answered(at=seq, question=order[seq], response="B")))
    futures.append(journal.append(id_, answers, Submitted(at=answers)))
    futures.append(journal.save_summary(id_, answers, 1, {"points": 30, "possible": answers}))
    return futures


def _finish(journal: Journal, futures: list["Future[Any]"]) -> None:
    for future in futures:
        future.result()


def _opening(file: Path) -> tuple[float, float]:
    """Seconds with what has to be imported, and without."""
    both, alone = in_fresh_python(OPENING, file, LEARNER)
    return float(both), float(alone)


def _commits(file: Path) -> list[float]:
    """Seconds from asking for an answer to be saved to being told, shortest first."""
    journal = Journal(file)
    id_, times = new_id(), []
    started = Started(at=0, bank_id="bank", content_hash="hash", mode="test", order=("q",), arrangements={"q": ()})
    journal.begin(id_, LEARNER, "hash", started).result()
    for seq in range(1, COMMITS + 1):
        begun = time.perf_counter()
        journal.append(id_, seq, Answered(at=seq, question="q", response="an answer of some words")).result()
        times.append(time.perf_counter() - begun)
    journal.close()
    return sorted(times)


def _checking(file: Path) -> float:
    journal = Journal(file)
    begun = time.perf_counter()
    journal.check()
    seconds = time.perf_counter() - begun
    journal.close()
    return seconds

"""A library of 100,000 questions: its first reading, its next start, and searching as one types.

Half of the questions are in large banks, half in many small ones. Times are the processor's, of all threads, so that
other programs which run meanwhile change little; only starts are measured by a clock, in turn.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from tests.benchmarks.figures import ROOT, Figure, in_fresh_python
from tests.benchmarks.loading import TYPES, bank_text
from tests.benchmarks.starting import _PROGRAM, _TELL

QUESTIONS = int(os.environ.get("QUESTIONS", 100_000))
LARGE = 12_500
SMALL = 100
_STARTS = 9
_SYLLABLES = [
    first + vowel + last for first in "bcdfghklmnprstvw" for vowel in "aeiou" for last in ("", "l", "n", "r", "s")
]
_WORDS = 8000
_REPLACED = re.compile(r"(?<=[a-z] )[a-z]{4,}")
_KEPT = re.compile(r"evidence|categor|text: the \w+$")


def _vocabulary() -> list[str]:
    """Words that do not exist, the most frequent first."""
    random = Random(3)
    found: dict[str, None] = {}
    while len(found) < _WORDS:
        found.setdefault("".join(random.choices(_SYLLABLES, k=random.choice((2, 2, 3)))))
    return list(found)


_INDEX = """
import json, resource, sys, time
from pathlib import Path
from quizapp.formats.native import read_bank
from quizapp.services import bank_index, entry_reading
from quizapp.services.library import Library
def memory():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
before = memory()
library = Library([Path(sys.argv[1])], Path(sys.argv[2]) / "library.json")
begun = time.process_time()
library.scan()
library.look_again()
seconds = time.process_time() - begun
entries = library.entries()
assert not any(entry.problems for entry in entries), [entry.problems[:2] for entry in entries if entry.problems][:3]
library.close()
print(json.dumps([seconds, memory() - before, sum(entry.questions for entry in entries)]))
"""

_THEIRS = """
import json, sys, time
from pathlib import Path
import yaml
kept, begun = [], time.process_time()
for path in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    found = yaml.load(path.read_bytes(), yaml.CSafeLoader)
    if sys.argv[2] == "keep":
        kept.append(found)
print(json.dumps(time.process_time() - begun))
"""

_SEARCH = "from tests.benchmarks.searching import measure; import json, sys; print(json.dumps(measure(sys.argv[1])))"


def write_banks(folder: Path, questions: int) -> None:
    """Write so many questions, half of them in large banks, each in words of their own."""
    (folder / "small").mkdir(parents=True)
    random, words = Random(7), _vocabulary()
    weights = list(accumulate(1 / (rank + 10) for rank in range(_WORDS)))  # as often as Zipf's law says
    drawn: list[str] = []

    def word(_: re.Match[str]) -> str:
        if not drawn:
            drawn.extend(random.choices(words, cum_weights=weights, k=10_000))
        return drawn.pop()

    large = max(1, questions // 2 // LARGE)
    sizes = [questions // 2 // large] * large + [SMALL] * (questions // 2 // SMALL)
    for number, size in enumerate(sizes):
        path = folder / ("" if number < large else "small") / f"bank{number:04}.yaml"
        with path.open("w", encoding="utf-8") as file:
            for line in bank_text(size):
                line = line.replace("id: large\n", f"id: bank{number}\n").replace("A large bank", f"Bank {number}")
                if "stem: " in line:  # a question, whose quotations stay in the passage
                    told = [each if _KEPT.search(each) else _REPLACED.sub(word, each) for each in line.split("\n")]
                    line = "\n".join(told)
                file.write(line)


def measure(folder: str) -> dict[str, list[float]]:
    """Milliseconds from a key to the painted list, and of the bare query and a bare list of as many rows, in turn."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import sqlite3

    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QApplication, QListView

    from quizapp.app import new_application, new_window
    from quizapp.paths import UserPaths
    from quizapp.services.question_words import query_of

    app = new_application()
    frame = new_window(app, UserPaths(Path(folder)))
    jobs, search = frame._jobs, frame.library_page.search
    plain, rows = QListView(), QStringListModel()
    plain.setModel(rows)
    for window in (frame, plain):
        window.resize(1366, 720)
        window.show()
    _settle(app, jobs)
    frame._banks.files.look_again()
    _settle(app, jobs)
    bare = sqlite3.connect(UserPaths(Path(folder)).cache / "library.db")
    times: dict[str, list[float]] = {"ours": [], "bare": [], "stall": []}
    stems = "SELECT stem FROM found JOIN question ON place = found.rowid WHERE found MATCH ? LIMIT 200"
    for round_ in range(4):
        for typed in _typing():
            begun = time.process_time()
            rows.setStringList([stem for (stem,) in bare.execute(stems, (query_of(typed, {}),))])
            _settle(app, jobs)
            took = (time.process_time() - begun) * 1000
            begun = time.process_time()
            search.setText(typed)
            stall = _settle(app, jobs)
            if round_:
                times["bare"].append(took)
                times["ours"].append((time.process_time() - begun) * 1000)
                times["stall"].append(stall)
    QApplication.closeAllWindows()
    jobs.wait()
    return times


def _typing() -> Iterator[str]:
    words = _vocabulary()
    for typed in (words[2], words[40], f"{words[5]} {words[60]}", words[700], f"{words[9]} {words[3000]}", words[7000]):
        for end in range(1, len(typed) + 1):
            if typed[end - 1] != " ":
                yield typed[:end]


def _settle(app: Any, jobs: Any) -> float:
    """Until all that was asked for is read and painted; gives the longest time that the window was not to be used."""
    from PySide6.QtCore import QEventLoop

    longest = 0.0
    while True:
        waits = not jobs.is_idle
        if waits:
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        begun = time.thread_time()
        app.sendPostedEvents()
        app.processEvents()
        longest = max(longest, (time.thread_time() - begun) * 1000)
        if not waits:
            app.processEvents()
            return longest


def _start(folder: Path) -> float:
    """Milliseconds from the start of the program to its first painted rows."""
    program = _PROGRAM.format(watch=_TELL.strip().replace("\n", "\n    "), folder=str(folder))
    program = program.replace("index.row() == index.model().rowCount() - 1", "index.row() == 1")  # the first bank
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "BEGUN": str(time.monotonic_ns())}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return float(done.stdout.splitlines()[-1].split()[0])


def _starts(folder: Path) -> list[Figure]:
    """The start with the large library, beside one with the bundled banks alone."""
    empty, full = folder / "empty", folder / "full"
    for each in (empty, full):
        each.mkdir(exist_ok=True)
        (each / "journal.db").touch()  # so that it is no first start, which shows no library
    fill = "from quizapp.cli import main; import sys; sys.exit(main(['--data-dir', sys.argv[1], 'list', '--json']))"
    for each in (empty, full):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run([sys.executable, "-c", fill, str(each)], env=environment, capture_output=True, check=True)
        _start(each)
    pairs = [(_start(empty), _start(full)) for _ in range(_STARTS)]
    ratio = median(filled / bare for bare, filled in pairs)
    return [
        Figure("start to the first rows ÷ that of an empty library", ratio, "×", 1.3),
        Figure("start to the first rows", median(filled for _, filled in pairs), "ms"),
    ]


def run() -> list[Figure]:
    """Measure; needs some five minutes."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        banks, cache = folder / "full" / "banks", folder / "full" / "cache"
        write_banks(banks, QUESTIONS)
        size = sum(path.stat().st_size for path in banks.rglob("*.yaml")) / 2**20
        seconds, memory, count = in_fresh_python(_INDEX, banks, cache)
        assert count >= QUESTIONS - len(TYPES) * 2, count
        kept = in_fresh_python(_THEIRS, banks, "keep")
        dropped = in_fresh_python(_THEIRS, banks, "drop")
        times = in_fresh_python(_SEARCH, folder / "full")
        figures = [
            Figure(f"first reading of {count:,} questions ({size:.0f} MB)", seconds, "s"),
            Figure("÷ yaml.CSafeLoader, which keeps what it reads", seconds / kept, "×", 0.30),
            Figure("÷ yaml.CSafeLoader, which lets go of each file", seconds / dropped, "×"),
            Figure("memory above the program without banks", memory, "MB", 250),
            Figure("size of the index", (cache / "library.db").stat().st_size / 2**20, "MB"),
            *_typed(times),
        ]
        return figures + _starts(folder)


def _typed(times: dict[str, list[float]]) -> list[Figure]:
    ours, bare, stall = (sorted(times[name]) for name in ("ours", "bare", "stall"))
    last = len(ours) * 99 // 100
    return [
        Figure(f"a key to the painted list, median ({median(ours):.1f} ms)", median(ours) / median(bare), "×", 2),
        Figure(f"the same, 99th percentile ({ours[last]:.1f} ms)", ours[last] / bare[last], "×", 4),
        Figure("longest time without an answer of the window, 99th percentile", stall[last], "ms"),
    ]


if __name__ == "__main__":
    print(json.dumps([each._asdict() for each in run()]))

"""Opening the history of somebody who has done much, beside that of somebody who has done nothing.

From the start of the process, by way of the first painted library, the opened journal and what is due, to the painted
list of attempts.
"""

import os
import tempfile
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Figure, in_fresh_python

EVENTS = 100_000
_RUNS = 7
_PROGRAM = "from tests.benchmarks.history import measure; import json, sys; print(json.dumps(measure(*sys.argv[1:])))"


def fill_folder(folder: Path, events: int) -> str:
    """Put a journal of at least `events` events there, with its summaries; gives the learner's id."""
    from quizapp.services.history import History
    from tests.journals import Desk, bundled_banks, fill

    desk = Desk(folder / "journal.db")
    count = 0
    banks = bundled_banks()
    while count < events:
        fill(desk, banks, days=730, attempts=200, seed=count + 1)
        count += sum(row.last_seq + 1 for row in desk.journal.attempts(desk.learner, limit=200))
    History(desk.journal, desk.learner).all()
    desk.close()
    return desk.learner


def measure(folder: str, learner: str) -> dict[str, float]:
    """Milliseconds since the process began, until the history is painted, and until it is known what is due."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import gc

    gc.disable()  # as the program's own start does
    from PySide6.QtCore import QEventLoop

    from quizapp.app import new_application, new_window
    from quizapp.paths import UserPaths

    app = new_application()
    window = new_window(app, UserPaths(Path(folder)))
    window.show()
    app.processEvents()
    gc.enable()
    window.learning.access.open()
    loop = QEventLoop()
    window.learning.present_changed.connect(loop.quit)
    loop.exec()
    study = window.study
    assert study is not None
    study.show_page("history")
    page = study.history_page
    loop = QEventLoop()
    page.model.page_read.connect(loop.quit)
    loop.exec()
    app.processEvents()
    shown = _since_start()
    while study.is_planning:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    due = _since_start()
    window._jobs.wait()
    window.learning.access.close()
    return {"shown": shown, "due": due}


def _since_start() -> float:
    import time

    with open("/proc/self/stat", encoding="ascii") as stat:
        begun = int(stat.read().rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
    return (time.clock_gettime(time.CLOCK_BOOTTIME) - begun) * 1000


def run() -> list[Figure]:
    if not os.path.exists("/proc/self/stat"):
        return []  # it is measured from the start of the process, as Linux tells it
    with tempfile.TemporaryDirectory() as empty, tempfile.TemporaryDirectory() as full:
        learners = {empty: fill_folder(Path(empty), 0), full: fill_folder(Path(full), EVENTS)}
        for folder, learner in learners.items():  # fills the caches of both
            in_fresh_python(_PROGRAM, folder, learner)
        pairs = [
            tuple(in_fresh_python(_PROGRAM, folder, learner) for folder, learner in learners.items())
            for _ in range(_RUNS)
        ]
    return [
        Figure(
            f"start and history, {EVENTS:,} events ÷ none", median(b["shown"] / a["shown"] for a, b in pairs), "×", 1.15
        ),
        Figure(f"start and history, {EVENTS:,} events", median(b["shown"] for _, b in pairs), "ms"),
        Figure("start and history, no events", median(a["shown"] for a, _ in pairs), "ms"),
        Figure(
            f"then, until it is known what is due, {EVENTS:,} events",
            median(b["due"] - b["shown"] for _, b in pairs),
            "ms",
        ),
    ]

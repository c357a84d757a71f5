"""How long the window stands still while it collects a thousand files of thirty questions."""

import os
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

from tests.benchmarks.figures import Figure, in_fresh_python

_PROGRAM = "from tests.benchmarks.collecting_stall import measure; import json; print(json.dumps(measure()))"
LONGEST = 50
"""Milliseconds."""
_IDLE = 3.0
"""Seconds."""


def measure() -> dict[str, Any]:
    """The longest time in which the window stood still in each part, as `_until` gives it, with rows and progress."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from quizapp.app import new_application
    from quizapp.gui.kit.jobs import Jobs
    from quizapp.gui.kit.theme import Theme
    from quizapp.gui.learners.learning import Learning
    from quizapp.gui.shell.main_window import MainWindow
    from quizapp.paths import UserPaths, bundled_bank_folders, resources_dir
    from quizapp.services.library import Library
    from quizapp.settings import Settings
    from tests.benchmarks.collecting import SUBMISSIONS, class_of
    from tests.desks import new_desk

    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as handed_in:
        paths = UserPaths(Path(folder))
        paths.ensure()
        desk = new_desk(paths.data)
        class_of(desk, Path(handed_in), SUBMISSIONS)
        desk.close()
        app = new_application()
        settings = Settings(paths.config_file)
        library = Library(bundled_bank_folders(), paths.cache / "library.json")
        jobs = Jobs(app)
        learning = Learning(paths, settings, jobs)
        window = MainWindow(Theme(app, resources_dir()), settings, library, jobs, learning, Random(1))
        window.show()
        learning.access.open()
        window.desk.show()
        page = window.desk.page
        _until(lambda: page.access.desk is not None)
        page.show_section("collect")
        section = page.section("collect")
        told: list[int] = []
        section.collecting.progressed.connect(lambda done, total: told.append(done))  # type: ignore[attr-defined]

        def is_done() -> bool:
            is_busy = section.collecting.is_busy  # type: ignore[attr-defined]
            return not is_busy and not section.reading.is_under_way

        idle = time.monotonic() + _IDLE
        times: dict[str, Any] = {"idle": _until(lambda: time.monotonic() > idle)}
        section.take_files([Path(handed_in)])
        times["collecting"] = _until(is_done)
        times["rows"] = len(section.model.rows)  # type: ignore[attr-defined]
        times["told"] = len(told)
        told.clear()
        section.take_files([Path(handed_in)])
        times["again"] = _until(lambda: bool(told))
        section.cancel.click()  # type: ignore[attr-defined]
        times["canceled"] = _until(is_done)
        jobs.wait()
        window.desk.close()
        learning.access.close()
        window.hide()
    return times


def _until(is_so: Callable[[], bool]) -> tuple[float, float]:
    """Go on with what the window does; the milliseconds of the longest time in which it did not, and the same less the
    time in which a thread of the program waited for a processor that others had.
    """
    from PySide6.QtWidgets import QApplication

    longest = own = 0.0
    last, waited = time.perf_counter(), _waited()
    while not is_so():
        QApplication.processEvents()
        now, waiting = time.perf_counter(), _waited()
        stall = (now - last) * 1000
        longest, own = max(longest, stall), max(own, stall - (waiting - waited))
        last, waited = now, waiting
        time.sleep(0.0005)  # as a window does that has nothing to do
    return longest, own


def _waited() -> float:
    """Milliseconds that all threads of the program have waited for a processor; 0 where the system does not tell."""
    waited = 0
    for task in Path("/proc/self/task").glob("*/schedstat"):
        with suppress(OSError):  # it has ended
            waited += int(task.read_text().split()[1])
    return waited / 1e6


def run() -> list[Figure]:
    found = in_fresh_python(_PROGRAM)
    again = [max(pair) for pair in zip(found["again"], found["canceled"], strict=True)]
    figures = [Figure("longest stall with nothing to do", found["idle"][0], "ms")]
    for what, (longest, own) in (("collecting", found["collecting"]), ("collecting again, and canceled", again)):
        figures.append(Figure(f"longest stall while {what}", longest, "ms", LONGEST))
        figures.append(Figure("less the time without a processor", own, "ms"))
    figures.append(Figure("files that are not listed", 1_000 - found["rows"], "", 0))
    figures.append(Figure("progress told, times", found["told"], ""))
    return figures

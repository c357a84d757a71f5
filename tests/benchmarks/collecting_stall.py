"""How long the window stands still while it collects a thousand files of thirty questions."""

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from tests.benchmarks.figures import Figure, in_fresh_python

_PROGRAM = "from tests.benchmarks.collecting_stall import measure; import json; print(json.dumps(measure()))"
LONGEST = 50
"""Milliseconds."""
_IDLE = 3.0
"""Seconds."""


def measure() -> dict[str, float]:
    """Milliseconds that the window stood still, longest, in each part; and how often progress was told."""
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
        times = {"idle": _until(lambda: time.monotonic() > idle)}
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


def _until(is_so: Callable[[], bool]) -> float:
    """Go on with what the window does; the milliseconds of the longest time in which it did not."""
    from PySide6.QtWidgets import QApplication

    longest, last = 0.0, time.perf_counter()
    while not is_so():
        QApplication.processEvents()
        now = time.perf_counter()
        longest, last = max(longest, (now - last) * 1000), now
        time.sleep(0.0005)  # as a window does that has nothing to do
    return longest


def run() -> list[Figure]:
    found = in_fresh_python(_PROGRAM)
    return [
        Figure("longest stall with nothing to do", found["idle"], "ms"),
        Figure("longest stall while collecting", found["collecting"], "ms", LONGEST),
        Figure(
            "longest stall while collecting again, and canceled", max(found["again"], found["canceled"]), "ms", LONGEST
        ),
        Figure("files that are not listed", 1_000 - found["rows"], "", 0),
        Figure("progress told, times", found["told"], ""),
    ]

"""How long the window stands still while answers are saved on a disk that takes 30 ms longer for each sync."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random
from statistics import median

from tests.benchmarks.figures import ROOT, Figure

ANSWERS = 150
SLOWER = 30_000
"""Microseconds."""

_PROGRAM = "from tests.benchmarks.saving import measure; import json; print(json.dumps(measure()))"


def measure() -> dict[str, list[float]]:
    """Milliseconds: the longest the window stood still around each answer, and from each answer to “Saved”.

    What an answer takes to be shown is in the first as well: so it is with `shown`, where nothing is saved.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from quizapp.app import new_application
    from quizapp.gui.kit.jobs import Jobs
    from quizapp.gui.kit.theme import Theme
    from quizapp.gui.learners.learning import Learning
    from quizapp.gui.shell.main_window import MainWindow
    from quizapp.paths import UserPaths, bundled_bank_folders, resources_dir
    from quizapp.services.library import Library
    from quizapp.services.recording import SaveState
    from quizapp.settings import Settings

    times: dict[str, list[float]] = {"stall": [], "saved": []}
    with tempfile.TemporaryDirectory() as folder:
        paths = UserPaths(Path(folder))
        paths.ensure()
        app = new_application()
        settings = Settings(paths.config_file)
        library = Library(bundled_bank_folders(), paths.cache / "library.json")
        library.scan()
        library.read_all()
        jobs = Jobs(app)
        learning = Learning(paths, settings, jobs)
        window = MainWindow(Theme(app, resources_dir()), settings, library, jobs, learning, Random(1))
        window.show()
        learning.access.open()
        while learning.present is None:
            QApplication.processEvents()
        file = next(entry.path for entry in library.entries() if entry.id == "worcester-what-happened")
        window.session.take(file, "test")
        page = window.pages.currentWidget()
        taking = window.session.taking
        assert taking is not None
        _until(lambda: learning.recordings.state is SaveState.SAVED)
        choices = [question for question in taking.bank.questions if question.type_name == "single_choice"]
        for number in range(ANSWERS):
            question = choices[number % len(choices)]
            page.go_to(taking.order.index(question.id))  # type: ignore[attr-defined]
            _until(lambda: learning.recordings.state is SaveState.SAVED)
            begun = time.perf_counter()
            taking.respond(question.id, "AB"[number // len(choices) % 2])
            stall = (time.perf_counter() - begun) * 1000
            times["stall"].append(max(stall, _until(lambda: learning.recordings.state is SaveState.SAVED)))
            times["saved"].append((time.perf_counter() - begun) * 1000)
        jobs.wait()
        learning.access.close()
        window.hide()
    return times


def _until(is_so: "object") -> float:
    """Go on with what the window does; the milliseconds of the longest time in which it could not."""
    from PySide6.QtWidgets import QApplication

    longest = 0.0
    while not is_so():  # type: ignore[operator]
        begun = time.perf_counter()
        QApplication.processEvents()
        longest = max(longest, (time.perf_counter() - begun) * 1000)
        time.sleep(0.0005)  # as a window does that has nothing to do
    return longest


def run() -> list[Figure]:
    strace = shutil.which("strace")
    if strace is None:
        return [Figure("saving on a slow disk: not measured, strace is missing", 0, "")]
    slow = [strace, "-f", "--seccomp-bpf", "-o", os.devnull, "-e", "trace=fsync,fdatasync"]
    slow += ["-e", f"inject=fsync,fdatasync:delay_enter={SLOWER}", sys.executable, "-c", _PROGRAM]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(slow, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    times = json.loads(done.stdout)
    return [
        Figure("longest stall of the window, each sync + 30 ms", max(times["stall"]), "ms", 16),
        Figure("from an answer to “Saved” on that disk, median", median(times["saved"]), "ms"),
    ]


if __name__ == "__main__":
    sys.exit("Run: python -m tests.benchmarks --only saving")

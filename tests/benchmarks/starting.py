"""From the start of the process to the first painted, filled library, beside a bare window with one label."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.benchmarks.figures import Figure

_RUNS = 25
_ROOT = Path(__file__).resolve().parents[2]

_TELL = """
import os, time
from PySide6.QtCore import QTimer

def tell():
    now = time.monotonic_ns()
    rss = 0.0
    if os.path.exists("/proc/self/status"):
        with open("/proc/self/status") as status:
            rss = next(int(line.split()[1]) / 1024 for line in status if line.startswith("VmRSS"))
    print((now - int(os.environ["BEGUN"])) / 1e6, rss, flush=True)
    os._exit(0)

def painted(done=[]):
    if not done:
        done.append(True)
        QTimer.singleShot(0, tell)  # once all that is painted with it is
"""
_BARE = """
import sys
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
{tell}
class Label(QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        painted()
window.setCentralWidget(Label("Hello"))
window.resize(1366, 768)
window.show()
app.exec()
"""
_PROGRAM = """
import sys
sys.argv = ["quizapp", "--data-dir", {folder!r}]
import quizapp.cli
from quizapp.gui.kit import quick_import
import_qt_core = quick_import.import_qt_core
def import_and_watch():  # called by the program right before it imports the window
    import_qt_core()
    from quizapp.gui.library.bank_list import BankRows
    {watch}
    paint = BankRows.paint
    def paint_and_tell(self, painter, option, index):
        paint(self, painter, option, index)
        if index.row() == index.model().rowCount() - 1:  # the last of the library
            painted()
    BankRows.paint = paint_and_tell
quick_import.import_qt_core = import_and_watch
sys.exit(quizapp.cli.main())
"""


def _start(program: str) -> tuple[float, float]:
    """Milliseconds to the first paint, and the resident memory then, in MB."""
    environment = {**os.environ, "PYTHONPATH": str(_ROOT), "BEGUN": str(time.monotonic_ns())}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    ended = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    milliseconds, memory = ended.stdout.splitlines()[-1].split()
    return float(milliseconds), float(memory)


def run() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        bare = _BARE.format(tell=_TELL)
        warm = _PROGRAM.format(watch=_TELL.strip().replace("\n", "\n    "), folder=folder)
        fill = f"from quizapp.cli import main; import sys; sys.exit(main(['--data-dir', {folder!r}, 'list', '--json']))"
        environment = {**os.environ, "PYTHONPATH": str(_ROOT)}
        subprocess.run([sys.executable, "-c", fill], env=environment, capture_output=True, check=True)
        Path(folder, "journal.db").touch()  # so that it is no first start, which shows no library
        _start(bare), _start(warm)  # compiles and fills the caches of both
        pairs = [(_start(bare), _start(warm)) for _ in range(_RUNS)]
    times = median(program[0] / plain[0] for plain, program in pairs)
    memory = median(program[1] for _, program in pairs) / median(plain[1] for plain, _ in pairs)
    return [
        Figure("start to the first filled library ÷ a bare window", times, "×", 1.4),
        Figure("resident memory then ÷ the bare window's", memory, "×", 1.5),
        Figure("start to the first filled library", median(program[0] for _, program in pairs), "ms"),
        Figure("start of a bare window", median(plain[0] for plain, _ in pairs), "ms"),
    ]

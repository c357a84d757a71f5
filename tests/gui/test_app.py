"""What the system asks of the program that runs."""

import subprocess
import sys

_HANDED_OVER = """
import sys
from pathlib import Path
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFileOpenEvent
from quizapp.app import new_application, new_window
from quizapp.paths import UserPaths

sys.platform = "darwin"
app = new_application()
window = new_window(app, UserPaths(Path(sys.argv[1])))
window.show()
app.sendEvent(app, QFileOpenEvent(QUrl("https://example.org/bank.yaml")))
app.sendEvent(app, QFileOpenEvent(sys.argv[2]))
while not window._library.opened:
    app.processEvents()
print(*window._library.opened)
"""


def test_a_file_that_macos_hands_over_is_opened(known_banks, tmp_path):
    bank = tmp_path / "bees.quizbank"
    bank.write_text("id: bees\ntitle: Bees\nquestions:\n  - {id: q, type: true_false, stem: Bees fly., key: true}\n")
    command = [sys.executable, "-c", _HANDED_OVER, str(tmp_path / "data"), str(bank)]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout.strip() == str(bank)


_HIDDEN = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from quizapp import app
from quizapp.gui.shell.main_window import MainWindow
from quizapp.paths import UserPaths

paths = UserPaths(Path(sys.argv[1]))
paths.ensure()
MainWindow.show = lambda window: looking.start()
app._HIDDEN_BY_THEN = 0

def look():
    if paths.journal.exists():
        print("opened")
        QCoreApplication.quit()

looking = QTimer(interval=10)
looking.timeout.connect(look)
app.run(paths, (), lambda: None)
"""


def test_a_window_that_starts_hidden_opens_the_journal_all_the_same(known_banks, tmp_path):
    command = [sys.executable, "-c", _HIDDEN, str(tmp_path / "data")]
    told = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert told.stdout == "opened\n", told.stderr

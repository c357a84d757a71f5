"""The quicker import of PySide changes nothing but the time that it takes."""

import os
import subprocess
import sys

_WRONG_CALLS = """
from PySide6.QtCore import QPoint, QSize
from PySide6.QtWidgets import QApplication, QLabel

app = QApplication(["x", "-platform", "offscreen"])
label = QLabel(text="by keyword")
print(label.text(), QLabel.setText.__doc__)
for wrong in (lambda: label.resize("a", 3), lambda: QSize(None, 1), lambda: QPoint(x=1), lambda: label.setText()):
    try:
        wrong()
    except (TypeError, AttributeError, ValueError) as error:
        print(type(error).__name__, error)
"""
_LATE = "import sys; late = sum(type(module).__name__ == '_LateModule' for module in sys.modules.values())"


def told(program: str) -> str:
    environment = {**os.environ, "PYTHONPATH": os.getcwd()}
    ended = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    return ended.stdout


def test_errors_are_told_as_without_it():
    plain = told(_WRONG_CALLS)
    assert "Supported signatures" in plain
    quick = "from quizapp.gui.kit.quick_import import import_qt_core; import_qt_core()\n"
    assert told(quick + _WRONG_CALLS) == plain


def test_what_tells_signatures_is_left_out_until_it_is_needed():
    quick = f"from quizapp.gui.kit.quick_import import import_qt_core; import_qt_core(); {_LATE}; "
    use = (
        "from PySide6.QtWidgets import QApplication, QLabel; QApplication(['x', '-platform', 'offscreen']); QLabel('a')"
    )
    assert int(told(f"{quick}{use}; print(late)")) > 0
    assert int(told(f"{quick}{use}; {_LATE}; print(late)")) > 0, "an ordinary window needs none of it"

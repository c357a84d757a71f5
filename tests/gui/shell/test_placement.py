"""Where the window stands, from one start to the next."""

import json
import os
import shutil
import subprocess
import sys

import pytest
from PySide6.QtWidgets import QWidget

from quizapp.gui.shell.placement import Placement
from quizapp.paths import UserPaths
from quizapp.settings import Settings
from tests.gui.conftest import flush


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def place(qtbot, settings):
    """Shows a window in its place."""

    def run() -> tuple[QWidget, Placement]:
        window = QWidget()
        qtbot.addWidget(window)
        placement = Placement(window, settings)
        window.show()
        flush()
        return window, placement

    return run


def test_a_place_in_view_is_kept_as_it_was(place, settings):
    window, placement = place()
    window.setGeometry(40, 50, 900, 600)
    placement.keep()
    assert settings.window == [40, 50, 900, 600, 0]
    again, _ = place()
    assert again.geometry().getRect() == (40, 50, 900, 600)


@pytest.mark.parametrize(("x", "y"), [(5000, 100), (100, 4000), (-3000, -3000)])
def test_a_window_off_the_screen_comes_back_into_view(place, settings, x, y):
    settings.window = [x, y, 700, 500, 0]
    window, _ = place()
    assert window.screen().availableGeometry().contains(window.geometry())
    assert (window.width(), window.height()) == (700, 500)


def test_a_window_that_is_larger_than_the_screen_fills_it(place, settings):
    settings.window = [0, 0, 5000, 4000, 0]
    window, _ = place()
    assert window.isMaximized()


def test_a_maximized_window_keeps_the_place_that_it_had_before(place, settings, qtbot):
    settings.window = [40, 50, 900, 600, 0]
    window, placement = place()
    window.showMaximized()
    qtbot.waitUntil(window.isMaximized)
    placement.keep()
    assert settings.window == [40, 50, 900, 600, 1]
    again, _ = place()
    assert again.isMaximized()


def test_a_minimized_window_comes_forward(place, qtbot):
    window, placement = place()
    window.showMinimized()
    qtbot.waitUntil(window.isMinimized)
    placement.come_forward()
    assert window.isVisible()
    assert not window.isMinimized()


def test_a_place_off_the_screen_is_mended(start, tmp_path):
    file = tmp_path / "quizapp" / "settings.json"
    file.write_text(json.dumps({"window": [5000, 4000, 3000, 2000, 0]}))
    program = start()
    room = program.window.screen().availableGeometry()
    assert room.contains(program.window.frameGeometry().topLeft())
    assert program.window.width() <= room.width()
    assert program.window.height() <= room.height()


def test_a_maximized_window_is_maximized_again(start, qtbot):
    program = start()
    program.window.showMaximized()
    qtbot.waitUntil(program.window.isMaximized)
    program.window.close()
    again = start()
    assert again.window.isMaximized()


_AT_TWICE_THE_SIZE = """
import sys
from pathlib import Path
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication
from quizapp.app import new_application, new_window
from quizapp.paths import UserPaths

app = new_application()
window = new_window(app, UserPaths(Path(sys.argv[1])))
window.show()
room = window.screen().availableGeometry()
def lowest(widget):
    app.processEvents()
    return widget.mapToGlobal(QPoint(0, widget.height())).y()
path = next(entry.path for entry in window._library.entries() if entry.id == "worcester-what-happened")
window.session.take(path, "practice")
while window.session.taking is None:
    app.processEvents()
page = window.pages.currentWidget()
shown = [lowest(page.bar)]
for index in range(len(window.session.taking.order)):
    page.go_to(index)
    shown.append(lowest(page.bar))
page.finish.click()
shown.append(lowest(window.pages.currentWidget().submit))
window.session.submit()
shown.append(lowest(window.pages.currentWidget().practice_button))
window.header.learner_requested.emit()
shown.append(lowest(window.pages.currentWidget().back))
shown.append(window.minimumHeight() + 32)  # no system makes it smaller than this, below its title bar
print(room.height(), max(shown))
"""


def test_at_twice_the_size_the_lower_bar_of_each_page_is_on_a_small_screen(known_banks, tmp_path):
    paths = UserPaths(tmp_path)
    shutil.copytree(known_banks, paths.cache)
    screen = tmp_path / "screen.json"
    size = {"x": 0, "y": 0, "width": 1366, "height": 768, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    screen.write_text(json.dumps({"windowFrameMargins": True, "screens": [{"name": "small", **size}]}))
    environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}", "QT_SCALE_FACTOR": "2"}
    command = [sys.executable, "-c", _AT_TWICE_THE_SIZE, str(tmp_path)]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=60)
    room, lowest = map(int, told.stdout.split())
    assert lowest <= room

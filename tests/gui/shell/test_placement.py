"""Where the window stands, from one start to the next."""

import json

import pytest
from PySide6.QtWidgets import QWidget

from quizapp.gui.shell.placement import Placement
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

"""What is set is kept, be the window closed or not."""

import json

import pytest
from PySide6.QtTest import QTest

from quizapp.gui.shell import settings_saving
from tests.gui.learner import Learner
from tests.gui.menus import choose
from tests.gui.shell.test_header_bar import entries


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(settings_saving, "UNTIL_KEPT", 0)


def kept(program):
    file = program.settings.file
    return json.loads(file.read_bytes()) if file.exists() else {}


@pytest.mark.parametrize(
    ("do", "name", "value"),
    [
        (lambda program: program.theme.use("dark"), "theme", "dark"),
        (lambda program: program.window.header.larger.click(), "text_size", 110),
        (lambda program: choose(program.window.header.view, "Show the clock"), "clock_shown", False),
        (lambda program: choose(program.window.header.view, "Letters and digits choose answers"), "letter_keys", False),
    ],
)
def test_what_is_set_in_the_header_is_there_should_the_window_never_be_closed(at_once, start, qtbot, do, name, value):
    program = start()
    do(program)
    qtbot.waitUntil(lambda: kept(program).get(name) == value)


def test_the_header_shows_what_was_set(start):
    program = start()
    program.settings.clock_shown = program.settings.letter_keys = False
    program.window.close()
    view = start().window.header.view
    view.open()
    assert {"Show the clock": False, "Letters and digits choose answers": False}.items() <= entries(view.menu()).items()
    view.menu().close()


def test_the_clock_of_an_attempt_under_way_follows(program):
    learner = Learner(program).begin()
    assert "0:00" in learner.shown
    choose(program.window.header.view, "Show the clock")
    assert "0:00" not in learner.shown


def test_what_cannot_be_saved_is_saved_at_the_end(at_once, start, qtbot, tmp_path):
    program = start()
    file = program.settings.file
    program.settings.file = tmp_path / "quizapp" / "banks" / "every-type.yaml" / "settings.json"  # below a file
    program.theme.use("dark")
    QTest.qWait(0)
    program.settings.file = file
    program.window.close()
    assert kept(program)["theme"] == "dark"

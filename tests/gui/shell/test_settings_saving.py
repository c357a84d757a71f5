"""What is set is kept, be the window closed or not."""

import json

import pytest
from PySide6.QtTest import QTest

from quizapp.gui.shell import settings_saving
from tests.gui.learner import Learner
from tests.gui.menus import choose


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(settings_saving, "UNTIL_KEPT", 0)


def kept(program):
    file = program.settings.file
    return json.loads(file.read_bytes()) if file.exists() else {}


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

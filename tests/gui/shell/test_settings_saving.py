"""What is set is kept, be the window closed or not."""

import json

import pytest
from PySide6.QtTest import QTest

from quizapp.gui.shell import settings_saving


@pytest.fixture
def at_once(monkeypatch):
    monkeypatch.setattr(settings_saving, "UNTIL_KEPT", 0)


def kept(program):
    file = program.settings.file
    return json.loads(file.read_bytes()) if file.exists() else {}


def test_what_cannot_be_saved_is_saved_at_the_end(at_once, start, qtbot, tmp_path):
    program = start()
    file = program.settings.file
    program.settings.file = tmp_path / "quizapp" / "banks" / "every-type.yaml" / "settings.json"  # below a file
    program.theme.use("dark")
    QTest.qWait(0)
    program.settings.file = file
    program.window.close()
    assert kept(program)["theme"] == "dark"

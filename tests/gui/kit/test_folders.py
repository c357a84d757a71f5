"""A dialog for a file begins where the last one ended, and at first where somebody's documents are."""

import sys

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from quizapp.gui.kit.folders import first_folder
from quizapp.gui.kit.question_box import new_file, old_file
from quizapp.gui.kit.save_dialog import choose_target
from quizapp.settings import Settings


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.json")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system is asked for it")
def test_at_first_it_is_that_of_documents_or_else_the_home(settings, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    assert first_folder(settings) == str(tmp_path)
    (tmp_path / "Documents").mkdir()
    assert first_folder(settings) == str(tmp_path / "Documents")
    settings.folder = str(tmp_path / "gone")
    assert first_folder(settings) == str(tmp_path / "Documents")


@pytest.mark.parametrize(
    "ask",
    [
        lambda window, settings: new_file(window, settings, "Export", "Learners", "a.quizapp", str),
        lambda window, settings: old_file(window, settings, "Import", "Learners", "a.quizapp", str),
        lambda window, settings: choose_target(
            window, settings, "Save", "a", {"Table (*.csv)": ("table", "csv")}, lambda path, kind: None
        ),
    ],
)
def test_it_is_the_one_that_was_used_last(settings, tmp_path, qtbot, ask):
    window = QWidget()
    qtbot.addWidget(window)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    settings.folder = str(tmp_path / "one")
    ask(window, settings)
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.directory().path() == str(tmp_path / "one")
    dialog.fileSelected.emit(str(tmp_path / "two" / "file.csv"))
    dialog.close()
    settings.save()
    assert first_folder(Settings(settings.file)) == str(tmp_path / "two")

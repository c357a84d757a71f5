"""What is asked above the window: one of a few choices, a name, a file."""

import sys

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget

from quizapp.gui.kit.dialogs import ask, first_folder, new_file, new_file_of, open_file, open_files
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
    "asks",
    [
        lambda window, settings: new_file(window, settings, "Export", "Learners", "a.quizapp", str),
        lambda window, settings: open_file(window, settings, "Import", ["Learners (*.quizapp)"], str),
        lambda window, settings: open_files(window, settings, "Open", ["Banks (*.yaml)"], str),
        lambda window, settings: new_file_of(
            window, settings, "Save", "a", {"Table (*.csv)": ("table", "csv")}, lambda path, kind: None
        ),
    ],
)
def test_it_is_the_one_that_was_used_last(settings, tmp_path, qtbot, asks):
    window = QWidget()
    qtbot.addWidget(window)
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    settings.folder = str(tmp_path / "one")
    asks(window, settings)
    (dialog,) = window.findChildren(QFileDialog)
    assert dialog.directory().path() == str(tmp_path / "one")
    dialog.filesSelected.emit([str(tmp_path / "two" / "file.csv")])
    dialog.close()
    settings.save()
    assert first_folder(Settings(settings.file)) == str(tmp_path / "two")


@pytest.fixture
def window(qtbot, theme):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 600)
    window.show()
    return window


def test_a_question_with_long_answers_fits_a_small_window(window, qtbot):
    window.resize(620, 400)
    dialog = ask(window, "What now?", "", [("An answer of many words " * 2, None), ("Another one " * 3, None)])
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.width() <= window.width()
    dialog.reject()

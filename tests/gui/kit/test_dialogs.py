"""What is asked above the window: one of a few choices, a name, a file."""

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from quizapp.gui.kit.dialogs import ask, ask_name, first_folder, new_file, new_file_of, open_file, open_files
from quizapp.settings import Settings
from tests.gui.conftest import flush
from tests.gui.seen import heard, texts


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


def choices(done):
    return [
        ("Delete & leave", lambda: done.append("deleted")),
        ("Stay", lambda: done.append("stayed")),
    ]


@pytest.mark.parametrize(
    ("keys", "outcome"),
    [
        ([Qt.Key.Key_Return], "stayed"),
        ([Qt.Key.Key_Space], "stayed"),
        ([Qt.Key.Key_Escape], "stayed"),
        ([Qt.Key.Key_Backtab, Qt.Key.Key_Return], "deleted"),
        ([Qt.Key.Key_Backtab, Qt.Key.Key_Escape], "stayed"),
    ],
)
def test_a_question_is_answered_with_the_keyboard_alone_and_once(window, qtbot, keys, outcome):
    done = []
    dialog = ask(window, "Keep <b>it</b>?", "A guest's work is deleted.", choices(done), default=1)
    qtbot.waitUntil(dialog.isActiveWindow)
    assert texts(dialog) == ["Keep <b>it</b>?", "A guest's work is deleted.", "Delete && leave", "Stay"]
    assert heard(dialog)[1:3] == ("Keep <b>it</b>?", "A guest's work is deleted.")
    for key in keys:
        QTest.keyClick(QApplication.focusWidget(), key)
    flush()
    assert done == [outcome]


def test_a_question_with_long_answers_fits_a_small_window(window, qtbot):
    window.resize(620, 400)
    dialog = ask(window, "What now?", "", [("An answer of many words " * 2, None), ("Another one " * 3, None)])
    qtbot.waitUntil(dialog.isVisible)
    assert dialog.width() <= window.width()
    dialog.reject()


def test_a_name_is_taken_only_where_there_is_one(window, qtbot):
    names, stayed = [], []
    dialog = ask_name(window, "Rename Ada", "New name", "Ada", ("Rename", "Cancel"), names.append)
    dialog.rejected.connect(lambda: stayed.append(True))
    qtbot.waitUntil(dialog.isActiveWindow)
    field = dialog.findChild(QLineEdit)
    assert (heard(field).name, field.selectedText()) == ("New name", "Ada")
    field.setText("  ")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (names, dialog.isVisible()) == ([], True)
    field.setText("Eva")
    QTest.keyClick(field, Qt.Key.Key_Return)
    flush()
    assert (names, stayed) == (["Eva"], [])
    other = ask_name(window, "Rename Ada", "New name", "Ada", ("Rename", "Cancel"), names.append)
    other.rejected.connect(lambda: stayed.append(True))
    QTest.mouseClick(other.buttons[1], Qt.MouseButton.LeftButton)
    flush()
    assert (names, stayed) == (["Eva"], [True])

"""A mistake in the program: it is shown, it can be copied, and the program goes on."""

import sys
import threading

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QPushButton, QWidget

from quizapp.gui.shell.bug_report import BugReports
from tests.gui.conftest import flush
from tests.gui.learner import LEFT
from tests.gui.seen import heard, texts, visible

pytestmark = pytest.mark.qt_no_exception_capture  # the hooks of the program are what is tested


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def hooks(window, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    reports = BugReports(window)
    reports.install()
    return reports


def dialogs():
    return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]


def broken_button(window):
    button = QPushButton("Break", window)
    button.show()

    def slot():
        raise RuntimeError("the tower is <b>gone</b>")

    button.clicked.connect(slot)
    return button


def test_an_exception_in_a_slot_is_shown_and_the_program_goes_on(window, hooks, qtbot, capsys):
    button = broken_button(window)
    QTest.mouseClick(button, LEFT)
    qtbot.waitUntil(lambda: bool(dialogs()))
    (dialog,) = dialogs()
    assert dialog.windowTitle() == "Something went wrong"
    report = visible(dialog, QPlainTextEdit)[0]
    assert "RuntimeError: the tower is <b>gone</b>" in report.toPlainText()
    assert "in slot" in report.toPlainText()
    assert "Qt 6" in report.toPlainText()
    assert "RuntimeError: the tower" in capsys.readouterr().err
    assert heard(report).name == "Report"
    assert any("Something in the program is broken." in text for text in texts(dialog))

    QTest.mouseClick(next(button for button in visible(dialog, QPushButton) if button.text() == "Copy"), LEFT)
    assert QApplication.clipboard().text() == report.toPlainText()
    QTest.mouseClick(next(button for button in visible(dialog, QPushButton) if "Close" in button.text()), LEFT)
    flush()
    assert dialogs() == []
    assert window.isVisible()

    QTest.mouseClick(button, LEFT)  # and it is told again
    qtbot.waitUntil(lambda: bool(dialogs()))
    dialogs()[0].reject()


def test_one_report_is_shown_at_a_time(window, hooks, qtbot, capsys):
    button = broken_button(window)
    for _ in range(5):
        button.click()
    qtbot.waitUntil(lambda: bool(dialogs()))
    flush()
    assert len(dialogs()) == 1
    assert capsys.readouterr().err.count("RuntimeError: the tower") == 5
    dialogs()[0].reject()


def test_an_exception_in_a_thread_is_shown_too(window, hooks, qtbot, capsys):
    thread = threading.Thread(target=lambda: [][1])
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(dialogs()))
    assert "IndexError" in visible(dialogs()[0], QPlainTextEdit)[0].toPlainText()
    dialogs()[0].reject()

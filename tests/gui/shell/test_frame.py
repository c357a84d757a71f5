"""What is dropped on the window."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMainWindow

from quizapp.gui.shell.frame import Frame
from quizapp.settings import Settings
from tests.gui.learner import LEFT

COPY, NONE = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def area(qtbot, theme, tmp_path):
    window = QMainWindow()
    qtbot.addWidget(window)
    return Frame(theme, Settings(tmp_path / "settings.json"), window)


def test_files_are_told_once_the_drop_is_over(area, qtbot):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/x.yaml"), QUrl.fromLocalFile("/tmp/one.yaml")])
    enter = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NONE)
    QApplication.sendEvent(area, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(5, 5), COPY, data, LEFT, NONE)
    with qtbot.waitSignal(area.files_dropped) as dropped:
        QApplication.sendEvent(area, drop)
        assert drop.isAccepted()
    assert dropped.args == [[Path(QUrl.fromLocalFile("/tmp/one.yaml").toLocalFile())]]


@pytest.mark.parametrize("urls", [[], [QUrl("https://example.org/x.yaml")]])
def test_what_is_no_file_of_this_computer_is_not_taken(area, urls):
    data = QMimeData()
    data.setText("hello")
    data.setUrls(urls)
    enter = QDragEnterEvent(QPoint(5, 5), COPY, data, LEFT, NONE)
    enter.ignore()
    QApplication.sendEvent(area, enter)
    assert not enter.isAccepted()

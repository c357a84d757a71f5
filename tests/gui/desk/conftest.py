"""A teacher's desk in the window."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.gui.desk.teacher import OWN_BANKS, Teacher


@pytest.fixture
def teacher(start, qtbot):
    """A teacher who has opened the desk, which is empty."""
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    return Teacher(start(room=OWN_BANKS), qtbot).open()

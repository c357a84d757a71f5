"""The Tab key goes through what is on the screen as it is read, whatever was made first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from quizapp.gui.kit.building import discard
from quizapp.gui.shell.reading_order import focus_next
from tests.gui.conftest import flush


class Window(QWidget):
    def focusNextPrevChild(self, next: bool) -> bool:
        return focus_next(self, forward=next)


def button(name: str) -> QPushButton:
    made = QPushButton(name)
    made.setObjectName(name)
    return made


def walk(count: int, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    """The names of what has the focus after each press of `key`."""
    names = []
    for _ in range(count):
        QTest.keyClick(QApplication.focusWidget(), key)
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.objectName())
    return names


@pytest.fixture
def window(qtbot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    return window


def show(window: Window) -> None:
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)


def test_what_is_made_last_is_reached_where_it_stands(window, qtbot):
    column = QVBoxLayout(window)
    first, last = button("first"), button("last")
    column.addWidget(first)
    rows = QVBoxLayout()
    column.addLayout(rows)
    column.addWidget(last)
    for name in ("one", "two"):  # as rows of an answer come, when a question is shown
        rows.addWidget(button(name))
    column.insertWidget(0, button("before"))
    show(window)
    first.setFocus()
    assert walk(5) == ["one", "two", "last", "before", "first"]
    assert walk(5, Qt.Key.Key_Backtab) == ["before", "last", "two", "one", "first"]


def test_what_is_hidden_disabled_or_takes_no_focus_is_passed_over(window):
    column = QVBoxLayout(window)
    hidden, off, by_mouse = button("hidden"), button("off"), button("by mouse")
    for widget in (button("first"), hidden, off, by_mouse, QLabel("words"), button("last")):
        column.addWidget(widget)
    off.setEnabled(False)
    by_mouse.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    show(window)
    hidden.hide()
    window.findChild(QPushButton, "first").setFocus()
    assert walk(2) == ["last", "first"]


def test_parts_of_splitters_and_of_scroll_areas_stand_where_they_are_seen(window):
    row = QHBoxLayout(window)
    split = QSplitter()
    row.addWidget(split)
    row.addWidget(button("end"))
    inner = QWidget()
    inside = QVBoxLayout(inner)
    for number in range(30):
        inside.addWidget(button(f"in {number}"))
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    split.addWidget(area)
    split.insertWidget(0, button("left"))
    window.resize(300, 200)
    show(window)
    window.findChild(QPushButton, "end").setFocus()
    assert walk(2) == ["left", "in 0"]
    assert walk(3, Qt.Key.Key_Backtab) == ["left", "end", "in 29"]
    assert area.verticalScrollBar().value() > 0, "what has the focus is to be seen"


def test_an_area_that_takes_the_focus_comes_before_what_is_in_it(window):
    column, area, inner = QVBoxLayout(window), QScrollArea(objectName="area"), QWidget()
    inside = QVBoxLayout(inner)
    for name in ("one", "two"):
        inside.addWidget(button(name))
    area.setWidget(inner)
    area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    first = button("first")
    for widget in (first, area, button("last")):
        column.addWidget(widget)
    show(window)
    first.setFocus()
    assert walk(5) == ["area", "one", "two", "last", "first"]
    assert walk(5, Qt.Key.Key_Backtab) == ["last", "two", "one", "area", "first"]


def test_what_is_hidden_leaves_the_focus_to_what_stands_next(window):
    column = QVBoxLayout(window)
    first, middle, last = (button(name) for name in ("first", "middle", "last"))
    for widget in (first, middle, last):
        column.addWidget(widget)
    show(window)
    middle.setFocus()
    middle.hide()
    assert QApplication.focusWidget() is last


def test_of_a_group_one_button_is_a_stop(window):
    column = QVBoxLayout(window)
    options = [QRadioButton(name) for name in "abc"]
    for option in options:
        option.setObjectName(option.text())
        column.addWidget(option)
    field = QLineEdit()
    field.setObjectName("field")
    column.addWidget(field)
    show(window)
    options[1].setChecked(True)
    field.setFocus()
    assert walk(2) == ["b", "field"]


def test_where_nothing_takes_the_focus_there_is_nowhere_to_go(window):
    QVBoxLayout(window).addWidget(QLabel("words"))
    show(window)
    assert not focus_next(window, forward=True)


def test_what_tab_went_past_is_deleted_safely(window):
    """As on the desk, where the figures of each question are made anew; the program once ended there."""
    column = QVBoxLayout(window)
    column.addWidget(button("first"))
    show(window)
    for _ in range(30):
        rows: list[QWidget] = []
        for _ in range(10):
            rows.append(QWidget())
            grid = QGridLayout(rows[-1])
            for place in range(3):
                grid.addWidget(QLabel("figure"), 0, place)
            column.addWidget(rows[-1])
        flush()
        assert walk(1) == ["first"]
        discard(rows)
        flush()
    assert [type(child) for child in window.children()] == [QVBoxLayout, QPushButton]

"""Layouts that put things beside or below one another, by the room that there is."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.page_margins import fit_margins, stack_if_narrow
from quizapp.gui.kit.row_or_column import RowOrColumn
from tests.gui.conftest import flush


def box(width, height=20):
    made = QFrame()
    made.setFixedSize(width, height)
    return made


@pytest.fixture
def page(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    return page


def corners(boxes):
    return [(each.x(), each.y()) for each in boxes]


def test_what_has_no_room_in_a_row_stands_in_a_column(page):
    boxes = [box(100), box(60, 30), box(40)]
    row = RowOrColumn(*boxes, spacing=10)
    page.setLayout(row)
    page.show()
    page.resize(220, 100)
    flush()
    assert (row.sizeHint().width(), row.sizeHint().height(), row.minimumSize().width()) == (220, 30, 100)
    assert [x for x, _ in corners(boxes)] == [0, 110, 180]
    assert (row.heightForWidth(220), row.heightForWidth(219)) == (30, 90)
    page.resize(219, 90)
    flush()
    assert [y for _, y in corners(boxes)] == [0, 30, 70]
    boxes[0].setFixedSize(50, 20)
    flush()
    assert [x for x, _ in corners(boxes)] != [0, 0, 0]  # there is room again
    boxes[1].hide()
    flush()
    assert row.heightForWidth(400) == 20


def test_lines_wrap_before_what_has_no_room_and_pass_over_what_is_hidden(page):
    boxes = [box(100), box(60, 30), box(40), box(90)]
    flow = FlowLayout(page, spacing=10)
    flow.line_spacing = 5
    for each in boxes:
        flow.addWidget(each)
    page.show()
    page.resize(170, 200)
    flush()
    assert corners(boxes) == [(0, 0), (110, 0), (0, 35), (50, 35)]
    assert (flow.heightForWidth(170), flow.heightForWidth(169), flow.heightForWidth(400)) == (55, 80, 30)
    flow.centers = True
    flow.parts_first = True
    page.resize(200, 200)
    flush()
    assert corners(boxes[:2]) == [(0, 5), (140, 0)]
    page.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    flow.setGeometry(QRect(0, 0, 200, 200))
    assert corners(boxes[:2]) == [(100, 5), (0, 0)]
    boxes[1].hide()
    flush()
    assert flow.heightForWidth(170) == 45
    assert flow.minimumSize().width() == 100
    assert [flow.itemAt(at) is None for at in (-1, 0, 3, 4)] == [True, False, False, True]
    taken = flow.takeAt(3)
    assert taken.widget() is boxes[3]
    assert (flow.takeAt(3), flow.count()) == (None, 3)


def test_a_wide_page_has_its_text_in_the_middle_and_a_narrow_one_has_one_part_above_the_other(page, theme):
    row = QHBoxLayout(page)
    for each in (box(10), box(10)):
        row.addWidget(each)

    def margins(width, **more):
        page.resize(width, 400)
        fit_margins(row, page, theme, widest=1180, **more)
        around = row.contentsMargins()
        return around.left(), around.top(), around.right(), around.bottom()

    assert margins(1000) == (8, 6, 8, 8)
    assert margins(1150) == (14, 12, 14, 14)
    assert margins(1380) == (100, 12, 100, 14)

    def stacked(width, height):
        page.resize(width, height)
        stack_if_narrow(row, page, theme, (7, 5))
        return row.direction() == QHBoxLayout.Direction.TopToBottom, row.stretch(0), row.stretch(1)

    assert stacked(900, 700) == (False, 7, 5)
    assert stacked(400, 700) == (True, 7, 5)
    assert stacked(400, 300) == (False, 2, 3)

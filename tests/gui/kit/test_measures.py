"""What takes room on a page takes as much as it needs, and where it belongs."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from quizapp.domain.marked_attempt import Distinction
from quizapp.gui.kit.building import fill, put_in_columns
from quizapp.gui.kit.chart import ChartPoint, Line, LineChart
from quizapp.gui.kit.distinction_grid import DistinctionGrid
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.kit.pill import Pill
from tests.gui.conftest import flush
from tests.gui.seen import visible


def test_a_button_grows_with_its_words_and_with_the_text_size(theme, qtbot):
    pill = Pill(theme)
    qtbot.addWidget(pill)
    pill.show_text("Salt")
    sizes = [(pill.sizeHint().width(), pill.heightForWidth(120))]
    pill.show_text("Salt, and all that is made of it in the town by the sea")
    sizes.append((pill.sizeHint().width(), pill.heightForWidth(120)))
    theme.resize_text(200)
    sizes.append((pill.sizeHint().width(), pill.heightForWidth(120)))
    for one, other in pairwise(sizes):
        assert one[0] < other[0]
        assert one[1] < other[1]


def test_cards_that_move_between_columns_stand_above_the_room_at_the_end_in_their_order(theme, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    first, second = fill(QVBoxLayout(), 1), fill(QVBoxLayout(), 1)
    fill(QHBoxLayout(page), first, second)
    cards = [QLabel(name) for name in "abc"]
    for places in ((False, True, True), (False, True, True), (True, True, False), (False, False, False)):
        put_in_columns(zip(cards, places, strict=True), first, second)
        for column, is_second in ((first, False), (second, True)):
            items = [column.itemAt(at).widget() for at in range(column.count())]
            wanted = [card for card, place in zip(cards, places, strict=True) if place is is_second]
            assert items == [*wanted, None]


@pytest.mark.parametrize(("share", "top"), [(0.2, 0.25), (0.5, 0.5), (0.6, 1.0)])
def test_a_scale_that_fits_ends_at_a_quarter_a_half_or_all(theme, qtbot, share, top):
    chart = LineChart(theme)
    qtbot.addWidget(chart)
    chart.resize(400, 210)

    def height(share, **more):
        chart.show_lines([Line("", (ChartPoint(0.0, share, "here"), ChartPoint(9e5, 0.0, "")))], "", **more)
        chart.grab()
        found = [y for y in range(210) for x in range(0, 400, 8) if chart.words_at(QPointF(x, y)) == "here"]
        return (min(found) + max(found)) / 2

    nothing, whole = height(0.0001), height(1.0)
    assert height(share) == pytest.approx(nothing + share * (whole - nothing), abs=5)
    assert height(share, fits=True) == pytest.approx(nothing + share / top * (whole - nothing), abs=5)


def test_a_ring_is_around_what_scrolls_while_keys_brought_the_focus_there(theme, qtbot):
    area, content = RingedScrollArea(theme), QWidget()
    qtbot.addWidget(area)
    content.setMinimumHeight(900)
    area.setWidget(content)
    area.resize(200, 200)
    area.show()
    area.activateWindow()
    flush()
    area.clearFocus()

    def rings():
        return [each for each in area.children() if type(each).__name__ == "_Ring" and each.isVisible()]

    area.setFocus(Qt.FocusReason.MouseFocusReason)
    assert area.hasFocus()
    assert rings() == []
    area.clearFocus()
    area.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = rings()
    area.resize(250, 300)
    flush()
    assert ring.size() == area.size()
    area.clearFocus()
    assert rings() == []
    content.setMinimumHeight(10)
    flush()
    assert area.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_numbers_that_were_put_right_or_mixed_up_stand_out(theme, qtbot):
    grid = DistinctionGrid(theme, Distinction(("Salt", "Sugar"), ((7, 8, 9), (0, 6, 5))))
    qtbot.addWidget(grid)
    grid.show()
    weights = {each.text(): each.font().weight() for each in visible(grid, QLabel)}
    assert {text for text, weight in weights.items() if weight == QFont.Weight.DemiBold} == {"7", "8", "6"}

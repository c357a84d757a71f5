"""What screen readers find of a scroll area."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel

from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.kit.scroll_area import ScrollArea


def test_the_children_that_a_screen_reader_has_counted_stay_while_scroll_bars_go(theme, qtbot):
    for area in (ScrollArea(), RingedScrollArea(theme)):
        qtbot.addWidget(area)
        area.setWidget(QLabel("line\n" * 100))
        area.resize(120, 120)
        area.show()
        qtbot.waitUntil(area.verticalScrollBar().isVisible)
        told = QAccessible.queryAccessibleInterface(area)
        counted = told.childCount()
        area.hide()  # as a page does that gives way to another
        assert not area.verticalScrollBar().isVisible()
        assert told.childCount() == counted
        assert told.role() == QAccessible.Role.Client
        assert told.child(counted) is None  # Qt's own for a scroll area would read beyond its list

"""The edge between passage and question shows that it has the focus to those who use keys."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from quizapp.gui.attempt.card_split import CardSplit
from tests.gui.conftest import flush


def test_the_edge_has_a_line_while_it_has_the_focus_by_keyboard(qtbot, theme):
    split = CardSplit(theme, QWidget(), QWidget())
    qtbot.addWidget(split)
    for tab in split.tabs:
        qtbot.addWidget(tab)
    split.resize(600, 300)
    split.show()
    split.activateWindow()
    qtbot.waitUntil(split.isActiveWindow)
    edge = split.handle(1)
    edge.clearFocus()

    def look():
        flush()
        return edge.grab().toImage()

    plain = look()
    edge.setFocus(Qt.FocusReason.TabFocusReason)
    assert look() != plain
    edge.clearFocus()
    assert look() == plain
    edge.setFocus(Qt.FocusReason.MouseFocusReason)
    assert look() == plain

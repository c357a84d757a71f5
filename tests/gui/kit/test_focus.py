"""Where a ring is shown around what has the focus."""

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from quizapp.gui.kit.focus import LastInput, ring_after

Reason = Qt.FocusReason


def test_a_ring_shows_what_came_by_keys_and_comes_back_as_it_was(qtbot):
    window, field = QWidget(), QLineEdit()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(field)
    window.show()
    LastInput(window)

    def has_ring(reason, before=False):
        return ring_after(QFocusEvent(QEvent.Type.FocusIn, reason), field, before)

    assert has_ring(Reason.OtherFocusReason)
    for _ in range(2):
        QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=QPoint(1, 1))
        assert not has_ring(Reason.OtherFocusReason)
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_A)
        assert has_ring(Reason.OtherFocusReason)
    for reason in (Reason.TabFocusReason, Reason.BacktabFocusReason, Reason.ShortcutFocusReason):
        assert has_ring(reason)
    assert not has_ring(Reason.MouseFocusReason, before=True)
    for reason in (Reason.ActiveWindowFocusReason, Reason.PopupFocusReason, Reason.MenuBarFocusReason):
        assert [has_ring(reason, before) for before in (True, False)] == [True, False]

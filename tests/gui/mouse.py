"""What a hand with a mouse does: dragging, step by step or at once."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

LEFT = Qt.MouseButton.LeftButton


def take(source: QWidget, at: QPoint | None = None) -> QPoint:
    """Press the mouse on `source` and move it a little, far enough to begin a drag: where it was pressed."""
    start = source.rect().center() if at is None else at
    QTest.mousePress(source, LEFT, pos=start)
    QTest.mouseMove(source, start + QPoint(20, 20))
    return start


def hold_over(source: QWidget, target: QWidget, at: QPoint | None = None) -> QPoint:
    """Go on to the middle of `target`, or to `at` in it: where that is, seen from `source`."""
    end = source.mapFromGlobal(target.mapToGlobal(target.rect().center() if at is None else at))
    QTest.mouseMove(source, end)
    return end


def let_go(source: QWidget, at: QPoint) -> None:
    QTest.mouseRelease(source, LEFT, pos=at)


def drag(source: QWidget, target: QWidget, at: QPoint | None = None, take_at: QPoint | None = None) -> None:
    """Drag the middle of `source`, or what is at `take_at`, to the middle of `target`, or to `at` in it."""
    take(source, take_at)
    let_go(source, hold_over(source, target, at))

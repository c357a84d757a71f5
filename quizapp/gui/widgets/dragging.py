"""Dragging a widget onto another one, within one page."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget

_EDGE = 24
_STEP = 14


class Dragging(QObject):
    """Watches widgets that can be dragged. What is dragged follows the mouse as a picture; no event loop is nested.

    Signals:
        over_changed: the target that is under what is dragged, or None.
        dropped: what was dragged, and the target that it was dropped on, or None.
    """

    over_changed = Signal(object)
    dropped = Signal(object, object)

    def __init__(self, board: QWidget) -> None:
        super().__init__(board)
        self._board = board
        self._sources: set[QWidget] = set()
        self._targets: list[QWidget] = []
        self._pressed: tuple[QWidget, QPoint] | None = None
        self._ghost: QLabel | None = None
        self._over: QWidget | None = None

    def add_source(self, widget: QWidget) -> None:
        """Let `widget` be dragged while it is enabled and its property `draggable` is true."""
        if widget not in self._sources:
            self._sources.add(widget)
            widget.installEventFilter(self)

    def add_target(self, widget: QWidget) -> None:
        """Let something be dropped on `widget`; of targets that lie in one another, the one added first is meant."""
        if widget not in self._targets:
            self._targets.append(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            match event.type():
                case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                    free = watched.isEnabled() and bool(watched.property("draggable"))
                    self._pressed = (watched, event.position().toPoint()) if free else None
                case QEvent.Type.MouseMove if self._pressed is not None:
                    return self._moved(event)
                case QEvent.Type.MouseButtonRelease if self._ghost is not None:
                    self._end(drop=True)
                    return True
                case QEvent.Type.MouseButtonRelease:
                    self._pressed = None
        elif event.type() in (QEvent.Type.Hide, QEvent.Type.FocusOut) and self._ghost is not None:
            self._end(drop=False)
        return super().eventFilter(watched, event)

    def _moved(self, event: QMouseEvent) -> bool:
        assert self._pressed is not None
        source, start = self._pressed
        away = (event.position().toPoint() - start).manhattanLength()
        if self._ghost is None and away < QApplication.startDragDistance():
            return False
        if self._ghost is None:
            if isinstance(source, QAbstractButton):
                source.setDown(False)
            self._ghost = QLabel(self._board.window())
            self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._ghost.setPixmap(source.grab())
            self._ghost.adjustSize()
            self._ghost.show()
            source.setCursor(Qt.CursorShape.ClosedHandCursor)
        at = event.globalPosition().toPoint()
        self._scroll(at)
        self._ghost.move(self._board.window().mapFromGlobal(at - start))
        self._ghost.raise_()
        found = next((target for target in self._targets if _holds(target, at)), None)
        if found is not self._over:
            self._over = found
            self.over_changed.emit(found)
        return True

    def _scroll(self, at: QPoint) -> None:
        """Scroll where the mouse is at the edge of what can be seen."""
        area: QObject | None = self._board
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parent()
        if isinstance(area, QScrollArea):
            y, bar = area.viewport().mapFromGlobal(at).y(), area.verticalScrollBar()
            if y < _EDGE:
                bar.setValue(bar.value() - _STEP)
            elif y > area.viewport().height() - _EDGE:
                bar.setValue(bar.value() + _STEP)

    def _end(self, *, drop: bool) -> None:
        assert self._pressed is not None
        assert self._ghost is not None
        source, over = self._pressed[0], self._over
        self._ghost.hide()
        self._ghost.deleteLater()
        self._ghost = self._over = self._pressed = None
        source.setCursor(Qt.CursorShape.PointingHandCursor)
        self.over_changed.emit(None)
        if drop:
            self.dropped.emit(source, over)


def _holds(widget: QWidget, at: QPoint) -> bool:
    return widget.isVisible() and widget.rect().contains(widget.mapFromGlobal(at))

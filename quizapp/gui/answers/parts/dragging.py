"""Dragging a widget onto another one, or to another place, within one page."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication, QGraphicsOpacityEffect, QLabel, QScrollArea, QWidget

from quizapp.gui.kit.theme import Theme

_EDGE = 24
_STEP = 14
_TICK = 25  # milliseconds
_GHOST, _LEFT_BEHIND = 0.82, 0.4  # opacity of the dragged picture, and of the widget left behind


class Dragging(QObject):
    """Watches widgets that can be dragged. A picture of the widget follows the mouse; no event loop is nested.

    Nothing is dragged from or to other programs. Escape ends it without a drop, and so does hiding or disabling the
    widget; other keys do nothing meanwhile.

    Signals:
        started: dragging of this widget began.
        moved: the mouse, at this point of the screen, is over another place; scrolling counts too.
        over_changed: the target under the mouse, or None.
        clicked: this widget, which is no button, was clicked and not dragged.
        ended: dragging is over; emitted before `dropped`.
        dropped: the dragged widget, and the target it was dropped on, or None.
    """

    started = Signal(object)
    moved = Signal(QPoint)
    over_changed = Signal(object)
    clicked = Signal(object)
    ended = Signal()
    dropped = Signal(object, object)

    def __init__(self, board: QWidget, *, scrolls: bool = True) -> None:
        """Scroll the area around `board` when the mouse is near its edge, if it `scrolls`."""
        super().__init__(board)
        self._board = board
        self._sources: dict[QWidget, Callable[[], QPixmap]] = {}
        self._targets: list[QWidget] = []
        self._pressed: tuple[QWidget, QPoint] | None = None
        self._ghost: QLabel | None = None
        self._held = QPoint()
        self._at = QPoint()
        self._cursor = QCursor()
        self._over: QWidget | None = None
        self._scrolls = scrolls
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK)
        self._ticks.timeout.connect(self._scroll)

    @property
    def source(self) -> QWidget | None:
        """The widget being dragged, if there is one."""
        return self._pressed[0] if self._pressed is not None and self._ghost is not None else None

    def add_source(self, widget: QWidget, picture: Callable[[], QPixmap] | None = None) -> None:
        """Let `widget` be dragged while it is enabled and its property `draggable` is true.

        `picture` makes the picture that follows the mouse; without it, the widget is shown as it looks.
        """
        if widget not in self._sources:
            widget.installEventFilter(self)
        self._sources[widget] = picture or widget.grab

    def add_target(self, widget: QWidget) -> None:
        """Make `widget` a target; of nested targets, the one added first counts."""
        if widget not in self._targets:
            self._targets.append(widget)

    def set_targets(self, widgets: Iterable[QWidget]) -> None:
        """Make these widgets the only targets."""
        self._targets = list(widgets)

    def cancel(self) -> None:
        """Stop dragging without a drop."""
        if self._ghost is not None:
            self._end(drop=False)
        self._pressed = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._ghost is not None:
            return self._filter_dragged(watched, event)
        if isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            is_left = event.button() == Qt.MouseButton.LeftButton
            if event.type() == QEvent.Type.MouseButtonPress and is_left and _is_free(watched):
                self._pressed = (watched, event.position().toPoint())
            elif self._pressed is None:
                return False
            elif event.type() == QEvent.Type.MouseMove:
                away = (event.position().toPoint() - self._pressed[1]).manhattanLength()
                if away >= QApplication.startDragDistance():
                    self._start()
                    self._follow(event.globalPosition().toPoint())
                    return True
            else:
                self._pressed = None
                if event.type() == QEvent.Type.MouseButtonRelease and not isinstance(watched, QAbstractButton):
                    self.clicked.emit(watched)
            return not isinstance(watched, QAbstractButton)  # a button has to know that it is pressed
        return False

    def _filter_dragged(self, watched: QObject, event: QEvent) -> bool:
        """Handle the events of the whole program while something is dragged."""
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
                self.cancel()
            event.accept()
            return True
        if isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
            if event.type() == QEvent.Type.MouseMove:
                self._follow(event.globalPosition().toPoint())
            elif event.type() == QEvent.Type.MouseButtonRelease and event.button() == Qt.MouseButton.LeftButton:
                self._end(drop=True)
            return True
        stops = (QEvent.Type.Hide, QEvent.Type.EnabledChange, QEvent.Type.FocusOut, QEvent.Type.WindowDeactivate)
        if watched is self.source and event.type() in stops:
            self.cancel()
        return False

    def _start(self) -> None:
        assert self._pressed is not None
        source, start = self._pressed
        if isinstance(source, QAbstractButton):
            source.setDown(False)
        ghost = QLabel(self._board.window())
        ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ghost.setPixmap(self._sources[source]())
        _fade(ghost, _GHOST)
        ghost.adjustSize()
        ghost.show()
        self._held = QPoint(min(start.x(), ghost.width() - _EDGE), min(start.y(), ghost.height() - 4))
        self._ghost = ghost
        self._cursor = source.cursor()
        source.setCursor(Qt.CursorShape.ClosedHandCursor)
        _fade(source, _LEFT_BEHIND)
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self.started.emit(source)

    def _follow(self, at: QPoint) -> None:
        assert self._ghost is not None
        self._at = at
        self._ghost.move(self._board.window().mapFromGlobal(at - self._held))
        self._ghost.raise_()
        found = next((target for target in self._targets if _holds(target, at)), None)
        if found is not self._over:
            self._over = found
            self.over_changed.emit(found)
        self.moved.emit(at)
        if self._step() and not self._ticks.isActive():
            self._ticks.start()

    def _step(self) -> int:
        """Return how far to scroll, in pixels; 0 unless the mouse is near an edge."""
        area = scroll_area_of(self._board) if self._scrolls else None
        if area is None:
            return 0
        y = area.viewport().mapFromGlobal(self._at).y()
        return -_STEP if y < _EDGE else _STEP if y > area.viewport().height() - _EDGE else 0

    def _scroll(self) -> None:
        area, step = scroll_area_of(self._board), self._step()
        if area is not None and step:
            bar = area.verticalScrollBar()
            before = bar.value()
            bar.setValue(before + step)
            if bar.value() != before:
                self._follow(self._at)
                return
        self._ticks.stop()

    def _end(self, *, drop: bool) -> None:
        assert self._pressed is not None
        assert self._ghost is not None
        source, over = self._pressed[0], self._over
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        self._ticks.stop()
        self._ghost.hide()
        self._ghost.deleteLater()
        self._ghost = self._over = self._pressed = None
        source.setGraphicsEffect(None)  # type: ignore[arg-type]  # removes it
        source.setCursor(self._cursor)
        self.over_changed.emit(None)
        self.ended.emit()
        if drop and _is_free(source):
            self.dropped.emit(source, over)


def scroll_area_of(widget: QWidget) -> QScrollArea | None:
    """Return the area in which `widget` is scrolled, if there is one."""
    around: QObject | None = widget.parent()
    while around is not None and not isinstance(around, QScrollArea):
        around = around.parent()
    return around


def text_picture(theme: Theme, label: QLabel) -> QPixmap:
    """Return the picture of a dragged text: its beginning, on a card."""
    metrics, ratio = label.fontMetrics(), label.devicePixelRatioF()
    unit = metrics.height()
    words = metrics.elidedText(label.text(), Qt.TextElideMode.ElideRight, min(unit * 14, label.width()))
    size = QSize(metrics.horizontalAdvance(words) + unit * 2, unit * 2)
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("accent"), 1.6))
    painter.setBrush(theme.color("card"))
    painter.drawRoundedRect(QRectF(QPointF(), size.toSizeF()).adjusted(1, 1, -1, -1), 9, 9)
    painter.setFont(label.font())
    painter.setPen(theme.color("text"))
    painter.drawText(QRect(QPoint(), size), int(Qt.AlignmentFlag.AlignCenter), words)
    painter.end()
    return made


def let_drag(widget: QWidget, drags: bool) -> None:
    """Set whether `widget` can be dragged now, and its cursor, which tells so."""
    if widget.property("draggable") != drags:
        widget.setProperty("draggable", drags)
        widget.setCursor(Qt.CursorShape.OpenHandCursor if drags else Qt.CursorShape.ArrowCursor)
        widget.update()


def paint_grip(painter: QPainter, theme: Theme, center: QPointF) -> None:
    """Paint the six dots of something that can be dragged."""
    dot, apart = max(1.3, theme.scale * 1.4), theme.scale * 5
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("edge"))
    for across in (-0.5, 0.5):
        for down in (-1, 0, 1):
            painter.drawEllipse(center + QPointF(across * apart, down * apart), dot, dot)


def _fade(widget: QWidget, opacity: float) -> None:
    effect = QGraphicsOpacityEffect(widget)
    effect.setOpacity(opacity)
    widget.setGraphicsEffect(effect)


def _is_free(widget: QWidget) -> bool:
    return widget.isEnabled() and bool(widget.property("draggable"))


def _holds(widget: QWidget, at: QPoint) -> bool:
    return widget.isVisible() and widget.rect().contains(widget.mapFromGlobal(at))

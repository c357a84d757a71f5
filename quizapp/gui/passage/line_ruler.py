"""A reading ruler: a band over some lines of a passage, with all above and below it dimmed."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QCursor, QMouseEvent, QPainter, QPen, QRegion, QTextBlock

from quizapp.domain.passage import Span
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.layer import PassageLayer
from quizapp.gui.passage.layered_view import LayeredView
from quizapp.gui.passage.passage_text import Lines, PassageText

_DIMMED = 205
"""The strength of the dimming, of 255: enough to rest the eye, while the text can still be read."""
_PADDING = 3
"""Pixels between the lines and the edges of the band."""
_STEPS: dict[Qt.Key, int] = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _Line(NamedTuple):
    """A line of the text: its block, and its number in it."""

    block: QTextBlock
    number: int

    @property
    def start(self) -> int:
        return self.block.position() + self.block.layout().lineAt(self.number).textStart()

    @property
    def end(self) -> int:
        line = self.block.layout().lineAt(self.number)
        return self.block.position() + line.textStart() + line.textLength()

    @property
    def room(self) -> Lines:
        line = self.block.layout().lineAt(self.number)
        return Lines(self.block, line, line)

    def step(self, by: int) -> "_Line | None":
        """Return the line after this one, or before it for -1; None if it is the last or first."""
        if 0 <= self.number + by < self.block.layout().lineCount():
            return _Line(self.block, self.number + by)
        block = self.block.next() if by > 0 else self.block.previous()
        if not block.isValid() or not block.layout().lineCount():
            return None
        return _Line(block, 0 if by > 0 else block.layout().lineCount() - 1)


class RulerLayer(PassageLayer):
    """Dims all but `lines` lines around the one at `position` of the document, while it `is_on`.

    Signals:
        moved: the band went from one place to another, as boxes in the document's coordinates.
    """

    moved = Signal(QRectF, QRectF)

    def __init__(self, theme: Theme, text: PassageText, parent: QObject | None = None) -> None:
        super().__init__(theme, text, parent)
        self.is_on = False
        self.lines = 1
        self.position = 0

    def clear(self) -> None:
        self.position = 0

    @property
    def is_seen(self) -> bool:
        return self.is_on

    def words(self) -> tuple[str, ...]:
        return (self.tr("Line ruler on. The Up and Down keys move it."),) if self.is_on else ()

    def band(self) -> tuple[float, float] | None:
        """Return where the band begins and ends, in the document's coordinates; None before the text is laid out."""
        line = self._line_at_position(self.position)
        if line is None:
            return None
        first = last = line
        for number in range(1, self.lines):  # the line is in the middle, or just above it
            after, before = last.step(1), first.step(-1)
            if after is not None and (number % 2 or before is None):
                last = after
            else:
                first = before or first
        return first.room.top - _PADDING + 2, last.room.bottom + _PADDING + 2

    def move_to_height(self, y: float) -> None:
        """Lay the band around the line at this height of the document."""
        layout = self.text.document.documentLayout()
        block = self.text.document.findBlock(max(0, layout.hitTest(QPointF(0, y), Qt.HitTestAccuracy.FuzzyHit)))
        lines = [_Line(block, number) for number in range(block.layout().lineCount())]
        if lines:
            self._move(next((line for line in lines if y < line.room.bottom), lines[-1]).start)

    def follow_cursor(self, offset: int) -> None:
        if self.is_on:
            self._move(self.text.position(offset))

    def take_key(self, key: Qt.Key, in_view: Span) -> bool:
        if not self.is_on or key not in _STEPS:
            return False
        if not in_view.start <= self.text.offset(self.position) < in_view.end:
            self._move(self.text.position(in_view.start))
        else:
            line = self._line_at_position(self.position)
            following = line.step(_STEPS[key]) if line is not None else None
            self._move(following.start if following is not None else self.position)
        line = self._line_at_position(self.position)
        if line is not None:
            self.reveal_requested.emit(Span(self.text.offset(line.start), self.text.offset(line.end)))
        return True

    def _move(self, position: int) -> None:
        if position == self.position:
            return
        before = self.band()
        self.position = position
        after = self.band()
        if self.is_on and before is not None and after is not None and before != after:
            self.moved.emit(*(QRectF(0, top, 0, bottom - top) for top, bottom in (before, after)))

    def _line_at_position(self, position: int) -> _Line | None:
        """Return the line at a position; None while its block has no lines, as while a passage is written."""
        block = self.text.document.findBlock(min(position, self.text.document.characterCount() - 1))
        self.text.document.documentLayout().blockBoundingRect(block)  # lays out the text as far as that
        if not block.layout().lineCount():
            return None
        line = block.layout().lineForTextPosition(position - block.position())
        return _Line(block, line.lineNumber() if line.isValid() else 0)

    def paint_over(self, painter: QPainter) -> None:
        band = self.band() if self.is_on else None
        if band is None:
            return
        shift = painter.transform()
        seen = QRectF(-shift.dx(), -shift.dy(), painter.device().width(), painter.device().height())
        top, bottom = band
        color = self.theme.color("card")
        color.setAlpha(_DIMMED)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.fillRect(QRectF(seen.left(), seen.top(), seen.width(), max(0.0, top - seen.top())), color)
        painter.fillRect(QRectF(seen.left(), bottom, seen.width(), max(0.0, seen.bottom() - bottom)), color)
        painter.setPen(QPen(self.theme.color("edge"), 1))
        for y in (round(top), round(bottom) - 1):
            painter.drawLine(QPointF(seen.left(), y), QPointF(seen.right(), y))


class LineRuler(QObject):
    """The ruler over `view`: it follows the pointer, and moves by the Up and Down keys."""

    def __init__(self, theme: Theme, view: LayeredView) -> None:
        super().__init__(view)
        self._view = view
        self.layer = RulerLayer(theme, view.text, self)
        self.layer.moved.connect(self._repaint)
        view.add_layer(self.layer)
        view.verticalScrollBar().valueChanged.connect(self._follow_scrolling)

    def show(self, lines: int) -> None:
        """Show a band of this many lines; none for 0."""
        layer = self.layer
        was_on, layer.is_on = layer.is_on, bool(lines)
        layer.lines = lines or layer.lines
        if layer.is_on and not was_on:
            self._view.viewport().installEventFilter(self)
            layer.position = self._view.text.position(self._view.in_view.start)
        elif was_on and not layer.is_on:
            self._view.viewport().removeEventFilter(self)
        layer.changed.emit()

    def _repaint(self, before: QRectF, after: QRectF) -> None:
        """Repaint only what the band leaves and where it comes to."""
        width, scrolled = self._view.viewport().width(), self._view.verticalScrollBar().value()
        boxes = [box.translated(0, -scrolled).toAlignedRect() for box in (before, after)]
        both = [QRegion(QRect(0, box.top() - 1, width, box.height() + 2)) for box in boxes]
        edges = [QRegion(QRect(0, y - 2, width, 4)) for box in boxes for y in (box.top(), box.bottom())]
        changed = both[0].xored(both[1])
        for edge in edges:
            changed = changed.united(edge)
        self._view.viewport().update(changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent):
            self.layer.move_to_height(event.position().y() + self._view.verticalScrollBar().value())
        return False

    def _follow_scrolling(self, value: int) -> None:
        """Keep the band under a pointer that rests on the passage."""
        viewport = self._view.viewport()
        if self.layer.is_on and viewport.underMouse():
            self.layer.move_to_height(viewport.mapFromGlobal(QCursor.pos()).y() + value)

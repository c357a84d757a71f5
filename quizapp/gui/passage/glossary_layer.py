"""Words of a passage that have a meaning: a dotted line below each, and the one whose meaning is shown."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from quizapp.domain.glossary import GlossaryPlace
from quizapp.domain.passage import Span
from quizapp.gui.kit.key_names import shortcut_of
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.layer import PassageLayer
from quizapp.gui.passage.passage_text import PassageText


class GlossaryLayer(PassageLayer):
    """Marks `places`, named by their index. `current` is the one whose meaning is shown, -1 for none.

    Signals:
        hovered: the pointer came to the place at this index, -1 for none.
        opened: the meaning of the place at this index is to be shown now.
        closed: none is to be shown any longer.
    """

    hovered = Signal(int)
    opened = Signal(int)
    closed = Signal()

    def __init__(self, theme: Theme, text: PassageText, parent: QObject | None = None) -> None:
        super().__init__(theme, text, parent)
        self.places: tuple[GlossaryPlace, ...] = ()
        self.current = -1
        self.was_opened_by_key = False
        self._hovered = -1
        self._starts: list[int] = []

    def show(self, places: Sequence[GlossaryPlace]) -> None:
        """Mark these places, which are in order."""
        self.close()
        if self.places != tuple(places):
            self.places = tuple(places)
            self._starts = [place.span.start for place in places]
            self.changed.emit()

    def clear(self) -> None:
        self.show(())

    def open(self, index: int, *, by_key: bool = False) -> None:
        """Have the meaning of the place at `index` shown; with `by_key`, scroll to it and say it."""
        self.current, self.was_opened_by_key = index, by_key
        self.has_own_cursor = True
        if by_key:
            self.reveal_requested.emit(self.places[index].span)
        self.changed.emit()
        self.opened.emit(index)
        if by_key:
            self.announced.emit(self.words_at(index))

    def close(self) -> None:
        """Have no meaning shown."""
        if self.current >= 0:
            self.current, self.has_own_cursor = -1, False
            self.changed.emit()
            self.closed.emit()

    def next_place(self, by: int, in_view: Span) -> int:
        """Return the index of the next place, or of the one before for -1: from the current one, or else in view."""
        if self.current >= 0:
            return (self.current + by) % len(self.places)
        first = bisect_left(self._starts, in_view.start)
        return first % len(self.places) if by > 0 else (first - 1) % len(self.places)

    def at(self, offset: int) -> int:
        """Return the index of the place with the character at `offset`; -1 if there is none."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.places[index].span.end else -1

    def words_at(self, index: int) -> str:
        """Return what a screen reader says of a place."""
        span, entry = self.places[index]
        assert self.text.passage is not None
        word = self.text.passage.words_of(span)
        return self.tr("{word}: {meaning}").format(word=word, meaning=entry.meaning)

    @property
    def is_seen(self) -> bool:
        return bool(self.places)

    def words(self) -> Sequence[str]:
        if not self.places:
            return ()
        if self.current >= 0:
            return (self.words_at(self.current),)
        return (
            self.tr("Word meanings: %n. {key} goes to the next one.", "", len(self.places)).format(
                key=shortcut_of("next meaning")
            ),
        )

    def named_places(self) -> Sequence[tuple[Span, str]]:
        return [(place.span, self.words_at(index)) for index, place in enumerate(self.places)]

    def hover(self, offset: int) -> bool:
        index = self.at(offset) if offset >= 0 else -1
        if index != self._hovered:
            self._hovered = index
            self.hovered.emit(index)
        return index >= 0

    def click(self, offset: int) -> bool:
        index = self.at(offset)
        if index >= 0:
            self.open(index)
        return index >= 0

    def lose_focus(self) -> None:
        if self.was_opened_by_key:
            self.close()

    def paint_over(self, painter: QPainter) -> None:
        if not self.places:
            return
        top = -painter.transform().dy()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for index in self._in_view(top, top + painter.device().height()):
            boxes = self.text.boxes(self.places[index].span)
            if index == self.current:
                self._paint_frame(painter, boxes)
            pen = QPen(self.theme.color("accent"), 1.8, Qt.PenStyle.DotLine, Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.1, 2.2])
            painter.setPen(pen)
            for box in boxes:
                y = box.bottom() - 0.5
                painter.drawLine(QPointF(box.left() + 1, y), QPointF(box.right() - 1, y))

    def _paint_frame(self, painter: QPainter, boxes: Sequence[QRectF]) -> None:
        painter.setPen(QPen(self.theme.color("accent"), 2))
        for box in boxes:
            painter.drawRoundedRect(box.adjusted(-2, -1, 2, 2), 4, 4)

    def _in_view(self, top: float, bottom: float) -> range:
        """Return the indexes of the places between two heights of the document."""
        layout = self.text.document.documentLayout()
        hit = Qt.HitTestAccuracy.FuzzyHit
        first, last = (layout.hitTest(QPointF(0, y), hit) for y in (top, bottom))
        blocks = self.text.document.findBlock(max(0, first)), self.text.document.findBlock(max(0, last))
        start, end = self.text.span_of(blocks[0]).start, self.text.span_of(blocks[1]).end
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

"""The places in a passage where searched words stand."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from quizapp.domain.passage import Span
from quizapp.domain.text import shortened
from quizapp.gui.passage.layer import PassageLayer

_TOLD_AROUND = 60
"""The number of characters on each side of a place that a screen reader says."""
_LONGEST_WORD = 20
"""So many more, at most, end with a whole word: Chinese or Japanese has no spaces, and the place must still be said."""


class FindLayer(PassageLayer):
    """Shows `hits`, places in order, with a line below each, and the one at `current` in a frame; -1 for none."""

    hits: Sequence[Span] = ()
    current = -1
    _near: Sequence[Span] = ()

    def show(self, hits: Sequence[Span], current: int) -> None:
        """Show these places, and bring the one at `current` into view."""
        self.hits, self.current, self._near = hits, current, ()
        if current >= 0:
            self.reveal_requested.emit(hits[current])
        self.changed.emit()
        self.announced.emit(self.count_text() + self._around())

    def clear(self) -> None:
        if self.hits:
            self.hits, self.current, self._near = (), -1, ()
            self.changed.emit()

    @property
    def is_seen(self) -> bool:
        return bool(self.hits)

    def count_text(self) -> str:
        """Return which of how many places is the current one."""
        if not self.hits:
            return self.tr("Not found")
        return self.tr("{number} of {count}").format(number=self.current + 1, count=len(self.hits))

    def _around(self) -> str:
        if self.current < 0 or self.text.passage is None:
            return ""
        span, text = self.hits[self.current], self.text.passage.text
        first, last = max(0, span.start - _TOLD_AROUND), span.end + _TOLD_AROUND
        least, most = max(0, first - _LONGEST_WORD), min(len(text), last + _LONGEST_WORD)
        start = text.rfind(" ", least, first) + 1 or (first if least else 0)  # with whole words
        end = text.find(" ", last, most)
        if end < 0:
            end = last if most < len(text) else most
        return ": " + shortened(text[start:end], 3 * _TOLD_AROUND)

    def words(self) -> list[str]:
        return [self.tr("Found: {place}").format(place=self.count_text())] if self.hits else []

    def named_places(self) -> list[tuple[Span, str]]:
        return [(self.hits[self.current], self.words()[0])] if self.current >= 0 else []

    def paint_under(self, painter: QPainter, in_view: Span) -> None:
        first = bisect_left(self.hits, in_view.start, key=lambda span: span.end)
        last = bisect_right(self.hits, in_view.end, key=lambda span: span.start)
        self._near = self.hits[first:last]
        color = self.theme.color("warn_soft")
        for span in self._near:
            for box in self.text.boxes(span):
                painter.fillRect(box, color)

    def paint_over(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        color = self.theme.color("warn")
        current = self.hits[self.current] if self.current >= 0 else None
        for span in self._near:
            for box in self.text.boxes(span):
                if span == current:
                    pen = QPen(color, 2.5)
                    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
                    painter.setPen(pen)
                    painter.drawRect(QRectF(box).adjusted(-1.5, -0.5, 1.5, 0.5))
                else:
                    painter.setPen(QPen(color, 1.5))
                    painter.drawLine(QPointF(box.left(), box.bottom() - 1), QPointF(box.right(), box.bottom() - 1))

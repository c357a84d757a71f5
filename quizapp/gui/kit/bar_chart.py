"""A bar chart of time spent."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent

from quizapp.gui.kit.chart import Chart, paint_scale_line
from quizapp.gui.kit.shapes import painter_on
from quizapp.gui.kit.theme import FontRole, Theme


class Bar(NamedTuple):
    """One bar: its `value` (0 or more), the `name` below it if there is room, and `words` for its tool tip."""

    name: str
    value: float
    words: str


class BarChart(Chart):
    """Bars side by side, with a scale of whole minutes or hours."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, high=170)
        self._bars: Sequence[Bar] = ()
        self._boxes: list[tuple[QRectF, str]] = []

    def show_seconds(self, bars: Sequence[Bar], words: str) -> None:
        """Show bars whose values are in seconds; `words` describe them to screen-reader users."""
        self._bars = bars
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._boxes = []
        if not self._bars:
            return
        painter = painter_on(self)
        painter.setFont(self._theme.font(FontRole.CHIP))
        metrics = QFontMetricsF(painter.font())
        most, step = scale_of(max(bar.value for bar in self._bars))
        marks = [step * number for number in range(round(most / step) + 1)]
        texts = [self._scale_text(mark) for mark in marks]
        left = max(map(metrics.horizontalAdvance, texts)) + 10
        plot = QRectF(left, metrics.height() * 0.7, self.width() - left - 10, self.height() - metrics.height() * 2.3)
        for mark, text in zip(marks, texts, strict=True):
            paint_scale_line(painter, self._theme.color, plot, mark / most, text)
        slot = min(plot.width() / len(self._bars), self._theme.pixels(64))
        for number, bar in enumerate(self._bars):
            box = QRectF(plot.left() + slot * number, plot.top(), slot, plot.height())
            self._boxes.append((box, bar.words))
            self._paint_bar(painter, box, bar.value / most)
        self.paint_names(painter, [(box, bar.name) for (box, _), bar in zip(self._boxes, self._bars, strict=True)], 14)

    def _paint_bar(self, painter: QPainter, box: QRectF, share: float) -> None:
        if not share:
            return
        height = max(2.0, box.height() * share)
        gap = max(1.0, box.width() * 0.16)
        bar = QRectF(box.left() + gap, box.bottom() - height, box.width() - 2 * gap, height)
        radius = min(4.0, bar.width() / 2, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        painter.setClipRect(box)  # only the upper corners are round
        painter.drawRoundedRect(bar.adjusted(0, 0, 0, radius), radius, radius)
        painter.setClipping(False)

    def _scale_text(self, seconds: float) -> str:
        if seconds < 3600 or seconds % 3600:
            return self.tr("%Ln min", "", round(seconds / 60))
        return self.tr("%Ln h", "", round(seconds / 3600))

    def words_at(self, at: QPointF) -> str:
        return next((words for box, words in self._boxes if box.contains(at)), "")


def scale_of(most: float) -> tuple[float, float]:
    """Give the top and the step of a scale for up to `most` seconds: at most four steps of whole minutes or hours."""
    steps = [60.0 * each for each in (1, 2, 5, 10, 15, 30, 60, 120, 180, 300, 600, 1200, 3000)]
    step = next((each for each in steps if most <= each * 4), -(-most // (4 * 36_000)) * 36_000)
    return max(step, -(-most // step) * step), step

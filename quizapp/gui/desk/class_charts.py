"""Charts of a class: how marks are spread, and figures with their intervals."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.gui.kit.bar_chart import Bar
from quizapp.gui.kit.building import name_by_tip
from quizapp.gui.kit.chart import Chart, paint_scale_line
from quizapp.gui.kit.shapes import from_start, painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.statistics.intervals import Estimate


class Histogram(Chart):
    """Bars that touch, on a scale of whole learners; a line marks the mean."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, high=190)
        self._bars: Sequence[Bar] = ()
        self._mean = -1.0
        self._mean_words = ""
        self._boxes: list[tuple[QRectF, str]] = []

    def show_bars(self, bars: Sequence[Bar], mean: float, mean_words: str, words: str) -> None:
        """Show bars; `mean` is its place across, from 0 to 1; `words` describe all to screen-reader users."""
        self._bars, self._mean, self._mean_words = bars, mean, mean_words
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        self._boxes = []
        if not self._bars:
            return
        theme, painter = self._theme, painter_on(self)
        painter.setFont(theme.font(FontRole.CHIP))
        metrics = QFontMetricsF(painter.font())
        most = max(1, round(max(bar.value for bar in self._bars)))
        step = next(each for each in (1, 2, 5, 10, 20, 50, 100, 200, 500, 10_000) if most <= each * 4)
        top = -(-most // step) * step
        left = metrics.horizontalAdvance(str(top)) + 12
        plot = QRectF(left, metrics.height() * 1.4, self.width() - left - 8, self.height() - metrics.height() * 2.9)
        for mark in range(0, top + 1, step):
            paint_scale_line(painter, theme.color, plot, mark / top, str(mark))
        slot = plot.width() / len(self._bars)
        for number, bar in enumerate(self._bars):
            box = QRectF(plot.left() + slot * number, plot.top(), slot, plot.height())
            self._boxes.append((box, bar.words))
            height = box.height() * bar.value / top
            if height:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("accent"))
                gap = min(3.0, slot * 0.08)
                painter.drawRect(QRectF(box.left() + gap, box.bottom() - height, slot - 2 * gap, height))
        self.paint_names(painter, [(box, bar.name) for (box, _), bar in zip(self._boxes, self._bars, strict=True)], 8)
        self._paint_mean(painter, plot, metrics)

    def _paint_mean(self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF) -> None:
        if self._mean < 0:
            return
        x = plot.left() + plot.width() * self._mean
        painter.setPen(QPen(self._theme.color("text"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(x, plot.top() - 4), QPointF(x, plot.bottom()))
        wide = metrics.horizontalAdvance(self._mean_words) + 4
        left = min(max(x - wide / 2, 0.0), self.width() - wide)
        painter.setPen(self._theme.color("text"))
        room = QRectF(left, plot.top() - 5 - metrics.height(), wide, metrics.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), self._mean_words)

    def words_at(self, at: QPointF) -> str:
        return next((words for box, words in self._boxes if box.contains(at)), "")


def paint_interval(painter: QPainter, theme: Theme, box: QRectF, estimate: Estimate, low: float, high: float) -> None:
    """Paint a scale from `low` to `high` in `box`: the interval as a band, the value as a line across it.

    A scale that crosses 0 has a small line there.
    """

    def x(value: float) -> float:
        share = (min(max(value, low), high) - low) / (high - low)
        return box.left() + 3 + (box.width() - 6) * share

    middle, height = box.center().y(), box.height()
    track = QRectF(box.left(), middle - height * 0.14, box.width(), height * 0.28)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("line"))
    painter.drawRoundedRect(track, track.height() / 2, track.height() / 2)
    if low < 0 < high:
        painter.setPen(QPen(theme.color("edge"), 1))
        painter.drawLine(QPointF(x(0), box.top()), QPointF(x(0), box.bottom()))
    if estimate.interval is not None:
        start, end = x(estimate.interval.low), x(estimate.interval.high)
        color = theme.color("accent")
        band = QRectF(start, middle - height * 0.25, max(2.0, end - start), height * 0.5)
        painter.setPen(QPen(color, 1))
        color.setAlphaF(0.35)
        painter.setBrush(color)
        painter.drawRoundedRect(band, 3, 3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("text"))
    painter.drawRoundedRect(QRectF(x(estimate.value) - 2, box.top(), 4, height), 2, 2)


class IntervalBar(QWidget):
    """An estimate on its scale, with its interval; `words` say the same to screen-reader users."""

    accessible_role = "chart"

    def __init__(self, theme: Theme, estimate: Estimate, words: str, low: float = 0.0, high: float = 1.0) -> None:
        super().__init__()
        self._theme = theme
        self._estimate = estimate
        self._range = low, high
        name_by_tip(self, words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self)

    def sizeHint(self) -> QSize:
        return QSize(80, self._theme.pixels(18))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_interval(painter_on(self), self._theme, QRectF(self.rect()), self._estimate, *self._range)


class ShareBar(QWidget):
    """A share from 0 to 1 as a plain bar, in a color of the theme; its words stand beside it."""

    def __init__(self, theme: Theme, share: float, color: str) -> None:
        super().__init__()
        self._theme = theme
        self._share = share
        self._color = color
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self)

    def sizeHint(self) -> QSize:
        return QSize(80, self._theme.pixels(10))

    def minimumSizeHint(self) -> QSize:
        return QSize(30, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = painter_on(self), self._theme
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(box, 3, 3)
        if self._share:
            part = QRectF(box.left(), box.top(), max(4.0, box.width() * self._share), box.height())
            painter.setBrush(theme.color(self._color))
            painter.drawRoundedRect(from_start(painter, part, self.rect()), 3, 3)

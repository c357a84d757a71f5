"""Charts that we paint ourselves: lines of shares over time, and bars of time spent.

They are to be read without color: each line has its own dash and marks, and its name stands at its end. The same
figures are in a table beside them (see `ChartCard`), and what a chart says on the whole is its accessible name.
"""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QHelpEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QWidget

from quizapp.gui.kit.dates import short_date
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate

_DAY = 86400.0
_LINES = (0.0, 0.25, 0.5, 0.75, 1.0)


class Mark(Enum):
    """The shape at each point of a line; filled, but for the last two."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    CROSS = "cross"


STYLES: tuple[tuple[str, Qt.PenStyle, Mark], ...] = (
    ("accent", Qt.PenStyle.SolidLine, Mark.CIRCLE),
    ("warn", Qt.PenStyle.DashLine, Mark.SQUARE),
    ("right", Qt.PenStyle.DashDotLine, Mark.TRIANGLE),
    ("wrong", Qt.PenStyle.DotLine, Mark.DIAMOND),
    ("text", Qt.PenStyle.DashDotDotLine, Mark.CROSS),
)
"""The color, the dash and the marks of the first line, the second, and so on."""


class ChartPoint(NamedTuple):
    """A share from 0 to 1 at a time in seconds since the epoch, and what is told of it."""

    at: float
    share: float
    words: str


class Line(NamedTuple):
    """A line with its name. `dots` are what its points were made of, where they are more than a line can show."""

    name: str
    points: tuple[ChartPoint, ...]
    dots: tuple[ChartPoint, ...] = ()


class LinePlot:
    """Paints shares over time, on whatever there is to paint on.

    Args:
        color: the color of a name in `theme.Colors`.
        top: the share at the top of the scale.
    """

    def __init__(self, lines: Sequence[Line], color: Callable[[str], QColor], top: float = 1.0) -> None:
        self._lines = lines
        self._color = color
        self._top = top
        self._width = 0.0

    def paint(self, painter: QPainter, size: QSizeF, font: QFont) -> list[tuple[QPointF, str]]:
        """Paint it from 0, 0 to `size`; gives the place of each point and dot, with its words."""
        points = [point for line in self._lines for point in line.points]
        told: list[tuple[QPointF, str]] = []
        if not points:
            return told
        self._width = size.width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        names = [f"{line.name} {self._percent(line.points[-1].share)}".strip() for line in self._lines]
        name_room = min(max(map(metrics.horizontalAdvance, names)) + 28, self._width * 0.34)
        left = metrics.horizontalAdvance("100 %") + 10
        plot = QRectF(
            left,
            metrics.height() * 0.7,
            self._width - left - name_room - 6,
            size.height() - metrics.height() * 2.3,
        )
        start, end = min(point.at for point in points), max(point.at for point in points)
        if end - start < _DAY:
            start, end = start - _DAY, end + _DAY
        self._paint_frame(painter, plot, metrics)
        self._paint_dates(painter, plot, metrics, start, end)

        def place(point: ChartPoint) -> QPointF:
            inner = plot.adjusted(8, 0, -8, 0)
            x = inner.left() + inner.width() * (point.at - start) / (end - start)
            return QPointF(x, plot.bottom() - plot.height() * point.share / self._top)

        for number, line in enumerate(self._lines):
            self._paint_dots(painter, [place(point) for point in line.dots], number)
        for number, line in enumerate(self._lines):
            places = [place(point) for point in line.points]
            self._paint_line(painter, places, number)
            told += [(at, point.words) for at, point in zip(places, line.points, strict=True)]
            told += [(place(point), point.words) for point in line.dots]
        self._paint_names(painter, plot, metrics, [place(line.points[-1]) for line in self._lines], names, name_room)
        return told

    def _percent(self, share: float) -> str:
        percent = share * 100
        return translate("{percent} %").format(percent=f"{percent:.1f}" if percent == 12.5 else f"{percent:.0f}")

    def _paint_frame(self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF) -> None:
        for share in _LINES:
            y = plot.bottom() - plot.height() * share
            painter.setPen(QPen(self._color("edge" if share == 0 else "line"), 1.0))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            if share in (0.0, 0.5, 1.0):
                painter.setPen(self._color("muted"))
                room = QRectF(0, y - metrics.height() / 2, plot.left() - 8, metrics.height())
                text = self._percent(share * self._top)
                painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)

    def _paint_dates(self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF, start: float, end: float) -> None:
        with_year = end - start > 300 * _DAY
        wide = metrics.horizontalAdvance(short_date(end, with_year)) + 24
        count = max(2, min(6, int(plot.width() / wide)))
        inner = plot.adjusted(8, 0, -8, 0)
        painter.setPen(self._color("muted"))
        shown: set[str] = set()
        for number in range(count):
            share = number / (count - 1)
            text = short_date(start + (end - start) * share, with_year)
            if text in shown:
                continue
            shown.add(text)
            width = metrics.horizontalAdvance(text) + 4
            x = min(max(inner.left() + inner.width() * share - width / 2, 0), self._width - width)
            room = QRectF(x, plot.bottom() + 5, width, metrics.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_dots(self, painter: QPainter, places: Sequence[QPointF], number: int) -> None:
        color = self._color(STYLES[number][0])
        color.setAlphaF(0.35)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for at in places:
            painter.drawEllipse(at, 2.2, 2.2)

    def _paint_line(self, painter: QPainter, places: Sequence[QPointF], number: int) -> None:
        name, dash, _ = STYLES[number]
        color = self._color(name)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(color, 2.0)
        pen.setStyle(dash)
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(list(places)))
        size = 4.5 if len(places) <= 12 else 3.4
        for at in places:
            paint_mark(painter, self._color, at, size, number)

    def _paint_names(
        self,
        painter: QPainter,
        plot: QRectF,
        metrics: QFontMetricsF,
        ends: Sequence[QPointF],
        names: Sequence[str],
        width: float,
    ) -> None:
        """Write each name beside the end of its line, those that would touch pushed apart."""
        step = metrics.height() * 1.02
        order = sorted(range(len(ends)), key=lambda number: ends[number].y())
        tops: list[float] = []
        for number in order:
            wanted = ends[number].y() - step / 2
            tops.append(wanted if not tops else max(wanted, tops[-1] + step))
        over = (tops[-1] + step) - (plot.bottom() + step / 2) if tops else 0.0
        for at in reversed(range(len(tops))):
            limit = tops[at] - over if at == len(tops) - 1 and over > 0 else tops[at]
            tops[at] = limit if at == len(tops) - 1 else min(tops[at], tops[at + 1] - step)
        for top, number in zip(tops, order, strict=True):
            painter.setPen(self._color(STYLES[number][0]))
            left = plot.right() + 8
            if len(names) > 1:
                paint_mark(painter, self._color, QPointF(left + 4, top + step / 2), 3.4, number)
                painter.setPen(self._color(STYLES[number][0]))
                left += 13
            room = QRectF(left, top, plot.right() + width - left, step)
            text = metrics.elidedText(names[number], Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


class LineChart(QWidget):
    """Shares from 0 to 100 % over time."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: Sequence[Line] = ()
        self._top = 1.0
        self._places: list[tuple[QPointF, str]] = []
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def show_lines(self, lines: Sequence[Line], words: str, *, fits: bool = False) -> None:
        """Show lines, at most as many as there are `STYLES`; `words` say it to who can't see it.

        The scale goes up to 100 %, or, where it `fits` the lines, to a half or a quarter of that if that is enough.
        """
        self._lines = lines[: len(STYLES)]
        most = max((point.share for line in self._lines for point in line.points), default=1.0)
        self._top = next(top for top in (0.25, 0.5, 1.0) if most <= top) if fits else 1.0
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(320), self._theme.pixels(210))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plot = LinePlot(self._lines, self._theme.color, self._top)
        self._places = plot.paint(painter, QSizeF(self.size()), self._theme.font(FontRole.CHIP))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            near = [(_distance(at, QPointF(event.pos())), words) for at, words in self._places]
            distance, words = min(near, default=(100.0, ""))
            if distance < 14:
                QToolTip.showText(event.globalPos(), words, self)
            else:
                QToolTip.hideText()
            return True
        return super().event(event)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class LegendRow(QWidget):
    """What line `number` of a chart is: a piece of it, and words that wrap."""

    def __init__(self, theme: Theme, number: int, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(_Sample(theme, number), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Label(theme, FontRole.PLAIN, words, wraps=True), 1)


class _Sample(QWidget):
    def __init__(self, theme: Theme, number: int) -> None:
        super().__init__()
        self._theme = theme
        self._number = number
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(40), self._theme.pixels(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name, dash, _ = STYLES[self._number]
        pen = QPen(self._theme.color(name), 2.0)
        pen.setStyle(dash)
        painter.setPen(pen)
        middle = QRectF(self.rect()).center()
        painter.drawLine(QPointF(0, middle.y()), QPointF(self.width(), middle.y()))
        paint_mark(painter, self._theme.color, middle, 4.5, self._number)


class Bar(NamedTuple):
    """`value` from 0 on; `name` stands below where there is room, `words` tell all of it."""

    name: str
    value: float
    words: str


class BarChart(QWidget):
    """Bars side by side, with a scale of whole minutes or hours."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._bars: Sequence[Bar] = ()
        self._boxes: list[tuple[QRectF, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_seconds(self, bars: Sequence[Bar], words: str) -> None:
        """Show bars whose values are in seconds; `words` say it to who can't see it."""
        self._bars = bars
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(320), self._theme.pixels(170))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        self._boxes = []
        if not self._bars:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(FontRole.CHIP))
        metrics = QFontMetricsF(painter.font())
        most, step = scale_of(max(bar.value for bar in self._bars))
        marks = [step * number for number in range(round(most / step) + 1)]
        texts = [self._scale_text(mark) for mark in marks]
        left = max(map(metrics.horizontalAdvance, texts)) + 10
        plot = QRectF(left, metrics.height() * 0.7, self.width() - left - 10, self.height() - metrics.height() * 2.3)
        for mark, text in zip(marks, texts, strict=True):
            y = plot.bottom() - plot.height() * mark / most
            painter.setPen(QPen(self._theme.color("line" if mark else "edge"), 1.0))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(self._theme.color("muted"))
            room = QRectF(0, y - metrics.height() / 2, left - 8, metrics.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), text)
        slot = min(plot.width() / len(self._bars), self._theme.pixels(64))
        widest = max(metrics.horizontalAdvance(bar.name) for bar in self._bars) + 14
        every = max(1, -int(-widest // slot))
        for number, bar in enumerate(self._bars):
            box = QRectF(plot.left() + slot * number, plot.top(), slot, plot.height())
            self._boxes.append((box, bar.words))
            self._paint_bar(painter, box, bar.value / most)
            if number % every == 0:
                painter.setPen(self._theme.color("muted"))
                center = min(max(box.center().x(), widest / 2), self.width() - widest / 2)
                room = QRectF(center - widest / 2, plot.bottom() + 5, widest, metrics.height())
                painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), bar.name)

    def _paint_bar(self, painter: QPainter, box: QRectF, share: float) -> None:
        if not share:
            return
        height = max(2.0, box.height() * share)
        gap = max(1.0, box.width() * 0.16)
        bar = QRectF(box.left() + gap, box.bottom() - height, box.width() - 2 * gap, height)
        radius = min(4.0, bar.width() / 2, height)
        path = QPainterPath()
        path.moveTo(bar.bottomLeft())
        path.lineTo(bar.left(), bar.top() + radius)
        path.quadTo(bar.topLeft(), QPointF(bar.left() + radius, bar.top()))
        path.lineTo(bar.right() - radius, bar.top())
        path.quadTo(bar.topRight(), QPointF(bar.right(), bar.top() + radius))
        path.lineTo(bar.bottomRight())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillPath(path, self._theme.color("accent"))

    def _scale_text(self, seconds: float) -> str:
        if not seconds:
            return "0"
        if seconds < 3600 or seconds % 3600:
            return self.tr("{count} min").format(count=round(seconds / 60))
        return self.tr("{count} h").format(count=round(seconds / 3600))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            words = next((words for box, words in self._boxes if box.contains(QPointF(event.pos()))), "")
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def scale_of(most: float) -> tuple[float, float]:
    """The top of a scale of seconds that holds `most`, and its step: whole minutes or hours, at most four steps."""
    steps = [60.0 * each for each in (1, 2, 5, 10, 15, 30, 60, 120, 180, 300, 600, 1200, 3000)]
    step = next((each for each in steps if most <= each * 4), -(-most // (4 * 36_000)) * 36_000)
    return max(step, -(-most // step) * step), step


def paint_mark(painter: QPainter, color: Callable[[str], QColor], at: QPointF, size: float, number: int) -> None:
    """Paint the mark of line `number` around `at`."""
    name, _, mark = STYLES[number]
    painter.setPen(QPen(color("card"), 1.2))
    painter.setBrush(color(name))
    x, y = at.x(), at.y()
    match mark:
        case Mark.CIRCLE:
            painter.drawEllipse(at, size, size)
        case Mark.SQUARE:
            painter.drawRect(QRectF(x - size * 0.9, y - size * 0.9, size * 1.8, size * 1.8))
        case Mark.TRIANGLE:
            corners = [QPointF(x, y - size * 1.2), QPointF(x + size * 1.1, y + size), QPointF(x - size * 1.1, y + size)]
            painter.drawPolygon(QPolygonF(corners))
        case Mark.DIAMOND:
            reach = size * 1.25
            corners = [QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach), QPointF(x - reach, y)]
            painter.drawPolygon(QPolygonF(corners))
        case Mark.CROSS:
            painter.setPen(QPen(color(name), 2.0))
            painter.drawLine(QPointF(x - size, y - size), QPointF(x + size, y + size))
            painter.drawLine(QPointF(x - size, y + size), QPointF(x + size, y - size))


def _distance(one: QPointF, other: QPointF) -> float:
    return max(abs(one.x() - other.x()), abs(one.y() - other.y()))

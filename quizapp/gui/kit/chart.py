"""A line chart of shares over time.

It can be read without color: each line has its own dash and marks, and its name at its end. A table beside it has the
same figures (see `ChartCard`), and its accessible name sums it up.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolTip, QWidget

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.dates import short_date
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.numbers import number_text
from quizapp.gui.kit.shapes import painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.time_axis import span_of, ticks
from quizapp.gui.kit.translate import translate

Mark = Literal["circle", "square", "triangle", "diamond", "cross"]
"""The shape at each point of a line."""

STYLES: tuple[tuple[str, Qt.PenStyle, Mark], ...] = (
    ("accent", Qt.PenStyle.SolidLine, "circle"),
    ("warn", Qt.PenStyle.DashLine, "square"),
    ("right", Qt.PenStyle.DashDotLine, "triangle"),
    ("wrong", Qt.PenStyle.DotLine, "diamond"),
    ("text", Qt.PenStyle.DashDotDotLine, "cross"),
)
"""The color, the dash and the mark of each line, in their order."""

_CORNERS = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((0, -1.2), (1.1, 1), (-1.1, 1)),
    "diamond": ((0, -1.25), (1.25, 0), (0, 1.25), (-1.25, 0)),
}
"""The corners of marks, with the size of a mark as their unit."""


class ChartPoint(NamedTuple):
    """A share from 0 to 1 at a time in seconds since the epoch, and `words` for its tool tip."""

    at: float
    share: float
    words: str


class Line(NamedTuple):
    """A line with its name. `dots` are the single values that its points sum up, if there are too many for the line."""

    name: str
    points: tuple[ChartPoint, ...]
    dots: tuple[ChartPoint, ...] = ()


class LinePlot:
    """Paints shares over time on a widget or on paper; `top` is the share at the top of the scale."""

    def __init__(self, lines: Sequence[Line], color: Callable[[str], QColor], top: float = 1.0) -> None:
        self._lines = lines
        self._color = color
        self._top = top
        self._width = 0.0

    def paint(self, painter: QPainter, size: QSizeF, font: QFont) -> list[tuple[QPointF, str]]:
        """Paint the chart from 0, 0 to `size`; gives the position and the words of each point and dot."""
        points = [point for line in self._lines for point in line.points]
        if not points:
            return []
        self._width = size.width()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        names = [f"{line.name} {self._percent(line.points[-1].share)}".strip() for line in self._lines]
        name_room = min(max(map(metrics.horizontalAdvance, names)) + 28, self._width * 0.34)
        left, high = metrics.horizontalAdvance(self._percent(1.0)) + 10, metrics.height()
        plot = QRectF(left, high * 0.7, self._width - left - name_room - 6, size.height() - high * 2.3)
        start, end = span_of([point.at for point in points])
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            text = self._percent(share * self._top) if share in (0.0, 0.5, 1.0) else ""
            paint_scale_line(painter, self._color, plot, share, text)
        self._paint_dates(painter, plot, metrics, start, end)

        def place(point: ChartPoint) -> QPointF:
            inner = plot.adjusted(8, 0, -8, 0)
            x = inner.left() + inner.width() * (point.at - start) / (end - start)
            return QPointF(x, plot.bottom() - plot.height() * point.share / self._top)

        for number, line in enumerate(self._lines):
            self._paint_dots(painter, map(place, line.dots), number)
        for number, line in enumerate(self._lines):
            self._paint_line(painter, list(map(place, line.points)), number)
        ends = [place(line.points[-1]) for line in self._lines]
        self._paint_names(painter, plot, list(zip(ends, names, strict=True)), name_room)
        return [(place(point), point.words) for line in self._lines for point in (*line.points, *line.dots)]

    def _percent(self, share: float) -> str:
        percent = share * 100
        return translate("{percent} %").format(percent=number_text(percent, 1 if percent == 12.5 else 0))

    def _paint_dates(self, painter: QPainter, plot: QRectF, metrics: QFontMetricsF, start: float, end: float) -> None:
        inner = plot.adjusted(8, 0, -8, 0)
        wide = max(metrics.horizontalAdvance(text) for text in ("00 Mmm 0000", short_date(end, with_year=True))) + 16
        for at, text in ticks(start, end, max(2, min(8, int(inner.width() / wide)))):
            center = inner.left() + inner.width() * (at - start) / (end - start)
            painter.setPen(QPen(self._color("edge"), 1))
            painter.drawLine(QPointF(center, plot.bottom()), QPointF(center, plot.bottom() + 4))
            painter.setPen(self._color("muted"))
            width = metrics.horizontalAdvance(text) + 4
            left = min(max(center - width / 2, 0), self._width - width)
            room = QRectF(left, plot.bottom() + 5, width, metrics.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)

    def _paint_dots(self, painter: QPainter, places: Iterable[QPointF], number: int) -> None:
        color = self._color(STYLES[number][0])
        color.setAlphaF(0.35)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        for at in places:
            painter.drawEllipse(at, 2.2, 2.2)

    def _paint_line(self, painter: QPainter, places: Sequence[QPointF], number: int) -> None:
        name, dash, _ = STYLES[number]
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._color(name), 2.0, dash))
        painter.drawPolyline(places)
        size = 4.5 if len(places) <= 12 else 3.4
        for at in places:
            paint_mark(painter, self._color, at, size, number)

    def _paint_names(self, painter: QPainter, plot: QRectF, ends: Sequence[tuple[QPointF, str]], width: float) -> None:
        """Write each name at the end of its line; push apart those that would touch."""
        metrics = QFontMetricsF(painter.font())
        step = metrics.height() * 1.02
        order = sorted(range(len(ends)), key=lambda number: ends[number][0].y())
        tops: list[float] = []
        for number in order:
            wanted = ends[number][0].y() - step / 2
            tops.append(max(wanted, tops[-1] + step) if tops else wanted)
        tops[-1] = min(tops[-1], plot.bottom() - step / 2)
        for at in reversed(range(len(tops) - 1)):
            tops[at] = min(tops[at], tops[at + 1] - step)
        for top, number in zip(tops, order, strict=True):
            painter.setPen(self._color(STYLES[number][0]))
            left = plot.right() + 8
            if len(ends) > 1:
                paint_mark(painter, self._color, QPointF(left + 4, top + step / 2), 3.4, number)
                painter.setPen(self._color(STYLES[number][0]))
                left += 13
            room = QRectF(left, top, plot.right() + width - left, step)
            text = metrics.elidedText(ends[number][1], Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)


class Chart(QWidget):
    """The base of charts: their size, and tool tips that tell what the pointer is at."""

    accessible_role = "chart"

    def __init__(self, theme: Theme, high: int) -> None:
        super().__init__()
        self._theme = theme
        self._high = high
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.pixels(320), self._theme.pixels(self._high))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def words_at(self, at: QPointF) -> str:
        """Give the words for what is painted at `at`; empty if that is nothing."""
        raise NotImplementedError

    def paint_names(self, painter: QPainter, bars: Sequence[tuple[QRectF, str]], gap: int) -> None:
        """Paint the names of bars below their boxes of equal width: each, or every second, or so, with `gap` pixels."""
        metrics = QFontMetricsF(painter.font())
        widest = max(metrics.horizontalAdvance(name) for _, name in bars) + gap
        painter.setPen(self._theme.color("muted"))
        for box, name in bars[:: max(1, -int(-widest // bars[0][0].width()))]:
            center = min(max(box.center().x(), widest / 2), self.width() - widest / 2)
            room = QRectF(center - widest / 2, box.bottom() + 5, widest, metrics.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), name)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.words_at(QPointF(event.pos())), self)
            return True
        return super().event(event)


class LineChart(Chart):
    """Shares from 0 to 100 % over time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, high=210)
        self._lines: Sequence[Line] = ()
        self._top = 1.0
        self._places: list[tuple[QPointF, str]] = []

    def show_lines(self, lines: Sequence[Line], words: str, *, fits: bool = False) -> None:
        """Show lines, at most as many as there are `STYLES`; `words` describe them to screen-reader users.

        The scale ends at 100 %; with `fits`, at 25 % or 50 % if all values fit.
        """
        self._lines = lines[: len(STYLES)]
        most = max((point.share for line in self._lines for point in line.points), default=1.0)
        self._top = next(top for top in (0.25, 0.5, 1.0) if most <= top) if fits else 1.0
        self.setAccessibleName(words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        plot = LinePlot(self._lines, self._theme.color, self._top)
        self._places = plot.paint(painter, QSizeF(self.size()), self._theme.font(FontRole.CHIP))

    def words_at(self, at: QPointF) -> str:
        near = [((place - at).manhattanLength(), words) for place, words in self._places]
        distance, words = min(near, default=(99.0, ""))
        return words if distance < 18 else ""


class LegendRow(QWidget):
    """Explains line `number` of a chart: a sample of it, and words."""

    def __init__(self, theme: Theme, number: int, words: str) -> None:
        super().__init__()
        label = Label(theme, FontRole.PLAIN, words, wraps=True)
        fill(QHBoxLayout(self), _Sample(theme, number), (label, 1), margins=(0, 0, 0, 0), spacing=8)


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
        painter = painter_on(self)
        name, dash, _ = STYLES[self._number]
        painter.setPen(QPen(self._theme.color(name), 2.0, dash))
        middle = QRectF(self.rect()).center()
        painter.drawLine(QPointF(0, middle.y()), QPointF(self.width(), middle.y()))
        paint_mark(painter, self._theme.color, middle, 4.5, self._number)


def paint_scale_line(painter: QPainter, color: Callable[[str], QColor], plot: QRectF, share: float, text: str) -> None:
    """Paint the line of a scale across `plot`, at `share` of its height, and `text` on the left."""
    y, high = plot.bottom() - plot.height() * share, QFontMetricsF(painter.font()).height()
    painter.setPen(QPen(color("line" if share else "edge"), 1.0))
    painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
    painter.setPen(color("muted"))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(QRectF(0, y - high / 2, plot.left() - 8, high), int(right), text)


def paint_mark(painter: QPainter, color: Callable[[str], QColor], at: QPointF, size: float, number: int) -> None:
    """Paint the mark of line `number` around `at`."""
    name, _, mark = STYLES[number]
    painter.setPen(QPen(color("card"), 1.2))
    painter.setBrush(color(name))
    if mark == "circle":
        painter.drawEllipse(at, size, size)
    elif mark == "cross":
        painter.setPen(QPen(color(name), 2.0))
        painter.drawLine(at - QPointF(size, size), at + QPointF(size, size))
        painter.drawLine(at - QPointF(size, -size), at + QPointF(size, -size))
    else:
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) * size for x, y in _CORNERS[mark]]))

"""A learner's history on paper."""

from functools import partial

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPagedPaintDevice, QPainter

from quizapp.gui.kit.chart import ChartPoint, Line, LinePlot
from quizapp.gui.kit.dates import whole_moment
from quizapp.gui.paper.drawings import COLORS
from quizapp.gui.paper.paper import POINT, Paper
from quizapp.reports.history_report import Chart, HistoryReport
from quizapp.statistics.progress import Point

_PIXEL = 0.75 * POINT
"""A pixel of a chart: 96 of them are an inch."""
_CHART_HEIGHT = 190.0 * _PIXEL


class HistoryPaper(Paper):
    """The report of a history: its facts, tables and charts."""

    def __init__(self, report: HistoryReport, device: QPagedPaintDevice) -> None:
        self._report = report
        super().__init__(report.title, report.name, whole_moment(report.when), device)

    def write(self) -> None:
        self._write_head()
        for part in self._report.parts:
            if isinstance(part, Chart):
                self._write_chart(part)
            else:
                heading = self.write_table(part)
                self.keep_together(heading, 4 * len(part.head))

    def _write_head(self) -> None:
        report = self._report
        self.write_head(f"{report.title} · {report.name}" if report.name else report.title)
        if report.lead:
            self.block(below=10)
            self.text(report.lead, bold=True)
        self.facts_table(report.facts, (18, 38, 22, 22))
        self.leave_table()

    def _write_chart(self, chart: Chart) -> None:
        heading = self.write_heading(chart.title)
        plot = LinePlot((Line("", _points(chart.points), _points(chart.dots)),), _color)
        number = self.add_drawing(QSizeF(self.width, _CHART_HEIGHT), partial(_draw_plot, plot))
        self.write_drawing(number, below=4)
        for note in chart.notes:
            self.block(above=2, below=2)
            self.text(note)
        self.keep_together(heading)


def _points(points: tuple[Point, ...]) -> tuple[ChartPoint, ...]:
    return tuple(ChartPoint(each.at, float(each.total.share), "") for each in points)


def _color(name: str) -> QColor:
    return QColor(getattr(COLORS, name))


def _draw_plot(plot: LinePlot, painter: QPainter, rect: QRectF) -> None:
    font = QFont(QGuiApplication.font())
    font.setPixelSize(11)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    painter.translate(rect.topLeft())
    painter.scale(_PIXEL, _PIXEL)
    plot.paint(painter, rect.size() / _PIXEL, font)

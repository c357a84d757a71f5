"""A learner's history on paper."""

from functools import partial

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPagedPaintDevice, QPainter, QTextBlockFormat

from quizapp.gui.kit.chart import ChartPoint, Line, LinePlot
from quizapp.gui.kit.dates import whole_moment
from quizapp.gui.kit.translate import translate
from quizapp.gui.paper.paper import COLORS, OWN, POINT, Paper
from quizapp.reports.document import Fact
from quizapp.reports.history_report import Chart, HistoryReport
from quizapp.statistics.progress import Point

_PIXEL = 0.75 * POINT
"""One of the pixels in which a chart is drawn: 96 of them are an inch."""
_CHART_HEIGHT = 190.0 * _PIXEL


class HistoryPaper(Paper):
    """The report of a history: its facts, then its tables and charts in their order."""

    def __init__(self, report: HistoryReport, device: QPagedPaintDevice) -> None:
        self._report = report
        super().__init__(report.title, report.name, whole_moment(report.when), device)

    def write(self) -> None:
        """Write all of it."""
        self._write_head()
        for part in self._report.parts:
            if isinstance(part, Chart):
                self._write_chart(part)
            else:
                heading = self.write_table(part)
                self.keep_together(heading, 4 * len(part.head))

    def _write_head(self) -> None:
        report = self._report
        self.block(below=2)
        self.text(f"{report.title} · {report.name}" if report.name else report.title, size=19, bold=True)
        self.block(below=10)
        self.text(whole_moment(report.when), color=COLORS.muted)
        if report.lead:
            self.block(below=10)
            self.text(report.lead, bold=True)
        facts = list(report.facts)
        if report.name:
            facts.insert(0, Fact(translate("Name"), report.name))
        table = self.table((len(facts) + 1) // 2, 4, (18, 38, 22, 22))
        self.fill_facts(table, facts)
        self.leave_table()

    def _write_chart(self, chart: Chart) -> None:
        heading = self.write_heading(chart.title)
        self.block(above=2, below=4)
        single = self.cursor.blockFormat()
        single.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        self.cursor.setBlockFormat(single)
        plot = LinePlot((Line("", _points(chart.points), _points(chart.dots)),), _color)
        place = self.add_drawing(QSizeF(self.width, _CHART_HEIGHT), partial(_draw_plot, plot))
        self.draw(self.cursor, OWN, place)
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

"""A chart of points over time."""

from collections.abc import Callable, Sequence

from quizapp.gui.kit.chart import ChartPoint, Line, LineChart
from quizapp.gui.kit.dates import moment_text, short_date
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.study.chart_card import ChartCard
from quizapp.reports.words import total_text
from quizapp.statistics.progress import Point, by_month


class PointsCard(ChartCard):
    """Lines through points, each of which is an attempt, or several together.

    Args:
        clock: seconds since the epoch.
    """

    def __init__(self, theme: Theme, title: str, clock: Callable[[], float]) -> None:
        lines = LineChart(theme)
        super().__init__(theme, title, lines)
        self.lines = lines
        self._clock = clock

    def line_of(self, name: str, points: Sequence[Point]) -> Line:
        """The line of these points, by the month where they are many, with a dot for each then."""
        drawn = by_month(points)
        dots = points if len(drawn) < len(points) else ()
        return Line(
            name,
            tuple(ChartPoint(point.at, float(point.total.share), self._point_words(name, point)) for point in drawn),
            tuple(ChartPoint(point.at, float(point.total.share), self._point_words(name, point)) for point in dots),
        )

    def _point_words(self, name: str, point: Point) -> str:
        points = total_text(point.total, translate)
        words = self.tr("{when}: {points} ({percent} %)").format(
            when=self.when_of(point), points=points, percent=point.total.percent
        )
        return f"{name}\n{words}" if name else words

    def when_of(self, point: Point) -> str:
        """The time of an attempt, or, of several together, the month and their number."""
        if point.attempts == 1:
            return self.when(point.at)
        month = short_date(point.at, True)
        return self.tr("{month} · {count} attempts").format(month=month, count=point.attempts)

    def when(self, at: float) -> str:
        return moment_text(at, self._clock())

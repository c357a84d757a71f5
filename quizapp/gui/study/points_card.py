"""A card with points over time."""

from collections.abc import Callable, Sequence

from quizapp.gui.kit.chart import ChartPoint, Line, LineChart
from quizapp.gui.kit.dates import moment_text, short_date
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.study.chart_card import ChartCard
from quizapp.reports.words import total_text
from quizapp.statistics.progress import Point, by_month


class PointsCard(ChartCard):
    """Draws lines through points, each of which stands for one attempt or several together.

    Args:
        clock: seconds since the epoch.
    """

    def __init__(self, theme: Theme, title: str, clock: Callable[[], float]) -> None:
        lines = LineChart(theme)
        super().__init__(theme, title, lines)
        self.lines = lines
        self._clock = clock

    def line_of(self, name: str, points: Sequence[Point]) -> Line:
        """The line of these points; where there are many, it goes by months, with a dot for each point."""

        def drawn(some: Sequence[Point]) -> tuple[ChartPoint, ...]:
            return tuple(ChartPoint(each.at, float(each.total.share), self._point_words(name, each)) for each in some)

        months = by_month(points)
        return Line(name, drawn(months), drawn(points if len(months) < len(points) else ()))

    def _point_words(self, name: str, point: Point) -> str:
        points = total_text(point.total, translate)
        words = self.tr("{when}: {points} ({percent} %)").format(
            when=self.when_of(point), points=points, percent=point.total.percent
        )
        return f"{name}\n{words}" if name else words

    def when_of(self, point: Point) -> str:
        """The time of an attempt, or the month and the number of several together."""
        if point.attempts == 1:
            return self.when(point.at)
        month = short_date(point.at, True)
        return self.tr("{month} · {count} attempts").format(month=month, count=point.attempts)

    def when(self, at: float) -> str:
        return moment_text(at, self._clock())

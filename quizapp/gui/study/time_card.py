"""Time spent."""

from datetime import date, datetime

from quizapp.gui.kit.bar_chart import Bar, BarChart
from quizapp.gui.kit.dates import short_date, short_day
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.study.chart_card import ChartCard
from quizapp.reports.names import time_text
from quizapp.statistics.progress import Progress


class TimeCard(ChartCard):
    """Shows a bar for each week, or for each month."""

    def __init__(self, theme: Theme, title: str) -> None:
        bars = BarChart(theme)
        super().__init__(theme, title, bars)
        self.bars = bars

    def show_progress(self, progress: Progress) -> None:
        periods = progress.time
        by_week = len(periods) < 2 or (periods[1].start - periods[0].start).days == 7
        rows, bars = [], []
        for period in periods:
            at = _noon(period.start)
            name = short_date(at, not by_week)
            spent = time_text(period.seconds, translate)
            first = short_day(period.start)
            shown = self.tr("Week from {date}").format(date=first) if by_week else name
            one, more = self.tr("{when}: {time}, 1 attempt"), self.tr("{when}: {time}, {count} attempts")
            words = (one if period.attempts == 1 else more).format(when=shown, time=spent, count=period.attempts)
            bars.append(Bar(name, period.seconds, words))
            rows.append([shown, str(period.attempts), spent])
        whole = time_text(progress.seconds, translate)
        kind = self.tr("by week") if by_week else self.tr("by month")
        self.bars.show_seconds(bars, self.tr("Time spent {kind}: {time} in all.").format(kind=kind, time=whole))
        head = [self.tr("Week") if by_week else self.tr("Month"), self.tr("Attempts"), self.tr("Time")]
        self.show_table(head, list(reversed(rows)))


def _noon(day: date) -> float:
    return datetime(day.year, day.month, day.day, 12).timestamp()

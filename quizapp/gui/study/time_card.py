"""Time spent."""

from datetime import datetime, time

from quizapp.gui.kit.bar_chart import Bar, BarChart
from quizapp.gui.kit.dates import short_date, short_day
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.study.chart_card import ChartCard
from quizapp.reports.names import time_text
from quizapp.statistics.progress import Progress


class TimeCard(ChartCard):
    """Shows a bar for each week, or for each month."""

    def __init__(self, theme: Theme) -> None:
        self.bars = BarChart(theme)
        super().__init__(theme, "", self.bars)

    def show_progress(self, progress: Progress) -> None:
        periods = progress.time
        by_week = len(periods) < 2 or (periods[1].start - periods[0].start).days == 7
        rows, bars = [], []
        for period in periods:
            noon = datetime.combine(period.start, time(12))
            name = short_date(noon.timestamp(), not by_week)
            spent = time_text(period.seconds, translate)
            shown = self.tr("Week from {date}").format(date=short_day(period.start)) if by_week else name
            words = self.tr("{when}: {time}, %n attempts", "", period.attempts).format(when=shown, time=spent)
            bars.append(Bar(name, period.seconds, words))
            rows.append([shown, str(period.attempts), spent])
        whole = time_text(progress.seconds, translate)
        self.show_title(self.tr("Time spent each week") if by_week else self.tr("Time spent each month"))
        told = self.tr("Time spent by week: {time} in all.")
        if not by_week:
            told = self.tr("Time spent by month: {time} in all.")
        self.bars.show_seconds(bars, told.format(time=whole))
        head = [self.tr("Week") if by_week else self.tr("Month"), self.tr("Attempts"), self.tr("Time")]
        self.show_table(head, rows[::-1])

"""Mix-ups between categories, over time."""

from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.building import discard
from quizapp.gui.kit.chart import ChartPoint, LegendRow, Line
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.distinction_grid import DistinctionGrid
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.study.points_cards import PointsCard
from quizapp.statistics.progress import (
    LAST,
    LEAST_ASKED,
    DistinctionProgress,
    Progress,
    by_month,
    misread,
    steady_distinctions,
)

_MOST_MIXUPS = 4


class DistinctionsCard(PointsCard):
    """Shows how often statements of one of the chosen categories were sorted into another."""

    def __init__(self, theme: Theme, title: str, clock: Clock) -> None:
        super().__init__(theme, title, clock)
        self._progress: Progress | None = None
        self._below: list[QWidget] = []
        self._has_lines = False
        self.distinction = self.add_choice(self.tr("Which categories"), self._show_distinction)

    def show_progress(self, progress: Progress) -> None:
        self._progress = progress
        # the categories with the most statements come first, as banks are mostly about those
        found = sorted(progress.distinctions, key=lambda entry: -sum(p.distinction.total for p in entry.points))
        self.distinction.show_choices((" / ".join(entry.categories), entry.categories) for entry in found)
        self.distinction.setVisible(len(found) > 1)
        self._show_distinction()

    def _show_distinction(self) -> None:
        chosen = self.distinction.currentData()
        assert self._progress is not None
        discard(self._below)
        progress = next((each for each in self._progress.distinctions if each.categories == chosen), None)
        if progress is None:
            return
        names, mixups = progress.categories, _mixups(progress)
        lines, told = [], []
        for row, column in mixups:
            words = self.tr("“{name}” taken for “{other}”").format(name=names[row], other=names[column])
            points = self._misread_points(progress, row, column, words)
            if points:
                lines.append(Line("", points))
                told.append(words)
        self._has_lines = bool(lines)
        words = self.tr("Common mix-ups over time: {mixups}").format(mixups="; ".join(told))
        self.lines.show_lines(lines, words, fits=True)
        count = min(LAST, len(progress.points))
        title = self.tr("In your last %n attempts", "", count)
        legend = (LegendRow(self._theme, number, words) for number, words in enumerate(told))
        heading = Label(self._theme, FontRole.STRONG, title)
        self._below += [*legend, heading, DistinctionGrid(self._theme, progress.last)]
        for widget in self._below:
            self.add(widget)
        rows = []
        for each in reversed(progress.points):
            when, counts = self.when(each.at), each.distinction.counts
            for row, column in mixups:
                often = self.tr("{count} of {total}").format(count=counts[row][column], total=sum(counts[row][:-1]))
                mixup = self.tr("{name} → {other}").format(name=names[row], other=names[column])
                rows.append([when, mixup, often])
        if lines:
            note = self.tr(
                "Attempts with fewer than %n sorted statements of a category are counted together.", "", LEAST_ASKED
            )
        else:
            note = self.tr(
                "Not enough yet to show a trend. A line starts once you have sorted %n statements of a category.",
                "",
                LEAST_ASKED,
            )
        is_note_needed = any(
            0 < sum(row[:-1]) < LEAST_ASKED for each in progress.points for row in each.distinction.counts
        )
        head = [self.tr("When"), self.tr("Mix-up"), self.tr("How often")]
        self.show_table(head, rows, [note] if is_note_needed else [], widest=1)
        self.use_table(self.is_table)

    def _misread_points(
        self, progress: DistinctionProgress, row: int, column: int, words: str
    ) -> tuple[ChartPoint, ...]:
        points = []
        for at, distinction in steady_distinctions(by_month(progress.points), row):
            share = misread(distinction, row, column)
            if share is not None:
                count, total = distinction.counts[row][column], sum(distinction.counts[row][:-1])
                tip = self.tr("{words}: {count} of {total}").format(words=words, count=count, total=total)
                points.append(ChartPoint(at, float(share), tip))
        return tuple(points)

    def use_table(self, used: bool) -> None:
        super().use_table(used)
        self.lines.setVisible(self._has_lines and not used)
        for widget in self._below:
            if isinstance(widget, LegendRow):
                widget.setVisible(not used)


def _mixups(progress: DistinctionProgress) -> list[tuple[int, int]]:
    """The mix-ups to draw, each as its row and column: both of two categories, or the most frequent ones of more."""
    count = len(progress.categories)
    mixups = [(row, column) for row in range(count) for column in range(count) if row != column]
    if count == 2:
        return mixups
    happened = {
        (row, column): sum(point.distinction.counts[row][column] for point in progress.points) for row, column in mixups
    }
    most = sorted((mixup for mixup in mixups if happened[mixup]), key=lambda mixup: -happened[mixup])[:_MOST_MIXUPS]
    return sorted(most)

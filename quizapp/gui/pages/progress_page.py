"""How the learner gets on: marks over time, skills, what is read as what, and time spent."""

import time
from collections.abc import Callable, Sequence
from datetime import date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.dates import date_text, moment_text, short_date
from quizapp.gui.jobs import Job, Jobs
from quizapp.gui.theme import FontRole, Theme
from quizapp.gui.translate import translate
from quizapp.gui.widgets.centered_card import CenteredCard
from quizapp.gui.widgets.chart import Bar, BarChart, ChartPoint, LegendRow, Line, LineChart
from quizapp.gui.widgets.chart_card import ChartCard
from quizapp.gui.widgets.choice_box import ChoiceBox
from quizapp.gui.widgets.distinction_grid import DistinctionGrid
from quizapp.gui.widgets.focus_ring import RingedScrollArea
from quizapp.gui.widgets.label import Label
from quizapp.gui.widgets.meter import Meter
from quizapp.reports.attempt_report import total_text
from quizapp.reports.names import skill_name, time_text
from quizapp.reports.progress_text import FINDING_RULE, finding_text, standing_name
from quizapp.statistics.progress import (
    LAST,
    DistinctionProgress,
    Finding,
    Point,
    Progress,
    Standing,
    by_month,
    distinctions_by_month,
    misread,
    progress_of,
    steady,
)

if TYPE_CHECKING:
    from quizapp.services.history import History

_WIDE = 1000
_MOST_WAYS = 4
_STANDING: dict[Standing, tuple[str, str]] = {
    "strong": ("right", "right"),
    "between": ("partial", "accent"),
    "weak": ("warning", "warn"),
    "too_little": ("unmarked", "muted"),
}
"""The icon of each standing and its colour."""


class ProgressPage(QWidget):
    """Cards with charts; each can be shown as a table.

    Signals:
        failed: the journal could not be read: a `QuizAppError`.
        library_requested: the user wants to go to the library.
    """

    failed = Signal(object)
    library_requested = Signal()

    def __init__(
        self, theme: Theme, jobs: Jobs, clock: Callable[[], float] = time.time, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._jobs = jobs
        self._clock = clock
        self._job: Job | None = None
        self._progress: Progress | None = None
        self._columns = 0
        self._below_chart: list[QWidget] = []
        self._figures = _Figures(theme)
        self.tables = QPushButton(self.tr("Show as tables"))
        self.tables.setCheckable(True)
        self.tables.toggled.connect(self._use_tables)
        self.tables.toggled.connect(
            lambda on: self.tables.setText(self.tr("Show as charts") if on else self.tr("Show as tables"))
        )
        top = QHBoxLayout()
        top.addWidget(self._figures, 1)
        top.addWidget(self.tables, 0, Qt.AlignmentFlag.AlignBottom)
        self.findings = _Findings(theme)
        self.marks = ChartCard(theme, self.tr("Marks over time"), LineChart(theme))
        self.bank = _choice(theme, self.tr("Which bank"))
        self.bank.currentIndexChanged.connect(self._show_marks)
        self.marks.add_tool(self.bank)
        self.skills = ChartCard(theme, self.tr("Skills over time"), LineChart(theme))
        self.distinctions = ChartCard(theme, self.tr("What you read as what"), LineChart(theme))
        self.distinction = _choice(theme, self.tr("Which categories"))
        self.distinction.currentIndexChanged.connect(self._show_distinction)
        self.distinctions.add_tool(self.distinction)
        self.time = ChartCard(theme, self.tr("Time spent"), BarChart(theme))
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addLayout(top)
        self._second = QWidget()
        self._sides = [QVBoxLayout(), QVBoxLayout(self._second)]
        self._beside = QHBoxLayout()
        self._beside.setSpacing(12)
        for side in self._sides:
            side.setContentsMargins(0, 0, 0, 0)
            side.setSpacing(12)
            side.addStretch(1)
        for card, _ in self._cards():  # all of them in the window, so that Tab has an order
            self._sides[0].insertWidget(self._sides[0].count() - 1, card)
        self._beside.addLayout(self._sides[0], 1)
        self._beside.addWidget(self._second, 1)
        column.addLayout(self._beside)
        column.addStretch(1)
        self.area = RingedScrollArea(theme)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(self.tr("Progress"))
        self.area.setWidget(self._content)
        self._nothing = _Nothing(theme)
        self._nothing.button.clicked.connect(self.library_requested)
        self._row = QVBoxLayout(self)
        self._row.addWidget(self.area)
        self._row.addWidget(self._nothing)
        self.area.hide()
        self._nothing.hide()

    def show_history(self, history: "History") -> None:
        """Show how the learner of `history` gets on, as of now."""
        if self._job is not None:
            self._job.cancel()
        now = self._clock()
        self._job = self._jobs.run(lambda: progress_of(history.all(), now), done=self.show_progress, failed=self._fail)

    def show_progress(self, progress: Progress) -> None:
        """Show these figures."""
        self._job = None
        self._progress = progress
        has_any = bool(progress.attempts)
        self.area.setVisible(has_any)
        self._nothing.setVisible(not has_any)
        shown = self.area if has_any else self._nothing.button
        shown.setFocus(Qt.FocusReason.OtherFocusReason)
        if not has_any:
            return
        self._figures.show_progress(progress)
        self.findings.show_findings(progress.findings)
        self._show_banks()
        self._show_skills()
        self._show_distinctions()
        self._show_time()
        self._use_tables(self.tables.isChecked())
        self._columns = 0
        self._arrange()

    def _fail(self, error: QuizAppError) -> None:
        self._job = None
        self.failed.emit(error)

    # marks

    def _show_banks(self) -> None:
        assert self._progress is not None
        chosen = self.bank.currentData()
        self.bank.blockSignals(True)
        self.bank.clear()
        self.bank.addItem(self.tr("All banks together"), "")
        for bank in self._progress.banks:
            self.bank.addItem(bank.title, bank.bank_id)
        self.bank.setCurrentIndex(max(0, self.bank.findData(chosen)))
        self.bank.setVisible(len(self._progress.banks) > 1)
        self.bank.blockSignals(False)
        self._show_marks()

    def _show_marks(self) -> None:
        progress, chart = self._progress, self.marks.chart
        assert progress is not None
        assert isinstance(chart, LineChart)
        id_ = self.bank.currentData()
        bank = next((each for each in progress.banks if each.bank_id == id_), None)
        points = progress.marks if bank is None else bank.points
        if not points:
            return
        chart.show_lines([self._line("", points)], self._marks_words(points))
        notes = []
        if len(points) == 1:
            notes.append(self.tr("One attempt is too little to tell how it goes on."))
        if bank is not None and len(points) > 1:
            best = self.tr("Best: {percent} %, {when}.")
            notes.append(best.format(percent=bank.best.total.percent, when=self._when(bank.best.at)))
        if len(by_month(points)) < len(points):
            notes.append(self.tr("A dot is an attempt; the line is the marks of each month together."))
        self.marks.show_table(
            [self.tr("When"), self.tr("Points"), self.tr("Share")],
            [
                [self._when(point.at), total_text(point.total, translate), f"{point.total.percent} %"]
                for point in reversed(points)
            ],
            notes,
        )

    def _marks_words(self, points: Sequence[Point]) -> str:
        first, last = points[0], points[-1]
        if len(points) == 1:
            return self.tr("Marks over time: one attempt, {percent} %.").format(percent=last.total.percent)
        return self.tr("Marks over time: {count} attempts, the first {first} %, the last {last} %.").format(
            count=len(points), first=first.total.percent, last=last.total.percent
        )

    def _line(self, name: str, points: Sequence[Point]) -> Line:
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
            when=self._when_of(point), points=points, percent=point.total.percent
        )
        return f"{name}\n{words}" if name else words

    # skills

    def _show_skills(self) -> None:
        progress, chart = self._progress, self.skills.chart
        assert progress is not None
        assert isinstance(chart, LineChart)
        if not progress.skills:
            return
        lines = [
            self._line(skill_name(entry.skill, translate), steady(by_month(entry.points))) for entry in progress.skills
        ]
        words = [
            self.tr("{skill}: {text}").format(
                skill=skill_name(finding.skill, translate), text=finding_text(**_told(finding), translate=translate)
            )
            for finding in progress.findings
        ]
        chart.show_lines(lines, " ".join((self.tr("Skills over time."), *words)))
        rows = []
        for entry in progress.skills:
            for point in reversed(steady(by_month(entry.points))):
                points = total_text(point.total, translate)
                rows.append(
                    [skill_name(entry.skill, translate), self._when_of(point), points, f"{point.total.percent} %"]
                )
        notes = [self.tr("Attempts with few questions of a skill are taken together.")]
        notes = notes if any(point.attempts > 1 for entry in progress.skills for point in steady(entry.points)) else []
        self.skills.show_table([self.tr("Skill"), self.tr("When"), self.tr("Points"), self.tr("Share")], rows, notes)

    # what is read as what

    def _show_distinctions(self) -> None:
        assert self._progress is not None
        chosen = self.distinction.currentData()
        self.distinction.blockSignals(True)
        self.distinction.clear()
        # what most was sorted into comes first: of two questions, the one that a bank is about
        found = sorted(self._progress.distinctions, key=lambda entry: -sum(p.distinction.total for p in entry.points))
        for entry in found:
            self.distinction.addItem(" / ".join(entry.categories), entry.categories)
        self.distinction.setCurrentIndex(max(0, self.distinction.findData(chosen)))
        self.distinction.setVisible(len(found) > 1)
        self.distinction.blockSignals(False)
        self._show_distinction()

    def _show_distinction(self) -> None:
        card, chosen = self.distinctions, self.distinction.currentData()
        assert self._progress is not None
        assert isinstance(card.chart, LineChart)
        for widget in self._below_chart:
            widget.hide()
            widget.deleteLater()
        self._below_chart.clear()
        progress = next((each for each in self._progress.distinctions if each.categories == chosen), None)
        if progress is None:
            return
        names, ways = progress.categories, _ways(progress)
        lines, told = [], []
        for row, column in ways:
            words = self.tr("“{name}” read as “{other}”").format(name=names[row], other=names[column])
            points = self._misread_points(progress, row, column, words)
            if points:
                lines.append(Line("", points))
                told.append(words)
        spoken = " ".join((self.tr("What you read as what, over time:"), "; ".join(told)))
        card.chart.show_lines(lines, spoken, fits=True)
        count = min(LAST, len(progress.points))
        title = self.tr("In one attempt") if count == 1 else self.tr("In your last {count} attempts")
        self._below_chart = [LegendRow(self._theme, number, words) for number, words in enumerate(told)]
        self._below_chart.append(Label(self._theme, FontRole.STRONG, title.format(count=count)))
        self._below_chart.append(DistinctionGrid(self._theme, progress.last))
        for widget in self._below_chart:
            card.add(widget)
        rows = []
        for each in reversed(progress.points):
            cells = [self._when(each.at)]
            for row, column in ways:
                counts = each.distinction.counts[row]
                cells.append(self.tr("{count} of {total}").format(count=counts[column], total=sum(counts[:-1])))
            rows.append(cells)
        heads = [self.tr("{name} → {other}").format(name=names[row], other=names[column]) for row, column in ways]
        card.show_table([self.tr("When"), *heads], rows)
        self._use_tables(self.tables.isChecked())

    def _misread_points(
        self, progress: DistinctionProgress, row: int, column: int, words: str
    ) -> tuple[ChartPoint, ...]:
        points = []
        for at, distinction in distinctions_by_month(progress.points):
            share = misread(distinction, row, column)
            if share is not None:
                count, total = distinction.counts[row][column], sum(distinction.counts[row][:-1])
                tip = self.tr("{words}: {count} of {total}").format(words=words, count=count, total=total)
                points.append(ChartPoint(at, float(share), tip))
        return tuple(points)

    # time

    def _show_time(self) -> None:
        progress, chart = self._progress, self.time.chart
        assert progress is not None
        assert isinstance(chart, BarChart)
        periods = progress.time
        by_week = len(periods) < 2 or (periods[1].start - periods[0].start).days == 7
        rows, bars = [], []
        for period in periods:
            at = _noon(period.start)
            name = short_date(at, not by_week)
            spent = time_text(period.seconds, translate)
            first = date_text(period.start)
            shown = self.tr("Week from {date}").format(date=first) if by_week else name
            words = self.tr("{when}: {time}, attempts: {count}").format(when=shown, time=spent, count=period.attempts)
            bars.append(Bar(name, period.seconds, words))
            rows.append([shown, str(period.attempts), spent])
        whole = time_text(progress.seconds, translate)
        kind = self.tr("by the week") if by_week else self.tr("by the month")
        chart.show_seconds(bars, self.tr("Time spent, {kind}: {time} in all.").format(kind=kind, time=whole))
        head = [self.tr("Week") if by_week else self.tr("Month"), self.tr("Attempts"), self.tr("Time")]
        self.time.show_table(head, list(reversed(rows)))

    # the page

    def _when(self, at: float) -> str:
        return moment_text(at, self._clock())

    def _when_of(self, point: Point) -> str:
        """When an attempt was, or, of several together, in which month, and how many they are."""
        if point.attempts == 1:
            return self._when(point.at)
        month = short_date(point.at, True)
        return self.tr("{month} · {count} attempts").format(month=month, count=point.attempts)

    def _use_tables(self, used: bool) -> None:
        for card in (self.marks, self.skills, self.distinctions, self.time):
            card.use_table(used)
        for widget in self._below_chart:
            if isinstance(widget, LegendRow):
                widget.setVisible(not used)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        around = 8 if self.width() < 1100 else 14
        self._row.setContentsMargins(around, around - 2, around - 4, around)
        self._arrange()

    def _arrange(self) -> None:
        """Two columns of cards where there is room for them."""
        columns = 2 if self.width() >= self._theme.pixels(_WIDE) else 1
        if columns == self._columns:
            return
        self._columns = columns
        for card, _ in self._cards():
            for side in self._sides:
                side.removeWidget(card)
        in_second = (self.marks, self.skills, self.time) if columns == 2 else ()
        for card, is_shown in self._cards():
            side = self._sides[card in in_second]
            side.insertWidget(side.count() - 1, card)
            card.setVisible(is_shown)
        self._beside.setStretch(1, columns - 1)
        self._second.setVisible(columns == 2)
        order: list[QWidget] = [self.area, self.tables, self.bank, self.marks.table, self.skills.table]
        for before, after in pairwise([*order, self.distinction, self.distinctions.table, self.time.table]):
            QWidget.setTabOrder(before, after)

    def _cards(self) -> list[tuple[QFrame, bool]]:
        """The cards in the order in which they are read, and whether there is something to show on each."""
        progress = self._progress
        return [
            (self.findings, progress is not None and bool(progress.findings)),
            (self.marks, progress is not None and bool(progress.marks)),
            (self.skills, progress is not None and bool(progress.skills)),
            (self.distinctions, progress is not None and bool(progress.distinctions)),
            (self.time, progress is not None and bool(progress.time)),
        ]


class _Figures(QWidget):
    """What there is, in a few figures."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 0, 0)
        self._row.setSpacing(theme.pixels(34))
        self._labels: list[tuple[Label, Label]] = []
        for name in (self.tr("Banks finished"), self.tr("Questions answered"), self.tr("Time spent")):
            column = QVBoxLayout()
            column.setSpacing(0)
            figure, below = Label(theme, FontRole.HEADLINE), Label(theme, FontRole.SMALL, name, color="muted")
            column.addWidget(figure)
            column.addWidget(below)
            self._row.addLayout(column)
            self._labels.append((figure, below))
        self._row.addStretch(1)

    def show_progress(self, progress: Progress) -> None:
        values = (f"{progress.attempts:,}", f"{progress.answered:,}", _hours(progress.seconds))
        for (figure, below), value in zip(self._labels, values, strict=True):
            figure.setText(value)
            figure.setAccessibleName(f"{below.text()}: {value}")


class _Findings(QFrame):
    """What is strong and weak: a sign, a word, a meter and a sentence for each skill."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._rows: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(18, 14, 18, 16)
        self._column.setSpacing(12)
        self._column.addWidget(Label(theme, FontRole.TITLE, self.tr("What is strong, and what needs practice")))
        self._rule = Label(theme, FontRole.SMALL, color="muted", wraps=True)
        self._rule.setText(translate(FINDING_RULE))
        self._column.addWidget(self._rule)
        self._column.addStretch(1)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [_FindingRow(self._theme, finding) for finding in findings]
        for place, row in enumerate(self._rows, 1):
            self._column.insertWidget(place, row)


class _FindingRow(QWidget):
    def __init__(self, theme: Theme, finding: Finding) -> None:
        super().__init__()
        self._theme = theme
        self._icon, self._color = _STANDING[finding.standing]
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        self._sign = QLabel()
        name, standing = skill_name(finding.skill, translate), standing_name(finding.standing, translate)
        words = Label(
            theme, FontRole.PLAIN, finding_text(**_told(finding), translate=translate), color="muted", wraps=True
        )
        words.setAccessibleName(f"{name}, {standing}: {words.text()}")
        meter = Meter(theme)
        meter.show_share(float(finding.total.share), f"{name}: {finding.total.percent} %")
        meter.setVisible(finding.standing != "too_little")
        grid.addWidget(self._sign, 0, 0)
        grid.addWidget(Label(theme, FontRole.STRONG, name), 0, 1)
        grid.addWidget(Label(theme, FontRole.LABEL, standing, color=self._color), 0, 2)
        grid.addWidget(meter, 1, 1, 1, 2)
        grid.addWidget(words, 2, 1, 1, 2)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        size = self._theme.pixels(18)
        self._sign.setPixmap(self._theme.pixmap(self._icon, self._color, size, self.devicePixelRatioF()))
        self._sign.setFixedSize(QSize(size, size))


class _Nothing(CenteredCard):
    """There is nothing to show yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.column.addStretch(1)
        title = Label(theme, FontRole.HEADLINE, self.tr("Nothing to show yet"), wraps=True)
        text = Label(theme, FontRole.OPTION, wraps=True)
        text.setText(
            self.tr("Once you have finished a bank, you see here how your marks go on, and what is strong and weak.")
        )
        self.button = QPushButton(self.tr("To the library"))
        self.button.setObjectName("primary")
        for widget in (title, text):
            widget.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.column.addWidget(widget)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addStretch(2)


def _choice(theme: Theme, name: str) -> ChoiceBox:
    choice = ChoiceBox(theme, name)
    choice.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    choice.setMinimumContentsLength(22)
    return choice


def _told(finding: Finding) -> dict[str, Any]:
    """What `finding_text` is told of a finding."""
    return {
        "standing": finding.standing,
        "total": finding.total,
        "attempts": finding.attempts,
        "before": finding.before,
        "change": finding.change,
    }


def _ways(progress: DistinctionProgress) -> list[tuple[int, int]]:
    """The ways of misreading that are drawn: of two categories both, of more those that happen most."""
    count = len(progress.categories)
    ways = [(row, column) for row in range(count) for column in range(count) if row != column]
    if count == 2:
        return ways
    happened = {
        (row, column): sum(point.distinction.counts[row][column] for point in progress.points) for row, column in ways
    }
    most = sorted((way for way in ways if happened[way]), key=lambda way: -happened[way])[:_MOST_WAYS]
    return sorted(most)


def _hours(seconds: float) -> str:
    """A long time, in hours and minutes; a short one as it is."""
    return time_text(seconds - seconds % 60 if seconds >= 3600 else seconds, translate)


def _noon(day: date) -> float:
    return datetime(day.year, day.month, day.day, 12).timestamp()

"""Points over time: marks of banks, and skills."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from quizapp.gui.kit.chart import ChartPoint, Line, LineChart
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.dates import moment_text, short_date
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.study.chart_card import ChartCard
from quizapp.reports.names import skill_name
from quizapp.reports.progress_text import finding_text
from quizapp.reports.words import percent_text, total_text
from quizapp.statistics.progress import Point, Progress, by_month, steady


class PointsCard(ChartCard):
    """Draws lines through points, each of which stands for one attempt or several together."""

    def __init__(self, theme: Theme, title: str, clock: Clock) -> None:
        self.lines = LineChart(theme)
        super().__init__(theme, title, self.lines)
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

    def row_of(self, point: Point) -> list[str]:
        """The point in the table: the time, the points and their share."""
        return [self.when_of(point), total_text(point.total, translate), percent_text(point.total, translate)]

    def when_of(self, point: Point) -> str:
        """The time of an attempt, or the month and the number of several together."""
        if point.attempts == 1:
            return self.when(point.at)
        month = short_date(point.at, True)
        # `self.tr` would ask for the class of the card first, which has no such text, and take that for an answer
        told: str = QCoreApplication.translate("PointsCard", "{month} · %n attempts", None, point.attempts)
        return told.format(month=month)

    def when(self, at: float) -> str:
        return moment_text(at, self._clock())


class MarksCard(PointsCard):
    """Shows the marks of all banks together, or of the chosen one."""

    def __init__(self, theme: Theme, title: str, clock: Clock) -> None:
        super().__init__(theme, title, clock)
        self._progress: Progress | None = None
        self.bank = self.add_choice(self.tr("Which bank"), self._show_marks)

    def show_progress(self, progress: Progress) -> None:
        self._progress = progress
        banks = [(bank.title, bank.bank_id) for bank in progress.banks]
        self.bank.show_choices([(self.tr("All banks together"), ""), *banks])
        self.bank.setVisible(len(banks) > 1)
        self._show_marks()

    def _show_marks(self) -> None:
        progress = self._progress
        assert progress is not None
        id_ = self.bank.currentData()
        bank = next((each for each in progress.banks if each.bank_id == id_), None)
        points = progress.marks if bank is None else bank.points
        if not points:
            return
        self.lines.show_lines([self.line_of("", points)], self._marks_words(points))
        notes = []
        if len(points) == 1:
            notes.append(self.tr("Not enough yet to show a trend."))
        if bank is not None and len(points) > 1:
            best = self.tr("Best: {percent} %, {when}.")
            notes.append(best.format(percent=bank.best.total.percent, when=self.when(bank.best.at)))
        if len(by_month(points)) < len(points):
            notes.append(self.tr("Each dot is an attempt. The line shows the marks of each month together."))
        head = [self.tr("When"), self.tr("Points"), self.tr("Share")]
        self.show_table(head, [self.row_of(point) for point in reversed(points)], notes)

    def _marks_words(self, points: Sequence[Point]) -> str:
        first, last = points[0], points[-1]
        if len(points) == 1:
            return self.tr("Marks over time: one attempt, {percent} %.").format(percent=last.total.percent)
        told = self.tr("Marks over time: %n attempts, the first {first} %, the last {last} %.", "", len(points))
        return told.format(first=first.total.percent, last=last.total.percent)


class SkillsCard(PointsCard):
    """Shows a line for each skill."""

    def show_progress(self, progress: Progress) -> None:
        if not progress.skills:
            return
        skills = [(skill_name(entry.skill, translate), steady(by_month(entry.points))) for entry in progress.skills]
        words = [self.tr("Skills over time.")]
        for finding in progress.findings:
            name, text = skill_name(finding.skill, translate), finding_text(finding, translate)
            words.append(self.tr("{skill}: {text}").format(skill=name, text=text))
        self.lines.show_lines([self.line_of(*skill) for skill in skills], " ".join(words))
        rows = [[name, *self.row_of(point)] for name, points in skills for point in reversed(points)]
        notes = []
        if any(point.attempts > 1 for entry in progress.skills for point in steady(entry.points)):
            notes.append(self.tr("Attempts with few questions on a skill are counted together."))
        self.show_table([self.tr("Skill"), self.tr("When"), self.tr("Points"), self.tr("Share")], rows, notes, widest=1)

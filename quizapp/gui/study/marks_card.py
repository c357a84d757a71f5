"""Marks over time."""

from collections.abc import Callable, Sequence

from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.study.points_card import PointsCard
from quizapp.reports.words import percent_text, total_text
from quizapp.statistics.progress import Point, Progress, by_month


class MarksCard(PointsCard):
    """Shows the marks of all banks together, or of the chosen one."""

    def __init__(self, theme: Theme, title: str, clock: Callable[[], float]) -> None:
        super().__init__(theme, title, clock)
        self._progress: Progress | None = None
        self.bank = ChoiceBox(theme, self.tr("Which bank"))
        self.bank.use_length(22)
        self.bank.currentIndexChanged.connect(self._show_marks)
        self.add_tool(self.bank)

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
        rows = [
            [self.when(point.at), total_text(point.total, translate), percent_text(point.total, translate)]
            for point in reversed(points)
        ]
        self.show_table([self.tr("When"), self.tr("Points"), self.tr("Share")], rows, notes)

    def _marks_words(self, points: Sequence[Point]) -> str:
        first, last = points[0], points[-1]
        if len(points) == 1:
            return self.tr("Marks over time: one attempt, {percent} %.").format(percent=last.total.percent)
        return self.tr("Marks over time: {count} attempts, the first {first} %, the last {last} %.").format(
            count=len(points), first=first.total.percent, last=last.total.percent
        )

"""Progress: marks over time, skills, mix-ups, and time spent."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.page_margins import fit_margins
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.study.distinctions_card import DistinctionsCard
from quizapp.gui.study.findings_card import FindingsCard
from quizapp.gui.study.marks_card import MarksCard
from quizapp.gui.study.skills_card import SkillsCard
from quizapp.gui.study.time_card import TimeCard
from quizapp.reports.names import time_text
from quizapp.statistics.progress import Progress, progress_of

if TYPE_CHECKING:
    from quizapp.services.history import History

_WIDE = 1000


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
        self._asking = Latest(jobs, self)
        self._clock = clock
        self._progress: Progress | None = None
        self._columns = 0
        self._figures = _Figures(theme)
        self.tables = QPushButton(self.tr("Show as tables"))
        self.tables.setCheckable(True)
        self.tables.toggled.connect(self._use_tables)
        top = QHBoxLayout()
        top.addWidget(self._figures, 1)
        top.addWidget(self.tables, 0, Qt.AlignmentFlag.AlignBottom)
        self.findings = FindingsCard(theme)
        self.marks = MarksCard(theme, self.tr("Marks over time"), clock)
        self.skills = SkillsCard(theme, self.tr("Skills over time"), clock)
        self.distinctions = DistinctionsCard(theme, self.tr("Common mix-ups"), clock)
        self.time = TimeCard(theme, self.tr("Time spent"))
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
        self.area = QScrollArea()  # without the focus, whose ring would be around the whole page
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
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
        now = self._clock()
        self._asking.run(lambda: progress_of(history.all(), now), done=self.show_progress, failed=self._fail)

    def show_progress(self, progress: Progress) -> None:
        """Show these figures."""
        self._progress = progress
        has_any = bool(progress.attempts)
        self.area.setVisible(has_any)
        self._nothing.setVisible(not has_any)
        shown = self.tables if has_any else self._nothing.button
        shown.setFocus(Qt.FocusReason.OtherFocusReason)
        if not has_any:
            return
        self._figures.show_progress(progress)
        self.findings.show_findings(progress.findings)
        for card in (self.marks, self.skills, self.distinctions, self.time):
            card.show_progress(progress)
        self._use_tables(self.tables.isChecked())
        self._columns = 0
        self._arrange()

    def _fail(self, error: QuizAppError) -> None:
        self.failed.emit(error)

    def _use_tables(self, used: bool) -> None:
        for card in (self.marks, self.skills, self.distinctions, self.time):
            card.use_table(used)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self._row, self, self._theme, below=False)
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
    """Shows banks, questions and time in a figure each."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(4, 0, 0, 0)
        self._row.setSpacing(theme.pixels(34))
        self._labels: list[tuple[Label, Label]] = []
        self._names = (
            (self.tr("Bank finished"), self.tr("Banks finished")),
            (self.tr("Question answered"), self.tr("Questions answered")),
            (self.tr("Time spent"), self.tr("Time spent")),
        )
        for _, name in self._names:
            column = QVBoxLayout()
            column.setSpacing(0)
            figure, below = Label(theme, FontRole.HEADLINE), Label(theme, FontRole.SMALL, name, color="muted")
            column.addWidget(figure)
            column.addWidget(below)
            self._row.addLayout(column)
            self._labels.append((figure, below))
        self._row.addStretch(1)

    def show_progress(self, progress: Progress) -> None:
        values = (f"{progress.finished:,}", f"{progress.answered:,}", _hours(progress.seconds))
        for (figure, below), value, (one, many) in zip(self._labels, values, self._names, strict=True):
            figure.setText(value)
            below.setText(one if value == "1" else many)
            figure.setAccessibleName(f"{below.text()}: {value}")


class _Nothing(CenteredCard):
    """Says that there is nothing to show yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.column.addStretch(1)
        title = Label(theme, FontRole.HEADLINE, self.tr("Nothing to show yet"), wraps=True)
        text = Label(theme, FontRole.OPTION, wraps=True)
        text.setText(
            self.tr(
                "Finish a bank, and you will see here how your marks change, what you do well and what to practice."
            )
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


def _hours(seconds: float) -> str:
    """A long time, in hours and minutes; a short one as it is."""
    return time_text(seconds - seconds % 60 if seconds >= 3600 else seconds, translate)

"""Progress: marks over time, skills, mix-ups, and time spent."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, Signal, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button, put_in_columns
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.page_margins import fit_margins
from quizapp.gui.kit.row_or_column import RowOrColumn
from quizapp.gui.kit.scroll_area import ScrollArea
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.kit.word_button import WordButton
from quizapp.gui.study.distinctions_card import DistinctionsCard
from quizapp.gui.study.findings_card import FindingsCard
from quizapp.gui.study.points_cards import MarksCard, SkillsCard
from quizapp.gui.study.time_card import TimeCard
from quizapp.reports.names import time_text
from quizapp.statistics.progress import Progress, progress_of

if TYPE_CHECKING:
    from quizapp.services.history import History

_WIDE = 1000


class ProgressPage(QWidget):
    """Shows cards with charts, or with tables instead.

    Signals:
        failed: the journal could not be read; gives a `QuizAppError`.
    """

    failed = Signal(object)
    library_requested = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, clock: Clock) -> None:
        super().__init__()
        self._theme = theme
        self._asking = Latest(jobs, self)
        self._clock = clock
        self._progress: Progress | None = None
        self._columns = 0
        self._figures = _Figures(theme)
        self.tables = WordButton(self.tr("Show as tables"))
        self.tables.setCheckable(True)
        self.tables.toggled.connect(self._use_tables)
        top = RowOrColumn((self._figures, 1), self.tables)
        top.setAlignment(self.tables, Qt.AlignmentFlag.AlignBottom)
        self.findings = FindingsCard(theme)
        self.marks = MarksCard(theme, self.tr("Marks over time"), clock)
        self.skills = SkillsCard(theme, self.tr("Skills over time"), clock)
        self.distinctions = DistinctionsCard(theme, self.tr("Common mix-ups"), clock)
        self.time = TimeCard(theme)
        self._charts = (self.marks, self.skills, self.distinctions, self.time)
        self._cards = (self.findings, *self._charts)
        self._content = QWidget()
        self._second = QWidget()
        first = fill(QVBoxLayout(), *self._cards, 1, margins=(0, 0, 0, 0), spacing=12)
        self._sides = first, fill(QVBoxLayout(self._second), 1, margins=(0, 0, 0, 0), spacing=12)
        self._beside = fill(QHBoxLayout(), (first, 1), (self._second, 1), spacing=12)
        fill(QVBoxLayout(self._content), top, self._beside, 1, margins=(0, 0, 6, 0), spacing=12)
        self.area = ScrollArea()  # without the focus: its ring would go around the whole page
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setAccessibleName(self.tr("Progress"))
        self.area.setWidget(self._content)
        self._nothing = _Nothing(theme, self.library_requested)
        self._row = fill(QVBoxLayout(self), self.area, self._nothing)
        self.area.hide()
        self._nothing.hide()

    def show_history(self, history: "History") -> None:
        """Show the progress of the learner of `history` up to now."""
        now = self._clock()
        self._asking.run(lambda: progress_of(history.all(), now), done=self.show_progress, failed=self.failed.emit)

    def show_progress(self, progress: Progress) -> None:
        """Show these figures."""
        self._progress = progress
        has_any = bool(progress.attempts)
        self.area.setVisible(has_any)
        self._nothing.setVisible(not has_any)
        shown = self.tables if has_any else self._nothing.button
        if self.isVisible():  # or else somebody has gone on to another page
            shown.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, "" if has_any else self._nothing.words)
        if not has_any:
            return
        self._figures.show_progress(progress)
        for card in self._cards:
            card.show_progress(progress)
        self._columns = 0
        self._arrange()

    def _use_tables(self, used: bool) -> None:
        for card in self._charts:
            card.use_table(used)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self._row, self, self._theme, below=False)
        self._arrange()

    def _arrange(self) -> None:
        """Put the cards into two columns where there is room for them."""
        columns = 2 if self.width() >= self._theme.pixels(_WIDE) else 1
        if columns == self._columns:
            return
        self._columns = columns
        shown = [card for card, figures in self._figures_of_cards() if figures]
        in_second: list[QFrame] = [self.skills, self.time] if columns == 2 else []
        if in_second and self.distinctions in shown:  # or else the first column would be nearly empty
            in_second.append(self.marks)
        put_in_columns(((card, card in in_second) for card in self._cards), *self._sides)
        for card in self._cards:
            card.setVisible(card in shown)
        self._beside.setStretch(1, columns - 1)
        self._second.setVisible(columns == 2)

    def _figures_of_cards(self) -> list[tuple[QFrame, Sequence[object]]]:
        """The cards in reading order, each with what it shows."""
        known = self._progress
        parts = (known.findings, known.marks, known.skills, known.distinctions, known.time) if known else ((),) * 5
        return list(zip(self._cards, parts, strict=True))


class _Figures(QWidget):
    """Shows three figures: banks, questions and time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = RowOrColumn(spacing=theme.pixels(34))
        self.setLayout(row)
        row.setContentsMargins(4, 0, 0, 0)
        self._labels: list[tuple[Label, Label]] = []
        for _ in range(3):
            figure, below = Label(theme, FontRole.HEADLINE), Label(theme, FontRole.SMALL, color="muted")
            figure.accessible_role = ""
            row.addLayout(fill(QVBoxLayout(), figure, below, spacing=0))
            self._labels.append((figure, below))
        row.addStretch(1)

    def show_progress(self, progress: Progress) -> None:
        numbers = QLocale()
        values = (
            (numbers.toString(progress.finished), self.tr("Banks finished", "", progress.finished)),
            (numbers.toString(progress.answered), self.tr("Questions answered", "", progress.answered)),
            (_hours(progress.seconds), self.tr("Time spent")),
        )
        for (figure, below), (value, name) in zip(self._labels, values, strict=True):
            figure.setText(value)
            below.setText(name)
            figure.setAccessibleName(f"{below.text()}: {value}")


class _Nothing(CenteredCard):
    """Says that there is nothing to show yet."""

    def __init__(self, theme: Theme, clicked: SignalInstance) -> None:
        super().__init__(theme)
        words = self.tr("Finish a bank, and you will see here how your marks change, and what you do well.")
        title = Label(theme, FontRole.HEADLINE, self.tr("Nothing to show yet"), wraps=True)
        text = Label(theme, FontRole.OPTION, words, wraps=True)
        self.words = f"{title.text()}. {words}"
        for label in (title, text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = push_button(self.tr("Go to the library"), clicked, is_main=True)
        fill(self.column, 1, title, text, fill(QHBoxLayout(), 1, self.button, 1), 2)


def _hours(seconds: float) -> str:
    """A long time, in hours and minutes; a short one as it is."""
    return time_text(seconds - seconds % 60 if seconds >= 3600 else seconds, translate)

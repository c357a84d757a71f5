"""The attempts of a learner, as a list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.summary import PastAttempt
from quizapp.errors import QuizAppError
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.row_model import NO_INDEX, Index, RowModel
from quizapp.gui.kit.translate import translate
from quizapp.reports.names import MODE_TEXTS, time_text
from quizapp.reports.words import summary_score_text

if TYPE_CHECKING:
    from quizapp.services.history import History, Page
    from quizapp.storage.rows import AttemptRow


class HistoryModel(RowModel[PastAttempt]):
    """Lists the attempts, which are read page by page, off the GUI thread, as the user scrolls.

    Signals:
        page_read: there are more rows, or there is nothing more to read.
        failed: the journal could not be read; gives a `QuizAppError`.
    """

    page_read = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asking = Latest(jobs, self)
        self._clock = clock
        self._history: History | None = None
        self._search = ""
        self._last: AttemptRow | None = None
        """The row after which more are to be read; None while some are being read, and once there are no more."""

    def show_history(self, history: "History", search: str = "") -> None:
        """Show the attempts of `history`, the newest first; with `search`, those at banks with all of its words."""
        self._history = history
        self._search = search
        self._last = None
        self._read(is_first=True)

    def canFetchMore(self, parent: Index = NO_INDEX) -> bool:
        return not parent.isValid() and self._last is not None

    def fetchMore(self, parent: Index = NO_INDEX) -> None:
        if self.canFetchMore(parent):
            self._read(is_first=False)

    def _read(self, is_first: bool) -> None:
        history, search, last, self._last = self._history, self._search, self._last, None
        assert history is not None
        self._asking.run(lambda: history.page(search, last), done=self._show, failed=self._fail, asked=(is_first,))

    def _show(self, is_first: bool, page: "Page") -> None:
        if is_first:
            self.show_rows(page.attempts)
        elif page.attempts:
            self.beginInsertRows(NO_INDEX, len(self.rows), len(self.rows) + len(page.attempts) - 1)
            self.rows = (*self.rows, *page.attempts)
            self.endInsertRows()
        self._last = page.last
        self.page_read.emit()

    def _fail(self, _: bool, error: QuizAppError) -> None:
        self.failed.emit(error)

    def row_of(self, id_: str) -> int:
        """The row of the attempt with this id; -1 where it has not been read."""
        return next((row for row, attempt in enumerate(self.rows) if attempt.id == id_), -1)

    def title(self, row: PastAttempt) -> str:
        return row.title

    def spoken(self, row: PastAttempt) -> str:
        return ", ".join((row.title, self.score(row), self.detail(row)))

    def tip(self, row: PastAttempt) -> str:
        return f"{row.title}\n{self.detail(row)}"

    def score(self, attempt: PastAttempt) -> str:
        """The result in a word: a percentage, or “Not finished”."""
        if not attempt.submitted:
            return self.tr("Not finished")
        return "–" if attempt.summary is None else summary_score_text(attempt.summary, translate)

    def detail(self, attempt: PastAttempt) -> str:
        """The line below the title: the mode, the day, and the time taken or the number of answers."""
        when = moment_text(attempt.started, self._clock())
        if attempt.summary is None:
            return when
        summary = attempt.summary
        mode, took = translate(MODE_TEXTS[summary.mode]), time_text(summary.seconds, translate)
        if attempt.submitted and summary.left_out:
            words = self.tr("{answered} of %n answered", "", len(summary.answers))
            took = words.format(answered=summary.answered)
        return " · ".join((mode, when, took))


def share_of(attempt: PastAttempt) -> float | None:
    """The share of the points that an attempt earned, from 0 to 1; None where there is none, or none yet."""
    summary = attempt.summary
    if summary is None or not attempt.submitted or not summary.total.possible:
        return None
    return float(summary.total.share)

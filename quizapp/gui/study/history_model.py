"""The attempts of a learner, as a list."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QWidget

from quizapp.domain.summary import PastAttempt
from quizapp.errors import QuizAppError
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.translate import translate
from quizapp.reports.names import MODE_TEXTS, time_text
from quizapp.reports.words import summary_score_text

if TYPE_CHECKING:
    from quizapp.services.history import History, Page

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class HistoryModel(QAbstractListModel):
    """Lists the attempts, which are read page by page, off the GUI thread, as the user scrolls.

    Signals:
        page_read: there are more rows, or there is nothing more to read.
        failed: the journal could not be read; gives a `QuizAppError`.
    """

    page_read = Signal()
    failed = Signal(object)

    def __init__(self, jobs: Jobs, clock: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asking = Latest(jobs, self)
        self._clock = clock
        self._history: History | None = None
        self._search = ""
        self._rows: list[PastAttempt] = []
        self._last: Any = None
        self.is_reading = False

    def show_history(self, history: "History", search: str = "") -> None:
        """Show the attempts of `history`, the newest first; with `search`, those at banks with all of its words."""
        self._history = history
        self._search = search
        self._last = None
        self._read(is_first=True)

    def canFetchMore(self, parent: _Index = _NO_INDEX) -> bool:
        return not parent.isValid() and self._last is not None and not self.is_reading

    def fetchMore(self, parent: _Index = _NO_INDEX) -> None:
        if self.canFetchMore(parent):
            self._read(is_first=False)

    def _read(self, is_first: bool) -> None:
        history, search, last = self._history, self._search, self._last
        assert history is not None
        self.is_reading = True
        done = self._show_first if is_first else self._show_more
        self._asking.run(lambda: history.page(search, last), done=done, failed=self._fail)

    def _show_first(self, page: "Page") -> None:
        self.beginResetModel()
        self._rows = list(page.attempts)
        self._last = page.last
        self.endResetModel()
        self._end()

    def _show_more(self, page: "Page") -> None:
        if page.attempts:
            self.beginInsertRows(_NO_INDEX, len(self._rows), len(self._rows) + len(page.attempts) - 1)
            self._rows += page.attempts
            self.endInsertRows()
        self._last = page.last
        self._end()

    def _end(self) -> None:
        self.is_reading = False
        self.page_read.emit()

    def _fail(self, error: QuizAppError) -> None:
        self._last = None
        self._end()
        self.failed.emit(error)

    def attempt(self, row: int) -> PastAttempt:
        """The attempt in this row."""
        return self._rows[row]

    def row_of(self, id_: str) -> int:
        """The row of the attempt with this id; -1 where it has not been read."""
        return next((row for row, attempt in enumerate(self._rows) if attempt.id == id_), -1)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        attempt = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return attempt.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((attempt.title, self.score(attempt), self.detail(attempt)))
        return None

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
            words = self.tr("{answered} of {count} answered")
            took = words.format(answered=summary.answered, count=len(summary.answers))
        return " · ".join((mode, when, took))


def share_of(attempt: PastAttempt) -> float | None:
    """The share of the points that an attempt earned, from 0 to 1; None where there is none, or none yet."""
    summary = attempt.summary
    if summary is None or not attempt.submitted or not summary.total.possible:
        return None
    return float(summary.total.share)

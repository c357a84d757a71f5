"""Saving of a learner's history in a file, off the GUI thread; it may take seconds, and can be canceled."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from quizapp.errors import QuizAppError
from quizapp.gui.kit.jobs import Job, Jobs, Latest
from quizapp.progress import CancelledError

if TYPE_CHECKING:
    from quizapp.services.history import History


class HistorySaving(QObject):
    """Saves one history at a time.

    Signals:
        progressed: attempts have been read: so many, of so many.
        saved: gives the path of the file, and the number of attempts that could not be read.
        failed: gives a `QuizAppError`.
    """

    progressed = Signal(int, int)
    saved = Signal(object, int)
    failed = Signal(object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._asking = Latest(jobs, self)

    @property
    def is_under_way(self) -> bool:
        return self._asking.is_under_way

    def save(self, history: "History", search: str, path: Path, kind: str, now: float) -> None:
        """Save the attempts of `history` that `search` finds, as one of `exporting.WRITERS`, or as a ``report``.

        The report is of the time `now`, in seconds since the epoch.
        """
        begun: list[Job] = []

        def report(done: int, total: int) -> None:
            if any(job.is_cancelled for job in begun):
                raise CancelledError
            if total and done * 100 // total != (done - 1) * 100 // total:
                self._jobs.hand_over(lambda: self._tell(begun, done, total))

        def work() -> tuple[Path, int]:
            from quizapp.gui.kit.dates import whole_date
            from quizapp.gui.kit.translate import translate
            from quizapp.gui.paper.printing import save_pdf
            from quizapp.reports.history_report import history_report
            from quizapp.services.exporting import NEEDS_MARKS, read_history, save_history

            found = read_history(history, search, with_marks=kind in NEEDS_MARKS, report=report)
            unread = sum(entry.attempt.summary is None for entry in found.entries)
            if kind == "report":
                paper = history_report(found, now, whole_date, translate=translate)
                save_pdf(paper, path, ready=lambda: report(0, 0))
            else:
                save_history(path, found, kind, report=lambda done, total: report(0, 0))
            return path, unread

        begun.append(self._asking.run(work, done=self._saved, failed=self._fail))

    def cancel(self) -> None:
        """Stop saving; the file stays as it was."""
        self._asking.drop()

    def _tell(self, begun: list[Job], done: int, total: int) -> None:
        if not any(job.is_over for job in begun):
            self.progressed.emit(done, total)

    def _fail(self, error: QuizAppError) -> None:
        self.failed.emit(error)

    def _saved(self, result: tuple[Path, int]) -> None:
        self.saved.emit(*result)

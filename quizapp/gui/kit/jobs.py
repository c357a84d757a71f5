"""Work off the GUI thread."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal

from quizapp.errors import QuizAppError


class Job(QObject):
    """One piece of work under way; see `run`.

    Signals:
        done: what the work returned, on the GUI thread.
        failed: the `QuizAppError` that it raised.
    """

    done = Signal(object)
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.is_cancelled = False

    def cancel(self) -> None:
        """Deliver nothing from here on; the work itself goes on to its end."""
        self.is_cancelled = True


class _Work(QRunnable):
    def __init__(self, job: Job, work: Callable[[], object], ended: "_Ended") -> None:
        super().__init__()
        self._job = job
        self._work = work
        self._ended = ended

    def run(self) -> None:
        try:
            result: tuple[str, object] = ("done", self._work())
        except QuizAppError as error:
            result = ("failed", error)
        except Exception as error:
            result = ("broken", error)
        self._ended.ended.emit((self._job, *result))


class _Ended(QObject):
    ended = Signal(object)
    handed_over = Signal(object)


class Jobs(QObject):
    """Runs plain Python in a pool and brings the result back to the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: QThreadPool | None = None
        self._ended = _Ended()
        self._ended.ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._ended.handed_over.connect(self._do, Qt.ConnectionType.QueuedConnection)
        self._under_way: set[Job] = set()
        self._is_over = False

    def run(
        self,
        work: Callable[[], Any],
        *,
        done: Callable[[Any], object],
        failed: Callable[[QuizAppError], object],
    ) -> Job:
        """Do `work` off the GUI thread; `done` and `failed` are bound methods of QObjects, and a deleted one is not
        called. An exception that is no `QuizAppError` is raised on the GUI thread, where the hooks report it.

        After `wait`, nothing is done any more.
        """
        job = Job()
        if self._is_over:
            job.cancel()
            return job
        job.done.connect(done)
        job.failed.connect(failed)
        self._under_way.add(job)
        if self._pool is None:
            # The program's, not ours: a pool waits for its work when it is deleted, and where Python's garbage
            # collection deletes it, that work waits for Python in turn.
            self._pool = QThreadPool(QCoreApplication.instance())
            self._pool.setMaxThreadCount(2)
        self._pool.start(_Work(job, work, self._ended))
        return job

    def hand_over(self, do: Callable[[], object]) -> None:
        """Have something done on the GUI thread, soon. It may be called on any thread, and never waits.

        What is handed over after `wait` is not done.
        """
        if not self._is_over:
            self._ended.handed_over.emit(do)

    def wait(self) -> None:
        """Until all work has ended; nothing of it is delivered any more."""
        self._is_over = True
        for job in self._under_way:
            job.cancel()
        if self._pool is not None:
            self._pool.waitForDone()

    def _do(self, do: Callable[[], object]) -> None:
        if not self._is_over:
            do()

    def _deliver(self, ended: tuple[Job, str, object]) -> None:
        job, how, result = ended
        self._under_way.discard(job)
        if job.is_cancelled:
            return
        if how == "broken":
            assert isinstance(result, Exception)
            raise result
        (job.done if how == "done" else job.failed).emit(result)

"""Work off the GUI thread. A result that comes late is matched to the request that asked for it, or dropped.

Whoever has work done chooses what becomes of an earlier request that is still under way:

====================  ==================================================================================
`Latest`              the newest request counts, and earlier ones are dropped: what is to be shown
`InTurn`              each is done, one after the other, in the order of the requests: what changes things
`Jobs.run`, `asked`   each counts, whichever ends first; `done` is told which request it was
====================  ==================================================================================
"""

from collections import deque
from collections.abc import Callable
from functools import partial
from typing import Any
from weakref import WeakMethod

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, Qt, QThreadPool, Signal
from shiboken6 import isValid

from quizapp.errors import QuizAppError


class Job:
    """One piece of work that was asked for; see `Jobs.run`.

    Attributes:
        is_cancelled: nothing of it is delivered.
        is_over: it was delivered, or is never going to be.
    """

    def __init__(self, done: Callable[..., object], failed: Callable[..., object], asked: tuple[Any, ...]) -> None:
        self.is_cancelled = False
        self.is_over = False
        self.ended: Callable[[], object] | None = None
        """Is called on the GUI thread once the work has ended and was delivered, or was cancelled."""
        self._receivers = {"done": _receiver(done), "failed": _receiver(failed)}
        self._asked = asked

    def cancel(self) -> None:
        """Deliver nothing from here on; the work itself goes on to its end."""
        self.is_cancelled = self.is_over = True

    def deliver(self, how: str, result: object) -> None:
        """Give `result` to whoever waits for it; `how` is "done", "failed", or "broken" for a bug in the work."""
        delivers, self.is_over = not self.is_over, True
        try:
            if delivers and isinstance(result, Exception) and how == "broken":
                raise result
            receiver = self._receivers[how]() if delivers else None
            if receiver is not None:
                receiver(*self._asked, result)
        finally:
            if self.ended is not None:
                self.ended()


def _receiver(method: Callable[..., object]) -> Callable[[], Callable[..., object] | None]:
    """A function that gives `method`, or None once the QObject that it is bound to has been deleted."""
    owner = getattr(method, "__self__", None)
    if not isinstance(owner, QObject):
        return lambda: method
    if not hasattr(method, "__func__"):  # one of Qt's own
        return lambda: method if isValid(owner) else None
    bound = WeakMethod(method)

    def find() -> Callable[..., object] | None:
        found = bound()
        return found if found is not None and isValid(getattr(found, "__self__", None)) else None

    return find


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
        done: Callable[..., object],
        failed: Callable[..., object],
        asked: tuple[Any, ...] = (),
    ) -> Job:
        """Do `work` off the GUI thread, and call `done` with its result there, or `failed` with its `QuizAppError`.

        Both are bound methods of QObjects, and one of a deleted object is not called. What was `asked` is given to
        them first, so that the result finds its request. An exception that is no `QuizAppError` is raised on the GUI
        thread, where the hooks report it. After `wait`, nothing is done any more.
        """
        job = Job(done, failed, asked)
        if self._is_over:
            job.cancel()
            return job
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
        """Wait until all work has ended; nothing of it is delivered any more."""
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
        job.deliver(how, result)


class Latest(QObject):
    """Asks for one thing at a time: with a new request, the one before is dropped.

    Signals:
        changed: a request is under way now, or none is any more; see `is_under_way`.
    """

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None

    @property
    def is_under_way(self) -> bool:
        """Tells whether the newest request is still to be answered."""
        return self._job is not None and not self._job.is_over

    def run(
        self,
        work: Callable[[], Any],
        *,
        done: Callable[..., object],
        failed: Callable[..., object],
        asked: tuple[Any, ...] = (),
    ) -> Job:
        """Do `work` in place of what was asked for before; see `Jobs.run`."""
        if self._job is not None:
            self._job.cancel()
        job = self._job = self._jobs.run(work, done=done, failed=failed, asked=asked)
        job.ended = partial(self._tell, job)
        self.changed.emit()
        return job

    def drop(self) -> None:
        """Want nothing any more of what was asked for."""
        if self.is_under_way and self._job is not None:
            self._job.cancel()
            self.changed.emit()

    def _tell(self, job: Job) -> None:
        if isValid(self) and job is self._job:  # what was dropped has been told of
            self.changed.emit()


class InTurn:
    """Does one thing after the other: the next is begun once the one before has been delivered."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._waiting: deque[Callable[[], Job]] = deque()
        self._job: Job | None = None

    @property
    def is_under_way(self) -> bool:
        """Tells whether anything is still to be done or delivered."""
        return self._job is not None

    def run(
        self,
        work: Callable[[], Any],
        *,
        done: Callable[..., object],
        failed: Callable[..., object],
        asked: tuple[Any, ...] = (),
    ) -> None:
        """Do `work` after all that was asked for before; see `Jobs.run`."""
        self._waiting.append(lambda: self._jobs.run(work, done=done, failed=failed, asked=asked))
        if self._job is None:
            self._go_on()

    def _go_on(self) -> None:
        self._job = None
        if self._waiting:
            self._job = self._waiting.popleft()()
            self._job.ended = self._go_on

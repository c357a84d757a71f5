"""Work off the GUI thread. A late result is matched to its request, or dropped.

Of several requests under way, only the newest counts with `Latest`; with `InTurn`, each is done, one after another;
with `Jobs.run` alone, each counts, and `asked` tells `done` which one it was.
"""

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any
from weakref import WeakMethod

from PySide6.QtCore import QCoreApplication, QObject, Qt, QThreadPool, Signal
from shiboken6 import isValid

from quizapp.errors import QuizAppError

Work = Callable[[], Any]
Receiver = Callable[..., object]


class Job:
    """One piece of work; see `Jobs.run`.

    Attributes:
        is_cancelled: its result is not delivered.
        is_over: its result was delivered, or never will be.
        ended: called on the GUI thread once the work has ended, delivered or not.
    """

    def __init__(self, done: Receiver, failed: Receiver, asked: tuple[Any, ...]) -> None:
        self.is_cancelled = False
        self.is_over = False
        self.ended: Callable[[], object] | None = None
        self._receivers = {"done": _receiver(done), "failed": _receiver(failed)}
        self._asked = asked

    def cancel(self) -> None:
        """Deliver nothing from now on; the work itself continues to its end."""
        self.is_cancelled = self.is_over = True

    def deliver(self, how: str, result: object) -> None:
        """Pass on `result`; `how` is "done", "failed", or "broken" for a bug in the work."""
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


def _receiver(method: Receiver) -> Callable[[], Receiver | None]:
    """Make a function that gives `method`, or None once its QObject has been deleted."""
    owner = getattr(method, "__self__", None)
    if not isinstance(owner, QObject):
        return lambda: method
    if not hasattr(method, "__func__"):  # a method of Qt itself
        return lambda: method if isValid(owner) else None
    bound = WeakMethod(method)

    def find() -> Receiver | None:
        found = bound()
        return found if found is not None and isValid(getattr(found, "__self__", None)) else None

    return find


def _run(work: Work, job: Job, ended: "_Ended") -> None:
    """Do `work` in a thread of the pool, and send its result to the GUI thread."""
    try:
        result: tuple[str, object] = ("done", work())
    except QuizAppError as error:
        result = ("failed", error)
    except Exception as error:
        result = ("broken", error)
    ended.ended.emit((job, *result))


class _Ended(QObject):
    ended = Signal(object)
    handed_over = Signal(object)


class Jobs(QObject):
    """Runs plain Python in a pool of threads and brings the results back to the GUI thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: QThreadPool | None = None
        self._ended = _Ended()
        self._ended.ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._ended.handed_over.connect(self._do, Qt.ConnectionType.QueuedConnection)
        self._under_way: set[Job] = set()
        self._is_over = False

    @property
    def is_idle(self) -> bool:
        """True while no work is under way and every result has been delivered."""
        return not self._under_way

    @property
    def is_over(self) -> bool:
        """True once `wait` was called: nobody waits for results anymore. Work that takes long asks, on any thread."""
        return self._is_over

    def run(self, work: Work, *, done: Receiver, failed: Receiver, asked: tuple[Any, ...] = ()) -> Job:
        """Do `work` in a thread; then, on the GUI thread, give `done` its result, or `failed` its `QuizAppError`.

        Both get the values of `asked` first, so that a result finds its request. Methods of a deleted QObject are not
        called. Any other exception is raised on the GUI thread, where it is reported. After `wait`, nothing is run.
        """
        job = Job(done, failed, asked)
        if self._is_over:
            job.cancel()
            return job
        self._under_way.add(job)
        if self._pool is None:
            # owned by the application: if Python's garbage collection deleted the pool, it would wait for work that
            # waits for Python
            self._pool = QThreadPool(QCoreApplication.instance())
            self._pool.setMaxThreadCount(2)
        self._pool.start(partial(_run, work, job, self._ended))
        return job

    def hand_over(self, do: Callable[[], object]) -> None:
        """Call `do` on the GUI thread soon, unless `wait` was called. Can be used on any thread, and never waits."""
        if not self._is_over:
            self._ended.handed_over.emit(do)

    def wait(self) -> None:
        """Wait until all work has ended; none of it is delivered."""
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
    """Asks for one thing at a time: a new request drops the one before.

    Signals:
        changed: `is_under_way` may have changed.
    """

    changed = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None

    @property
    def is_under_way(self) -> bool:
        """True until the newest request is answered."""
        return self._job is not None and not self._job.is_over

    def run(self, work: Work, *, done: Receiver, failed: Receiver, asked: tuple[Any, ...] = ()) -> Job:
        """Do `work` in place of the request before; see `Jobs.run`."""
        if self._job is not None:
            self._job.cancel()
        job = self._job = self._jobs.run(work, done=done, failed=failed, asked=asked)
        job.ended = partial(self._tell, job)
        self.changed.emit()
        return job

    def drop(self) -> None:
        """Drop the request that is under way, if there is one."""
        if self.is_under_way and self._job is not None:
            self._job.cancel()
            self.changed.emit()

    def _tell(self, job: Job) -> None:
        if isValid(self) and job is self._job:  # a dropped request was told already
            self.changed.emit()


class InTurn:
    """Does one thing after another: each begins once the one before has been delivered."""

    def __init__(self, jobs: Jobs) -> None:
        self._jobs = jobs
        self._waiting: deque[tuple[Work, Callable[[], Job]]] = deque()
        self._job: Job | None = None

    @property
    def is_under_way(self) -> bool:
        """True until everything is done and delivered."""
        return self._job is not None

    def run(self, work: Work, *, done: Receiver, failed: Receiver, asked: tuple[Any, ...] = ()) -> None:
        """Do `work` after all earlier requests; see `Jobs.run`."""
        self._waiting.append((work, lambda: self._jobs.run(work, done=done, failed=failed, asked=asked)))
        if self._job is None:
            self._go_on()

    def _go_on(self) -> None:
        self._job = None
        if self._waiting:
            self._job = self._waiting.popleft()[1]()
            self._job.ended = self._go_on

    def finish(self) -> None:
        """Do what is waiting, here and now, after `Jobs.wait`; nobody is told how it went."""
        while self._waiting:
            work, _ = self._waiting.popleft()
            with suppress(QuizAppError):
                work()

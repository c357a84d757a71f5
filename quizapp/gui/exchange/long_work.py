"""Work that may take long: one thing at a time, told how far it is, and canceled when nobody wants it anymore."""

import time
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.jobs import Jobs, Latest, Receiver
from quizapp.progress import CancelledError, ProgressCallback

_BETWEEN = 0.1
"""Seconds between two reports of progress."""


class LongWork(QObject):
    """Does the newest of what is asked for.

    Signals:
        progressed: so many steps of so many are done.
    """

    progressed = Signal(int, int)

    def __init__(self, jobs: Jobs, parent: QObject, clock: Clock = time.monotonic) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._clock = clock
        self._latest = Latest(jobs, self)
        self._number = 0
        self._told_next = 0.0

    @property
    def is_under_way(self) -> bool:
        """True until the newest work has ended."""
        return self._latest.is_under_way

    def run(
        self, work: Callable[[ProgressCallback], Any], *, done: Receiver, failed: Receiver, asked: tuple[Any, ...] = ()
    ) -> None:
        """Do `work` off the GUI thread; see `Jobs.run`. `done` is given None for work that was ended by `cancel`."""
        self._number += 1
        self._told_next = self._clock() + _BETWEEN
        do = partial(_work, work, partial(self._tell, self._number))
        self._latest.run(do, done=done, failed=failed, asked=asked)

    def cancel(self) -> None:
        """End the work as soon as it looks; if it was done by then, it counts."""
        self._number += 1

    def drop(self) -> None:
        """End the work, whose result nobody wants."""
        self.cancel()
        self._latest.drop()

    def _tell(self, number: int, done: int, total: int) -> None:
        """Tell how far the work is, from its thread; end it where nobody waits for it."""
        if number != self._number or self._jobs.is_over:
            raise CancelledError
        now = self._clock()
        if now >= self._told_next:
            self._told_next = now + _BETWEEN
            self._jobs.hand_over(partial(self._show, number, done, total))

    def _show(self, number: int, done: int, total: int) -> None:
        if number == self._number and self.is_under_way:
            self.progressed.emit(done, total)


def _work(work: Callable[[ProgressCallback], Any], progress: ProgressCallback) -> Any:
    try:
        return work(progress)
    except CancelledError:
        return None

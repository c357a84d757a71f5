"""Collecting off the GUI thread: one place after the other, with progress; a folder may be watched."""

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from quizapp.errors import QuizAppError
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.kit.jobs import Latest
from quizapp.gui.kit.translate import translate
from quizapp.progress import CancelledError, ProgressCallback
from quizapp.services.desk.collecting import collect, find_files

if TYPE_CHECKING:
    from quizapp.services.desk.collecting import Collection
    from quizapp.services.desk.desk import Desk

    Stamps = dict[Path, tuple[int, int]]

LOOK_AGAIN = 5000
"""Milliseconds between two looks into the folder that is watched: shares and sticks do not tell of new files."""


class Collecting(QObject):
    """Collects files and folders in the order in which they are given, and looks into one folder again and again.

    Signals:
        progressed: files are done: so many, of so many.
        collected: gives the `Collection` of one place, which may hold no file, or None where it was broken off.
        failed: gives a `QuizAppError`; what came in before stays.
        changed: `is_busy` or `watched` has changed.

    Attributes:
        watched: the folder that is watched; None for none.
    """

    progressed = Signal(int, int)
    collected = Signal(object)
    failed = Signal(object)
    changed = Signal()

    def __init__(self, access: DeskAccess, parent: QObject) -> None:
        super().__init__(parent)
        self._access = access
        self._collecting = Latest(access.jobs, self)
        self._waiting: list[tuple[Path, ...]] = []
        self._stamps: Stamps = {}
        self._looks = False
        self._stop = Event()
        self.watched: Path | None = None
        self._looking = QTimer(self, interval=LOOK_AGAIN)
        self._looking.timeout.connect(self._look)

    @property
    def is_busy(self) -> bool:
        """Tells whether files that were given are being collected; a look into the watched folder does not count."""
        return bool(self._waiting) or (self._collecting.is_under_way and not self._looks)

    def collect(self, places: Sequence[Path]) -> None:
        """Collect these files and folders, after all that were given before."""
        self._waiting.append(tuple(places))
        self._go_on()

    def watch(self, folder: Path | None) -> None:
        """Watch this folder in place of the one before, or none."""
        self.watched = folder
        self._stamps = {}
        if folder is None:
            self._looking.stop()
        else:
            self._looking.start()
            self._look()
        self.changed.emit()

    def cancel(self) -> None:
        """Break off what is under way, after the files that are being read; what came in so far stays."""
        self._waiting.clear()
        self._stop.set()
        self.changed.emit()

    def end(self) -> None:
        """Break everything off, and tell nothing more."""
        self.watch(None)
        self.cancel()
        self._collecting.drop()

    def _go_on(self) -> None:
        if self._waiting and not self._collecting.is_under_way:
            self._run(self._waiting.pop(0), None)

    def _look(self) -> None:
        if self.watched is not None and not self._collecting.is_under_way:
            self._run((self.watched,), dict(self._stamps))

    def _run(self, places: tuple[Path, ...], known: "Stamps | None") -> None:
        """Collect `places`, or of these only the files that are not as in `known`."""
        desk = self._access.desk
        if desk is None:
            return
        stop = self._stop = Event()
        self._looks = known is not None

        def report(done: int, total: int) -> None:
            if stop.is_set():
                raise CancelledError
            self._access.jobs.hand_over(partial(self._tell, stop, done, total))

        work = partial(_collect, desk, places, known, report)
        self._collecting.run(work, done=self._done, failed=self._failed, asked=(places,))
        self.changed.emit()

    def _tell(self, stop: Event, done: int, total: int) -> None:
        if stop is self._stop and not stop.is_set() and self._collecting.is_under_way:
            self.progressed.emit(done, total)

    def _done(self, places: tuple[Path, ...], outcome: "tuple[Collection | None, Stamps | None]") -> None:
        found, stamps = outcome
        if stamps is not None and places == (self.watched,):
            self._stamps = stamps
        self.changed.emit()
        if found is None or found.verdicts or not self._looks:
            self.collected.emit(found)
        self._go_on()

    def _failed(self, places: tuple[Path, ...], error: QuizAppError) -> None:
        if self._looks and places == (self.watched,):
            self.watch(None)  # the stick was pulled out; or else it would be told every few seconds
        self.failed.emit(error)
        self.changed.emit()
        self._go_on()


def _collect(
    desk: "Desk", places: tuple[Path, ...], known: "Stamps | None", report: ProgressCallback
) -> "tuple[Collection | None, Stamps | None]":
    try:
        return _collect_whole(desk, places, known, report)
    except CancelledError:
        return None, None


def _collect_whole(
    desk: "Desk", places: tuple[Path, ...], known: "Stamps | None", report: ProgressCallback
) -> "tuple[Collection, Stamps | None]":
    if known is None:
        return collect(desk, places, report), None
    for place in places:
        if not place.is_dir():
            told = translate("{folder} is no longer there, so it is not watched now.").format(folder=place)
            raise QuizAppError(told, translate("Plug the stick in again, or choose another folder."))
    stamps: Stamps = {}
    for path in find_files(places):
        try:
            found = os.stat(path)
        except OSError:  # moved away meanwhile
            continue
        stamps[path] = (found.st_mtime_ns, found.st_size)
    new = [path for path, stamp in stamps.items() if known.get(path) != stamp]
    return collect(desk, new, report), stamps

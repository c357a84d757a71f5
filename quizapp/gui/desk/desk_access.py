"""The desk, opened for the window, and worked with off the GUI thread."""

import gc
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Signal

from quizapp.gui.kit.jobs import InTurn, Jobs, Latest, Receiver
from quizapp.gui.kit.translate import error_text
from quizapp.paths import UserPaths

if TYPE_CHECKING:  # a learner never needs it
    from quizapp.services.desk.desk import Desk

_T = TypeVar("_T")


class DeskAccess(QObject):
    """Opens the desk, and does work with it: reading for one page, or changes, one after the other.

    Signals:
        opened: the desk is open; it may be locked.
        failed: the desk cannot be opened: why.
        changed: something in the desk is not as it was; pages read anew what they show.
        told: a message for the user.
        done: something went well: a message for the user.

    Args:
        address: that of the database; empty for the environment's, or the desk in the folder of the user's data.

    Attributes:
        desk: None until it is open.
        chosen: the id of the assignment that was looked at last, on whichever page; empty for none.
    """

    opened = Signal()
    failed = Signal(str)
    changed = Signal()
    told = Signal(str)
    done = Signal(str)

    def __init__(self, paths: UserPaths, jobs: Jobs, address: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths = paths
        self._address = address
        self.jobs = jobs
        self._opening = Latest(jobs, self)
        self._changes = InTurn(jobs)
        self.desk: Desk | None = None
        self.chosen = ""
        self._last_told = ""
        self._refusal: tuple[Receiver | None, tuple[Any, ...], str] | None = None
        """The change that failed last, by what it was to call, and what was told of it."""
        for message in (self.told, self.done):
            message.connect(self._note)

    def open(self) -> None:
        """Open the desk, unless it is open."""
        if self.desk is None and not self._opening.is_under_way:
            self._opening.run(self._open, done=self._opened, failed=lambda error: self.failed.emit(error_text(error)))

    def close(self) -> None:
        """Close the desk."""
        self._changes.finish()
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def now(self) -> float:
        """The time by the desk's clock, in seconds since the epoch."""
        return self.desk.clock() if self.desk is not None else time.time()

    def read(
        self,
        latest: Latest,
        work: "Callable[[Desk], Any]",
        done: Receiver,
        asked: tuple[Any, ...] = (),
        failed: Callable[[], object] | None = None,
    ) -> None:
        """Give `done` what `work` reads; a newer request through `latest`, the page's own, drops it.

        What fails is told; then `failed` may show again what was shown before.
        """
        if self.desk is not None:
            latest.run(partial(work, self.desk), done=done, failed=partial(self._tell, failed), asked=asked)

    def change(
        self,
        work: "Callable[[Desk], Any]",
        done: Receiver | None = None,
        failed: Receiver | None = None,
        asked: tuple[Any, ...] = (),
    ) -> None:
        """Let `work` change something, after all changes before it; then `changed` is emitted, even if it failed.

        What fails is told, unless `failed` takes the error; that is over once the same change succeeds.
        """
        if self.desk is not None:
            found = partial(self._changed, done, asked)
            self._changes.run(partial(work, self.desk), done=found, failed=partial(self._failed, done, failed, asked))

    def do(self, work: "Callable[[Desk], Any]", done: Receiver, asked: tuple[Any, ...] = ()) -> None:
        """Give `done` what `work` reads, saves or prints after all changes before it; no page has to read anew."""
        if self.desk is not None:
            self._changes.run(partial(work, self.desk), done=done, failed=partial(self._tell, None), asked=asked)

    def _open(self) -> "Desk":
        # all that the pages use, so that the GUI thread imports none of it
        from quizapp.gui.paper import assignment_pdf  # noqa: F401
        from quizapp.services.desk import (  # noqa: F401
            assigning,
            classes,
            collecting,
            facility,
            gradebook,
            handed_in,
            mending,
            paper_answers,
            paper_feedback,
            rating,
            releasing,
            reopening,
            understanding,
        )
        from quizapp.services.desk.desk import desk_address, open_desk

        self._paths.ensure()
        return open_desk(self._paths.data, desk_address("", self._address))

    def _opened(self, desk: "Desk") -> None:
        self.desk = desk
        gc.freeze()  # or else each full collection walks over all that was imported, while nothing else can run
        self.opened.emit()

    def _note(self, text: str) -> None:
        self._last_told = text

    def _changed(self, done: Receiver | None, asked: tuple[Any, ...], result: object) -> None:
        if done is not None and self._refusal == (done, asked, self._last_told):
            self.told.emit("")
        if done is not None:
            done(*asked, result)
        self.changed.emit()

    def _failed(self, done: Receiver | None, failed: Receiver | None, asked: tuple[Any, ...], error: object) -> None:
        if failed is not None:
            failed(*asked, error)
        else:
            self.told.emit(error_text(error))
        self._refusal = (done, asked, self._last_told)
        self.changed.emit()  # perhaps by somebody else, which is why it failed

    def _tell(self, failed: Callable[[], object] | None, *asked_and_error: object) -> None:
        self.told.emit(error_text(asked_and_error[-1]))
        if failed is not None:
            failed()

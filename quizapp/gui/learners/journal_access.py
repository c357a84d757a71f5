"""The journal, opened and closed for the window."""

from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.learners.recordings import Recordings
from quizapp.paths import UserPaths

if TYPE_CHECKING:  # the first screen does not need it
    from quizapp.storage.journal import Journal
    from quizapp.storage.recovery import Recovered

LONGEST_CLOSING = 5.0
"""Seconds; a slower disk does not keep the program from ending."""


class JournalAccess(QObject):
    """Opens the journal off the GUI thread, and closes it.

    Signals:
        opened: the journal is open; gives what `first` has read.

    Args:
        first: reads what is needed first, on the worker that opens the journal.

    Attributes:
        paths: the folders of the user's data.
        journal: None until it is open.
        recordings: what the learner does, and whether it is saved.
    """

    opened = Signal(object)

    def __init__(
        self, paths: UserPaths, jobs: Jobs, first: "Callable[[Journal], Any]", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.paths = paths
        self._first = first
        self._opening = Latest(jobs, self)
        self._made: Journal | None = None
        self.journal: Journal | None = None
        self.recordings = Recordings(jobs, self)

    def open(self) -> None:
        """Open the journal on a worker; what was done before is saved once it is open."""
        if self.journal is None and not self._opening.is_under_way:
            self._opening.run(self._open, done=self._opened, failed=self.recordings.fail)

    def _open(self) -> "tuple[Any, Recovered | None]":
        """Give what was read first, and what was saved out of a damaged journal."""
        from quizapp.storage.recovery import open_whole

        recovered = None
        self.paths.ensure()
        if self._made is None:
            self._made, recovered = open_whole(self.paths.journal)
        return self._first(self._made), recovered

    def _opened(self, read: "tuple[Any, Recovered | None]") -> None:
        first, recovered = read
        journal = self.journal = self._made
        assert journal is not None
        self.opened.emit(first)
        self.recordings.state_changed.emit()
        if recovered is not None:
            saved = self.tr(
                "The file with earlier work is damaged. Attempts that could be saved: %n.", "", recovered.attempts
            )
            lost = self.tr("Attempts with a part that is lost: %n.", "", recovered.cut_short)
            kept = self.tr("The damaged file is kept as {file}.").format(file=journal.set_aside)
            self.recordings.told.emit(" ".join((saved, lost, kept) if recovered.cut_short else (saved, kept)))

    def try_again(self) -> None:
        """Save what is not saved yet, and open the journal first where it could not be opened."""
        if self.journal is None and self.recordings.error is not None:
            self.recordings.error = None
            self.open()
        self.recordings.try_again()

    def close(self) -> None:
        """Write what waits, and close the journal, at the end of the program; wait for it, though not forever."""
        if self._made is not None:
            closing = Thread(target=self._made.close, name="closing", daemon=True)
            closing.start()
            closing.join(LONGEST_CLOSING)

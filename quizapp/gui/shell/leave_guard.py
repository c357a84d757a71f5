"""Questions before a learner leaves, or the window closes."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.dialogs import ask, ask_name, new_file
from quizapp.gui.learners.learning import Learning
from quizapp.settings import Settings

if TYPE_CHECKING:
    from quizapp.services.taking import Taking

LONGEST_WAIT = 3000
"""Milliseconds; a disk that takes longer counts as one that does not answer."""


class LeaveGuard(QObject):
    """Asks before a learner leaves with unsaved work, or as a guest, whose work is then deleted."""

    def __init__(self, window: QWidget, learning: Learning, session: AttemptSession, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._learning = learning
        self._recordings = learning.recordings
        self._session = session
        self._settings = settings
        self._then: Callable[[], object] | None = None
        self._closing = False
        self._name = ""
        self._named: Callable[[], object] | None = None
        self._going = False
        self._taking: Taking | None = None
        self._waiting = QTimer(self, singleShot=True)
        self._waiting.timeout.connect(self._ask_about_unsaved)
        self._recordings.state_changed.connect(self._look_again)
        learning.present_changed.connect(self._go_if_done)
        learning.change_refused.connect(self.stay)

    def leave(
        self,
        then: Callable[[], object],
        *,
        closing: bool = False,
        name: str = "",
        named: Callable[[], object] | None = None,
    ) -> None:
        """Call `then` once nothing is left to ask, at once or later; never, if the user decides to stay.

        Args:
            closing: the window is about to be closed.
            name: the new name under which a guest goes on, and may keep their work.
            named: is called instead of `then` if they keep it.
        """
        if self._then is not None:  # a question is open, or we wait for the disk
            return
        self._then = then
        self._closing = closing
        self._name = name
        self._named = named
        self._taking = self._session.taking if self._session.is_under_way else None
        if self._taking is not None:
            self._taking.pause()
        if self._recordings.is_work_unsaved and not self._recordings.reason:
            self._waiting.start(LONGEST_WAIT)
        else:
            self._ask_about_unsaved()

    def stay(self) -> None:
        """Go on with the attempt: the user stays, or the change was refused."""
        if self._taking is not None:
            self._taking.go_on()
        self._then = None
        self._going = False
        self._taking = None
        self._waiting.stop()

    def _look_again(self) -> None:
        if self._waiting.isActive() and (not self._recordings.is_work_unsaved or self._recordings.reason):
            self._ask_about_unsaved()

    def _ask_about_unsaved(self) -> None:
        self._waiting.stop()
        if not self._recordings.is_work_unsaved:
            self._ask_guest()
            return
        reason = self._recordings.reason or self.tr("The disk does not answer.")
        ask(
            self._window,
            self.tr("Not everything is saved"),
            self.tr("Your last answers are not saved yet. If you leave now, they will be lost.") + f"\n\n{reason}",
            [
                (self.tr("Try again"), self._try_again),
                (self.tr("Save elsewhere…"), self._save_elsewhere),
                (self.tr("Close anyway") if self._closing else self.tr("Leave anyway"), self._ask_guest),
                (self.tr("Go on answering") if self._taking else self.tr("Stay"), self.stay),
            ],
        )

    def _try_again(self) -> None:
        self._waiting.start(LONGEST_WAIT)
        self._learning.access.try_again()

    def save_elsewhere(self) -> None:
        """Ask for a file, perhaps on another disk, and write there what could not be saved."""
        name = self.tr("answers") + ".quizapp"
        kind = self.tr("Quizapp learners")
        new_file(self._window, self._settings, self.tr("Save elsewhere"), kind, name, self._recordings.save_elsewhere)

    def _save_elsewhere(self) -> None:
        self.stay()  # to leave after saving, the user asks again
        self.save_elsewhere()

    def _ask_guest(self) -> None:
        present = self._learning.present
        is_guest = present is not None and present.learner.is_guest
        in_the_middle = bool(self._session.unfinished) or (
            self._taking is not None and bool(self._taking.attempt.responses)
        )
        goes_on_later = self._closing and in_the_middle and not self._learning.asks_who
        if not is_guest or not (self._session.has_finished or in_the_middle) or goes_on_later:
            self._go()
            return
        keep = self.tr("Keep it as “{name}”").format(name=self._name), self._keep_as_named
        if not self._name:
            keep = self.tr("Keep it under a name…"), self._ask_name
        delete = self.tr("Delete it and close") if self._closing else self.tr("Delete it and leave")
        ask(
            self._window,
            self.tr("Keep what you have done?"),
            self.tr("You are here as a guest. A guest's work is deleted when the guest leaves."),
            [keep, (delete, self._delete), (self.tr("Stay"), self.stay)],
        )

    def _ask_name(self) -> None:
        words = self.tr("Keep it"), self.tr("Stay")
        title = self.tr("Keep what you have done?")
        ask_name(self._window, title, self.tr("Your name"), "", words, self._keep).rejected.connect(self.stay)

    def _keep(self, name: str) -> None:
        self._going = True
        self._learning.keep_guest(name)

    def _keep_as_named(self) -> None:
        self._then = self._named or self._then
        self._keep(self._name)

    def _delete(self) -> None:
        self._going = True
        self._learning.delete(self._learning.learner)

    def _go_if_done(self) -> None:
        if self._going:
            self._going = False
            QTimer.singleShot(0, self, self._go)  # after everybody else has heard who is learning now

    def _go(self) -> None:
        then, self._then, self._taking = self._then, None, None
        if then is not None:
            then()

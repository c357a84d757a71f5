"""Saving of the settings soon after a change, as a computer may be switched off with the window open."""

from contextlib import suppress

from PySide6.QtCore import QObject, QTimer

from quizapp.errors import QuizAppError
from quizapp.gui.kit.jobs import InTurn, Jobs
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.learning import Learning
from quizapp.gui.shell.header_bar import HeaderBar
from quizapp.settings import Settings

UNTIL_KEPT = 2000
"""Milliseconds until a change is written, so that trying several looks writes once."""


class SettingsSaving(QObject):
    """Saves `settings` off the GUI thread after a change in `header`, of the look, or of the learner.

    A failure is not reported: saving is tried again, and only the look could be lost.
    """

    def __init__(
        self,
        settings: Settings,
        theme: Theme,
        header: HeaderBar,
        learning: Learning,
        jobs: Jobs,
    ) -> None:
        super().__init__(header)
        self._settings = settings
        self._theme = theme
        self._writing = InTurn(jobs)
        self._wait = QTimer(self, singleShot=True, interval=UNTIL_KEPT)
        self._wait.timeout.connect(self._save)
        header.clock_shown_changed.connect(self.save_soon)
        header.letter_keys_changed.connect(self.save_soon)
        theme.changed.connect(self._take_look)
        self._kept = settings.learner
        learning.present_changed.connect(self._use_learner)

    def save_soon(self) -> None:
        """Save soon, off the GUI thread, what is set by then."""
        self._wait.start()

    def save_now(self) -> None:
        """Save and wait for it, at the end, when nothing is written off the GUI thread anymore."""
        self._wait.stop()
        with suppress(QuizAppError):  # nobody is left to tell
            self._settings.save()

    def _use_learner(self) -> None:
        """Use the look of whoever is learning now, and save at once who that is."""
        self._theme.show(self._settings.look)
        if self._settings.learner != self._kept:
            self._kept = self._settings.learner
            self._save()

    def _take_look(self) -> None:
        self._settings.look = self._theme.look
        self.save_soon()

    def _save(self) -> None:
        self._writing.run(self._settings.as_they_are(), done=self._ended, failed=self._ended)

    def _ended(self, _: object) -> None:
        """Report no failure: the settings are saved again when the window is closed."""

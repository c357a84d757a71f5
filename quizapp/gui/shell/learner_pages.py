"""The learner, on every page: the name, unfinished attempts, and whether everything is saved."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.learning import Learning
from quizapp.gui.shell.frame import Frame
from quizapp.settings import Settings

if TYPE_CHECKING:  # these are made when they are first shown
    from quizapp.gui.learners.learners_page import LearnersPage
    from quizapp.gui.shell.leave_guard import LeaveGuard
    from quizapp.gui.shell.offers import Offers


class LearnerPages(QObject):
    """Shows in the frame who is learning and whether everything is saved, and lets somebody else learn.

    Signals:
        library_requested: it is settled who is learning.
        history_requested: the user wants to see unfinished attempts that are not offered.

    Args:
        library: the page above which unfinished attempts are offered.
    """

    library_requested = Signal()
    history_requested = Signal()

    def __init__(
        self,
        frame: Frame,
        library: QWidget,
        theme: Theme,
        settings: Settings,
        learning: Learning,
        session: AttemptSession,
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._library = library
        self._theme = theme
        self._settings = settings
        self._learning = learning
        self._session = session
        self._offers: Offers | None = None
        self._learners: LearnersPage | None = None
        self._guard: LeaveGuard | None = None
        self._tells_unsaved = False
        frame.header.learner_requested.connect(self.ask_who)
        frame.page_changing.connect(self._show_offers)
        learning.present_changed.connect(self._show_present)
        learning.recordings.state_changed.connect(self._show_save_state)

    @property
    def guard(self) -> "LeaveGuard":
        """The guard that asks before a learner leaves."""
        from quizapp.gui.shell.leave_guard import LeaveGuard

        if self._guard is None:
            self._guard = LeaveGuard(self._frame.window(), self._learning, self._session, self._settings)
        return self._guard

    def ask_who(self) -> None:
        """Ask who is learning. An attempt under way is left, and can go on later."""
        from quizapp.gui.learners.learner_files import LearnerFiles
        from quizapp.gui.learners.learners_page import LearnersPage

        self._session.leave()
        if self._learners is None:
            files = LearnerFiles(self._learning, self)
            self._learners = LearnersPage(self._theme, self._learning, files, self._settings, self.guard.leave)
            self._learners.back_requested.connect(self.library_requested)
            self._learners.chosen.connect(self._welcome)
        self._frame.show_page(self._learners, self.tr("Learners"))
        self._learners.show_learners()

    def focus_offer(self) -> None:
        """Give the focus to the unfinished attempt that is offered, if there is one, so that Enter continues it."""
        if self._offers is not None:
            self._offers.focus()

    def _welcome(self) -> None:
        self.library_requested.emit()
        self.focus_offer()

    def _show_present(self) -> None:
        from quizapp.gui.shell.offers import Offers

        present, shown = self._learning.present, self._frame.pages.currentWidget()
        self._frame.header.show_learner(self._learning.name, present is not None and bool(present.learners))
        if self._offers is not None:
            return
        self._offers = Offers(self._frame, self._theme, self._session, self._frame.column)
        self._offers.bar.history_requested.connect(self.history_requested)
        if shown is not None:
            self._show_offers(shown)
        if not isinstance(self._frame.window().focusWidget(), QLineEdit):  # in which somebody may be typing
            self.focus_offer()
        if self._settings.asks_who and shown is self._library:
            self.ask_who()

    def _show_offers(self, page: QWidget) -> None:
        if self._offers is not None:
            self._offers.show_in_library(page is self._library)

    def _show_save_state(self) -> None:
        from quizapp.services.recording import SaveState

        recordings = self._learning.recordings
        state = recordings.state
        self._frame.header.show_save_state(state, recordings.reason)
        if state is SaveState.NOT_SAVED:
            actions = [(self.tr("Try again"), self._learning.access.try_again)]
            if recordings.is_work_unsaved:
                actions.append((self.tr("Save elsewhere…"), self.guard.save_elsewhere))
            self._frame.notice.tell(recordings.reason, actions)
            self._tells_unsaved = True
        elif self._tells_unsaved and state is SaveState.SAVED:
            self._tells_unsaved = False
            self._frame.notice.hide()

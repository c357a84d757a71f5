"""The learner, on every page: the name, unfinished attempts, and whether everything is saved."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.learning import Learning
from quizapp.gui.shell.frame import Frame
from quizapp.settings import Settings

if TYPE_CHECKING:  # these are made when they are first shown
    from quizapp.gui.learners.learners_page import LearnersPage
    from quizapp.gui.learners.resume_bar import ResumeBar
    from quizapp.gui.shell.leave_guard import LeaveGuard
    from quizapp.services.learners import Unfinished


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
        self._offers: ResumeBar | None = None
        self._tells_unsaved = False
        self._refusal = ""
        frame.header.learner_requested.connect(self.ask_who)
        frame.page_changing.connect(self._show_offers)
        learning.present_changed.connect(self._show_present)
        learning.present_changed.connect(self._close_refusal)
        learning.change_refused.connect(self._note_refusal)
        learning.recordings.state_changed.connect(self._show_save_state)
        session.name_needed.connect(self.ask_who)

    @cached_property
    def guard(self) -> "LeaveGuard":
        """The guard that asks before a learner leaves."""
        from quizapp.gui.shell.leave_guard import LeaveGuard

        return LeaveGuard(self._frame.window(), self._learning, self._session, self._settings)

    @cached_property
    def _learners(self) -> "LearnersPage":
        from quizapp.gui.learners.learners_page import LearnersPage

        page = LearnersPage(self._theme, self._learning, self._settings, self.guard.leave)
        page.back.clicked.connect(self.library_requested)
        page.chosen.connect(self._welcome)
        return page

    def ask_who(self) -> None:
        """Ask who is learning. An attempt under way is left, and can go on later."""
        self._session.leave()
        self._frame.show_page(self._learners, self.tr("Learners"))
        self._learners.show_learners()

    def focus_offer(self) -> None:
        """Give the focus to the unfinished attempt that is offered, if there is one, so that Enter continues it."""
        if self._offers is not None and not self._offers.isHidden():
            self._offers.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _welcome(self) -> None:
        self.library_requested.emit()
        self.focus_offer()

    def shown_on(self, page: QWidget) -> bool | None:
        """Give True if `page` asks who is learning, and None if it is another one."""
        return True if "_learners" in self.__dict__ and page is self._learners else None

    def show_again(self, _: bool) -> None:
        """Ask again who is learning."""
        self.ask_who()

    def show_learner(self) -> None:
        """Show who is learning in a frame that was built again."""
        present = self._learning.present
        self._frame.header.show_learner(self._learning.name, present is not None and bool(present.learners))
        if self._offers is None:
            self._make_offers()

    def _show_present(self) -> None:
        shown, is_new = self._frame.pages.currentWidget(), self._offers is None
        self.show_learner()
        if not is_new:
            return
        if not isinstance(self._frame.window().focusWidget(), QLineEdit):  # in which somebody may be typing
            self.focus_offer()
        if self._learning.asks_who and shown is self._library:
            self.ask_who()

    def _note_refusal(self) -> None:
        self._refusal = self._frame.notice.text.text()

    def _close_refusal(self) -> None:
        """Close the notice of a change that was refused: another one was made."""
        self._frame.notice.take_back(self._refusal)
        self._refusal = ""

    def _make_offers(self) -> None:
        from quizapp.gui.learners.resume_bar import ResumeBar

        self._offers = ResumeBar(self._theme)
        self._offers.resume_requested.connect(lambda offer: self._session.resume(offer.attempt_id))
        self._offers.submit_requested.connect(self._ask_to_submit)
        self._offers.set_aside_requested.connect(self._ask_to_set_aside)
        self._offers.history_requested.connect(self.history_requested)
        column = self._frame.column
        column.insertWidget(column.count() - 1, self._offers)  # above the pages
        self._session.unfinished_changed.connect(self._show_unfinished)
        self._show_unfinished()

    def _show_unfinished(self) -> None:
        assert self._offers is not None
        modes = self._learning.room.modes
        offered = [each for each in self._session.unfinished if each.mode in modes]
        self._offers.show_offers(offered, self._session.older_unfinished)
        self._show_offers(self._frame.pages.currentWidget())

    def _show_offers(self, page: QWidget | None) -> None:
        if self._offers is not None:
            self._offers.setVisible(page is self._library and self._offers.has_offers)

    def _ask_to_submit(self, offer: "Unfinished") -> None:
        if offer.mode == "practice":
            text = self.tr("You will see the results of “{title}”. Unanswered questions do not count.")
        else:
            text = self.tr(
                "You will see the results of “{title}”. Unanswered questions earn no points, and you cannot go on with"
                " it after that."
            )
        from quizapp.gui.kit.dialogs import ask

        ask(
            self._frame,
            self.tr("End this attempt as it is?"),
            text.format(title=offer.title),
            [
                (self.tr("End it, and show the results"), lambda: self._session.hand_in(offer.attempt_id)),
                (self.tr("Leave it as it is"), None),
            ],
            default=1,
        )

    def _ask_to_set_aside(self, offer: "Unfinished") -> None:
        text = self.tr("“{title}” will no longer be offered here. Nothing is deleted: it stays in the history.")
        from quizapp.gui.kit.dialogs import ask

        ask(
            self._frame,
            self.tr("Set this attempt aside?"),
            text.format(title=offer.title),
            [
                (self.tr("Set it aside"), lambda: self._session.set_aside(offer.attempt_id)),
                (self.tr("Leave it as it is"), None),
            ],
        )

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

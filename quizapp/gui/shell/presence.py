"""Who is learning, around all pages: the name, what can be gone on with, and whether all is saved."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.notice_bar import NoticeBar
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.learning import Learning
from quizapp.gui.shell.header_bar import HeaderBar
from quizapp.settings import Settings

if TYPE_CHECKING:  # these are made when they are first shown
    from quizapp.gui.learners.learners_page import LearnersPage
    from quizapp.gui.learners.leave_guard import LeaveGuard
    from quizapp.gui.learners.resume_bar import ResumeBar


class Presence(QObject):
    """Keeps the header, the notices and the offers to go on as `learning` has them.

    Signals:
        resume_requested: the id of an attempt to go on with, and whether it is only to be finished as it is.
        history_requested: there are more attempts to go on with than are offered.
        learners_requested: it is to be asked who is learning.
        library_requested: somebody has been chosen, or nobody else.

    Args:
        window: what questions are asked above.
        column: where the offers are put, above the pages, which come last in it.
    """

    resume_requested = Signal(str, bool)
    history_requested = Signal()
    learners_requested = Signal()
    library_requested = Signal()

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        settings: Settings,
        learning: Learning,
        jobs: Jobs,
        header: HeaderBar,
        notice: NoticeBar,
        column: QVBoxLayout,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._settings = settings
        self._learning = learning
        self._jobs = jobs
        self._header = header
        self._notice = notice
        self._column = column
        self._offers: ResumeBar | None = None
        self._learners: LearnersPage | None = None
        self._departure: LeaveGuard | None = None
        self._is_library_shown = True
        self._tells_unsaved = False
        header.learner_requested.connect(self.learners_requested)
        learning.present_changed.connect(self._show_present)
        learning.recordings.state_changed.connect(self._show_save_state)
        learning.told.connect(notice.tell)

    def page_shown(self, *, is_library: bool, is_attempt: bool) -> None:
        """Another page is shown: offers belong to the library, and that all is saved to an attempt."""
        self._is_library_shown = is_library
        if self._offers is not None:
            self._offers.setVisible(is_library and self._offers.has_offers)
        self._header.show_saving(is_attempt)

    def focus_offer(self) -> None:
        """Let Enter go on where the learner stopped, if there is something to go on with."""
        if self._offers is not None and not self._offers.isHidden():
            self._offers.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def learners_page(self) -> "LearnersPage":
        """The page that asks who is learning, as things are now."""
        from quizapp.gui.learners.learner_files import LearnerFiles
        from quizapp.gui.learners.learners_page import LearnersPage

        if self._learners is None:
            files = LearnerFiles(self._learning, self._settings, self._jobs, self)
            files.told.connect(self._notice.tell)
            self._learners = LearnersPage(self._theme, self._learning, files, self._settings, self.departure)
            self._learners.back_requested.connect(self.library_requested)
            self._learners.chosen.connect(self.library_requested)
            self._learners.chosen.connect(self.focus_offer)
        return self._learners

    def departure(self) -> "LeaveGuard":
        """What asks before somebody leaves."""
        from quizapp.gui.learners.leave_guard import LeaveGuard

        if self._departure is None:
            self._departure = LeaveGuard(self._window, self._learning, self._settings)
        return self._departure

    def _show_present(self) -> None:
        is_first = self._offers is None
        offers = self._offers if self._offers is not None else self._new_offers()
        present = self._learning.present
        self._header.show_learner(self._learning.name, present is not None and bool(present.learners))
        offers.show_offers(self._learning.unfinished, self._learning.older_unfinished)
        offers.setVisible(self._is_library_shown and offers.has_offers)
        if is_first and not isinstance(self._window.focusWidget(), QLineEdit):  # nothing has been begun to be typed
            self.focus_offer()
        if is_first and self._settings.asks_who and self._is_library_shown:
            self.learners_requested.emit()

    def _new_offers(self) -> "ResumeBar":
        from quizapp.gui.learners.resume_bar import ResumeBar

        self._offers = ResumeBar(self._theme)
        self._offers.resume_requested.connect(lambda id_: self.resume_requested.emit(id_, False))
        self._offers.submit_requested.connect(self._ask_to_submit)
        self._offers.set_aside_requested.connect(self._ask_to_set_aside)
        self._offers.history_requested.connect(self.history_requested)
        self._column.insertWidget(self._column.count() - 1, self._offers)
        return self._offers

    def _ask_to_submit(self, attempt_id: str) -> None:
        from quizapp.gui.kit.question_box import Choice, ask

        ask(
            self._window,
            self.tr("End this attempt as it is?"),
            self.tr("“{title}”: what is unanswered earns nothing, and you cannot go on with it after that.").format(
                title=self._title_of(attempt_id)
            ),
            [
                Choice(self.tr("End it, and show the results"), lambda: self.resume_requested.emit(attempt_id, True)),
                Choice(self.tr("Leave it as it is")),
            ],
            default=1,
        )

    def _ask_to_set_aside(self, attempt_id: str) -> None:
        from quizapp.gui.kit.question_box import Choice, ask

        ask(
            self._window,
            self.tr("Set this attempt aside?"),
            self.tr("“{title}” is offered here no longer. Nothing of it is deleted.").format(
                title=self._title_of(attempt_id)
            ),
            [
                Choice(self.tr("Set it aside"), lambda: self._learning.set_aside(attempt_id)),
                Choice(self.tr("Leave it as it is")),
            ],
        )

    def _title_of(self, attempt_id: str) -> str:
        return next((offer.title for offer in self._learning.unfinished if offer.attempt_id == attempt_id), "")

    def _show_save_state(self) -> None:
        from quizapp.services.recording import SaveState

        state = self._learning.recordings.state
        self._header.show_save_state(state, self._learning.recordings.reason)
        if state is SaveState.NOT_SAVED:
            actions = [(self.tr("Try again"), self._learning.try_again)]
            if self._learning.recordings.is_work_unsaved:
                actions.append((self.tr("Save elsewhere…"), self.departure().save_elsewhere))
            self._notice.tell(self._learning.recordings.reason, actions)
            self._tells_unsaved = True
        elif self._tells_unsaved and state is SaveState.SAVED:
            self._tells_unsaved = False
            self._notice.hide()

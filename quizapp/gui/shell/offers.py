"""Unfinished attempts, offered above the library."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.dialogs import Choice, ask
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.resume_bar import ResumeBar


class Offers(QObject):
    """Shows the attempts of `session` that can go on, and asks before one of them is ended or set aside.

    Signals:
        history_requested: there are more attempts to go on with than are offered.

    Args:
        window: what questions are asked above.
        column: where the offers are put, above the pages, which come last in it.
    """

    history_requested = Signal()

    def __init__(self, window: QWidget, theme: Theme, session: AttemptSession, column: QVBoxLayout) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._is_library_shown = True
        self.bar = ResumeBar(theme)
        self.bar.resume_requested.connect(session.resume)
        self.bar.submit_requested.connect(self._ask_to_submit)
        self.bar.set_aside_requested.connect(self._ask_to_set_aside)
        self.bar.history_requested.connect(self.history_requested)
        column.insertWidget(column.count() - 1, self.bar)
        session.unfinished_changed.connect(self._show)
        self._show()

    def show_in_library(self, shown: bool) -> None:
        """Show the offers, or not, as the library is shown or another page."""
        self._is_library_shown = shown
        self.bar.setVisible(shown and self.bar.has_offers)

    def focus(self) -> None:
        """Let Enter go on where the learner stopped, if there is something to go on with."""
        if not self.bar.isHidden():
            self.bar.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self.bar.show_offers(self._session.unfinished, self._session.older_unfinished)
        self.show_in_library(self._is_library_shown)

    def _ask_to_submit(self, attempt_id: str) -> None:
        title = self._title_of(attempt_id)
        ask(
            self._window,
            self.tr("End this attempt as it is?"),
            self.tr(
                "You will see the results of “{title}”. Unanswered questions earn no points, and you cannot go on with"
                " it after that."
            ).format(title=title),
            [
                Choice(self.tr("End it, and show the results"), lambda: self._session.hand_in(attempt_id)),
                Choice(self.tr("Leave it as it is")),
            ],
            default=1,
        )

    def _ask_to_set_aside(self, attempt_id: str) -> None:
        title = self._title_of(attempt_id)
        ask(
            self._window,
            self.tr("Set this attempt aside?"),
            self.tr("“{title}” will not be offered here any more. Nothing is deleted: it stays in the history.").format(
                title=title
            ),
            [
                Choice(self.tr("Set it aside"), lambda: self._session.set_aside(attempt_id)),
                Choice(self.tr("Leave it as it is")),
            ],
        )

    def _title_of(self, attempt_id: str) -> str:
        return next((offer.title for offer in self._session.unfinished if offer.attempt_id == attempt_id), "")

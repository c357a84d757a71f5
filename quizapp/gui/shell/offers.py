"""Unfinished attempts, offered above the library."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.dialogs import Choice, ask
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.resume_bar import ResumeBar


class Offers(QObject):
    """Offers the unfinished attempts of `session`, and asks before one of them is ended or set aside.

    Args:
        window: dialogs appear above it.
        column: the offers go into it, above the pages, which come last.
    """

    def __init__(self, window: QWidget, theme: Theme, session: AttemptSession, column: QVBoxLayout) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._is_library_shown = True
        self.bar = ResumeBar(theme)
        self.bar.resume_requested.connect(session.resume)
        self.bar.submit_requested.connect(self._ask_to_submit)
        self.bar.set_aside_requested.connect(self._ask_to_set_aside)
        column.insertWidget(column.count() - 1, self.bar)
        session.unfinished_changed.connect(self._show)
        self._show()

    def show_in_library(self, shown: bool) -> None:
        """Show the offers, or hide them, depending on whether the library is `shown`."""
        self._is_library_shown = shown
        self.bar.setVisible(shown and self.bar.has_offers)

    def focus(self) -> None:
        """Give the focus to the offer, if there is one, so that Enter continues the attempt."""
        if not self.bar.isHidden():
            self.bar.main_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self.bar.show_offers(self._session.unfinished, self._session.older_unfinished)
        self.show_in_library(self._is_library_shown)

    def _ask_to_submit(self, attempt_id: str) -> None:
        text = self.tr(
            "You will see the results of “{title}”. Unanswered questions earn no points, and you cannot go on with it"
            " after that."
        )
        ask(
            self._window,
            self.tr("End this attempt as it is?"),
            text.format(title=self._title_of(attempt_id)),
            [
                Choice(self.tr("End it, and show the results"), lambda: self._session.hand_in(attempt_id)),
                Choice(self.tr("Leave it as it is")),
            ],
            default=1,
        )

    def _ask_to_set_aside(self, attempt_id: str) -> None:
        text = self.tr("“{title}” will not be offered here any more. Nothing is deleted: it stays in the history.")
        ask(
            self._window,
            self.tr("Set this attempt aside?"),
            text.format(title=self._title_of(attempt_id)),
            [
                Choice(self.tr("Set it aside"), lambda: self._session.set_aside(attempt_id)),
                Choice(self.tr("Leave it as it is")),
            ],
        )

    def _title_of(self, attempt_id: str) -> str:
        return next((offer.title for offer in self._session.unfinished if offer.attempt_id == attempt_id), "")

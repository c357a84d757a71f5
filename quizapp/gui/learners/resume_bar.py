"""A bar that offers unfinished attempts."""

import time
from collections.abc import Sequence

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QPushButton

from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.kit.stepping_bar import SteppingBar
from quizapp.gui.kit.theme import Theme
from quizapp.services.learners import Unfinished


class ResumeBar(SteppingBar):
    """Offers the unfinished attempts, one at a time, the newest first. It is shown only while there are any.

    After the last one, it leads to the history if there are more than are offered.

    Signals: each but the last gives an `Unfinished`.
        resume_requested: it is to go on.
        submit_requested: it is to be finished as it is.
        set_aside_requested: it is not to be offered anymore.
        history_requested: the user wants to see the attempts that are not offered here.
    """

    resume_requested = Signal(object)
    submit_requested = Signal(object)
    set_aside_requested = Signal(object)
    history_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "again", self.tr("The newer one"), self.tr("The older one"))
        self._offers: tuple[Unfinished, ...] = ()
        self._not_offered = 0
        self.resume = self._button(self.tr("Go on"), self.resume_requested, self.tr("Go on where you stopped (Ctrl+R)"))
        self.resume.setObjectName("primary")
        self.resume.setShortcut(*KEYS["resume"])
        self.submit = self._button(self.tr("Finish as it is"), self.submit_requested)
        tip = self.tr("Stop offering it here; nothing is deleted")
        self.set_aside = self._button(self.tr("Set aside"), self.set_aside_requested, tip)
        self.history = push_button(self.tr("Show the history"), self.history_requested, is_main=True)
        fill(self.row, self.resume, self.submit, self.set_aside, self.history)

    def show_offers(self, offers: Sequence[Unfinished], not_offered: int = 0) -> None:
        """Offer these in their order, and tell how many others are `not_offered`; with none at all, show nothing."""
        self._offers = tuple(offers)
        self._not_offered = not_offered
        self.place = 0
        if self.has_offers:
            self.show_place()

    @property
    def has_offers(self) -> bool:
        return bool(self._offers) or self._not_offered > 0

    @property
    def main_button(self) -> QPushButton:
        """The button that gets the focus, and so Enter."""
        return self.history if self._is_at_end else self.resume

    @property
    def _places(self) -> int:
        return len(self._offers) + (self._not_offered > 0)

    @property
    def _is_at_end(self) -> bool:
        return self.place == len(self._offers)

    def show_place(self) -> None:
        count = len(self._offers) + self._not_offered
        self.show_arrows(self._places)
        for button in (self.resume, self.submit, self.set_aside):
            button.setVisible(not self._is_at_end)
        self.history.setVisible(self._is_at_end)
        first = self.place + 1
        if self._is_at_end:
            self._show_not_offered()
            self.which.setText(f"{first}–{count} / {count}" if first < count else f"{count} / {count}")
        else:
            self._show_offer(self._offers[self.place])
            self.which.setText(f"{first} / {count}")

    def _show_not_offered(self) -> None:
        self.title.setText(self.tr("%n more attempts are not finished", "", self._not_offered))
        self.detail.setText(self.tr("Go on with them from the history", "", self._not_offered))
        self.history.setAccessibleName(self.tr("Show the history: {title}").format(title=self.title.text()))

    def _show_offer(self, offer: Unfinished) -> None:
        mode = {"test": self.tr("Test"), "review": self.tr("Review")}.get(offer.mode, self.tr("Practice"))
        place = self.tr("stopped at question {number} of {count}").format(number=offer.number, count=offer.questions)
        self.title.setText(offer.title)
        self.detail.setText(f"{mode} · {place} · {moment_text(offer.when, time.time())}")
        self.resume.setAccessibleName(
            self.tr("Go on where you stopped: {title}, {detail}").format(title=offer.title, detail=self.detail.text())
        )

    def _button(self, words: str, wish: SignalInstance, tip: str = "") -> QPushButton:
        return push_button(words, lambda: wish.emit(self._offers[self.place]), tip=tip)

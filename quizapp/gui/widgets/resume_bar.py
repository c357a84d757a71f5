"""Where the learner stopped, and the way back to there."""

import time
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from quizapp.gui.dates import moment_text
from quizapp.gui.theme import FontRole, Theme
from quizapp.gui.widgets.label import ElidedLabel, Label
from quizapp.services.learners import Unfinished


class ResumeBar(QWidget):
    """Offers the unfinished attempts, one at a time, the newest first. It is there only while there are any.

    Signals:
        resume_requested: the id of an attempt to go on with.
        submit_requested: the id of an attempt to be handed in as it is.
        set_aside_requested: the id of an attempt that is to be offered no longer.
    """

    resume_requested = Signal(str)
    submit_requested = Signal(str)
    set_aside_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._offers: tuple[Unfinished, ...] = ()
        self._place = 0
        self.setObjectName("offer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._sign = QLabel()
        self.title = ElidedLabel(theme, FontRole.STRONG)
        self.detail = ElidedLabel(theme, FontRole.SMALL, color="muted")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.detail)
        self.resume = QPushButton(self.tr("Go on"))
        self.resume.setObjectName("primary")
        self.resume.setToolTip(self.tr("Go on where you stopped (Ctrl+R)"))
        self.resume.setShortcut("Ctrl+R")
        self.submit = QPushButton(self.tr("Hand in as it is"))
        self.set_aside = QPushButton(self.tr("Set aside"))
        self.set_aside.setToolTip(self.tr("Offer it no longer; nothing of it is deleted"))
        for button, wish in (
            (self.resume, self.resume_requested),
            (self.submit, self.submit_requested),
            (self.set_aside, self.set_aside_requested),
        ):
            button.clicked.connect(lambda _=False, wish=wish: wish.emit(self._offers[self._place].attempt_id))
        self.newer = self._arrow(self.tr("The newer one"), -1)
        self.older = self._arrow(self.tr("The older one"), 1)
        self.which = Label(theme, FontRole.SMALL, color="muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 8, 14, 8)
        row.setSpacing(8)
        row.addWidget(self._sign)
        row.addLayout(words, 1)
        for widget in (self.newer, self.which, self.older, self.resume, self.submit, self.set_aside):
            row.addWidget(widget)
        self._restyle()
        theme.changed.connect(self._restyle)
        self.hide()

    def show_offers(self, offers: Sequence[Unfinished]) -> None:
        """Offer these, the first one first; with none, there is no bar to be shown."""
        self._offers = tuple(offers)
        self._place = 0
        if self._offers:
            self._show()

    @property
    def controls(self) -> tuple[QWidget, ...]:
        """What the keyboard reaches, from left to right."""
        return (self.newer, self.older, self.resume, self.submit, self.set_aside)

    @property
    def offers(self) -> tuple[Unfinished, ...]:
        return self._offers

    def _step(self, by: int) -> None:
        self._place = min(max(self._place + by, 0), len(self._offers) - 1)
        self._show()

    def _show(self) -> None:
        offer = self._offers[self._place]
        several = len(self._offers) > 1
        mode = {"test": self.tr("Test"), "review": self.tr("Review")}.get(offer.mode, self.tr("Practice"))
        place = self.tr("stopped at question {number} of {count}").format(number=offer.number, count=offer.questions)
        self.title.setText(offer.title)
        self.detail.setText(f"{mode} · {place} · {self._when(offer.when)}")
        self.resume.setAccessibleName(
            self.tr("Go on where you stopped: {title}, {detail}").format(title=offer.title, detail=self.detail.text())
        )
        self.submit.setText(self.tr("Hand in as it is") if offer.mode == "test" else self.tr("Finish as it is"))
        for widget in (self.newer, self.older, self.which):
            widget.setVisible(several)
        self.newer.setEnabled(self._place > 0)
        self.older.setEnabled(self._place < len(self._offers) - 1)
        self.which.setText(f"{self._place + 1} / {len(self._offers)}")

    def _when(self, seconds: float) -> str:
        return moment_text(seconds, time.time())

    def _arrow(self, name: str, by: int) -> QToolButton:
        arrow = QToolButton()
        arrow.setAutoRaise(True)
        arrow.setAccessibleName(name)
        arrow.setToolTip(name)
        arrow.clicked.connect(lambda: self._step(by))
        return arrow

    def _restyle(self) -> None:
        theme = self._theme
        self._sign.setPixmap(theme.pixmap("again", "accent", theme.pixels(20), self.devicePixelRatioF()))
        for arrow, icon in ((self.newer, "back"), (self.older, "next")):
            arrow.setIcon(theme.icon(icon))
            arrow.setIconSize(QSize(theme.pixels(16), theme.pixels(16)))

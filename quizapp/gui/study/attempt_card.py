"""One attempt that was taken: its marks, and what can be done with it."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from quizapp.domain.summary import PastAttempt
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.fact_list import FactList
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.meter import Meter
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.study.history_model import share_of
from quizapp.reports.names import MODE_TEXTS, skill_name, time_text
from quizapp.reports.words import total_text


class AttemptCard(QFrame):
    """Tells of an attempt, and leads to it.

    Signals:
        chosen: the attempt is to be shown again, or, where it is not over, gone on with.
        reopen_requested: the attempt is over, and is to go on all the same.

    Args:
        clock: seconds since the epoch.
    """

    chosen = Signal()
    reopen_requested = Signal()

    def __init__(self, theme: Theme, clock: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 17, 14, 16)
        scroll = RingedScrollArea(theme)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setAccessibleName(self.tr("About this attempt"))
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(5, 2, 10, 2)  # clear of the ring
        inside.setSpacing(8)
        self._over = Label(theme, FontRole.LABEL, color="muted", wraps=True)
        self._title = Label(theme, FontRole.HEADLINE, wraps=True)
        self._score = Label(theme, FontRole.TITLE, wraps=True)
        self._meter = Meter(theme)
        self._facts = FactList(theme)
        self.open = QPushButton(self.tr("Show it again"))
        self.resume = QPushButton(self.tr("Go on with it"))
        self.reopen = QPushButton(self.tr("Go on with the rest"))
        self.reopen.setAccessibleDescription(self.tr("Answer the questions that you left out. Your answers stay."))
        self.reopen.setToolTip(self.reopen.accessibleDescription())
        self.reopen.clicked.connect(self.reopen_requested)
        for button in (self.open, self.resume):
            button.setObjectName("primary")
            button.clicked.connect(self.chosen)
        buttons = QWidget()
        buttons.setContentsMargins(0, 4, 0, 0)
        flow = FlowLayout(buttons, spacing=6)
        for button in (self.open, self.resume, self.reopen):
            flow.addWidget(button)
        for widget in (self._over, self._title, self._score, self._meter, buttons, self._facts):
            inside.addWidget(widget)
        inside.addStretch(1)
        scroll.setWidget(inner)
        column.addWidget(scroll)

    def show_attempt(self, attempt: PastAttempt, score: str) -> None:
        """Show `attempt`, with what came of it in a word; see `HistoryModel.score`."""
        summary = attempt.summary
        self._title.setText(attempt.title)
        self._over.setText(moment_text(attempt.started, self._clock()))
        self.open.setVisible(attempt.submitted)
        self.resume.setVisible(not attempt.submitted)
        self.reopen.setVisible(attempt.can_be_reopened)
        shown = attempt.submitted and summary is not None
        share = share_of(attempt)
        self._meter.setVisible(share is not None)
        if summary is None:
            self._score.setText(self.tr("Its bank can no longer be read."))
            self._facts.show_facts([])
            return
        points = total_text(summary.total, translate)
        if shown:
            score = points if summary.total.is_open else score if share is None else f"{score} · {points}"
        self._score.setText(score)
        self._meter.show_share(share or 0.0, score)
        facts = [
            (self.tr("Mode"), translate(MODE_TEXTS[summary.mode])),
            (
                self.tr("Answered"),
                self.tr("{answered} of {count}").format(answered=summary.answered, count=len(summary.answers)),
            ),
            (self.tr("Time taken"), time_text(summary.seconds, translate)),
        ]
        if shown:
            facts += [(skill_name(skill, translate), total_text(total, translate)) for skill, total in summary.skills]
        self._facts.show_facts(facts)

"""A past attempt: its marks, and buttons for what can be done with it."""

from collections.abc import Callable, Collection

from PySide6.QtWidgets import QWidget

from quizapp.domain.summary import PastAttempt
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.fact_list import FactList
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.meter import Meter
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.study.history_model import share_of
from quizapp.reports.names import MODE_TEXTS, levels_text, skill_name, time_text
from quizapp.reports.words import total_text
from quizapp.services.room import ALL_MODES


class AttemptCard(ScrollCard):
    """Shows facts about an attempt, and leads to it.

    Args:
        open_it: shows the attempt again, or goes on with it if it is unfinished.
        reopen_it: goes on with the questions that were left out, though the attempt is over.
        modes: those in which an attempt may go on.
    """

    def __init__(
        self,
        theme: Theme,
        clock: Clock,
        open_it: Callable[[], object],
        reopen_it: Callable[[], object],
        modes: Collection[str] = ALL_MODES,
    ) -> None:
        super().__init__(theme, translate("About this attempt"))
        self._clock = clock
        self._modes = modes
        self._overline = Label(theme, FontRole.LABEL, color="muted", wraps=True)
        self._title = Label(theme, FontRole.HEADLINE, wraps=True)
        self._score = Label(theme, FontRole.TITLE, wraps=True)
        self._score.accessible_role = ""
        self._meter = Meter(theme)
        self._facts = FactList(theme)
        self.open = push_button(self.tr("Show it again"), open_it, is_main=True)
        self.resume = push_button(self.tr("Go on with it"), open_it, is_main=True)
        tip = self.tr("Answer the questions that you left out. Your answers stay.")
        self.reopen = push_button(self.tr("Go on with the rest"), reopen_it, tip=tip)
        self.reopen.setAccessibleDescription(tip)
        buttons = QWidget()
        buttons.setContentsMargins(0, 4, 0, 0)
        flow = FlowLayout(buttons)
        for button in (self.open, self.resume, self.reopen):
            flow.addWidget(button)
        fill(self.column, self._overline, self._title, self._score, self._meter, buttons, self._facts, 1)

    def show_attempt(self, attempt: PastAttempt, score: str) -> None:
        """Show `attempt` with its `score` in a word; see `HistoryModel.score`."""
        summary, share = attempt.summary, share_of(attempt)
        self._title.setText(attempt.title)
        self._overline.setText(moment_text(attempt.started, self._clock()))
        self.open.setVisible(attempt.submitted)
        can_go_on = summary is None or summary.mode in self._modes
        self.resume.setVisible(not attempt.submitted and can_go_on)
        self.reopen.setVisible(attempt.can_be_reopened and can_go_on)
        self._meter.setVisible(share is not None)
        if summary is None:
            self._score.setText(self.tr("Its bank can no longer be read."))
            self._facts.show_facts([])
            return
        answered = self.tr("{answered} of {count}").format(answered=summary.answered, count=len(summary.answers))
        facts = [
            (self.tr("Mode"), translate(MODE_TEXTS[summary.mode])),
            (self.tr("Answered"), answered),
            (self.tr("Time taken"), time_text(summary.seconds, translate)),
        ]
        if summary.levels:
            facts.append((self.tr("Reading level"), levels_text(summary.levels, translate)))
        if attempt.submitted and summary.is_marked_here:
            points = total_text(summary.total, translate)
            score = points if summary.total.is_open else score if share is None else f"{score} · {points}"
            facts += [(skill_name(skill, translate), total_text(total, translate)) for skill, total in summary.skills]
        self._score.setText(score)
        self._meter.show_share(share or 0.0, score)
        self._facts.show_facts(facts)

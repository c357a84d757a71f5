"""Crossing out options of the question that is shown."""

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent

from quizapp.domain.event import Eliminated
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.attempt.question_card import QuestionCard
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.choosing_keys import choosing_key
from quizapp.gui.kit.shortcut_keys import action_of
from quizapp.services.taking import Taking
from quizapp.settings import Settings


class CrossingOut(QObject):
    """Shows which options are crossed out, and keeps what the learner changes; `card.cross_out` turns it on and off."""

    def __init__(self, settings: Settings, card: QuestionCard) -> None:
        super().__init__(card)
        self._settings = settings
        self._card = card
        self._taking: Taking | None = None
        self._view: AnswerView | None = None
        card.cross_out.toggled.connect(self._turn_on)

    def follow(self, view: AnswerView) -> None:
        """Keep what is crossed out in `view`, which is connected once."""
        view.option_crossed_out.connect(self._keep)

    def show(self, taking: Taking, view: AnswerView) -> None:
        """Show the crossed-out options of the current question in its view."""
        self._taking, self._view = taking, view
        crossed_out = taking.attempt.eliminated.get(taking.current.id, frozenset())
        if view.can_cross_out:
            view.show_crossed_out(crossed_out)
        is_there = view.can_cross_out and taking.allows("eliminator")
        self._card.cross_out.setVisible(is_there)
        self._card.cross_out.setEnabled(view.is_open)
        self._card.cross_out.setChecked(self._settings.eliminator_on)
        self._offer()

    def take_key(self, event: QKeyEvent) -> bool:
        """Cross out the option with the letter that was typed with Shift, or, by a letter of its own, the one that has
        the focus; tell whether that was done.
        """
        letter = choosing_key(event)
        if not (self._is_there and letter.isalpha()) or self._view is None:
            return False
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            return self._view.cross_out(letter)
        return action_of(letter, self._settings.keys) == "cross out" and self._view.cross_out("")

    @property
    def _is_there(self) -> bool:
        return not self._card.cross_out.isHidden() and self._card.cross_out.isEnabled()

    def _turn_on(self, is_on: bool) -> None:
        self._settings.eliminator_on = is_on
        self._offer()

    def _offer(self) -> None:
        if self._view is not None and self._view.can_cross_out:
            self._view.offer_crossing_out(self._is_there and self._settings.eliminator_on)

    def _keep(self, option: str, is_out: bool) -> None:
        taking, view = self._taking, self._view
        if taking is None or view is None:
            return
        id_ = taking.current.id
        if not taking.annotate(Eliminated(at=0.0, question=id_, option=option, eliminated=is_out)):
            view.show_crossed_out(taking.attempt.eliminated.get(id_, frozenset()))
            return
        name = view.name_of(option)
        words = self.tr("{option} crossed out") if is_out else self.tr("{option} brought back")
        announce(self._card, words.format(option=name))

"""The base of the views of the choice types: cards to choose from."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from quizapp.domain.mark import Mark
from quizapp.domain.question import Arrangement, Response
from quizapp.domain.text import letter
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.cross_out_button import CrossOutButton
from quizapp.gui.answers.parts.option_card import CheckCard, RadioCard
from quizapp.gui.answers.parts.outcome import outcome_text, outcomes_of
from quizapp.gui.kit.building import fill, show_kept
from quizapp.gui.kit.choosing_keys import index_of_key
from quizapp.gui.kit.shapes import Marked
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate


class ChoiceView(AnswerView):
    """Cards with letters from A. One or several can be chosen."""

    exclusive = True
    """One card at most can be chosen."""
    can_cross_out = True

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(self._take_choice)
        self._kept: list[RadioCard | CheckCard] = []
        self._shown: dict[str, RadioCard | CheckCard] = {}
        self._crossing: dict[RadioCard | CheckCard, CrossOutButton] = {}
        self._layout = fill(QVBoxLayout(self), spacing=4, margins=(0, 0, 0, 0))

    @property
    def cards(self) -> Sequence[RadioCard | CheckCard]:
        """The cards that are shown, in order."""
        return list(self._shown.values())

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of the chosen options, in the order on the screen."""
        return tuple(id_ for id_, card in self._shown.items() if card.isChecked())

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        chosen, count = _ids(response), len(arrangement)
        self._group.setExclusive(False)
        place = self.tr("Option {number} of {count}")
        if self.part_name:
            place = f"{self.part_name}, {place}"
        self._shown = dict(zip(arrangement, show_kept(self._kept, count, self._new_card), strict=True))
        for number, (id_, card) in enumerate(self._shown.items(), 1):
            text = self.question.part_text(id_, translate)
            card.show_option(letter(number - 1), text, place.format(number=number, count=count))
            card.setChecked(id_ in chosen)
            card.setEnabled(True)
        self._group.setExclusive(self.exclusive)

    def _new_card(self) -> RadioCard | CheckCard:
        card = RadioCard(self.theme, self) if self.exclusive else CheckCard(self.theme, self)
        self._group.addButton(card)
        self._layout.addWidget(card)
        return card

    def _take_choice(self, card: RadioCard | CheckCard, is_chosen: bool) -> None:
        if is_chosen and card.is_crossed_out:  # the attempt brings it back as well
            self._show_crossed_out(card, False)
        self.notice()

    # crossing out

    def show_crossed_out(self, ids: Collection[str]) -> None:
        for id_, card in self._shown.items():
            self._show_crossed_out(card, id_ in ids)

    def _show_crossed_out(self, card: RadioCard | CheckCard, is_out: bool) -> None:
        card.show_crossed_out(is_out)
        if card in self._crossing:
            self._crossing[card].follow()

    def offer_crossing_out(self, offered: bool) -> None:
        shown = {card for card in self.cards if offered and self.is_open and not card.was_tried}
        for card in [each for each in self.cards if offered and each not in self._crossing]:  # Tab keeps their order
            button = self._crossing[card] = CrossOutButton(self.theme, card)
            button.toggled.connect(
                lambda is_out, card=card: self._cross_out(card) if is_out is not card.is_crossed_out else None
            )
        for card, button in self._crossing.items():
            button.setVisible(card in shown)
            button.follow()

    def cross_out(self, letter: str) -> bool:
        card = next(
            (each for each in self.cards if (each.letter == letter.upper() if letter else each.hasFocus())), None
        )
        if card is None or card.was_tried or not self.is_open:
            return False
        self._cross_out(card)
        return True

    def _cross_out(self, card: RadioCard | CheckCard) -> None:
        """Cross out an option, which then is not chosen, or bring it back."""
        is_out = not card.is_crossed_out
        if is_out and card.isChecked():
            self._group.setExclusive(False)
            card.setChecked(False)
            self._group.setExclusive(self.exclusive)
        self._show_crossed_out(card, is_out)
        self.option_crossed_out.emit(next(id_ for id_, each in self._shown.items() if each is card), is_out)

    def response(self) -> Response | None:
        chosen = self.chosen
        return chosen[0] if chosen else None

    def show_outcomes(self, mark: Mark) -> None:
        marked: dict[str, Marked] = dict.fromkeys(_ids(self.question.correct_response()), "missed")
        marked.update({id_: outcome for id_, outcome in outcomes_of(mark).items() if outcome != "partial"})
        for id_, card in self._shown.items():
            outcome = marked.get(id_, "")
            card.show_marked(outcome, outcome_text(outcome))
            card.setEnabled(False)

    def show_tried(self, tried: Sequence[Response]) -> None:
        for id_, card in self._shown.items():
            if id_ in tried:
                card.show_tried(translate("Tried, not right"))

    def widget_of(self, part: str) -> QWidget | None:
        return self._shown.get(part)

    def name_of(self, part: str) -> str:
        return self._shown[part].letter if part in self._shown else ""

    def take_key(self, key: str) -> bool:
        index, cards = index_of_key(key), self.cards
        if not (self.is_open and 0 <= index < len(cards)):
            return False
        cards[index].setFocus(Qt.FocusReason.ShortcutFocusReason)
        cards[index].click()
        return True

    def focus_first(self, reason: Qt.FocusReason) -> None:
        """Focus the chosen option, or the first one."""
        next((card for card in self.cards if card.isChecked()), self.cards[0]).setFocus(reason)

    def letter_hint(self) -> str:
        return self.tr("Press A–{last} to choose, Enter to go on").format(last=self.cards[-1].letter)


def _ids(response: Response | None) -> tuple[str, ...]:
    """Return the ids of the options that `response` chooses."""
    return (response,) if isinstance(response, str) else response if isinstance(response, tuple) else ()

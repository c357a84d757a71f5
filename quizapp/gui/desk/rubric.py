"""The rubric of a written answer, with a key for each level."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from quizapp.domain.inline import inline_text, plain_text
from quizapp.gui.answers.parts.option_card import RadioCard
from quizapp.gui.kit.building import discard, fill
from quizapp.gui.kit.inline_text import headed
from quizapp.gui.kit.label import InlineLabel
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.question_types.open_response import Criterion, OpenResponse


def keys_of(criterion: Criterion) -> tuple[str, ...]:
    """The digit of each level: its points where these tell the levels apart, or else its number, from 1 on.

    A level beyond the ninth has none.
    """
    points = [level.points for level in criterion.levels]
    if len(set(points)) == len(points) and all(0 <= each <= 9 for each in points):
        return tuple(map(str, points))
    return tuple(str(number) if number <= 9 else "" for number in range(1, len(points) + 1))


class Rubric(QWidget):
    """The criteria below one another, each with its levels. A digit chooses the level of the current criterion.

    Signals:
        level_changed: the user chose a level.
    """

    level_changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._question: OpenResponse | None = None
        self._widgets: list[QWidget] = []
        self._cards: dict[str, list[RadioCard]] = {}
        self._column = fill(QVBoxLayout(self), margins=(0, 0, 0, 0), spacing=2)

    def show_question(self, question: OpenResponse, levels: Mapping[str, int]) -> None:
        """Show the rubric of `question`, with these levels chosen."""
        if question is not self._question:
            self._question = question
            self._make(question)
        for letter, cards in self._cards.items():
            group = cards[0].group()
            group.blockSignals(True)
            group.setExclusive(False)
            for number, card in enumerate(cards):
                card.setChecked(levels.get(letter) == number)
            group.setExclusive(True)
            group.blockSignals(False)

    @property
    def levels(self) -> dict[str, int]:
        """The levels that are chosen, by the letter of the criterion."""
        chosen = {}
        for letter, cards in self._cards.items():
            number = next((number for number, card in enumerate(cards) if card.isChecked()), None)
            if number is not None:
                chosen[letter] = number
        return chosen

    @property
    def open_criterion(self) -> str:
        """The letter of the first criterion without a level; empty for none."""
        return next((letter for letter in self._cards if letter not in self.levels), "")

    def take_key(self, key: str) -> bool:
        """Choose a level by its digit, for the criterion that has the focus or else the first one without a level.

        Then the next criterion has the focus. Tells whether there is such a level.
        """
        assert self._question is not None
        letters = list(self._cards)
        focused = next((letter for letter in letters if any(card.hasFocus() for card in self._cards[letter])), "")
        letter = focused or self.open_criterion or letters[0]
        keys = keys_of(self._question.criteria[letter])
        if not key or key not in keys:
            return False
        card = self._cards[letter][keys.index(key)]
        card.setChecked(True)
        following = letters[letters.index(letter) + 1 :]
        self.focus(following[0] if following else letter)
        return True

    def focus(self, letter: str = "") -> None:
        """Give the focus to a criterion, or to the first one without a level."""
        cards = self._cards[letter or self.open_criterion or next(iter(self._cards))]
        next((card for card in cards if card.isChecked()), cards[0]).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _make(self, question: OpenResponse) -> None:
        discard(self._widgets)
        self._cards = {}
        for letter, criterion in question.criteria.items():
            head = InlineLabel(self._theme, FontRole.STRONG, wraps=True)
            head.setText(headed(letter, inline_text(criterion.text)))
            self._add(head)
            group = QButtonGroup(head)
            group.buttonToggled.connect(self._tell)
            keys = keys_of(criterion)
            cards = self._cards[letter] = []
            for key, level in zip(keys, criterion.levels, strict=True):
                card = RadioCard(self._theme, self)
                told = self.tr("%n points", "", level.points)
                text = inline_text(level.text)
                is_plain = key == str(level.points)
                card.show_option(key, text if is_plain else headed(told, text, ": "), plain_text(criterion.text))
                card.setAccessibleName(f"{plain_text(level.text)}: {told}")
                group.addButton(card)
                self._add(card)
                cards.append(card)

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        self._widgets.append(widget)

    def _tell(self, _: object, chosen: bool) -> None:
        if chosen:
            self.level_changed.emit()

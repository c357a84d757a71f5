"""Options below one another, of which one or any can be chosen."""

from collections.abc import Container, Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from quizapp.domain.question import Response
from quizapp.domain.text import letter, letters
from quizapp.gui.answers.parts.option_card import CheckCard, RadioCard
from quizapp.gui.kit.painted_button import Marked
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate


class ChoiceList(QWidget):
    """Shows options in the order that they are given in, with letters from A. Cards are kept for the next question.

    Signals:
        chosen_changed: an option was chosen or taken back, by the user or by `show_options`.
    """

    chosen_changed = Signal()

    def __init__(self, theme: Theme, *, exclusive: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._exclusive = exclusive
        self._group = QButtonGroup(self)
        self._group.setExclusive(exclusive)
        self._group.buttonToggled.connect(lambda *_: self.chosen_changed.emit())
        self._cards: list[RadioCard | CheckCard] = []
        self._ids: tuple[str, ...] = ()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._layout = layout

    @property
    def cards(self) -> Sequence[RadioCard | CheckCard]:
        """The cards that are shown, in order."""
        return self._cards[: len(self._ids)]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The ids of what is chosen, in the order in which they are shown."""
        return tuple(id_ for id_, card in zip(self._ids, self.cards, strict=True) if card.isChecked())

    def letter_of(self, id_: str) -> str:
        """The letter under which an option is shown."""
        return letters(len(self._ids))[self._ids.index(id_)] if id_ in self._ids else ""

    @property
    def last_letter(self) -> str:
        """The letter of the last option."""
        return letter(len(self._ids) - 1)

    def show_options(self, options: Sequence[tuple[str, str]], chosen: Iterable[str], part: str = "") -> None:
        """Show `options`, each an id and a text, open to be chosen from; `part` is what they are of, if that needs to
        be told to who can't see it.
        """
        self._ids = tuple(id_ for id_, _ in options)
        wanted = set(chosen)
        while len(self._cards) < len(options):
            card = RadioCard(self._theme, self) if self._exclusive else CheckCard(self._theme, self)
            self._group.addButton(card)
            self._layout.addWidget(card)
            self._cards.append(card)
        self._group.setExclusive(False)
        for index, (card, name) in enumerate(zip(self._cards, letters(len(self._cards)), strict=True)):
            shown = index < len(options)
            if shown:
                id_, text = options[index]
                place = self.tr("Option {number} of {count}").format(number=index + 1, count=len(options))
                card.show_option(name, text, f"{part}, {place}" if part else place)
                card.setChecked(id_ in wanted)
                card.setEnabled(True)
            card.setVisible(shown)
        self._group.setExclusive(self._exclusive)

    def show_marked(self, marked: Mapping[str, Marked]) -> None:
        """Show how the options were marked; none can be chosen any more."""
        words = {
            "right": self.tr("Your answer, right"),
            "wrong": self.tr("Your answer, wrong"),
            "missed": self.tr("Right answer, not chosen"),
        }
        for id_, card in zip(self._ids, self.cards, strict=True):
            how = marked.get(id_, "")
            card.show_marked(how, words.get(how, ""))
            card.setEnabled(False)

    def show_tried(self, ids: Container[Response]) -> None:
        """Show that these options were tried and are wrong."""
        for id_, card in zip(self._ids, self.cards, strict=True):
            if id_ in ids:
                card.show_tried(translate("Tried, not right"))

    def toggle(self, index: int) -> bool:
        """Choose the option at `index`, or take it back where several can be chosen; False where there is none."""
        if not 0 <= index < len(self._ids) or not self._cards[index].isEnabled():
            return False
        self._cards[index].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._cards[index].click()
        return True

    def focus_first(self, reason: Qt.FocusReason) -> None:
        """Give the focus to what is chosen, or to the first option."""
        card = next((card for card in self.cards if card.isChecked()), self._cards[0] if self._ids else None)
        if card is not None:
            card.setFocus(reason)

"""The small button on an option that crosses it out."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QToolButton

from quizapp.gui.kit.building import name_by_tip
from quizapp.gui.kit.theme import Theme

if TYPE_CHECKING:
    from quizapp.gui.answers.parts.option_card import OptionCard

_SMALLEST = 24


class CrossOutButton(QToolButton):
    """Lies on the end of `card` without being part of it, so that screen readers tell of both."""

    def __init__(self, theme: Theme, card: "OptionCard") -> None:
        super().__init__(card.parentWidget())
        self._theme = theme
        self._card = card
        self.setObjectName("cross_out")
        self.setAutoRaise(True)
        self.setCheckable(True)
        theme.put_icon(self, "cross_out", 16, "muted")
        card.installEventFilter(self)
        self.follow()

    def follow(self) -> None:
        """Show what a press would do now, at the place where the card is."""
        card, is_out = self._card, self._card.is_crossed_out
        words = self.tr("Bring back {option}") if is_out else self.tr("Cross out {option}")
        words = words.format(option=card.letter)
        name_by_tip(self, words)
        self.setChecked(is_out)
        side = max(_SMALLEST, round(card.fontMetrics().height() * 1.35))
        box = card.geometry()
        start = box.right() - side - 9
        if card.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            start = box.left() + 10
        self.setGeometry(QRect(start, box.top() + (box.height() - side) // 2, side, side))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self.follow()
        return False

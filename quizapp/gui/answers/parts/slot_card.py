"""A card with a letter and a text: an option to be put into a place, or such a place."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from quizapp.gui.answers.parts.option_card import BadgeCard
from quizapp.gui.kit.shapes import Marked, from_start, paint_icon, painter_on
from quizapp.gui.kit.theme import Theme

Look = Literal["empty", "filled", "option", "used"]
"""An empty place, a filled one, a free option, or one that is in a place already."""


class SlotCard(BadgeCard, QToolButton):
    """A badge with a letter, a text that wraps and, at the end, a `tail`, whose room is always kept.

    The tail of a place names the right option, that of an option the places it was put into.
    """

    _padding = 0.5
    _badge = 1.35
    look: Look = "empty"
    tail = ""
    _tail_room = ""
    _over = False

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_card(self, look: Look, letter: str, text: str, tail: str = "", tail_room: str = "") -> None:
        """Show `text` with its `letter`, not marked, with room for a tail as long as `tail_room`."""
        self.look, self.letter, self.tail, self._tail_room = look, letter, tail, tail_room
        self.marked = ""
        self.show_text(text)
        self.setProperty("draggable", look != "empty")
        self.setEnabled(True)

    def show_outcome(self, marked: Marked, tail: str, words: str) -> None:
        """Show how the option was marked, with a new `tail`; a screen reader says `words`."""
        self.tail = tail
        self.show_marked(marked, words)
        self.setEnabled(False)

    def show_over(self, over: bool) -> None:
        """Show that the dragged option would be dropped here."""
        if over != self._over:
            self._over = over
            self.update()

    def _text_room(self, width: int) -> tuple[int, int]:
        unit, around, badge = self._measures()
        left = around + (badge + round(unit * 0.5) if self.look != "empty" else round(unit * 0.3))
        tail = self.fontMetrics().horizontalAdvance(self._tail_room) + round(unit * 1.6) if self._tail_room else 0
        return left, max(unit, width - left - tail - around)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, tone, whole, high = self._theme, self.tone, self.rect(), self.height()
        unit, around, _ = self._measures()
        is_quiet, is_filled = self.look in ("empty", "used"), self.look == "filled"
        painter = painter_on(self)
        if self._over or is_filled:
            self.paint_ground(painter, "soft", "accent", line=2, radius=9)
        else:
            ground = "hover" if self.underMouse() and self.isEnabled() else "card"
            self.paint_ground(painter, ground, "edge", radius=9, is_dashed=is_quiet)
        if self.look != "empty":
            self.paint_letter(painter, is_filled)
        self.paint_shown(painter, color="muted" if is_quiet else "text")
        right = self.width() - around - 2
        if self.tail:
            wide = self.fontMetrics().horizontalAdvance(self.tail)
            painter.setPen(theme.color("right" if tone else "muted"))
            tail = from_start(painter, QRectF(right - wide, 0, wide, high), whole)
            painter.drawText(tail, int(Qt.AlignmentFlag.AlignCenter), self.tail)
            right -= wide + round(unit * 0.4)
        if tone and not self.is_missed:
            side = round(unit * 1.05)
            box = from_start(painter, QRectF(right - side, 0, side, high), whole)
            paint_icon(painter, theme, tone, tone, box.center(), side)

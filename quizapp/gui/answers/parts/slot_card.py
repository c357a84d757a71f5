"""A card with a letter and a text: an option to be put into a place, or such a place."""

from typing import Literal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from quizapp.gui.answers.parts.wrapping_button import UNBROKEN, WrappingButton
from quizapp.gui.kit.inline_text import text_size
from quizapp.gui.kit.painted_button import Marked
from quizapp.gui.kit.shapes import from_start, paint_badge, paint_box, paint_icon, painter_on
from quizapp.gui.kit.theme import Theme

Look = Literal["empty", "filled", "option", "used"]
"""An empty place, a filled one, a free option, or one that is in a place already."""


class SlotCard(WrappingButton, QToolButton):
    """A badge with a letter, a text that wraps and, at the end, a `tail`, whose room is always kept.

    The tail of a place names the right option, that of an option the places it was put into.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._over = False
        self._look: Look = "empty"
        self._tail_room = ""
        self.letter = ""
        self.tail = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_up(theme, QSizePolicy.Policy.Preferred)

    @property
    def look(self) -> Look:
        return self._look

    def show_card(self, look: Look, letter: str, text: str, tail: str = "", tail_room: str = "") -> None:
        """Show `text` with its `letter`, not marked, with room for a tail as long as `tail_room`."""
        self._look, self.letter, self.tail, self._tail_room = look, letter, tail, tail_room
        self.marked = ""
        self.show_text(text)
        self.setProperty("draggable", look != "empty")

    def show_marked(self, marked: Marked, tail: str, text: str = "") -> None:
        """Show how the option was marked, with a new `tail` and, unless it is empty, a new text."""
        self.marked, self.tail = marked, tail
        self.show_text(text or self._shown)

    def show_over(self, over: bool) -> None:
        """Show that the dragged option would be dropped here."""
        if over != self._over:
            self._over = over
            self.update()

    def _measures(self) -> tuple[int, int, int]:
        """Return the height of a line, the padding, and the size of the badge, in pixels."""
        unit = self.fontMetrics().height()
        return unit, round(unit * 0.5), round(unit * 1.35)

    def _text_room(self, width: int) -> tuple[int, int]:
        """Return where the text begins in a card of this width, and its own width."""
        unit, around, badge = self._measures()
        left = around + (badge + round(unit * 0.5) if self._look != "empty" else round(unit * 0.3))
        tail = self.fontMetrics().horizontalAdvance(self._tail_room) + round(unit * 1.6) if self._tail_room else 0
        return left, max(unit, width - left - tail - around)

    def heightForWidth(self, width: int) -> int:
        _, around, badge = self._measures()
        _, room = self._text_room(width)
        return max(text_size(self._shown, self.font(), room).height(), badge) + 2 * around

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(UNBROKEN))  # the layout asks again for its own width

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._measures()[0] * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, tone, whole = self._theme, self.tone, self.rect()
        unit, around, badge = self._measures()
        is_missed = self.marked == "missed"
        ground, edge, line = "card", "edge", 1
        if self._over or (self._look == "filled" and not tone):
            ground, edge, line = "soft", "accent", 2
        elif self.underMouse() and self.isEnabled():
            ground = "hover"
        if tone:
            ground, edge, line = "card" if is_missed else f"{tone}_soft", tone, 2
        painter = painter_on(self)
        is_dashed = self._look in ("empty", "used") and not self._over
        paint_box(painter, theme, whole, edge, ground, line=line, radius=9, is_dashed=is_dashed, has_ring=self.has_ring)
        if self._look != "empty":
            box = from_start(painter, QRectF(around, (self.height() - badge) / 2, badge, badge), whole)
            fill = tone if tone and not is_missed else "accent" if self._look == "filled" else ""
            paint_badge(painter, theme, box, self.letter, self.font(), fill=fill, edge=tone or "edge")
        left, wide = self._text_room(self.width())
        color = "muted" if self._look in ("empty", "used") else "text"
        self.paint_shown(painter, QRectF(left, 0, wide, self.height()), color=color)
        right = self.width() - around - 2
        wide = self.fontMetrics().horizontalAdvance(self.tail)
        if self.tail:
            painter.setPen(theme.color("right" if tone else "muted"))
            tail = from_start(painter, QRectF(right - wide, 0, wide, self.height()), whole)
            painter.drawText(tail, int(Qt.AlignmentFlag.AlignCenter), self.tail)
        if tone and not is_missed:
            side = round(unit * 1.05)
            right -= wide + round(unit * 0.4) if self.tail else 0
            box = from_start(painter, QRectF(right - side, 0, side, self.height()), whole)
            paint_icon(painter, theme, tone, tone, box.center(), side)

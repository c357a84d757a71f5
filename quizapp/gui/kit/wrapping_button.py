"""The base of the buttons that show a text of an author, which wraps in the width that there is."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeySequence, QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.gui.kit.focus import ring_after
from quizapp.gui.kit.inline_text import paint_text, text_size
from quizapp.gui.kit.shapes import Marked, from_start, paint_box
from quizapp.gui.kit.theme import FontRole, Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object  # a second way to QAbstractButton in the classes made of this one crashes PySide

UNBROKEN = 100_000
"""Pixels: a width in which no line is broken."""


class WrappingButton(_Button):
    """Mixed into a button, before Qt's class.

    All of the button can be clicked, its focus has a ring, and once it is marked it shows that.
    """

    _role = FontRole.PLAIN
    _across = QSizePolicy.Policy.Maximum
    """Tells how wide the button may be."""
    _shown: str = ""
    marked: Marked = ""
    was_tried = False
    """True if a check found it wrong and there is another try."""
    _came_by_keyboard = False

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._unit = 0
        """The height of a line in pixels, which all measures follow."""
        self._line = QSize()
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(self._across, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.restyle_with(self._restyle)

    @property
    def shown_text(self) -> str:
        """The text with its emphasis, as it is painted."""
        return self._shown

    def show_text(self, text: str) -> None:
        self._shown = text
        self.setText(str(text))
        self.setShortcut(QKeySequence())  # an “&” in a text makes no key
        self._refresh()

    @property
    def has_ring(self) -> bool:
        return self._came_by_keyboard and self.hasFocus()

    @property
    def tone(self) -> str:
        """The name of its mark's color; empty without a mark."""
        return {"": "", "right": "right", "missed": "right", "wrong": "wrong"}[self.marked]

    @property
    def is_missed(self) -> bool:
        return self.marked == "missed"

    def show_marked(self, marked: Marked, words: str = "") -> None:
        """Show how it was marked; a screen reader says `words`, if there are any."""
        self.marked = marked
        self.was_tried = False
        if words:
            self.setAccessibleDescription(words)
        self.update()

    def show_tried(self, words: str) -> None:
        """Show that this was tried and is wrong; `words` say so to a screen reader."""
        self.was_tried = True
        self.setAccessibleDescription(words)
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._came_by_keyboard = ring_after(event, self, self._came_by_keyboard)
        super().focusInEvent(event)

    def _unbroken(self) -> QSize:
        """Give the size of the text without a line break."""
        if self._line.isEmpty():  # one layout asks many times, here and below
            self._line = text_size(self._shown, self.font())
        return self._line

    def _text_room(self, width: int) -> tuple[int, int]:
        """Give where the text begins in a button of this width, and its own width."""
        raise NotImplementedError

    def _text_heights(self) -> tuple[int, int]:
        """Give the least height of the button, and that of the room above and below its text."""
        raise NotImplementedError

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            (least, around), (_, room) = self._text_heights(), self._text_room(width)
            text = self._unbroken()
            if text.width() > room:
                text = text_size(self._shown, self.font(), room)
            self._heights[width] = max(least, text.height() + around)
        return self._heights[width]

    def updateGeometry(self) -> None:
        self._unit = self.fontMetrics().height()
        self._line = QSize()
        self._heights.clear()
        super().updateGeometry()

    def paint_ground(
        self, painter: QPainter, ground: str, edge: str, *, line: int = 1, radius: float = 10, is_dashed: bool = False
    ) -> None:
        """Paint the box in these colors or, once the button is marked, in those of its mark."""
        if self.tone:
            ground, edge, line = "card" if self.is_missed else f"{self.tone}_soft", self.tone, 2
        is_dashed = is_dashed or self.is_missed
        ring, room = self.has_ring, self.rect()
        paint_box(
            painter, self._theme, room, edge, ground, line=line, radius=radius, is_dashed=is_dashed, has_ring=ring
        )

    def paint_shown(self, painter: QPainter, *, color: str = "text", below: int = 0, is_struck: bool = False) -> None:
        """Paint the text in the middle of its room, of which `below` pixels are left free."""
        font = self.font()
        font.setStrikeOut(is_struck)
        painter.setFont(font)
        painter.setPen(self._theme.color(color))
        left, width = self._text_room(self.width())
        room = from_start(painter, QRectF(left, 0, width, self.height() - below), self.rect())
        paint_text(painter, room.toRect(), Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, self._shown)

    def _refresh(self) -> None:
        self.updateGeometry()
        self.update()

    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._role))
        self._refresh()

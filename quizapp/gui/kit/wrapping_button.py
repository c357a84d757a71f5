"""The base of the buttons that show a text of an author, which wraps in the width that there is."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QSizePolicy

from quizapp.gui.kit.inline_text import paint_text, text_size
from quizapp.gui.kit.painted_button import PaintedButton
from quizapp.gui.kit.shapes import from_start, paint_box
from quizapp.gui.kit.theme import FontRole, Theme

UNBROKEN = 100_000
"""Pixels: a width in which no line is broken."""


class WrappingButton(PaintedButton):
    """Mixed into a button, before Qt's class, whose `__init__` calls `set_up`."""

    _theme: Theme
    _role = FontRole.PLAIN
    _shown: str = ""

    def set_up(self, theme: Theme, across: QSizePolicy.Policy) -> None:
        """Use the font of `_role`; `across` tells how wide the button may be."""
        self._theme = theme
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
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
    def _unit(self) -> int:
        """The height of a line in pixels, which all measures follow."""
        return self.fontMetrics().height()

    def _text_room(self, width: int) -> tuple[int, int]:
        """Give where the text begins in a button of this width, and its own width."""
        raise NotImplementedError

    def _text_heights(self) -> tuple[int, int]:
        """Give the least height of the button, and that of the room above and below its text."""
        raise NotImplementedError

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # one layout asks many times
            least, around = self._text_heights()
            text = text_size(self._shown, self.font(), self._text_room(width)[1])
            self._heights[width] = max(least, text.height() + around)
        return self._heights[width]

    def updateGeometry(self) -> None:
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

    def paint_shown(self, painter: QPainter, *, color: str = "text", below: int = 0) -> None:
        """Paint the text in the middle of its room, of which `below` pixels are left free."""
        painter.setFont(self.font())
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

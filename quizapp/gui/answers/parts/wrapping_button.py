"""The base of the buttons that show a text of an author, which wraps in the width that there is."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeySequence, QPainter
from PySide6.QtWidgets import QSizePolicy

from quizapp.gui.kit.inline_text import paint_text
from quizapp.gui.kit.painted_button import PaintedButton
from quizapp.gui.kit.shapes import from_start
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
        policy = QSizePolicy(across, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def shown_text(self) -> str:
        """The text with its emphasis, as it is painted."""
        return self._shown

    def show_text(self, text: str) -> None:
        self._shown = text
        self.setText(str(text))
        self.setShortcut(QKeySequence())  # an “&” in a text makes no key
        self.updateGeometry()
        self.update()

    def paint_shown(self, painter: QPainter, room: QRectF, *, color: str = "text") -> None:
        """Paint the text in `room`, which is given as in a layout from left to right."""
        painter.setFont(self.font())
        painter.setPen(self._theme.color(color))
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        paint_text(painter, from_start(painter, room, self.rect()).toRect(), flags, self._shown)

    def hasHeightForWidth(self) -> bool:
        return True

    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._role))
        self.updateGeometry()
        self.update()

"""A field with a letter and a text: an option that can be put somewhere, or the place that it is put into."""

from typing import Literal

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from quizapp.gui.kit.inline_text import paint_text, text_size
from quizapp.gui.kit.painted_button import Marked, PaintedButton
from quizapp.gui.kit.theme import FontRole, Theme

Look = Literal["empty", "filled", "option", "used"]
"""A place with nothing in it, one with an option, an option that is free, or one that is somewhere already."""


class SlotCard(PaintedButton, QToolButton):
    """Paints a badge with a letter, a text that wraps and, at the end, a `tail`, for which the room is always kept.

    The tail of a place says which option would be right, that of an option where it was put.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._over = False
        self._look: Look = "empty"
        self._tail_room = ""
        self._shown: str = ""
        self.letter = ""
        self.tail = ""
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def look(self) -> Look:
        return self._look

    def show_card(self, look: Look, letter: str, text: str, tail: str = "", tail_room: str = "") -> None:
        """Show `text` with its `letter`, not marked; room is kept for a tail as long as `tail_room`."""
        self._look, self.letter, self.tail, self._tail_room = look, letter, tail, tail_room
        self.marked = ""
        self._shown = text
        self.setText(text.replace("&", "&&"))
        self.setShortcut("")
        self.setProperty("draggable", look in ("filled", "option", "used"))
        self.updateGeometry()
        self.update()

    @property
    def shown_text(self) -> str:
        return self._shown

    def show_marked(self, marked: Marked, tail: str, text: str = "") -> None:
        """Show how what is here was marked, with another `tail` and, unless it is empty, another text."""
        self.marked, self.tail = marked, tail
        if text:
            self._shown = text
            self.setText(text.replace("&", "&&"))
        self.update()

    def show_over(self, over: bool) -> None:
        """Show that what is dragged would be dropped here."""
        if over != self._over:
            self._over = over
            self.update()

    def _measures(self) -> tuple[int, int, int]:
        """The height of a line, the room around, and the size of the badge."""
        unit = self.fontMetrics().height()
        return unit, round(unit * 0.5), round(unit * 1.35)

    def _text_room(self, width: int) -> QRect:
        unit, around, badge = self._measures()
        left = around + (badge + round(unit * 0.5) if self._look != "empty" else round(unit * 0.3))
        tail = self.fontMetrics().horizontalAdvance(self._tail_room) + round(unit * 1.6) if self._tail_room else 0
        return QRect(left, 0, max(60, width - left - tail - around), 100_000)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        _, around, badge = self._measures()
        room = self._text_room(width).width()
        return max(text_size(self._shown, self.font(), room).height(), badge) + 2 * around

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(max(self.width(), 200)))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._measures()[0] * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        unit, around, badge = self._measures()
        tone = self.tone
        background, edge, width = "card", "edge", 1.0
        if self._over or (self._look == "filled" and not tone):
            background, edge, width = "soft", "accent", 2.0
        elif self.underMouse() and self.isEnabled():
            background = "hover"
        if tone:
            background, edge, width = "card" if self.marked == "missed" else f"{tone}_soft", tone, 2.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color(edge), width)
        if self._look in ("empty", "used") and not self._over:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color(background))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 9, 9)
        if self.has_ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("text"), 1.6))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.8, 0.8, -0.8, -0.8), 11, 11)
        if self._look != "empty":
            box = QRectF(around, (self.height() - badge) / 2, badge, badge)
            fill = tone if tone and self.marked != "missed" else "accent" if self._look == "filled" else ""
            self._paint_badge(painter, box, fill, tone)
        painter.setFont(self.font())
        muted = self._look in ("empty", "used")
        painter.setPen(theme.color("muted" if muted else "text"))
        room = self._text_room(self.width())
        room.setHeight(self.height())
        paint_text(painter, room, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, self._shown)
        end = QRectF(room.right(), 0, self.width() - room.right() - around - 2, self.height())
        side = 0
        if tone and self.marked != "missed":
            side = round(unit * 1.05)
            icon = theme.pixmap("wrong" if tone == "wrong" else "right", tone, side, self.devicePixelRatioF())
            wide = self.fontMetrics().horizontalAdvance(self.tail) + round(unit * 0.4) if self.tail else 0
            painter.drawPixmap(round(end.right() - wide - side), round((self.height() - side) / 2), icon)
        if self.tail:
            painter.setPen(theme.color("right" if tone else "muted"))
            painter.drawText(end, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self.tail)

    def _paint_badge(self, painter: QPainter, box: QRectF, fill: str, tone: str) -> None:
        theme = self._theme
        painter.setPen(QPen(theme.color(fill or tone or "edge"), 1.4))
        painter.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(theme.color("on_accent" if fill == "accent" else "card" if fill else "muted"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.letter)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(FontRole.PLAIN))
        self.updateGeometry()
        self.update()

"""Shapes that several widgets share: boxes, focus rings, badges with letters, and marks.

Straight edges lie on whole pixels: between two pixels, an edge would blur and lose contrast.
"""

from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.theme import Theme

Marked = Literal["", "right", "wrong", "missed"]
"""The mark of an option: none, rightly chosen, wrongly chosen, or right but not chosen."""

RING = 3
"""Pixels around a box: two for the focus ring, and one between them."""


def painter_on(widget: QWidget) -> QPainter:
    """Begin to paint `widget`, with smooth edges, in its layout direction."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setLayoutDirection(widget.layoutDirection())
    return painter


def paint_box(
    painter: QPainter,
    theme: Theme,
    room: QRect,
    edge: str,
    ground: str,
    *,
    line: int = 1,
    radius: float = 10,
    is_dashed: bool = False,
    has_ring: bool = False,
) -> None:
    """Paint a rounded box inside `room`, with its edge `line` pixels wide, and leave room for the focus ring.

    `radius` is that of the corners in pixels; a little less than half of the height is the most.
    """
    outer = QRectF(room).adjusted(RING, RING, -RING, -RING)
    radius = min(radius, (outer.height() - line) / 2 - 2)  # the sides keep a straight part
    if is_dashed:
        painter.setBrush(theme.color(ground))
        painter.setPen(QPen(theme.color(edge), line, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(outer.adjusted(line / 2, line / 2, -line / 2, -line / 2), radius, radius)
    else:  # two fills take half the time of a fill and a stroke
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(edge))
        painter.drawRoundedRect(outer, radius + line / 2, radius + line / 2)
        painter.setBrush(theme.color(ground))
        painter.drawRoundedRect(outer.adjusted(line, line, -line, -line), radius - line / 2, radius - line / 2)
    if has_ring:
        paint_ring(painter, theme, QRectF(room), radius + 2)


def paint_ring(painter: QPainter, theme: Theme, room: QRectF, radius: float = 10, color: str = "text") -> None:
    """Paint the focus ring just inside `room`."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color(color), 2))
    painter.drawRoundedRect(room.adjusted(1, 1, -1, -1), radius, radius)


def paint_badge(
    painter: QPainter,
    theme: Theme,
    box: QRectF,
    letter: str,
    font: QFont,
    *,
    fill: str = "",
    edge: str = "edge",
    is_square: bool = False,
) -> None:
    """Paint `letter` in a circle or a rounded square, filled unless `fill` is empty."""
    painter.setPen(QPen(theme.color(fill or edge), 1.5))
    painter.setBrush(theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
    if is_square:
        painter.drawRoundedRect(box, 6, 6)
    else:
        painter.drawEllipse(box)
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    painter.setFont(bold)
    painter.setPen(theme.color("on_accent" if fill == "accent" else "card" if fill else "muted"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


def paint_marked(painter: QPainter, theme: Theme, marked: Marked, center: QPointF, radius: float) -> None:
    """Paint a tick or a cross in a circle, which is not filled for what was missed."""
    tone = "wrong" if marked == "wrong" else "right"
    is_filled = marked != "missed"
    painter.setPen(QPen(theme.color(tone), 1.5))
    painter.setBrush(theme.color(tone if is_filled else "card"))
    painter.drawEllipse(center, radius, radius)
    paint_icon(painter, theme, tone, "card" if is_filled else tone, center, round(radius * 1.5))


def paint_icon(painter: QPainter, theme: Theme, icon: str, color: str, center: QPointF, size: int) -> None:
    """Paint the icon of this name around `center`."""
    pixmap = theme.pixmap(icon, color, size, painter.device().devicePixelRatio())
    painter.drawPixmap(center - QPointF(size / 2, size / 2), pixmap)


def from_start(painter: QPainter, box: QRectF, room: QRect) -> QRectF:
    """Give `box`, mirrored within `room` if the painter's layout runs from right to left."""
    if painter.layoutDirection() is Qt.LayoutDirection.LeftToRight:
        return box
    return QRectF(room.left() + room.right() + 1 - box.right(), box.top(), box.width(), box.height())

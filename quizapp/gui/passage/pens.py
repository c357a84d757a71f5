"""The pens of the highlighter: a color for the ground, and a line below the words that tells them apart without it."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap

from quizapp.domain.event import PenColor
from quizapp.gui.kit.theme import Theme

_INKS: dict[PenColor, str] = {"yellow": "#e6e600", "green": "#2fae4e", "blue": "#3b82f6", "pink": "#e8488f"}
PENS: tuple[PenColor, ...] = tuple(_INKS)
_LINES = {"yellow": (0,), "green": (0,), "blue": (0, -3)}
"""Pixels from the bottom to each line of a pen; that of pink is a wave."""
_TEXT_CONTRAST = 4.6
_LINE_CONTRAST = 3.1
"""A little more than WCAG 2.2 asks for (1.4.3 and 1.4.11), as colors are rounded."""


class Ink(NamedTuple):
    """The colors of a pen in one theme."""

    ground: QColor
    line: QColor


def ink_of(theme: Theme, pen: PenColor) -> Ink:
    """Give the colors of a pen: as much of its own as leaves the text legible and the line in sight."""
    card, text, own = theme.color("card"), theme.color("text"), QColor(_INKS[pen])
    ground = card
    for share in range(45, 5, -3):
        ground = _mixed(own, card, share / 100)
        if _contrast(ground, text) >= _TEXT_CONTRAST:
            break
    line = own
    for share in range(0, 100, 5):
        line = _mixed(text, own, share / 100)
        if min(_contrast(line, ground), _contrast(line, card)) >= _LINE_CONTRAST:
            break
    return Ink(ground, line)


def paint_line(painter: QPainter, pen: PenColor, color: QColor, box: QRectF) -> None:
    """Paint the line of a pen at the bottom of `box`, on whole pixels."""
    y, left, right = round(box.bottom()) - 1, round(box.left()), round(box.right())
    if pen == "pink":
        path = QPainterPath(QPointF(left, y))
        for number, x in enumerate(range(left + 3, right + 1, 3)):
            path.lineTo(x, y - 3 if number % 2 == 0 else y)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.strokePath(path, QPen(color, 2))
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    drawn = QPen(color, 1 if pen == "blue" else 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if pen == "green":
        drawn.setDashPattern([3, 2])
    painter.setPen(drawn)
    for up in _LINES[pen]:
        painter.drawLine(left, y + up, right, y + up)


def pen_icon(theme: Theme, pen: PenColor, size: int, ratio: float, *, framed: bool = False) -> QIcon:
    """Give an icon with the ground and the line of a pen, `size` pixels square; the one in use is `framed`."""
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_pen(painter, theme, pen, QRectF(0, 0, size, size), "text" if framed else "edge", 3 if framed else 1)
    painter.end()
    icon = QIcon()
    icon.addPixmap(pixmap)
    return icon


def paint_pen(painter: QPainter, theme: Theme, pen: PenColor, box: QRectF, edge: str = "edge", line: int = 1) -> None:
    """Paint a sample of a pen into `box`, with an edge in this color of the theme, `line` pixels wide."""
    ink = ink_of(theme, pen)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color(edge), line))
    painter.setBrush(ink.ground)
    painter.drawRoundedRect(box.adjusted(line / 2, line / 2, -line / 2, -line / 2), 3, 3)
    paint_line(painter, pen, ink.line, box.adjusted(line + 1, 0, -line - 1, -line - 2))


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    """Give a color that is `one` by this share, and otherwise `other`."""
    pairs = ((one.red(), other.red()), (one.green(), other.green()), (one.blue(), other.blue()))
    return QColor(*(round(a * share + b * (1 - share)) for a, b in pairs))


def _contrast(one: QColor, other: QColor) -> float:
    """Give the contrast ratio of two colors, from 1 to 21, by WCAG 2.2."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: QColor) -> float:
    parts = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return float(0.2126 * red + 0.7152 * green + 0.0722 * blue)

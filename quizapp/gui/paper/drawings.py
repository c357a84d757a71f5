"""Drawings within the text of a paper, and the ones that reports have in common."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPyTextObject, QTextDocument, QTextFormat

from quizapp.gui.kit.theme import THEMES

COLORS = THEMES["light"]
DRAWING = QTextFormat.ObjectTypes.UserObject.value + 1
"""The kind of object that a drawing is in a document."""
NUMBER = QTextFormat.Property.UserProperty.value + 1
"""The property with the number of a drawing."""
SIGN_COLORS = {
    "right": COLORS.right,
    "wrong": COLORS.wrong,
    "partial": COLORS.warn,
    "missed": COLORS.muted,
    "unanswered": COLORS.muted,
    "not_done": COLORS.muted,
    "unmarked": COLORS.accent,
    "handed_in": COLORS.accent,
}


Paint = Callable[[QPainter, QRectF], object]
"""Paints a drawing into its box."""


class Drawings(QPyTextObject):
    """The drawings within the text, each with its size, by their numbers."""

    def __init__(self) -> None:
        super().__init__()
        self.added: list[tuple[QSizeF, Paint]] = []

    def intrinsicSize(self, doc: QTextDocument, position: int, format: QTextFormat) -> QSizeF:
        return self.added[int(format.property(NUMBER))][0]

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, format: QTextFormat
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.added[int(format.property(NUMBER))][1](painter, QRectF(rect))
        painter.restore()


def draw_bar(share: float, painter: QPainter, rect: QRectF) -> None:
    """Draw a bar that is filled to a share, from 0 to 1."""
    high = rect.height() * 0.62
    bar = QRectF(rect.left(), rect.bottom() - high, rect.width(), high)
    painter.setPen(QPen(QColor(COLORS.edge), rect.height() * 0.06))
    painter.setBrush(QColor("#ffffff"))
    painter.drawRect(bar)
    painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * share, high), QColor(COLORS.accent))


def draw_sign(sign: str, painter: QPainter, rect: QRectF) -> None:
    """Draw the sign of an outcome or a verdict."""
    pen = QPen(QColor(SIGN_COLORS[sign]), rect.height() * 0.13)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)

    def at(x: float, y: float) -> QPointF:
        return QPointF(rect.left() + rect.width() * x, rect.top() + rect.height() * y)

    match sign:
        case "right":
            painter.drawPolyline([at(0.12, 0.55), at(0.38, 0.82), at(0.88, 0.24)])
        case "wrong":
            painter.drawLine(at(0.18, 0.22), at(0.8, 0.84))
            painter.drawLine(at(0.8, 0.22), at(0.18, 0.84))
        case "partial":
            painter.drawLine(at(0.12, 0.55), at(0.86, 0.55))
        case "unmarked":
            painter.drawPoints([at(0.16, 0.55), at(0.5, 0.55), at(0.84, 0.55)])
        case _:
            painter.drawEllipse(at(0.5, 0.54), rect.width() * 0.33, rect.height() * 0.33)

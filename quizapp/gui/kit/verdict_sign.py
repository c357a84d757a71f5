"""The sign of a verdict: a tick, a cross, a dash or dots in a round badge, or an empty ring."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.gui.kit.shapes import paint_icon, painter_on
from quizapp.gui.kit.theme import Theme
from quizapp.reports.verdict import Verdict

VERDICT_COLORS: dict[Verdict, str] = {
    "right": "right",
    "partial": "warn",
    "wrong": "wrong",
    "unanswered": "muted",
    "not_done": "muted",
    "unmarked": "accent",
    "handed_in": "accent",
}
VERDICT_ICONS: dict[Verdict, str] = {"right": "right", "partial": "partial", "wrong": "wrong", "unmarked": "unmarked"}


class VerdictSign(QWidget):
    """The badge; its word stands beside it."""

    def __init__(self, theme: Theme, verdict: Verdict) -> None:
        super().__init__()
        self._theme = theme
        self._verdict = verdict
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        size = self._theme.pixels(20)
        return QSize(size, size)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_sign(painter_on(self), self._theme, QRectF(self.rect()), self._verdict)


def paint_sign(painter: QPainter, theme: Theme, box: QRectF, verdict: Verdict) -> None:
    """Paint the badge of `verdict` in the square `box`."""
    color = theme.color(VERDICT_COLORS[verdict])
    ring = box.adjusted(1, 1, -1, -1)
    if verdict not in VERDICT_ICONS:
        painter.setPen(QPen(color, 1.6, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(ring)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawEllipse(ring)
    paint_icon(painter, theme, VERDICT_ICONS[verdict], "card", box.center(), round(box.width() * 0.74))

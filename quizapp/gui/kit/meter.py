"""Bars that show how much of something there is."""

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.verdict_sign import VERDICT_COLORS, VERDICT_ICONS
from quizapp.reports.verdict import Verdict

_FINE = 1000


def paint_meter(painter: QPainter, theme: Theme, box: QRectF, filled: QRectF | None) -> None:
    """Paint a bar in `box`, of which the part `filled` stands for a share."""
    radius = box.height() / 2
    painter.setPen(QPen(theme.color("edge"), 1.0))
    painter.setBrush(theme.color("card"))
    painter.drawRoundedRect(box, radius, radius)
    if filled is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(filled, radius, radius)


class Meter(QProgressBar):
    """A share as a bar, without a text of its own: the words stand beside it, and in its accessible name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setRange(0, _FINE)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_share(self, share: float, words: str) -> None:
        """Show a share from 0 to 1, which `words` say to who can't see it."""
        self.setValue(round(share * _FINE))
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(80, max(8, self._theme.pixels(9)))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        share = self.value() / _FINE
        paint_meter(painter, self._theme, box, _from_start(self, box, box.height(), share) if share else None)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class VerdictBar(QWidget):
    """Counts of questions by how they went: one bar, each part with its color and, where there is room, its sign."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._counts: Mapping[Verdict, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_counts(self, counts: Mapping[Verdict, int], words: str) -> None:
        """Show the parts in their order; `words` say it to screen-reader users."""
        self._counts = counts
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, max(16, self._theme.pixels(20)))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        total = sum(self._counts.values())
        if not total:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(whole, whole.height() / 2, whole.height() / 2)
        painter.setClipPath(outline)
        right_to_left = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start = 0.0
        for verdict, count in self._counts.items():
            length = whole.width() * count / total
            left = whole.right() - start - length if right_to_left else whole.left() + start
            if count:
                self._paint_part(painter, QRectF(left, whole.top(), length, whole.height()), verdict)
            start += length
        painter.setClipping(False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.color("edge"), 1.0))
        painter.drawPath(outline)

    def _paint_part(self, painter: QPainter, box: QRectF, verdict: Verdict) -> None:
        theme = self._theme
        painter.fillRect(box, theme.color("card"))
        if verdict not in VERDICT_ICONS:
            return
        painter.fillRect(box.adjusted(0, 0, -1.5, 0), theme.color(VERDICT_COLORS[verdict]))
        size = round(box.height() * 0.8)
        if box.width() > size * 1.4:
            at = QPointF(box.center().x() - size / 2, box.center().y() - size / 2)
            painter.drawPixmap(at, theme.pixmap(VERDICT_ICONS[verdict], "card", size, self.devicePixelRatioF()))

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


def _from_start(widget: QWidget, box: QRectF, least: float, share: float) -> QRectF:
    """The part of `box` that a share takes, never so little that it could not be seen."""
    width = max(least, box.width() * share)
    if widget.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        return QRectF(box.right() - width, box.top(), width, box.height())
    return QRectF(box.left(), box.top(), width, box.height())

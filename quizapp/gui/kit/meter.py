"""Bars that show a share, or several."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from quizapp.gui.kit.shapes import from_start, paint_icon, painter_on
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.verdict_sign import VERDICT_COLORS, VERDICT_ICONS
from quizapp.reports.verdict import Verdict

_STEPS = 1000


def paint_meter(painter: QPainter, theme: Theme, box: QRectF, filled: QRectF | None) -> None:
    """Paint a bar in `box`; `filled` is the part of it that stands for the share."""
    radius = box.height() / 2
    painter.setPen(QPen(theme.color("edge"), 1.0))
    painter.setBrush(theme.color("card"))
    painter.drawRoundedRect(box, radius, radius)
    if filled is not None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("accent"))
        painter.drawRoundedRect(filled, radius, radius)


class Meter(QProgressBar):
    """A share as a bar. Its words stand beside it and in its accessible name."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setRange(0, _STEPS)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self)

    def show_share(self, share: float, words: str) -> None:
        """Show a share from 0 to 1; `words` describe it to screen-reader users."""
        self.setValue(round(share * _STEPS))
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        return QSize(80, max(8, self._theme.pixels(9)))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        share = self.value() / _STEPS
        part = QRectF(box.left(), box.top(), max(box.height(), box.width() * share), box.height())
        paint_meter(painter, self._theme, box, from_start(painter, part, self.rect()) if share else None)


class VerdictBar(QWidget):
    """One bar for the counts of questions by verdict, each part with its color and, if there is room, its sign."""

    accessible_role = "chart"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._counts: Mapping[Verdict, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.follow(self)

    def show_counts(self, counts: Mapping[Verdict, int], words: str) -> None:
        """Show the parts in their order; `words` describe them to screen-reader users."""
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
        painter = painter_on(self)
        whole = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(whole, whole.height() / 2, whole.height() / 2)
        painter.setClipPath(outline)
        start = whole.left()
        for verdict, count in self._counts.items():
            part = QRectF(start, whole.top(), whole.width() * count / total, whole.height())
            if count:
                self._paint_part(painter, from_start(painter, part, self.rect()), verdict)
            start = part.right()
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
            paint_icon(painter, theme, VERDICT_ICONS[verdict], "card", box.center(), size)

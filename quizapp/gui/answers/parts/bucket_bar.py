"""Fields with names to drop something into, shown while it is dragged."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.theme import FontRole, Theme

_LEAST = 120
"""Least width of a bucket, in pixels at normal text size."""
_WRAPPED = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


class Bucket(QWidget):
    """One of the fields, with a note below its name."""

    def __init__(self, theme: Theme, name: str, note: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name, self.note = name, note
        self.is_over = False
        self.setFont(theme.font(FontRole.STRONG))
        self.setAccessibleName(name)
        self.setAccessibleDescription(note)

    def show_over(self, over: bool) -> None:
        """Show that what is dragged would be dropped here."""
        if over != self.is_over:
            self.is_over = over
            self.update()

    def heightForWidth(self, width: int) -> int:
        edge = self._theme.pixels(10)
        room = QRect(0, 0, max(1, width - 2 * edge), 100_000)
        text = self.fontMetrics().boundingRect(room, _WRAPPED, self._text).height()
        return max(self._theme.pixels(48), text + 2 * edge)

    @property
    def _text(self) -> str:
        return f"{self.name}\n{self.note}" if self.note else self.name

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.color("accent"), 2.0 if self.is_over else 1.4)
        if not self.is_over:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self._theme.color("soft" if self.is_over else "card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 9, 9)
        edge = self._theme.pixels(10)
        room = self.rect().adjusted(edge, 2, -edge, -2)
        painter.setPen(self._theme.color("text"))
        if not self.note:
            painter.drawText(room, _WRAPPED, self.name)
            return
        high = self.fontMetrics().boundingRect(room, _WRAPPED, self._text).height()
        line = self.fontMetrics().height()
        top = room.top() + max(0, (room.height() - high) // 2)
        painter.drawText(QRect(room.left(), top, room.width(), high - line), _WRAPPED, self.name)
        painter.setFont(self._theme.font(FontRole.SMALL))
        painter.setPen(self._theme.color("muted"))
        below = QRect(room.left(), top + high - line, room.width(), line)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignCenter), self.note)


class BucketBar(QWidget):
    """Buckets beside one another at the lower edge of what it lies on, in as many rows as they need."""

    def __init__(self, theme: Theme, buckets: Sequence[tuple[str, str]], area: QWidget) -> None:
        """`buckets` are names, each with a note; the bar covers the lower part of `area` until it is closed."""
        super().__init__(area)
        self._theme = theme
        self._area = area
        self.buckets = [Bucket(theme, name, note, self) for name, note in buckets]
        self._lay_out()
        area.installEventFilter(self)
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._lay_out()
        return super().eventFilter(watched, event)

    def close_bar(self) -> None:
        """Take the bar away."""
        self._area.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def _lay_out(self) -> None:
        """Make as few rows as there is room for, all filled from edge to edge."""
        gap, wide = self._theme.pixels(6), self._area.width()
        most = max(1, (wide - gap) // (self._theme.pixels(_LEAST) + gap))
        count = -(-len(self.buckets) // most)
        columns = -(-len(self.buckets) // count)
        rows = [self.buckets[at : at + columns] for at in range(0, len(self.buckets), columns)]
        widths = [(wide - gap) // len(row) - gap for row in rows]
        heights = [max(each.heightForWidth(width) for each in row) for row, width in zip(rows, widths, strict=True)]
        room = self._area.height() - gap
        if sum(heights) + gap * len(rows) > room:  # names are cut off rather than buckets
            heights = [room // len(rows) - gap] * len(rows)
        y = gap
        for row, width, height in zip(rows, widths, heights, strict=True):
            for index, bucket in enumerate(row):
                bucket.setGeometry(gap + index * (width + gap), y, width, height)
            y += height + gap
        self.setGeometry(0, self._area.height() - y, wide, y)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("card"))
        painter.setPen(self._theme.color("edge"))
        painter.drawLine(0, 0, self.width(), 0)

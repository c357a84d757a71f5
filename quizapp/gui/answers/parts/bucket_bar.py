"""A bar of named buckets to drop something into, shown while it is dragged."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.shapes import paint_box, painter_on
from quizapp.gui.kit.theme import FontRole, Theme

_LEAST = 120
"""Least width of a bucket, in pixels at normal text size."""


class Bucket(QWidget):
    """A field with a name, and a note below it."""

    def __init__(self, theme: Theme, name: str, note: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.name, self.note = name, note
        self.is_over = False
        self.setAccessibleName(name)
        self.setAccessibleDescription(note)
        labels = [Label(theme, FontRole.STRONG, name, wraps=True)]
        if note:
            labels.append(Label(theme, FontRole.SMALL, note, color="muted"))
        for label in labels:
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        edge = theme.pixels(10)
        fill(QVBoxLayout(self), 1, *labels, 1, margins=(edge, edge, edge, edge), spacing=0)

    def show_over(self, over: bool) -> None:
        """Show that the dragged widget would be dropped here."""
        if over != self.is_over:
            self.is_over = over
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        over = self.is_over
        line, ground = (2, "soft") if over else (1, "card")
        paint_box(painter_on(self), self._theme, self.rect(), "accent", ground, line=line, radius=9, is_dashed=not over)


class BucketBar(QWidget):
    """Buckets side by side at the bottom of `area`, in as many rows as they need."""

    def __init__(self, theme: Theme, buckets: Sequence[tuple[str, str]], area: QWidget) -> None:
        """Cover the bottom of `area` until `close_bar`; `buckets` are pairs of a name and a note."""
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
        return False

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
                at = len(row) - 1 - index if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else index
                bucket.setGeometry(gap + at * (width + gap), y, width, height)
            y += height + gap
        self.setGeometry(0, self._area.height() - y, wide, y)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        painter.fillRect(self.rect(), self._theme.color("card"))
        painter.setPen(self._theme.color("edge"))
        painter.drawLine(0, 0, self.width(), 0)

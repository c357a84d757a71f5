"""Counts as small bars, such as how many questions a bank has of each type."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.label import Label
from quizapp.gui.kit.shapes import from_start, painter_on
from quizapp.gui.kit.theme import FontRole, Theme

_BAR, _GAP, _BETWEEN = 64, 8, 28
"""Pixels at the text's plain size: the longest bar, the gaps beside it, and the gap between columns."""


class CountBars(Label):
    """Shows a title and, for each count, its name, a bar and the number, in columns where there is room.

    Screen readers read it as a text.
    """

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        self._counts: Sequence[tuple[str, int]] = ()
        self._names: Sequence[str] = ()
        super().__init__(theme, FontRole.LABEL, wraps=True, parent=parent)
        self._title = title

    def show_counts(self, counts: Sequence[tuple[str, int]], names: Sequence[str]) -> None:
        """Show these counts, each at least 1; the bars begin where the longest of `names` would end."""
        self._counts, self._names = counts, names
        self.setText(f"{self._title}: " + ", ".join(f"{name} {count}" for name, count in counts))
        self._measure()
        self.updateGeometry()

    def _measure(self) -> None:
        metrics, pixels = self.fontMetrics(), self._theme.pixels
        self._line = metrics.height() + pixels(4)
        self._name_width = max(map(metrics.horizontalAdvance, self._names), default=0)
        self._column = self._name_width + pixels(_BAR + 2 * _GAP) + metrics.horizontalAdvance("000")

    def _restyle(self) -> None:
        super()._restyle()
        self._measure()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return (1 + self._rows(width) * (1 + self._is_stacked(width))) * self._line

    def _is_stacked(self, width: int) -> bool:
        """Tell whether names stand above their bars, as they do where a column is too wide."""
        return width < self._column

    def sizeHint(self) -> QSize:
        return QSize(self._column, self.heightForWidth(self._column))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._line)

    def _rows(self, width: int) -> int:
        between = self._theme.pixels(_BETWEEN)
        columns = max(1, (width + between) // (self._column + between))
        return -(-len(self._counts) // columns)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, line, rows = self._theme, self._line, self._rows(self.width())
        painter = painter_on(self)
        painter.setFont(self.font())
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        painter.setPen(theme.color("muted"))
        painter.drawText(QRectF(0, 0, self.width(), line), flags, self._title)
        stacked = self._is_stacked(self.width())
        names, below = min(self._name_width, self.width()), line if stacked else 0
        beside = 0 if stacked else names + theme.pixels(_GAP)
        most, height = max((count for _, count in self._counts), default=1), theme.pixels(7)
        for number, (name, count) in enumerate(self._counts):
            left = number // rows * (self._column + theme.pixels(_BETWEEN))
            top = line + number % rows * (line + below)
            length = max(height, theme.pixels(_BAR) * count / most)
            bar = QRectF(left + beside, top + below + (line - height) / 2, length, height)
            painter.setPen(theme.color("text"))
            shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, names + 1)
            painter.drawText(from_start(painter, QRectF(left, top, names + 1, line), self.rect()), flags, shown)
            after = QRectF(bar.right() + theme.pixels(_GAP), top + below, self._column, line)
            painter.setPen(theme.color("muted"))
            painter.drawText(from_start(painter, after, self.rect()), flags, str(count))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(from_start(painter, bar, self.rect()), height / 2, height / 2)

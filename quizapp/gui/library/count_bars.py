"""Counts as small bars, such as how many questions a bank has of each type."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from quizapp.gui.kit.label import Label
from quizapp.gui.kit.shapes import from_start, painter_on
from quizapp.gui.kit.theme import FontRole, Theme

_BAR, _GAP, _BETWEEN = 64, 8, 28
"""Pixels at the text's plain size: the longest bar, what is around a bar, and what is between columns."""


class CountBars(Label):
    """A row for each count: its name, a bar, and the number. Rows stand in columns where there is room.

    To a screen reader it is a text.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, FontRole.LABEL, parent=parent)
        self._counts: Sequence[tuple[str, int]] = ()
        self._longest: Sequence[str] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_counts(self, counts: Sequence[tuple[str, int]], names: Sequence[str]) -> None:
        """Show these counts, each of them at least 1; there is room for the longest of `names`."""
        self._counts, self._longest = counts, names
        self.setText(", ".join(f"{name} {count}" for name, count in counts))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._rows(width) * self._line()

    def sizeHint(self) -> QSize:
        width = round(self._column())
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._line() if self._counts else 0)

    def _line(self) -> int:
        return round(QFontMetricsF(self.font()).height()) + self._theme.pixels(4)

    def _names(self) -> float:
        """The width of the longest name."""
        return max((QFontMetricsF(self.font()).horizontalAdvance(name) for name in self._longest), default=0.0)

    def _column(self) -> float:
        numbers = QFontMetricsF(self.font()).horizontalAdvance("000")
        return self._names() + self._theme.pixels(_BAR + 2 * _GAP) + numbers

    def _rows(self, width: int) -> int:
        between = self._theme.pixels(_BETWEEN)
        columns = max(1, int((width + between) // (self._column() + between)))
        return -(-len(self._counts) // columns)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._counts:
            return
        theme, metrics = self._theme, QFontMetricsF(self.font())
        painter = painter_on(self)
        painter.setFont(self.font())
        line, rows, step = self._line(), self._rows(self.width()), self._column() + theme.pixels(_BETWEEN)
        names = min(self._names(), self.width() - self._column() + self._names())
        most, height = max(count for _, count in self._counts), theme.pixels(7)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        for number, (name, count) in enumerate(self._counts):
            left, top = number // rows * step, number % rows * line
            bar = QRectF(left + names + theme.pixels(_GAP), top + (line - height) / 2, theme.pixels(_BAR), height)
            bar.setWidth(max(height, bar.width() * count / most))
            painter.setPen(theme.color("text"))
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, names + 1)
            painter.drawText(from_start(painter, QRectF(left, top, names + 1, line), self.rect()), flags, shown)
            right = QRectF(bar.right() + theme.pixels(_GAP), top, step, line)
            painter.setPen(theme.color("muted"))
            painter.drawText(from_start(painter, right, self.rect()), flags, str(count))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(from_start(painter, bar, self.rect()), height / 2, height / 2)

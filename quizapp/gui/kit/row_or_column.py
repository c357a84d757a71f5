"""A layout that puts widgets in a row, or below one another where there is no room for that."""

from typing import NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QLayoutItem

from quizapp.gui.kit.building import Item, fill

_ROW, _COLUMN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_ANY = 16_777_215
"""Pixels: the most that Qt allows."""


class _Measures(NamedTuple):
    """Pixels, with the margins: the width and height of a row, and the least width of a column."""

    width: int
    height: int
    least: int


class RowOrColumn(QBoxLayout):
    """Lays `items` out as `building.fill` takes them, so that no button is ever cut."""

    _measured: _Measures | None = None
    """Kept until something in the layout changes, as Qt asks for it some twenty times then."""

    def __init__(self, *items: Item | int | tuple[Item, int], spacing: int = 8) -> None:
        super().__init__(_ROW)
        fill(self, *items, margins=(0, 0, 0, 0), spacing=spacing)

    def _shown(self) -> list[QLayoutItem]:
        found = (self.itemAt(index) for index in range(self.count()))
        return [item for item in found if item is not None and not item.isEmpty()]

    def _around(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    @property
    def _measures(self) -> _Measures:
        if self._measured is None:
            shown, around = self._shown(), self._around()
            spaces = self.spacing() * max(0, self.count() - 1)
            self._measured = _Measures(
                self.row_width(sum(_wanted(item) for item in shown) + spaces + around.width()),
                max((item.sizeHint().height() for item in shown), default=0) + around.height(),
                max((item.minimumSize().width() for item in shown), default=0) + around.width(),
            )
        return self._measured

    def row_width(self, needed: int) -> int:
        """Give the width from which on a row is laid out, where `needed` is what its items need."""
        return needed

    def invalidate(self) -> None:
        self._measured = None
        super().invalidate()

    def sizeHint(self) -> QSize:
        return QSize(self._measures.width, self._measures.height)

    def minimumSize(self) -> QSize:
        return QSize(self._measures.least, self._measures.height)

    def maximumSize(self) -> QSize:
        return QSize(_ANY, _ANY)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width >= self._measures.width:
            return self._measures.height
        shown, room = self._shown(), width - self._around().width()
        heights = (
            item.heightForWidth(room) if item.hasHeightForWidth() else item.sizeHint().height() for item in shown
        )
        return sum(heights) + self.spacing() * max(0, len(shown) - 1) + self._around().height()

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def setGeometry(self, rect: QRect) -> None:
        direction = _ROW if rect.width() >= self._measures.width else _COLUMN
        if direction != self.direction():
            self.setDirection(direction)
        super().setGeometry(rect)


def _wanted(item: QLayoutItem) -> int:
    """Give the width that an item needs in a row: a button or a row all of it, a field or a label the least."""
    widget = item.widget()
    row = widget.layout() if widget is not None else item.layout()
    whole = isinstance(widget, QAbstractButton) or isinstance(row, RowOrColumn)
    return (item.sizeHint() if whole else item.minimumSize()).width()

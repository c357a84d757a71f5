"""A layout that puts widgets in a row, or below one another where there is no room for that."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QLayoutItem

from quizapp.gui.kit.building import Item, fill

_ROW, _COLUMN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_ANY = 16_777_215
"""Pixels: the most that Qt allows."""


class RowOrColumn(QBoxLayout):
    """Lays `items` out as `building.fill` takes them, so that no button is ever cut."""

    def __init__(self, *items: Item | int | tuple[Item, int], spacing: int = 8) -> None:
        super().__init__(_ROW)
        fill(self, *items, margins=(0, 0, 0, 0), spacing=spacing)

    def _shown(self) -> list[QLayoutItem]:
        found = (self.itemAt(index) for index in range(self.count()))
        return [item for item in found if item is not None and not item.isEmpty()]

    def _around(self) -> QSize:
        margins = self.contentsMargins()
        return QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    def _row_width(self) -> int:
        """Give the width that a row needs."""
        widths = [_wanted(item) for item in self._shown()]
        return sum(widths) + self.spacing() * max(0, self.count() - 1) + self._around().width()

    def sizeHint(self) -> QSize:
        height = max((item.sizeHint().height() for item in self._shown()), default=0)
        return QSize(self._row_width(), height + self._around().height())

    def minimumSize(self) -> QSize:
        width = max((item.minimumSize().width() for item in self._shown()), default=0)
        return QSize(width + self._around().width(), self.sizeHint().height())

    def maximumSize(self) -> QSize:
        return QSize(_ANY, _ANY)

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width >= self._row_width():
            return self.sizeHint().height()
        shown, room = self._shown(), width - self._around().width()
        heights = (
            item.heightForWidth(room) if item.hasHeightForWidth() else item.sizeHint().height() for item in shown
        )
        return sum(heights) + self.spacing() * max(0, len(shown) - 1) + self._around().height()

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def setGeometry(self, rect: QRect) -> None:
        direction = _ROW if rect.width() >= self._row_width() else _COLUMN
        if direction != self.direction():
            self.setDirection(direction)
        super().setGeometry(rect)


def _wanted(item: QLayoutItem) -> int:
    """Give the width that an item needs in a row: a button or a row all of it, a field or a label the least."""
    widget = item.widget()
    row = widget.layout() if widget is not None else item.layout()
    whole = isinstance(widget, QAbstractButton) or isinstance(row, RowOrColumn)
    return (item.sizeHint() if whole else item.minimumSize()).width()

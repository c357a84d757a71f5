"""Widgets in a row, or below one another where there is no room for that."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QLayoutItem, QSizePolicy, QWidget

from quizapp.gui.kit.building import Item, fill

_ROW, _COLUMN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class RowOrColumn(QWidget):
    """Lays `items` out as `building.fill` takes them, in its `box`: no button is ever cut."""

    def __init__(self, *items: Item | int | tuple[Item, int], spacing: int = 8) -> None:
        super().__init__()
        self.box = fill(QBoxLayout(_ROW, self), *items, margins=(0, 0, 0, 0), spacing=spacing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _shown(self) -> list[QLayoutItem]:
        found = (self.box.itemAt(index) for index in range(self.box.count()))
        return [item for item in found if item is not None and not item.isEmpty()]

    def _row_width(self) -> int:
        """Give the width that a row needs."""
        widths = [_wanted(item) for item in self._shown()]
        return sum(widths) + self.box.spacing() * max(0, self.box.count() - 1)

    def sizeHint(self) -> QSize:
        return QSize(self._row_width(), max((item.sizeHint().height() for item in self._shown()), default=0))

    def minimumSizeHint(self) -> QSize:
        shown = self._shown()
        width = max((item.minimumSize().width() for item in shown), default=0)
        return QSize(width, max((item.minimumSize().height() for item in shown), default=0))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        shown = self._shown()
        if width >= self._row_width():
            return max((item.sizeHint().height() for item in shown), default=0)
        heights = (
            item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height() for item in shown
        )
        return sum(heights) + self.box.spacing() * max(0, len(shown) - 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._turn()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._turn()
            self.updateGeometry()
        return super().event(event)

    def _turn(self) -> None:
        direction = _ROW if self.width() >= self._row_width() else _COLUMN
        if direction != self.box.direction():
            self.box.setDirection(direction)
            self.updateGeometry()


def _wanted(item: QLayoutItem) -> int:
    """Give the width that an item needs in a row: a button all of it, a field or a label the least."""
    widget = item.widget()
    return (item.sizeHint() if isinstance(widget, QAbstractButton | RowOrColumn) else item.minimumSize()).width()

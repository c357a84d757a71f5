"""A layout that puts widgets one after another, like words, and wraps."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Wraps widgets into lines. A widget that is wider than a line gets its own, where it may grow in height."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 6) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._heights: dict[int, int] = {}
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self.line_spacing = spacing
        """Pixels between two lines."""
        self.centers = False
        """True to have the lower ones of a line in its middle."""
        self.parts_first = False
        """True to put the room that is left on the first line after its first widget."""

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:  # the layouts around it ask often
            self._heights[width] = self.place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._heights[rect.width()] = self.place(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    @property
    def is_right_to_left(self) -> bool:
        """True if lines begin on the right."""
        around = self.parentWidget()
        return around is not None and around.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def from_start(self, box: QRect, room: QRect) -> QRect:
        """Give `box`, mirrored within `room` if lines begin on the right."""
        if not self.is_right_to_left:
            return box
        return QRect(room.left() + room.right() + 1 - box.left() - box.width(), box.y(), box.width(), box.height())

    def place(self, rect: QRect, *, move: bool) -> int:
        """Give the height that the items take in `rect`; with `move`, put them there."""
        return self.flow(self._items, rect, move=move)

    def flow(self, items: Sequence[QLayoutItem], rect: QRect, *, move: bool) -> int:
        """Do the same for some `items`."""
        y = rect.y()
        line: list[tuple[QLayoutItem, QSize]] = []
        x = 0
        for item in items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if line and x + hint.width() > rect.width():
                y += self._end_line(line, rect, y, move=move) + self.line_spacing
                line, x = [], 0
            size = QSize(min(hint.width(), rect.width()), hint.height())
            if size.width() < hint.width() and item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            line.append((item, size))
            x += size.width() + self.spacing()
        return y + self._end_line(line, rect, y, move=move) - rect.y()

    def in_visual_order(self, items: Sequence[QLayoutItem]) -> Sequence[QLayoutItem]:
        """Give the items of one line in their visual order, from the side where lines begin."""
        return items

    def _end_line(self, line: Sequence[tuple[QLayoutItem, QSize]], rect: QRect, y: int, *, move: bool) -> int:
        high = max((size.height() for _, size in line), default=0)
        if move:
            sizes = {id(item): size for item, size in line}
            x = rect.x()
            for item in self.in_visual_order([item for item, _ in line]):
                size = sizes[id(item)]
                top = y + (high - size.height()) // 2 if self.centers else y
                item.setGeometry(self.from_start(QRect(QPoint(x, top), size), rect))
                x += size.width() + self.spacing()
                if self.parts_first and item is self._items[0]:
                    x += max(0, rect.width() - sum(one.width() + self.spacing() for _, one in line) + self.spacing())
        return high


class WrapBox(QWidget):
    """A widget whose contents wrap in whatever width they are given."""

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return super().sizeHint() if layout is None else layout.sizeHint()  # Qt's would break all lines in a width

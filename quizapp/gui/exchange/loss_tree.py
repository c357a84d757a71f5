"""The list of the loss report, whose rows can be opened."""

from PySide6.QtCore import QModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from quizapp.gui.exchange.loss_model import Fate, LossModel, LossRow
from quizapp.gui.kit.card_list import END, START, write_line
from quizapp.gui.kit.row_model import Index
from quizapp.gui.kit.selection import follow_selection
from quizapp.gui.kit.shapes import paint_box, paint_icon
from quizapp.gui.kit.theme import FontRole, Theme

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_SIGNS: dict[Fate, tuple[str, str]] = {
    "kept": ("right", "right"),
    "changed": ("partial", "warn"),
    "left_out": ("wrong", "wrong"),
    "whole": ("list", "muted"),
}
"""The icon of each fate, and its color."""
_ROOM = 300
"""Pixels at the plain text size that a row needs to tell its fate in words, too."""


class _Rows(QStyledItemDelegate):
    """Paints a question with its sign and what became of it, and a loss as a line."""

    def __init__(self, theme: Theme, model: LossModel, view: "LossTree") -> None:
        super().__init__(view)
        self._theme, self._model, self._view = theme, model, view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.pixels(38))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row, loss = self._theme, self._model.row_at(index), self._model.loss_at(index)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box: QRect = option.rect
        if self._view.currentIndex() == index:
            paint_box(
                painter, theme, box.adjusted(0, 1, -1, -1), "accent", "soft", line=2, has_ring=self._view.hasFocus()
            )
        room = box.adjusted(theme.pixels(8), 0, -theme.pixels(10), 0)
        if loss is None:
            self._paint_row(painter, room, row)
        else:
            write_line(painter, theme, room, FontRole.SMALL, "muted", str(index.data()), _MIDDLE | START)
        painter.restore()

    def _paint_row(self, painter: QPainter, room: QRect, row: LossRow) -> None:
        theme, side = self._theme, self._theme.pixels(16)
        is_mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        icon, color = _SIGNS[row.fate]
        at = room.right() - side / 2 if is_mirrored else room.left() + side / 2
        paint_icon(painter, theme, icon, color, QPointF(at, room.center().y() + 1), side)
        room = room.adjusted(0, 0, -side - 8, 0) if is_mirrored else room.adjusted(side + 8, 0, 0, 0)
        if room.width() > theme.pixels(_ROOM):  # the sign tells it, too
            color = "muted" if row.fate in ("kept", "whole") else color
            wide = write_line(painter, theme, room, FontRole.SMALL, color, self._model.fate(row), _MIDDLE | END) + 12
            room = room.adjusted(wide, 0, 0, 0) if is_mirrored else room.adjusted(0, 0, -wide, 0)
        write_line(painter, theme, room, FontRole.PLAIN, "text", row.place, _MIDDLE | START)


class LossTree(QTreeView):
    """Shows a `LossModel`. Right and left, or Enter, open and close a row.

    Signals:
        chosen: this `LossRow` is the current one, or a loss of it is; None where there is none.
    """

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.losses = LossModel(self)
        self.setModel(self.losses)
        self.setObjectName("losses")
        self.setItemDelegate(_Rows(theme, self.losses, self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setAnimated(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(True)
        follow_selection(self)
        self.expanded.connect(self._show_all_of)
        theme.restyle_with(self._restyle)

    def show_rows(self, rows: list[LossRow]) -> None:
        """List these rows, and choose the first."""
        self.losses.show_rows(rows)
        first = self.losses.index(0)
        self.setCurrentIndex(first)
        if not first.isValid():
            self.chosen.emit(None)

    def currentChanged(self, current: QModelIndex | Index, previous: QModelIndex | Index) -> None:
        super().currentChanged(current, previous)
        if self.losses.row_at(current) is not self.losses.row_at(previous) or not previous.isValid():
            self.chosen.emit(self.losses.row_at(current))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.losses.rowCount(index):
            self.setExpanded(index, not self.isExpanded(index))
        else:
            super().keyPressEvent(event)

    def drawBranches(self, painter: QPainter, rect: QRect, index: QModelIndex | Index) -> None:
        """Paint the arrow of a row that can be opened."""
        if not self.losses.rowCount(index):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_open, side = self.isExpanded(index), self._theme.pixels(14)
        closed = "back" if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else "next"
        paint_icon(painter, self._theme, "down" if is_open else closed, "muted", QPointF(rect.center()), side)
        painter.restore()

    def _show_all_of(self, index: QModelIndex) -> None:
        """Scroll what was opened into view, as far as there is room."""
        self.scrollTo(self.losses.index(self.losses.rowCount(index) - 1, 0, index))
        self.scrollTo(index)

    def _restyle(self) -> None:
        self.setIndentation(self._theme.pixels(24))
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

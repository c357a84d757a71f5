"""The list of a learner's highlights and notes."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizapp.domain.event import PenColor
from quizapp.gui.kit.card_list import START, TOP, CardList, write_line
from quizapp.gui.kit.row_model import Index, RowModel
from quizapp.gui.kit.shapes import paint_icon
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.pens import PENS, paint_pen
from quizapp.reports.annotations import RemarkEntry

_PENS: dict[str, PenColor] = {pen: pen for pen in PENS}


class _Model(RowModel[RemarkEntry]):
    def title(self, row: RemarkEntry) -> str:
        return row.spoken

    def tip(self, row: RemarkEntry) -> str:
        return row.spoken


class _Delegate(QStyledItemDelegate):
    """Paints a row: the pen or a sign, the words of the passage, and below what was written, or where it is."""

    def __init__(self, view: "AnnotationList", theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        high = QFontMetrics(self._theme.font(FontRole.PLAIN)).height()
        return QSize(100, 2 * high + self._theme.pixels(32))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, entry = self._theme, self._view.model_.rows[index.row()]
        box: QRect = option.rect
        painter.save()
        room = self._view.paint_card(painter, theme, box.adjusted(0, 2, 0, -2), index)
        side = theme.pixels(18)
        reversed_ = self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft
        sign = QRectF(room.right() - side if reversed_ else room.left(), room.center().y() - side / 2, side, side)
        if entry.pen:
            paint_pen(painter, theme, _PENS[entry.pen], sign)
        else:
            paint_icon(painter, theme, "comment", "text", sign.center(), side)
        room = room.adjusted(0, 0, -side - 12, 0) if reversed_ else room.adjusted(side + 12, 0, 0, 0)
        below = room.adjusted(0, QFontMetrics(theme.font(FontRole.PLAIN)).height() + 2, 0, 0)
        write_line(painter, theme, room, FontRole.PLAIN, "text", f"“{entry.quote}”", START | TOP)
        said = " · ".join(part for part in (entry.text or entry.name, entry.where) if part)
        write_line(painter, theme, below, FontRole.LABEL, "text" if entry.text else "muted", said, START | TOP)
        painter.restore()


class AnnotationList(CardList):
    """Lists highlights and notes. Enter and double clicks choose one, Delete asks to remove it.

    Signals:
        removal_requested: Delete was pressed on the current row.
    """

    removal_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.model_ = _Model()
        super().__init__(self.model_, parent)
        self.model_.setParent(self)
        self.setItemDelegate(_Delegate(self, theme))
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("Your notes and highlights"))
        self.doubleClicked.connect(self.chosen)
        theme.changed.connect(self.model_.layoutChanged)

    def show_entries(self, entries: Sequence[RemarkEntry]) -> None:
        """List these; the current row stays at its place."""
        row = self.currentIndex().row()
        self.model_.show_rows(entries)
        if entries:
            self.setCurrentIndex(self.model_.index(min(max(row, 0), len(entries) - 1), 0))

    @property
    def current(self) -> RemarkEntry | None:
        """The entry of the current row."""
        index = self.currentIndex()
        return self.model_.rows[index.row()] if index.isValid() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.current is not None:
            self.removal_requested.emit()
        else:
            super().keyPressEvent(event)

"""The table of the gradebook, painted cell by cell."""

from PySide6.QtCore import QItemSelectionModel, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from quizapp.gui.desk.desk_table import ChosenTable
from quizapp.gui.desk.gradebook_model import CELL, GradebookModel, Shown
from quizapp.gui.kit.inline_text import paint_line
from quizapp.gui.kit.row_model import Index
from quizapp.gui.kit.shapes import from_start, paint_icon
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate

_WIDE, _HIGH = 148, 44
"""Pixels of a cell at the plain text size."""
_NAMES = 210
_START, _END = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class GradebookTable(ChosenTable):
    """Shows a `GradebookModel`, cell by cell.

    Signals:
        current_changed: another cell is current, or none.
        sort_requested: the heading of this column was pressed.
    """

    current_changed = Signal()
    sort_requested = Signal(int)

    def __init__(self, theme: Theme, model: GradebookModel) -> None:
        super().__init__(theme, model, translate("Gradebook"))
        self.book = model
        self.setItemDelegate(_Cells(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        across, down = self.horizontalHeader(), self.verticalHeader()
        for header in (across, down):
            header.setHighlightSections(False)
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setTextElideMode(Qt.TextElideMode.ElideRight)
        across.sectionClicked.connect(self.sort_requested)
        down.setDefaultAlignment(_START | _MIDDLE)
        self.selectionModel().currentChanged.connect(lambda: self.current_changed.emit())
        theme.restyle_with(self._restyle)

    def chosen_rows(self) -> list[int]:
        """The rows in which something is selected, from top to bottom."""
        return sorted({index.row() for index in self.selectedIndexes()})

    def go_to(self, row: int, column: int) -> None:
        """Make a cell the current one, and alone selected, whatever keys are held."""
        index = self.book.index(row, column)
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def keyboardSearch(self, search: str) -> None:
        """Go to the next learner whose name begins with what was typed."""
        rows, at = self.book.rows, max(0, self.currentIndex().row())
        order = [*range(at + 1, len(rows)), *range(at + 1)]
        found = next((row for row in order if rows[row].name.casefold().startswith(search.casefold())), None)
        if found is not None:
            self.go_to(found, max(0, self.currentIndex().column()))

    def _restyle(self) -> None:
        pixels = self._theme.pixels
        self.horizontalHeader().setDefaultSectionSize(pixels(_WIDE))
        self.verticalHeader().setDefaultSectionSize(pixels(_HIGH))
        self._fit_names()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_names()

    def _fit_names(self) -> None:
        """Leave most of the room to the marks."""
        self.verticalHeader().setFixedWidth(min(self._theme.pixels(_NAMES), max(90, self.width() // 3)))


class _Cells(QStyledItemDelegate):
    """Paints a `Shown`: points and percent on a first line, signs and their words on a second one."""

    def __init__(self, theme: Theme, view: GradebookTable) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._theme.pixels(_WIDE), self._theme.pixels(_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, shown = self._theme, index.data(CELL)
        room: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(self._view.layoutDirection())
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(room, theme.color("soft"))
        if index == self._view.currentIndex():
            painter.setPen(QPen(theme.color("accent"), 2 if self._view.hasFocus() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(room).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5)
        pad = theme.pixels(9)
        inner = room.adjusted(pad, theme.pixels(4), -pad, -theme.pixels(4))
        line = QFontMetrics(theme.font(FontRole.PLAIN)).height()
        has_two = bool(shown.signs) and bool(shown.percent or shown.words)
        top = inner.top() if has_two else inner.top() + (inner.height() - line) // 2
        first = QRect(inner.left(), top, inner.width(), line)
        if shown.percent or shown.words:
            self._paint_marks(painter, first, shown)
        below = QRect(inner.left(), top + line, inner.width(), inner.bottom() - top - line + 1) if has_two else first
        self._paint_signs(painter, below, shown)
        painter.restore()

    def _paint_marks(self, painter: QPainter, room: QRect, shown: Shown) -> None:
        theme = self._theme
        painter.setFont(theme.font(FontRole.SMALL))
        painter.setPen(theme.color("muted"))
        if not shown.percent:
            paint_line(painter, room, shown.words, _START | _MIDDLE)
            return
        paint_line(painter, room, shown.points, _END | _MIDDLE)
        painter.setFont(theme.font(FontRole.STRONG))
        painter.setPen(theme.color("text"))
        paint_line(painter, room, shown.percent, _START | _MIDDLE)

    def _paint_signs(self, painter: QPainter, room: QRect, shown: Shown) -> None:
        """Paint each sign with its words; where there is too little room, the words of the last ones are left out."""
        theme, side = self._theme, self._theme.pixels(14)
        painter.setFont(theme.font(FontRole.CHIP))
        metrics = painter.fontMetrics()
        widths = [metrics.horizontalAdvance(sign.words) + side + theme.pixels(4) for sign in shown.signs]
        gap = theme.pixels(8)
        named = len(widths)
        while named and sum(widths[:named]) + (len(widths) - named) * side + gap * (len(widths) - 1) > room.width():
            named -= 1
        x = float(room.left())
        for number, (sign, width) in enumerate(zip(shown.signs, widths, strict=True)):
            box = from_start(painter, QRectF(x, room.top(), side, room.height()), room)
            paint_icon(painter, theme, sign.icon, sign.color, box.center(), side)
            if number < named:
                painter.setPen(theme.color(sign.color))
                words = QRectF(x + side + theme.pixels(4), room.top(), width, room.height())
                paint_line(painter, from_start(painter, words, room).toRect(), sign.words, _START | _MIDDLE)
            x += (width if number < named else side) + gap

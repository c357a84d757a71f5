"""Tables of the desk: rows that are chosen as a whole, quick with thousands of them."""

from collections.abc import Callable, Sequence
from typing import Any, Generic

from PySide6.QtCore import QAbstractTableModel, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from quizapp.gui.kit.inline_text import tool_tip
from quizapp.gui.kit.row_model import NO_INDEX, Index, Row
from quizapp.gui.kit.selection import follow_selection
from quizapp.gui.kit.theme import Theme

_MEASURED = 60
"""Rows whose texts decide how wide a column is."""
_MOST_SHARE = 0.36
"""Of the table's width, for a column that is not the widest."""
_LEAST_ROWS = 4
_LEAST_WIDTH = 120
"""Pixels at the plain text size, of the widest column."""


class TableModel(QAbstractTableModel, Generic[Row]):
    """Shows `rows` under `head`; the texts of a row are made by `cells` when they are shown.

    Args:
        color: gives the theme's color of a cell by its row and column; an empty text for the usual one.
    """

    def __init__(
        self,
        theme: Theme,
        head: Sequence[str],
        cells: Callable[[Row], Sequence[str]],
        color: Callable[[Row, int], str] = lambda row, column: "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._head = head
        self._cells = cells
        self._color = color
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows in place of all others."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._head)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._head[section]
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ".join(self._cells(row)[index.column()].split())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.data(index) or "–"  # a subclass may say it in other words
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(self._cells(row)[index.column()])
        if role == Qt.ItemDataRole.ForegroundRole and (name := self._color(row, index.column())):
            return self._theme.color(name)
        return None


class ChosenTable(QTableView):
    """A table in which Enter does what a double click does; Tab and Escape leave it.

    Signals:
        chosen: Enter was pressed on the current cell, or it was clicked twice.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, model: QAbstractTableModel, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setModel(model)
        self.setAccessibleName(name)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setHighlightSections(False)
        follow_selection(self)
        self.doubleClicked.connect(lambda: self.chosen.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.chosen.emit()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class DeskTable(ChosenTable):
    """Shows a `TableModel`, row by row.

    Signals:
        row_changed: another row is current, or none.

    Args:
        widest: the column that takes the room that is left.
    """

    row_changed = Signal()

    def __init__(self, theme: Theme, model: TableModel[Any], name: str, widest: int = 0) -> None:
        super().__init__(theme, model, name)
        self._model = model
        self._widest = widest
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(_MEASURED)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(widest, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(lambda: self.row_changed.emit())
        theme.restyle_with(self._restyle)

    def show_rows(self, rows: Sequence[Any], is_same: Callable[[Any, Any], bool]) -> None:
        """Show `rows`; the current one stays current if it is still there (`is_same`), or else the first one is."""
        before, at = self.current(), self.currentIndex().row()
        self._model.show_rows(rows)
        if rows:
            same = (place for place, row in enumerate(rows) if before is not None and is_same(before, row))
            place = next(same, min(max(at, 0), len(rows) - 1))
            self.setCurrentIndex(self._model.index(place, 0))
        self._fit()
        self.row_changed.emit()

    def current(self) -> Any:
        """The row that is current; None for none."""
        at = self.currentIndex().row()
        return self._model.rows[at] if 0 <= at < len(self._model.rows) else None

    def sizeHint(self) -> QSize:
        """The least room in which a table can be used: a few rows; it takes what there is."""
        rows = _LEAST_ROWS * self.verticalHeader().defaultSectionSize()
        return QSize(super().sizeHint().width(), self.horizontalHeader().sizeHint().height() + rows)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())

    def sizeHintForColumn(self, column: int) -> int:
        """Leave room for the other columns, however long a text is."""
        most = round(self.viewport().width() * max(_MOST_SHARE, 1.2 / self._model.columnCount()))
        hint = super().sizeHintForColumn(column)
        return min(hint, max(most, self._theme.pixels(_LEAST_WIDTH))) if column != self._widest else hint

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Let the widest column take what the others leave, but never so little that nobody could read it."""
        header = self.horizontalHeader()
        others = sum(header.sectionSize(at) for at in range(header.count()) if at != self._widest)
        least = self._theme.pixels(_LEAST_WIDTH)
        is_narrow = self.viewport().width() - others < least
        modes = QHeaderView.ResizeMode
        header.setSectionResizeMode(self._widest, modes.Interactive if is_narrow else modes.Stretch)
        if is_narrow:
            header.resizeSection(self._widest, least)

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.pixels(30))
        self.updateGeometry()
        self.viewport().update()

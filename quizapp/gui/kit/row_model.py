"""A list of rows for a view."""

from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.inline_text import tool_tip

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


class RowModel(QAbstractListModel, Generic[Row]):
    """Lists `rows`. What a row says is made when it is shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[Row] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """List these rows in place of all others."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def title(self, row: Row) -> str:
        """The text of `row`."""
        raise NotImplementedError

    def spoken(self, row: Row) -> str:
        """The text of `row` for screen readers."""
        return self.title(row)

    def tip(self, row: Row) -> str:
        """The tool tip of `row`, with what may be cut off in it, as it stands; empty for none."""
        return ""

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(row)
        return tool_tip(self.tip(row)) if role == Qt.ItemDataRole.ToolTipRole else None

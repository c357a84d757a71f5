"""The table that answers of paper sheets are typed into, by keyboard alone."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from quizapp.gui.desk.paper_model import VERSION, PaperModel
from quizapp.gui.kit.row_model import Index
from quizapp.gui.kit.theme import Theme

_KEYS = {
    Qt.Key.Key_Return: 0,
    Qt.Key.Key_Enter: 0,
    Qt.Key.Key_Down: Qt.Key.Key_Down,
    Qt.Key.Key_Up: Qt.Key.Key_Up,
    Qt.Key.Key_Tab: Qt.Key.Key_Right,
    Qt.Key.Key_Backtab: Qt.Key.Key_Left,
}
"""The keys that end typing in a cell, each with the way to go then; 0 for that of Enter."""


class _Typing(QStyledItemDelegate):
    """Edits a cell; what is no answer stays there to be corrected."""

    def __init__(self, table: "PaperTable", model: PaperModel) -> None:
        super().__init__(table)
        self._table, self._model = table, model

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        field = QLineEdit(parent)
        field.setFrame(False)
        field.setMaxLength(20_000)
        name = self._model.headerData(index.column(), Qt.Orientation.Horizontal)
        field.setAccessibleName(f"{self._model.name(index.row())}, {name}")
        return field

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        if isinstance(editor, QLineEdit) and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            way = _KEYS.get(Qt.Key(event.key()))
            if way is not None:
                at = self._table.currentIndex()
                if mistake := self._model.mistake(at.row(), at.column(), editor.text()):
                    self._model.refused.emit(mistake)
                    editor.selectAll()
                    return True
                self.commitData.emit(editor)
                self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
                self._table.go(way)
                return True
        return super().eventFilter(editor, event)


class PaperTable(QTableView):
    """Shows a `PaperModel`: typing in a cell replaces it, Enter goes on, arrow keys go anywhere, Tab leaves.

    Signals:
        looked_at: another cell is current.
        row_left: the row that was current is left.

    Attributes:
        goes_down: Enter goes to the same number on the next sheet, not to the next one on the same sheet.
    """

    looked_at = Signal()
    row_left = Signal(int)

    def __init__(self, theme: Theme, model: PaperModel, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.goes_down = False
        self.setModel(model)
        self.setAccessibleName(name)
        self.setItemDelegate(_Typing(self, model))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.horizontalHeader().setHighlightSections(True)
        self.verticalHeader().setTextElideMode(Qt.TextElideMode.ElideMiddle)  # the sign of the state is at the end
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.selectionModel().currentChanged.connect(self._tell)
        theme.restyle_with(self._restyle)

    @property
    def first_column(self) -> int:
        """The first column that is shown."""
        return int(self.isColumnHidden(VERSION))

    def show_versions(self, is_shown: bool) -> None:
        """Show the column of the versions, or hide it where there is only one; go to the start of the row."""
        if self.isColumnHidden(VERSION) is is_shown:
            self.setColumnHidden(VERSION, not is_shown)
            if self.currentIndex().isValid():
                self.setCurrentIndex(self.model().index(self.currentIndex().row(), self.first_column))

    def go(self, way: int) -> None:
        """Go one cell on: to the right, left, above or below, or, for 0, as Enter does: at the end to the next line."""
        at, model = self.currentIndex(), self.model()
        row, column = at.row(), at.column()
        rows, columns = model.rowCount(), model.columnCount()
        if way == 0:
            if self.goes_down:
                row, column = (row + 1, column) if row + 1 < rows else (0, column + 1)
            else:
                row, column = (row, column + 1) if column + 1 < columns else (row + 1, self.first_column)
        else:
            row += {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(way), 0)
            column += {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(way), 0)
        found = model.index(row, column)
        if found.isValid() and column >= self.first_column:
            self.setCurrentIndex(found)
        elif way == 0:
            self.row_left.emit(at.row())  # all is typed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_editing = self.state() == QAbstractItemView.State.EditingState
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid() and not is_editing:
            self.go(0)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentIndex().isValid():
            self.model().setData(self.currentIndex(), "")
        elif event.key() == Qt.Key.Key_Escape and not is_editing:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Go nowhere: letters are answers, and the row takes none."""

    def _tell(self, now: QModelIndex, before: QModelIndex) -> None:
        self.looked_at.emit()
        if before.isValid() and before.row() != now.row():
            self.row_left.emit(before.row())  # what is wrong there is told instead of how to go on

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.pixels(30))
        self.verticalHeader().setMaximumWidth(self._theme.pixels(260))
        self._fit()
        self.viewport().update()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._fit()

    def _fit(self) -> None:
        """Let the columns share the room, each wide enough for an answer of a word or two and no wider."""
        count = self.horizontalHeader().count() - self.horizontalHeader().hiddenSectionCount()
        room = (self.viewport().width() - 2) // max(1, count)
        wide = max(self._theme.pixels(68), min(room, self._theme.pixels(190)))
        if wide != self.horizontalHeader().defaultSectionSize():
            self.horizontalHeader().setDefaultSectionSize(wide)

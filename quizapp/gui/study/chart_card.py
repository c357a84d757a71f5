"""A card with a chart, or the same figures as a table."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.inline_text import tool_tip
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme


class ChartCard(QFrame):
    """Shows a title with controls beside it (`add_choice`), a chart or its table, and sentences about it.

    Attributes:
        is_table: the table is shown, rather than the chart.
    """

    def __init__(self, theme: Theme, title: str, chart: QWidget) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self.chart = chart
        self.is_table = False
        self._widest = 0
        self.table = QTableWidget()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.hide()
        self._title = Label(theme, FontRole.TITLE, wraps=True)
        self.show_title(title)
        self._head = fill(QHBoxLayout(), (self._title, 1))
        self._notes = Label(theme, FontRole.PLAIN, wraps=True)
        self._notes.hide()
        self._column = QVBoxLayout(self)
        fill(self._column, self._head, chart, self.table, self._notes, 1, margins=(18, 14, 18, 14), spacing=10)
        theme.changed.connect(self._fit)

    def show_title(self, title: str) -> None:
        """Show what the chart and the table are about."""
        self._title.setText(title)
        self.table.setAccessibleName(title)

    def add_choice(self, name: str, choose: Callable[[], object]) -> ChoiceBox:
        """Put a box beside the title that lets the user choose what is shown; `choose` then shows it."""
        box = ChoiceBox(self._theme, name)
        box.use_length(22)
        box.currentIndexChanged.connect(choose)
        self._head.addWidget(box)
        return box

    def add(self, widget: QWidget) -> None:
        """Put `widget` at the bottom of the card."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def show_table(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], notes: Sequence[str] = (), widest: int = 0
    ) -> None:
        """Fill the table; `notes` stand below the table or the chart, and the `widest` column takes the room left."""
        self._widest = widest
        self.table.setColumnCount(len(head))
        self.table.setHorizontalHeaderLabels(list(head))
        self.table.setRowCount(len(rows))
        for at, row in enumerate(rows):
            for column, text in enumerate(row):
                item = QTableWidgetItem(text)
                item.setToolTip(tool_tip(text))
                if column > widest:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(at, column, item)
        self._notes.show_text("\n".join(notes))
        self._fit()

    def use_table(self, used: bool) -> None:
        """Show the table in place of the chart, or the chart."""
        self.is_table = used
        self.table.setVisible(used)
        self.chart.setVisible(not used)

    def _fit(self) -> None:
        if not self.table.columnCount():
            return
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column in range(min(self._widest + 1, self.table.columnCount())):
            if (item := self.table.horizontalHeaderItem(column)) is not None:
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(self._widest, QHeaderView.ResizeMode.Stretch)
        row = self._theme.pixels(26)
        self.table.verticalHeader().setDefaultSectionSize(row)
        shown = min(self.table.rowCount(), 8)
        self.table.setFixedHeight(row * shown + header.sizeHint().height() + 6)

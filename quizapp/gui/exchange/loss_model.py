"""The loss report as rows: a question each, or the file as a whole, and below each what it lost."""

from collections.abc import Sequence
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QObject, Qt

from quizapp.gui.kit.inline_text import tool_tip
from quizapp.gui.kit.row_model import NO_INDEX, Index
from quizapp.gui.kit.translate import translate
from quizapp.interchange.losses import ItemReport, Loss, LossReport

Fate = Literal["kept", "changed", "left_out", "whole"]
"""Names what became of a question; "whole" stands for what is told of the file as a whole."""


class LossRow(NamedTuple):
    """A question, or text, that was read, in the place `number` from 0; −1 for what is told of the whole.

    `named` is the item, or the words for a place in the whole; `file` is the name of the file, where there are several.
    """

    fate: Fate
    number: int
    named: ItemReport | str
    losses: tuple[Loss, ...]
    file: str = ""

    @property
    def place(self) -> str:
        """The line and the name of the question, or the place, in words."""
        place = self.named if isinstance(self.named, str) else self.named.place(translate)
        return f"{self.file}: {place}" if self.file and place != self.file else place


def rows_of(reports: Sequence[tuple[str, LossReport]]) -> list[LossRow]:
    """All rows of the reports of files: the questions in their order, then what is told of each place in the whole."""
    rows: list[LossRow] = []
    wholes: list[LossRow] = []
    for name, report in reports:
        file = name if len(reports) > 1 else ""
        rows += [LossRow(_fate(item), at, item, item.losses, file) for at, item in enumerate(report.items, len(rows))]
        whole: dict[str, list[Loss]] = {}
        for place, loss in report.notes:
            whole.setdefault(translate.say(place), []).append(loss)
        wholes += [LossRow("whole", -1, place, tuple(losses), file) for place, losses in whole.items()]
    return rows + wholes


def _fate(item: ItemReport) -> Fate:
    if not item.made:
        return "left_out"
    return "changed" if item.losses else "kept"


class LossModel(QAbstractItemModel):
    """Lists `rows`; below each stand its losses. What a row says is made when it is shown."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[LossRow] = ()

    def show_rows(self, rows: Sequence[LossRow]) -> None:
        """List these rows in place of all others."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row_at(self, index: Index) -> LossRow | None:
        """The row that `index` is, or is below."""
        if not index.isValid():
            return None
        return self.rows[index.internalId() - 1 if index.internalId() else index.row()]

    def loss_at(self, index: Index) -> Loss | None:
        """The loss that `index` is; None for a row."""
        row = self.row_at(index)
        return row.losses[index.row()] if row is not None and index.internalId() else None

    def index(self, row: int, column: int = 0, parent: Index = NO_INDEX) -> Any:
        if not parent.isValid() and 0 <= row < len(self.rows):  # asked for each row of a list that is shown
            return self.createIndex(row, column, 0)
        return self.createIndex(row, column, parent.row() + 1) if row < self.rowCount(parent) else NO_INDEX

    def parent(self, index: Index = NO_INDEX) -> Any:
        above = index.internalId() if index.isValid() else 0
        return self.createIndex(above - 1, 0, 0) if above else NO_INDEX

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        if not parent.isValid():
            return len(self.rows)
        return 0 if parent.internalId() else len(self.rows[parent.row()].losses)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name the column, whose hidden header is told to screen readers."""
        return self.tr("Question") if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row, loss = self.row_at(index), self.loss_at(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return loss.sentence(translate) if loss is not None else row.place
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return loss.sentence(translate) if loss is not None else f"{row.place}. {self.fate(row)}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(loss.sentence(translate) if loss is not None else f"{row.place}\n{self.fate(row)}")
        return None

    def fate(self, row: LossRow) -> str:
        """The words for what became of a row."""
        if row.fate == "kept":
            return self.tr("as it was")
        if row.fate == "left_out":
            return self.tr("left out")
        return self.tr("%n changes", "", len(row.losses))

"""The gradebook as a table: learners down, assignments across, and a total."""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QWidget

from quizapp.domain.gradebook import Gradebook, GradeCell, GradeRow
from quizapp.domain.mark import points_text
from quizapp.domain.marked_attempt import Total
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.inline_text import tool_tip
from quizapp.gui.kit.name_order import in_order_of_names
from quizapp.gui.kit.row_model import NO_INDEX, Index
from quizapp.gui.kit.translate import translate
from quizapp.reports.words import percent_text

CELL = Qt.ItemDataRole.UserRole
"""The role of the `Shown` of a cell."""
CAME_IN = ("handed_in", "reopened")
"""The states of cells in which there is an attempt."""
EMPTY = Gradebook("", (), (), ())


class Sign(NamedTuple):
    """Something to know of a cell: an icon, its color, and its words."""

    icon: str
    color: str
    words: str


class Shown(NamedTuple):
    """The text of a cell: points and percent, or words in their place; and signs."""

    points: str
    percent: str
    words: str
    signs: tuple[Sign, ...] = ()

    @property
    def text(self) -> str:
        """All of it in words."""
        return ", ".join(filter(None, (self.points, self.percent, self.words, *(sign.words for sign in self.signs))))


class GradebookModel(QAbstractTableModel):
    """Shows a `Gradebook`. Names head the rows, so that they stay in view; the last column has the totals."""

    def __init__(self, clock: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.book = EMPTY
        self.rows: Sequence[GradeRow] = ()
        self._shown: dict[tuple[int, int], Shown] = {}

    def show_book(self, book: Gradebook, order: str, column: int) -> None:
        """Show `book` with its rows in an `order`: class, name, low, high or todo; the last three go by `column`."""
        self.beginResetModel()
        self.book = book
        self._sort(order, column)
        self.endResetModel()

    def sort_rows(self, order: str, column: int) -> None:
        """Show the rows in another order."""
        self.beginResetModel()
        self._sort(order, column)
        self.endResetModel()

    def _sort(self, order: str, column: int) -> None:
        self._shown.clear()
        keys: dict[str, Callable[[GradeRow], Any]] = {
            "class": lambda row: 0,
            "low": lambda row: self._share(row, column),
            "high": lambda row: _none_last(self._share(row, column)),
            "todo": lambda row: -sum(map(_to_do, self._cells(row, column))),
        }
        by_name = order == "name"
        rows = self.book.rows
        self.rows = in_order_of_names(rows, lambda row: row.name) if by_name else sorted(rows, key=keys[order])

    def _cells(self, row: GradeRow, column: int) -> Sequence[GradeCell]:
        return row.cells[column : column + 1] if 0 <= column < len(row.cells) else row.cells

    def _share(self, row: GradeRow, column: int) -> tuple[int, float]:
        """The share of the points, those with none last."""
        total = row.cells[column].total if 0 <= column < len(row.cells) else row.total
        return (0, float(total.share)) if total.possible else (1, 0.0)

    def cell(self, row: int, column: int) -> GradeCell | None:
        """The cell of an assignment; None for a total."""
        if not (0 <= row < len(self.rows) and 0 <= column < len(self.book.assignments)):
            return None
        return self.rows[row].cells[column]

    def shown(self, row: int, column: int) -> Shown:
        """The texts and signs of a cell."""
        if (row, column) not in self._shown:
            self._shown[row, column] = self._make(self.rows[row], column)
        return self._shown[row, column]

    def _make(self, row: GradeRow, column: int) -> Shown:
        if column >= len(row.cells):
            missing = sum(cell.state == "missing" for cell in row.cells)
            signs = [Sign("unanswered", "muted", self.tr("%n missing", "", missing))] if missing else []
            return _marks(row.total, tuple(signs))
        cell = row.cells[column]
        signs = []
        if cell.state == "reopened":
            signs.append(Sign("undo", "accent", self.tr("reopened")))
        if cell.held:
            signs.append(Sign("warning", "warn", self.tr("to be decided")))
        if cell.is_late:
            signs.append(Sign("clock", "warn", self.tr("late")))
        if cell.odd_time is not None:
            now = self._clock()
            words = self.tr("by the learner’s clock: {when}; came in: {came}")
            when, came = (moment_text(at, now) for at in cell.odd_time[:2])
            signs.append(Sign("clock", "warn", words.format(when=when, came=came)))
        if cell.unrated:
            signs.append(Sign("unmarked", "accent", self.tr("%n to rate", "", cell.unrated)))
        if cell.is_released:
            signs.append(Sign("right", "muted", self.tr("released")))
        if cell.state == "missing":
            return Shown("", "", self.tr("missing"), tuple(signs))
        if cell.state == "held":
            return Shown("", "", "", tuple(signs))
        return _marks(cell.total, tuple(signs))

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() or not self.book.assignments else len(self.book.assignments) + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            across = orientation is Qt.Orientation.Horizontal
            text = self.title(section) if across else " ".join(self.rows[section].name.split())
            return tool_tip(text) if role == Qt.ItemDataRole.ToolTipRole else text
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def title(self, column: int) -> str:
        """The heading of a column."""
        titles = self.book.titles
        return " ".join(titles[column].split()) if column < len(titles) else self.tr("All together")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == CELL:
            return self.shown(index.row(), index.column())
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown(index.row(), index.column()).text
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(self.told(index.row(), index.column()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.told(index.row(), index.column())
        return None

    def told(self, row: int, column: int) -> str:
        """A sentence on a cell: whose it is, of what, and what it says."""
        shown, name = self.shown(row, column), self.rows[row].name
        return self.tr("{name}, {title}: {text}").format(name=name, title=self.title(column), text=shown.text)


def _marks(total: Total, signs: tuple[Sign, ...]) -> Shown:
    if not total.possible:
        return Shown("", "", "" if signs else "–", signs)
    of = translate("{earned} / {possible}")
    earned, possible = (translate.number(points_text(each)) for each in (total.earned, total.possible))
    points = of.format(earned=earned, possible=possible)
    return Shown(points, percent_text(total, translate), "", signs)


def _to_do(cell: GradeCell) -> int:
    """The weight of what a teacher has to do about a cell."""
    return 100 * cell.held + cell.unrated + (cell.state == "missing")


def _none_last(share: tuple[int, float]) -> tuple[int, float]:
    return share[0], -share[1]

"""What a story tells of the rows of lists, trees and tables."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QBrush, QColor, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QTableView, QTreeView

from quizapp.gui.kit.theme import THEMES
from tests.gui.story_texts import plain

_ROWS = 30
_TICKS = {Qt.CheckState.Checked: "x", Qt.CheckState.PartiallyChecked: "-", Qt.CheckState.Unchecked: " "}
MEANT = ("right", "wrong", "warn")
"""Colors that say something."""


def in_rows(view: QAbstractItemView) -> Iterator[str]:
    model = view.model()
    count = model.rowCount() if model is not None else 0
    if isinstance(view, QTableView) and view.horizontalHeader().isVisible():
        heads = [model.headerData(at, Qt.Orientation.Horizontal) for at in _columns(view)]
        yield " | ".join(plain(str(head or "")) for head in heads)
    if isinstance(view, QTreeView):
        yield from _tree_rows(view)
        return
    rows = [at for at in range(count) if not (isinstance(view, QListView) and view.isRowHidden(at))]
    if view not in _painted:
        _painted[view] = _Painted(view)
    cells = {at: _cells(view, at) for at in rows[:_ROWS]}
    stale = _painted[view].stale_rows(cells)
    yield from (row_text(view, at, cells[at]) + " (was not painted anew)" * (at in stale) for at in cells)
    if len(rows) > _ROWS:
        yield f"… {len(rows)} rows"


class _Painted(QObject):
    """What a view has painted since the last look, and what was in its rows then."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view.viewport())
        self._view, self._region = view, QRegion()
        self._cells: dict[int, list[str]] = {}
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self._region += event.region()
        return False

    def stale_rows(self, cells: dict[int, list[str]]) -> set[int]:
        """Give the rows in sight that have other cells than at the last look, and were not painted since."""
        changed = {at for at, texts in cells.items() if self._cells.get(at, texts) != texts}
        boxes = {at: self._view.visualRect(self._view.model().index(at, 0)) for at in changed}
        in_sight = self._view.viewport().visibleRegion() if changed else QRegion()
        self._cells, painted, self._region = cells, self._region, QRegion()
        return {at for at, box in boxes.items() if in_sight.intersects(box) and not painted.intersects(box)}


_painted: dict[QAbstractItemView, _Painted] = {}


def forget_painted() -> None:
    _painted.clear()


def _tree_rows(view: QTreeView) -> list[str]:
    """The rows of a tree that can be seen, those below an open one further in."""
    rows, index = [], view.model().index(0, 0)
    while index.isValid():
        depth, above = 0, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        heard = str(index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data() or "")
        opens = "" if not view.model().hasChildren(index) else "− " if view.isExpanded(index) else "+ "
        rows.append("    " * depth + ("▸ " if index == view.currentIndex() else "") + opens + plain(heard))
        index = view.indexBelow(index)
    return rows


def _columns(view: QAbstractItemView) -> list[int]:
    if isinstance(view, QListView):
        return [view.modelColumn()]
    return [at for at in range(view.model().columnCount()) if not view.isColumnHidden(at)]


def row_text(view: QAbstractItemView, row: int, cells: list[str] | None = None) -> str:
    """The cells of a row, as they are seen, or heard where that is more; whether it is the current one, or chosen.

    Where cells are chosen one by one, the cell has this mark.
    """
    cells, indexes = cells or _cells(view, row), [view.model().index(row, column) for column in _columns(view)]
    at, selection = view.currentIndex(), view.selectionModel()
    if isinstance(view, QTableView) and view.selectionBehavior() == view.SelectionBehavior.SelectItems:
        marks = ["▸ " if each == at else "• " if selection.isSelected(each) else "" for each in indexes]
        head = cells[: len(cells) - len(marks)]
        return " | ".join([*head, *map("".join, zip(marks, cells[len(head) :], strict=True))])
    is_chosen = selection is not None and any(selection.isSelected(index) for index in indexes)
    mark = "▸ " if row == at.row() else "• " if is_chosen else ""
    if mark and not view.viewport().rect().intersects(view.visualRect(indexes[0])):
        mark += "(out of sight) "
    return mark + " | ".join(cells)


def _cells(view: QAbstractItemView, row: int) -> list[str]:
    model, cells = view.model(), []
    if isinstance(view, QTableView) and view.verticalHeader().isVisible():
        cells.append(plain(str(model.headerData(row, Qt.Orientation.Vertical) or "")))
    for column in _columns(view):
        index = model.index(row, column)
        seen, heard = str(index.data() or ""), str(index.data(Qt.ItemDataRole.AccessibleTextRole) or "")
        ticked = index.data(Qt.ItemDataRole.CheckStateRole)
        tick = "" if ticked is None else f"[{_TICKS[Qt.CheckState(ticked)]}] "
        cells.append(tick + plain(heard if heard and heard != seen else seen) + _color(index))
    return cells


def _color(index: QModelIndex) -> str:
    """In what color a cell is written, if that says something."""
    brush = index.data(Qt.ItemDataRole.ForegroundRole)
    color = brush.color() if isinstance(brush, QBrush) else brush
    names = (name for theme in THEMES.values() for name in MEANT if color == QColor(getattr(theme, name)))
    return "" if color is None else next((f" (in the color “{name}”)" for name in names), "")

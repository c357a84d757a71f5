"""The library, as a list."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from quizapp.services.library import BankEntry, Unit

if TYPE_CHECKING:
    from quizapp.gui.library.last_result import LastResult

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class LibraryModel(QAbstractListModel):
    """Lists each unit as a heading that can't be chosen, and its banks below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Unit | BankEntry] = []
        self._results: Mapping[str, LastResult] = {}

    def show_units(self, units: tuple[Unit, ...]) -> None:
        """Show `units`; no row moves if the same banks stand in the same rows as before."""
        rows: list[Unit | BankEntry] = []
        for unit in units:
            rows += [unit, *unit.banks]
        if rows and [_file_of(row) for row in rows] == [_file_of(row) for row in self._rows]:
            self._rows = rows
            self._tell_changed()
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def show_results(self, results: "Mapping[str, LastResult]") -> None:
        """Show these last results, by the ids of their banks, and no others."""
        if results != self._results:
            self._results = results
            self._tell_changed()

    def _tell_changed(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))

    def result(self, entry: Unit | BankEntry) -> "LastResult | None":
        """The last result of a bank; None where there is none."""
        return self._results.get(entry.id) if isinstance(entry, BankEntry) and not entry.problems else None

    def entry(self, row: int) -> Unit | BankEntry:
        """The unit or bank in this row."""
        return self._rows[row]

    def row_of(self, path: Path | None) -> int:
        """The row of the bank in the file `path`, or else of the first bank; -1 where there is no bank."""
        banks = [(row, entry) for row, entry in enumerate(self._rows) if isinstance(entry, BankEntry)]
        return next((row for row, entry in banks if entry.path == path), banks[0][0] if banks else -1)

    def neighbor(self, path: Path) -> Path | None:
        """The file below `path` in the list, or else the one above it."""
        files = [entry.path for entry in self._rows if isinstance(entry, BankEntry)]
        at = files.index(path) if path in files else -1
        return next(iter(files[at + 1 :] or files[:at][::-1]), None)

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self._rows[index.row()], Unit):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self.title(entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            told = [self.title(entry), self.detail(entry)]
            if (last := self.result(entry)) is not None:
                told.append(self.tr("last result: {score}, {when}").format(score=last.score, when=last.day))
            return ", ".join(told)
        return None

    def title(self, entry: Unit | BankEntry) -> str:
        if isinstance(entry, BankEntry):
            return entry.name
        return entry.title or self.tr("Files with mistakes")

    def detail(self, entry: Unit | BankEntry) -> str:
        """The line below the title."""
        if isinstance(entry, Unit):
            return self.length(entry) if entry.words else self.tr("You can use them once their mistakes are fixed")
        if entry.is_missing:
            return self.tr("not found")
        if entry.problems:
            count = len(entry.problems)
            return self.tr("1 mistake") if count == 1 else self.tr("{count} mistakes").format(count=count)
        count = entry.questions
        return self.tr("1 question") if count == 1 else self.tr("{count} questions").format(count=count)

    def length(self, entry: Unit | BankEntry) -> str:
        """The number of words in the passage, and the minutes that reading takes."""
        shown = self.tr("{count} words").format(count=f"{entry.words:,}")
        return shown + " · " + self.tr("about {minutes} min to read").format(minutes=entry.minutes)


def _file_of(row: Unit | BankEntry) -> Path | None:
    return row.path if isinstance(row, BankEntry) else None

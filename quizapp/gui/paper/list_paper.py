"""A list of names on paper."""

from collections.abc import Sequence

from PySide6.QtGui import QPagedPaintDevice

from quizapp.gui.kit.translate import translate
from quizapp.gui.paper.paper import Paper
from quizapp.reports.document import Cell, Table


class ListPaper(Paper):
    """The names of a class, with empty columns to write in."""

    def __init__(self, class_name: str, names: Sequence[str], device: QPagedPaintDevice) -> None:
        self._names = names
        super().__init__(translate("Class {name}").format(name=class_name), "", "", device)

    def write(self) -> None:
        rows = tuple(
            (Cell(str(number)), Cell(name), Cell(""), Cell(""), Cell("")) for number, name in enumerate(self._names, 1)
        )
        head = ("", translate("Name"), "", "", "")
        self.write_table(Table(self._title, head, rows, widths=(7, 45, 16, 16, 16)))

"""Saving a gradebook as a file, for a spreadsheet, another program, Canvas or Moodle."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from quizapp.domain.gradebook import Gradebook
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.kit.dialogs import file_name, new_file_of, open_file
from quizapp.gui.kit.translate import isolated, translate
from quizapp.reports.gradebook_files import gradebook_file
from quizapp.services.desk.roster import Filled, Tool, read_roster, with_points
from quizapp.settings import Settings
from quizapp.whole_file import write_whole

if TYPE_CHECKING:
    from quizapp.services.desk.desk import Desk


_TOOLS: dict[str, Tool] = {"canvas": "canvas", "moodle": "moodle"}


class GradebookSaving(QObject):
    """Asks for a file, writes the gradebook that is shown, and says so.

    Args:
        page: the page that shows it.
        book: gives the gradebook as it is now.
    """

    def __init__(self, page: QWidget, access: DeskAccess, settings: Settings, book: Callable[[], Gradebook]) -> None:
        super().__init__(page)
        self._page = page
        self._access = access
        self._settings = settings
        self._book = book

    def choose_file(self) -> None:
        """Ask where to save it, and as what."""
        formats = {
            self.tr("Workbook for a spreadsheet (*.xlsx)"): ("xlsx", "xlsx"),
            self.tr("Table as text (*.csv)"): ("csv", "csv"),
            self.tr("Data for other programs (*.json)"): ("json", "json"),
            self.tr("Table that Canvas imports (*.csv)"): ("canvas", "csv"),
            self.tr("Table that Moodle imports (*.csv)"): ("moodle", "csv"),
        }
        new_file_of(
            self._page.window(),
            self._settings,
            self.tr("Save the gradebook"),
            file_name(self.tr("Gradebook"), self._book().class_name),
            formats,
            self.save_to,
            keeps="own_folder",
        )

    def save_to(self, path: Path, kind: str) -> None:
        """Save the gradebook as xlsx, csv or json; what Canvas or Moodle imports needs a file from there."""
        if tool := _TOOLS.get(kind):
            title = self.tr("Choose the gradebook or the list of participants that Canvas or Moodle has exported")
            filters = [self.tr("Tables (*.csv *.txt)")]
            open_file(self._page.window(), self._settings, title, filters, partial(self.fill_roster, path, tool))
            return
        work = partial(_save, path=path, kind=kind, book=self._book())
        self._access.do(work, lambda _: self._access.done.emit(self.tr("Saved as {file}").format(file=path)))

    def fill_roster(self, path: Path, tool: Tool, roster: Path) -> None:
        """Save the table in the file `roster`, with the points, as `path`."""
        work = partial(_save_for, path=path, tool=tool, roster=roster, book=self._book())
        self._access.do(work, lambda filled: self._access.done.emit(self._told(filled, path, roster)))

    def _told(self, filled: Filled, path: Path, roster: Path) -> str:
        told = [self.tr("Saved as {file}").format(file=path)]
        if filled.unknown:
            words = self.tr("Not in {file}, or there more than once, so left out: {names}.")
            told.append(words.format(file=roster.name, names=", ".join(str(isolated(name)) for name in filled.unknown)))
        if filled.unrated:
            told.append(self.tr("%n results wait for a rating and are left empty.", "", filled.unrated))
        return ". ".join((told[0], " ".join(told[1:]))) if told[1:] else told[0]


def _save(desk: "Desk", path: Path, kind: str, book: Gradebook) -> None:
    write_whole(path, gradebook_file(book, f".{kind}", translate))


def _save_for(desk: "Desk", path: Path, tool: Tool, roster: Path, book: Gradebook) -> Filled:
    filled = with_points(book, read_roster(roster), tool)
    write_whole(path, filled.text.encode())
    return filled

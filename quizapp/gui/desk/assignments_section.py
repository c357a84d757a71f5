"""The assignments of the desk: what was handed out, and what has come in so far."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from quizapp.domain.level import STANDARD
from quizapp.gui.desk.assign_form import AssignForm
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.desk_section import DeskSection
from quizapp.gui.desk.desk_table import DeskTable, TableModel
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.dialogs import open_folder
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.label import ElidedLabel, Label
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.kit.open_locally import open_locally
from quizapp.gui.kit.page_margins import fit_margins
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.desk.assigning import hand_to, save_assignment
from quizapp.services.desk.handed_in import assignment_rows
from quizapp.services.library import Library
from quizapp.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from quizapp.domain.assignment import Assignment
    from quizapp.domain.classroom import Classroom
    from quizapp.services.desk.desk import Desk
    from quizapp.services.desk.handed_in import AssignmentRow


class ReadAssignments(NamedTuple):
    """The entries of the list, the newest first, and the classes of the desk."""

    rows: "tuple[AssignmentRow, ...]"
    rooms: "tuple[Classroom, ...]"


class AssignmentsSection(DeskSection):
    """Lists the assignments, makes new ones, and writes their files."""

    def __init__(self, theme: Theme, access: DeskAccess, settings: Settings, library: Library) -> None:
        super().__init__(theme, access)
        self._settings = settings
        self._rooms: tuple[Classroom, ...] = ()
        self._files: dict[str, Path] = {}
        self._pages = QStackedWidget()
        self.form = AssignForm(theme, access, library)
        self.form.made.connect(self._show_made)
        self.form.ended.connect(self._end_form)
        self._list = self._make_list()
        for page in (self._list, self.form):
            self._pages.addWidget(page)
        self._row = fill(QHBoxLayout(self), self._pages)

    def read(self) -> None:
        """Read the assignments."""
        self.access.read(self.reading, _read_assignments, self._show_read)

    def go_back(self) -> bool:
        """Go from a new assignment back to the list."""
        if self._pages.currentWidget() is self.form:
            self._end_form()
            return True
        return False

    def _make_list(self) -> QWidget:
        theme = self.theme
        self.headline = Label(theme, FontRole.HEADLINE, self.tr("Assignments"))
        self.new = push_button(self.tr("New assignment…"), self._show_form, is_main=True)
        self.save = push_button(self.tr("Save the file…"), self._ask_folder, tip=self.tr("The file that you hand out"))
        self.folder = push_button(self.tr("Show in folder"), self._show_folder)
        self.collect = push_button(self.tr("Collect"), lambda: self.section_requested.emit("collect"))
        self.hand_on = MenuButton(self.tr("Hand to another class"), self._fill_classes)
        self.hand_on.setObjectName("framed")
        self.hand_on.setText(self.hand_on.accessibleName() + " ▾")
        self.hand_on.prepare()
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in (self.new, self.save, self.folder, self.hand_on, self.collect):
            flow.addWidget(button)
        head = (
            self.tr("Title"),
            self.tr("Class"),
            self.tr("Handed in"),
            self.tr("Missing"),
            self.tr("Hand in by"),
            self.tr("Made"),
        )
        self.model: TableModel[AssignmentRow] = TableModel(theme, head, self._cells, _color, self)
        self.table = DeskTable(theme, self.model, self.tr("Assignments"))
        self.table.row_changed.connect(self._show_chosen)
        self.table.chosen.connect(lambda: self.section_requested.emit("collect"))
        self.name = ElidedLabel(theme, FontRole.TITLE)
        self.rules = Label(theme, FontRole.PLAIN, color="muted", wraps=True)
        self.none = Label(theme, FontRole.PLAIN, color="muted", wraps=True)
        self.classes = push_button(
            self.tr("Go to Classes"), lambda: self.section_requested.emit("classes"), is_main=True
        )
        self._empty = QWidget()
        first = fill(QHBoxLayout(), self.classes, 1)
        fill(QVBoxLayout(self._empty), self.none, first, 1, margins=(0, 0, 0, 0))
        self._chosen = QWidget()
        fill(QVBoxLayout(self._chosen), self.name, self.rules, margins=(0, 2, 0, 0), spacing=3)
        card = ScrollCard(theme, self.tr("Assignments"))
        fill(card.column, self.headline, buttons, (self.table, 1), self._chosen, (self._empty, 1))
        self.new.setEnabled(False)
        for unread in (self._chosen, self._empty):
            unread.hide()
        self._show_chosen()
        return card

    def _cells(self, row: "AssignmentRow") -> tuple[str, ...]:
        line, now = row.line, self.access.now()
        return (
            line.title,
            line.class_name,
            self.tr("{count} of {all}").format(count=row.handed_in, all=row.members),
            str(max(0, row.members - row.handed_in)) if row.members > row.handed_in else self.tr("nobody"),
            moment_text(line.settings.due, now) if line.settings.due else "",
            moment_text(line.created, now),
        )

    def _show_read(self, read: ReadAssignments) -> None:
        self._rooms = read.rooms
        wanted = self.access.chosen
        self.table.show_rows(read.rows, lambda one, other: bool(one.line.id == other.line.id))
        ids = [row.line.id for row in read.rows]
        if wanted in ids:
            self.table.setCurrentIndex(self.model.index(ids.index(wanted), 0))
        self.table.setVisible(bool(read.rows))
        self._chosen.setVisible(bool(read.rows))
        self._empty.setVisible(not read.rows)
        self.classes.setVisible(not read.rooms)
        self.new.setEnabled(bool(read.rooms))
        if not read.rooms:
            self.none.setText(self.tr("First make a class. Then you can hand something out to it."))
        else:
            self.none.setText(
                self.tr("Nothing is handed out yet. Choose questions with “{button}”.").format(button=self.new.text())
            )
        if self._pages.currentWidget() is self.form:
            self.form.rules.show_rooms(read.rooms)

    def _show_chosen(self) -> None:
        row = self.table.current()
        for button in (self.save, self.hand_on, self.collect):
            button.setEnabled(row is not None)
        self.folder.setVisible(row is not None and row.line.id in self._files)
        self.hand_on.setVisible(row is not None and len(self._rooms) > 1)
        if row is not None:
            self.access.chosen = row.line.id
            self.name.setText(" ".join(row.line.title.split()))
            self.rules.setText(" · ".join(self._rules_of(row)))

    def _rules_of(self, row: "AssignmentRow") -> list[str]:
        given = row.line.settings
        shown = {
            "at_once": self.tr("marks at once"),
            "handed_in": self.tr("marks after handing in"),
            "released": self.tr("marks when you release them"),
        }
        told = [
            self.tr("Test") if given.mode == "test" else self.tr("Practice"),
            self.tr("%n questions", "", row.questions),
            shown[given.shown],
        ]
        if given.time_limit:
            told.append(self.tr("%n minutes for each text", "", round(given.time_limit / 60)))
        if given.tries > 1:
            told.append(self.tr("up to %n tries", "", given.tries))
        for is_so, words in (
            (given.certainty, self.tr("asks how sure they are")),
            (given.is_shuffled, self.tr("shuffled")),
            (given.without_passage, self.tr("the text is hidden")),
            (given.level != STANDARD, self.tr("reading level “{level}”").format(level=given.level)),
            (given.level_locked, self.tr("the reading level is locked")),
            (not given.list_only, self.tr("others may type a name")),
        ):
            if is_so:
                told.append(words)
        return told

    # a new one

    def _show_form(self) -> None:
        row = self.table.current()
        self._pages.setCurrentWidget(self.form)
        self.form.ask(self._rooms, row.line.class_id if row is not None else "")

    def _end_form(self) -> None:
        self._pages.setCurrentWidget(self._list)
        if self.isVisible():  # a late result comes here, too
            (self.table if not self.table.isHidden() else self.new).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_made(self, assignment: "Assignment") -> None:
        if self._pages.currentWidget() is self.form:
            self._end_form()
        self._ask_to_save(assignment)

    def _ask_to_save(self, assignment: "Assignment") -> None:
        self.access.chosen = assignment.id
        if self.isVisible():
            self._ask_folder_for(assignment.id)

    # its file

    def _ask_folder(self) -> None:
        row = self.table.current()
        if row is not None:
            self._ask_folder_for(row.line.id)

    def _ask_folder_for(self, id_: str) -> None:
        title = self.tr("Folder for the file that you hand out")
        open_folder(self.window(), self._settings, title, lambda folder: self.save_to(id_, folder))

    def save_to(self, id_: str, folder: Path) -> None:
        """Write the file of the assignment of this id into `folder`."""

        def work(desk: "Desk") -> Path:
            return save_assignment(desk, desk.assignment(id_), folder)

        self.access.do(work, self._tell_saved, asked=(id_,))

    def _tell_saved(self, id_: str, path: Path) -> None:
        self._files[id_] = path
        self._show_chosen()
        self.access.done.emit(self.tr("Hand out this file: {file}").format(file=path))

    def _show_folder(self) -> None:
        row = self.table.current()
        path = self._files.get(row.line.id) if row is not None else None
        if path is not None:
            self.access.do(lambda _: path.parent if path.exists() else path, self._open_folder)

    def _open_folder(self, place: Path) -> None:
        if failure := open_locally(place):
            self.access.told.emit(failure)

    def _fill_classes(self, menu: QMenu) -> None:
        row = self.table.current()
        for room in self._rooms:
            if row is not None and room.id != row.line.class_id:
                action = menu.addAction(" ".join(room.name.split()).replace("&", "&&"))
                action.triggered.connect(partial(self._hand_to, row.line.id, room))

    def _hand_to(self, id_: str, room: "Classroom", _: bool = False) -> None:
        self.access.change(lambda desk: hand_to(desk, id_, desk.store.classroom(room.id)), self._ask_to_save)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        fit_margins(self._row, self, self.theme)


def _color(row: "AssignmentRow", column: int) -> str:
    return "warn" if column == 3 and row.members > row.handed_in else ""


def _read_assignments(desk: "Desk") -> ReadAssignments:
    return ReadAssignments(assignment_rows(desk), desk.store.classes())

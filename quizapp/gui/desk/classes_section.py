"""The classes of the desk, and their learners."""

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from quizapp.domain.text import shortened
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.desk_section import DeskSection
from quizapp.gui.desk.desk_table import DeskTable, TableModel
from quizapp.gui.desk.learner_row import AccommodationWords, LearnerRow
from quizapp.gui.desk.names_form import NamesForm
from quizapp.gui.desk.room_form import RoomForm
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.dialogs import ask, ask_name, file_name, new_file
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.focus import keeping_focus
from quizapp.gui.kit.label import ElidedLabel, Label
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.kit.page_margins import fit_margins
from quizapp.gui.kit.scroll_card import ScrollCard
from quizapp.gui.kit.selection import follow_selection
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import isolated
from quizapp.gui.paper.assignment_pdf import names, sized_pdf
from quizapp.services.bank_entries import level_names
from quizapp.services.desk.classes import (
    clean_name,
    delete_learner,
    learner_records,
    level_word,
    remove_member,
    rename_learner,
    set_accommodation,
)
from quizapp.services.library import Library
from quizapp.settings import Settings
from quizapp.whole_file import write_whole

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from quizapp.domain.classroom import Classroom, Member
    from quizapp.services.desk.desk import Desk

_LONGEST_NAME = 40
_ROOM = Qt.ItemDataRole.UserRole


class ClassesSection(DeskSection):
    """Lists the classes on the left, and on the right the learners of the chosen one, with their accommodations."""

    def __init__(self, theme: Theme, access: DeskAccess, settings: Settings, library: Library) -> None:
        super().__init__(theme, access)
        self._settings = settings
        self._library = library
        self._wanted = ""
        self._words = AccommodationWords(self)
        self._words.hide()
        self._pages = QStackedWidget()
        self.form = NamesForm(theme, access, settings)
        self.form.ended.connect(self._end_form)
        self.room_form = RoomForm(theme, access, settings)
        self.room_form.ended.connect(lambda: self._end_form(""))
        self._row = fill(QHBoxLayout(self), self._pages)
        self._list_card = self._make_list()
        self._lists = QWidget()
        fill(
            QHBoxLayout(self._lists),
            (self._list_card, 26),
            (self._make_room(), 74),
            margins=(0, 0, 0, 0),
            spacing=12,
        )
        self._pages.addWidget(self._lists)
        self._pages.addWidget(self.form)
        self._pages.addWidget(self.room_form)

    def read(self) -> None:
        """Read the classes."""
        self._words.levels = level_names(self._library.entries())
        self.learner.offer_levels(self._words.levels)
        self.access.read(self.reading, lambda desk: desk.store.classes(), self._show_classes)

    def go_back(self) -> bool:
        """Go from the form back to the classes."""
        if self._pages.currentWidget() is not self._lists:
            self._end_form("")
            return True
        return False

    @property
    def room(self) -> "Classroom | None":
        """The class that is chosen."""
        item = self.list.currentItem()
        return item.data(_ROOM) if self.list.currentRow() >= 0 else None

    def _make_list(self) -> QFrame:
        self.list = QListWidget()
        self.list.setObjectName("names")
        self.list.setAccessibleName(self.tr("Classes"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        follow_selection(self.list)
        self.list.currentItemChanged.connect(self._show_room)
        self.new = push_button(self.tr("New class…"), lambda: self._show_form(None))
        card = QFrame()
        card.setObjectName("card")
        title = Label(self.theme, FontRole.TITLE, self.tr("Classes"))
        fill(QVBoxLayout(card), title, (self.list, 1), self.new, margins=(14, 14, 14, 12), spacing=8)
        return card

    def _make_room(self) -> QFrame:
        self.headline = ElidedLabel(self.theme, FontRole.HEADLINE)
        self.none = Label(self.theme, FontRole.PLAIN, color="muted", wraps=True)
        self.first = push_button(self.tr("New class…"), lambda: self._show_form(None), is_main=True)
        self.add = push_button(self.tr("Add learners…"), lambda: self._show_form(self.room))
        self.print = push_button(
            self.tr("Print the list…"), self._print, tip=self.tr("A list of the names, to sign in")
        )
        tip = self.tr("A file for all laptops of a room: who learns there, and what they may do")
        self.for_room = push_button(self.tr("Save settings for the room…"), self._show_room_form, tip=tip)
        self.more = MenuButton(self.tr("More for this class"), self._fill_menu)
        self.more.setObjectName("framed")
        self.more.setText(self.tr("More") + " ▾")
        self.more.prepare()
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons)
        for button in (self.add, self.print, self.for_room, self.more):
            flow.addWidget(button)
        head = (
            self.tr("Name"), self.tr("Time"), self.tr("Reading level"), self.tr("Read aloud"),
            self.tr("Wrong answers"), self.tr("Text size"), self.tr("Colors"),
        )  # fmt: skip
        self.model: TableModel[Member] = TableModel(self.theme, head, self._cells, self._color, self)
        self.table = DeskTable(self.theme, self.model, self.tr("Learners"))
        self.table.row_changed.connect(self._show_learner)
        self.learner = LearnerRow(self.theme)
        self.learner.accommodation_changed.connect(self._accommodate)
        self.learner.rename_requested.connect(self._ask_new_name)
        self.learner.remove_requested.connect(self._remove)
        self.learner.export_requested.connect(self._export)
        self.learner.delete_requested.connect(self._ask_to_delete)
        card = ScrollCard(self.theme, self.tr("Class"))
        first = fill(QHBoxLayout(), self.first, 1)
        self._empty = QWidget()
        fill(QVBoxLayout(self._empty), self.none, first, 1, margins=(0, 0, 0, 0))
        fill(
            card.column,
            self.headline,
            self._buttons,
            (self.table, 1),
            self.learner,
            (self._empty, 1),
        )
        return card

    def _cells(self, member: "Member") -> tuple[str, ...]:
        given, words = member.accommodation, self._words
        return (
            member.name,
            "" if given.time_factor == 1 else words.time(given.time_factor),
            words.level(level) if (level := level_word(given)) else "",
            "" if given.read_aloud == "nothing" else words.aloud(given.read_aloud),
            words.answers(given.fewer_options) if given.fewer_options else "",
            words.text_size(given.text_size) if given.text_size else "",
            words.theme(given.theme) if given.theme else "",
        )

    def _color(self, member: "Member", column: int) -> str:
        return "accent" if column else ""

    def _show_classes(self, rooms: "tuple[Classroom, ...]") -> None:
        wanted = self._wanted or (self.room.id if self.room is not None else "")
        self._wanted = ""
        with keeping_focus(self._lists, self.list, self.first):
            self._show_list(rooms, wanted)

    def _show_list(self, rooms: "tuple[Classroom, ...]", wanted: str) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            for room in rooms:
                item = QListWidgetItem(f"{isolated(' '.join(room.name.split()))} · {len(room.members)}", self.list)
                item.setData(_ROOM, room)
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{room.name}, {self._count(room)}")
            ids = [room.id for room in rooms]
            self.list.setCurrentRow(ids.index(wanted) if wanted in ids else min(0, len(ids) - 1))
        self._list_card.setVisible(bool(rooms))
        self._show_room()

    def _count(self, room: "Classroom") -> str:
        return self.tr("%n learners", "", len(room.members))

    def _show_room(self) -> None:
        room = self.room
        has_learners = room is not None and bool(room.members)
        self._buttons.setVisible(room is not None)
        self.print.setEnabled(has_learners)
        self.table.setVisible(has_learners)
        self._empty.setVisible(not has_learners)
        self.first.setVisible(room is None)
        if room is None:
            self.headline.setText(self.tr("No class yet"))
            self.none.setText(
                self.tr("Make a class: type the names of its learners, or paste them from a spreadsheet.")
            )
            self.table.show_rows((), lambda one, other: False)
            return
        self.headline.setText(f"{isolated(' '.join(room.name.split()))} · {self._count(room)}")
        self.none.setText(self.tr("Nobody is in this class yet. Add its learners."))
        self.table.show_rows(room.members, lambda one, other: bool(one.id == other.id))

    def _show_learner(self) -> None:
        member = self.table.current()
        self.learner.setVisible(member is not None)
        if member is not None:
            self.learner.show_learner(member)

    def _show_form(self, room: "Classroom | None") -> None:
        self._pages.setCurrentWidget(self.form)
        self.form.ask(room)

    def _show_room_form(self) -> None:
        if self.room is not None:
            self._pages.setCurrentWidget(self.room_form)
            self.room_form.ask(self.room)

    def _end_form(self, id_: str) -> None:
        self._wanted = id_
        self._pages.setCurrentWidget(self._lists)
        if self.isVisible():  # a late result comes here, too
            (self.list if self.list.count() else self.first).setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_menu(self, menu: QMenu) -> None:
        saving = menu.addAction(self.tr("Save the list as a PDF…"))
        saving.setEnabled(self.print.isEnabled())
        saving.triggered.connect(self._ask_pdf)
        menu.addAction(self.tr("Rename the class…")).triggered.connect(self._ask_new_class_name)
        menu.addAction(self.tr("Delete the class…")).triggered.connect(self._ask_to_delete_class)

    # what changes

    def _accommodate(self, column: str, word: str) -> None:
        member = self.table.current()
        if member is None:
            return

        def work(desk: "Desk") -> None:
            now = next((each for each in desk.store.learners() if each.id == member.id), member)
            set_accommodation(desk, now, {column: word})

        self.access.change(work)

    def _ask_new_name(self) -> None:
        member = self.table.current()

        def rename(name: str) -> None:
            def work(desk: "Desk") -> None:
                now = next((each for each in desk.store.learners() if each.id == member.id), member)
                rename_learner(desk, now, name)

            self.access.change(work)

        if member is not None:
            title = self.tr("Rename {name}").format(name=shortened(member.name, _LONGEST_NAME))
            ask_name(
                self.window(), title, self.tr("New name"), member.name, (self.tr("Rename"), self.tr("Cancel")), rename
            )

    def _remove(self) -> None:
        member, room = self.table.current(), self.room
        if member is not None and room is not None:
            told = self.tr("{name} is no longer in {room}. What was handed in stays.")
            self.access.change(
                lambda desk: remove_member(desk, desk.store.classroom(room.id), member.id),
                lambda _: self.access.done.emit(told.format(name=member.name, room=room.name)),
            )

    def _ask_to_delete(self) -> None:
        member = self.table.current()
        if member is not None:
            ask(
                self.window(),
                self.tr("Delete {name}?").format(name=shortened(member.name, _LONGEST_NAME)),
                self.tr(
                    "{name} will be deleted from every class, with everything that was handed in and all marks. This"
                    " cannot be undone. If you might want it later, save all records first."
                ).format(name=member.name),
                [
                    (self.tr("Delete forever"), lambda: self.access.change(lambda desk: delete_learner(desk, member))),
                    (self.tr("Keep"), None),
                ],
                default=1,
            )

    def _export(self) -> None:
        member = self.table.current()
        if member is not None:
            name = file_name(member.name) or self.tr("learner")
            title = self.tr("Save all records of {name}").format(name=shortened(member.name, _LONGEST_NAME))
            new_file(
                self.window(), self._settings, title, self.tr("Data"), f"{name}.json", partial(self.export, member)
            )

    def export(self, member: "Member", path: Path) -> None:
        """Save all that the desk keeps of a learner."""

        def work(desk: "Desk") -> Path:
            records = json.dumps(learner_records(desk, member), indent=2, ensure_ascii=False)
            write_whole(path, f"{records}\n".encode())
            return path

        self.access.do(work, self._tell_saved)

    def _tell_saved(self, path: Path) -> None:
        self.access.done.emit(self.tr("Saved as {file}").format(file=path))

    def _ask_new_class_name(self) -> None:
        room = self.room
        if room is not None:
            ask_name(
                self.window(),
                self.tr("Rename {name}").format(name=shortened(room.name, _LONGEST_NAME)),
                self.tr("New name"),
                room.name,
                (self.tr("Rename"), self.tr("Cancel")),
                lambda name: self.access.change(lambda desk: desk.store.rename_class(room.id, clean_name(name))),
            )

    def _ask_to_delete_class(self) -> None:
        room = self.room
        if room is not None:
            ask(
                self.window(),
                self.tr("Delete the class {name}?").format(name=shortened(room.name, _LONGEST_NAME)),
                self.tr("Its learners stay on the desk, in the other classes that they are in."),
                [
                    (
                        self.tr("Delete the class"),
                        lambda: self.access.change(lambda desk: desk.store.delete_class(room.id)),
                    ),
                    (self.tr("Keep"), None),
                ],
                default=1,
            )

    def _print(self) -> None:
        room = self.room
        if room is not None:
            given = names(room.name, [member.name for member in room.members])
            self.print_papers(room.name, lambda _: given)

    def _ask_pdf(self) -> None:
        room = self.room
        if room is not None:
            title, kind = self.tr("Save the list as a PDF"), self.tr("PDF files")
            name = file_name(room.name) or self.tr("class")
            new_file(self.window(), self._settings, title, kind, f"{name}.pdf", partial(self.save_list, room))

    def save_list(self, room: "Classroom", path: Path) -> None:
        """Save the names of a class as a PDF."""

        def work(desk: "Desk") -> Path:
            write_whole(path, sized_pdf(room.name, names(room.name, [member.name for member in room.members])))
            return path

        self.access.do(work, self._tell_saved)

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        fit_margins(self._row, self, self.theme)

"""The gradebook of a class; from a cell one gets to the attempt, and to the written answers that are to be rated."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from quizapp.domain.gradebook import Gradebook
from quizapp.domain.text import shortened
from quizapp.gui.desk.attempt_page import AttemptPage
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.desk_section import DeskSection
from quizapp.gui.desk.gradebook_model import CAME_IN, EMPTY, GradebookModel
from quizapp.gui.desk.gradebook_saving import GradebookSaving
from quizapp.gui.desk.gradebook_table import GradebookTable
from quizapp.gui.desk.rating_page import RatingPage
from quizapp.gui.desk.release_words import missing_words, on_paper_words, unrated_words
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.dates import moment_text
from quizapp.gui.kit.dialogs import ask, open_folder
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.page_margins import fit_margins
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.paper.assignment_pdf import feedback
from quizapp.gui.paper.printing import pdf_of
from quizapp.services.desk.gradebook import GradebookReader
from quizapp.services.desk.paper_feedback import feedback_reports, reports_of
from quizapp.services.desk.releasing import Release, release, write_told
from quizapp.settings import Settings

if TYPE_CHECKING:
    from quizapp.domain.classroom import Classroom
    from quizapp.services.desk.desk import Desk

_LONGEST_NAME = 40
_SECONDS = 0.5
"""After so long, what was read of the gradebook is shown, and then the rest is read."""
_LOW = 330
"""Pixels at the plain text size; a window that is lower leaves the line below the table to the table."""


class GradebookSection(DeskSection):
    """Shows the gradebook of a class, the attempt of one learner, or the written answers of an assignment.

    Attributes:
        model, table: the gradebook.
        attempt, rating: the other pages.
    """

    def __init__(self, theme: Theme, access: DeskAccess, settings: Settings) -> None:
        super().__init__(theme, access)
        self._settings = settings
        self._reader = GradebookReader(_SECONDS)
        self._rooms: tuple[Classroom, ...] = ()
        self._room = ""
        self._sorted_by = -1
        self.model = GradebookModel(access.now, self)
        self.pages = QStackedWidget()
        self._book = self._make_book()
        self.attempt = AttemptPage(theme, access)
        self.attempt.back_requested.connect(self._show_book_page)
        self.attempt.learner_requested.connect(self._open_neighbor)
        self.attempt.rating_requested.connect(self._rate)
        self.rating = RatingPage(theme, access, settings)
        self.rating.back_requested.connect(self._show_book_page)
        for page in (self._book, self.attempt, self.rating):
            self.pages.addWidget(page)
        self._row = fill(QHBoxLayout(self), self.pages)
        theme.changed.connect(self._fit)

    def read(self) -> None:
        """Read what the page shows that is open."""
        shown = self.pages.currentWidget()
        if shown is self.attempt:
            self.attempt.read()
        elif shown is self._book:
            asked = self.room_box.currentData() or ""
            self.access.read(self.reading, partial(_read, self._reader, asked), self._show, failed=self._show_again)

    def leave(self) -> None:
        super().leave()
        self.rating.settle()
        self.attempt.leave()

    def go_back(self) -> bool:
        """Go back from an attempt or from rating to the gradebook."""
        if self.pages.currentWidget() is self._book:
            return False
        self._show_book_page()
        return True

    def _make_book(self) -> QWidget:
        theme = self.theme
        self.room_box = ChoiceBox(theme, self.tr("Class"))
        self.room_box.use_length(14)
        self.room_box.currentIndexChanged.connect(self.read)
        self.order_box = ChoiceBox(theme, self.tr("Order of the learners"))
        self.order_box.show_choices(
            (
                (self.tr("In class order"), "class"),
                (self.tr("By name"), "name"),
                (self.tr("Lowest marks first"), "low"),
                (self.tr("Highest marks first"), "high"),
                (self.tr("Most to do first"), "todo"),
            )
        )
        self.order_box.setToolTip(
            self.tr("Marks and what is to do are those of the assignment whose cell is selected.")
        )
        self.order_box.currentIndexChanged.connect(self._sort)
        self.rate_button = push_button(self.tr("Rate…"), lambda: self._rate("", self._current()[1]))
        self.release_button = push_button(self.tr("Release…"), self._find_due)
        self.saving = GradebookSaving(self, self.access, self._settings, lambda: self.model.book)
        self.save_button = push_button(self.tr("Save…"), self.saving.choose_file)
        self.open_button = push_button(self.tr("Open"), self._open, is_main=True)
        bar = QWidget()
        flow = FlowLayout(bar, spacing=6)
        flow.centers = True
        buttons = (self.open_button, self.rate_button, self.release_button, self.save_button)
        for widget in (self.room_box, self.order_box, *buttons):
            flow.addWidget(widget)
        self.table = GradebookTable(theme, self.model)
        self.table.chosen.connect(self._open)
        self.table.current_changed.connect(self._tell_current)
        self.table.sort_requested.connect(self._sort_by)
        self.told = Label(theme, FontRole.PLAIN, wraps=True)
        self.progress = Label(theme, FontRole.SMALL, self.tr("Reading…"), color="muted")
        self._none = Label(theme, FontRole.OPTION, wraps=True)
        self.none_button = push_button("", self._leave_for, is_main=True)
        self._nothing = QWidget()
        fill(
            QVBoxLayout(self._nothing),
            self._none,
            fill(QHBoxLayout(), self.none_button, 1),
            1,
            margins=(4, 12, 4, 0),
            spacing=12,
        )
        self._tools = bar
        card = QFrame()
        card.setObjectName("card")
        fill(
            QVBoxLayout(card),
            bar,
            (self.table, 1),
            self.told,
            self.progress,
            (self._nothing, 1),
            margins=(14, 12, 14, 12),
            spacing=8,
        )
        self._needs = "classes"
        self._of_book: tuple[QWidget, ...] = (self.order_box, *buttons, self.table, self.told)
        for hidden in (bar, self.table, self.told, self._nothing):
            hidden.hide()
        return card

    # what is shown

    def _show(self, found: "tuple[tuple[Classroom, ...], Classroom | None, Gradebook, int]") -> None:
        self._rooms, room, book, rest = found
        self._room = room.id if room is not None else ""
        self.room_box.show_choices((" ".join(each.name.split()), each.id) for each in self._rooms)
        self.room_box.setVisible(len(self._rooms) > 1)
        is_empty = not book.assignments and not rest
        for widget in self._of_book:
            widget.setVisible(not is_empty)
        self._nothing.setVisible(is_empty)
        self._tools.setVisible(not is_empty or len(self._rooms) > 1)
        self._fit()
        self.progress.setVisible(bool(rest))
        if rest:
            total = len(book.assignments) + rest
            words = self.tr("Reading… {done} of {count} assignments")
            self.progress.setText(words.format(done=len(book.assignments), count=total))
            self.read()
        if is_empty:
            self._tell_nothing(room)
        if book != self.model.book:
            self._show_book(book)
        self.save_button.setEnabled(not rest)
        self._tell_current()

    def _show_again(self) -> None:
        self.room_box.show_choice(self._room)

    def _show_book(self, book: Gradebook) -> None:
        """Show `book`; the current cell stays the current one."""
        learner, assignment = self._current()
        if not assignment and self.access.chosen in book.assignments:
            assignment = self.access.chosen
        column = book.assignments.index(assignment) if assignment in book.assignments else len(book.assignments) - 1
        self._sorted_by = column
        self.model.show_book(book, self.order_box.currentData(), column)
        self._go_to(learner, column)

    def _go_to(self, learner: str, column: int) -> None:
        row = next((at for at, each in enumerate(self.model.rows) if each.learner == learner), 0)
        self.table.go_to(row, max(0, column))

    def _tell_nothing(self, room: "Classroom | None") -> None:
        if room is None:
            self._needs = "classes"
            self._none.setText(self.tr("There is no class yet. Make one, and its marks will be shown here."))
            self.none_button.setText(self.tr("Make a class"))
        else:
            self._needs = "assignments"
            text = self.tr(
                "Nothing was handed out to {room} yet. Make an assignment, and its marks will be shown here."
            )
            self._none.setText(text.format(room=room.name))
            self.none_button.setText(self.tr("Make an assignment"))

    def _leave_for(self) -> None:
        self.section_requested.emit(self._needs)

    def _current(self) -> tuple[str, str]:
        """The learner and the assignment of the current cell, empty for none."""
        index, book = self.table.currentIndex(), self.model.book
        if not index.isValid():
            return "", ""
        column = index.column()
        learner = self.model.rows[index.row()].learner
        return learner, book.assignments[column] if column < len(book.assignments) else ""

    def _tell_current(self) -> None:
        index = self.table.currentIndex()
        _, assignment = self._current()
        cell = self.model.cell(index.row(), index.column()) if index.isValid() else None
        if assignment:
            self.access.chosen = assignment
        rows = self.model.rows
        has_any = any(row.cells[index.column()].state in CAME_IN for row in rows) if cell is not None else False
        unrated = sum(row.cells[index.column()].unrated for row in rows) if cell is not None else 0
        self.open_button.setEnabled(cell is not None and cell.state in CAME_IN)
        self.release_button.setEnabled(has_any)
        self.rate_button.setEnabled(has_any)
        self.rate_button.setText(self.tr("Rate %n…", "", unrated) if unrated else self.tr("Rate…"))
        if not rows:
            self.told.setText(self.tr("Nobody is in this class yet."))
        elif index.isValid():
            self.told.setText(self.model.told(index.row(), index.column()))
        else:
            self.told.setText("")

    def _sort_by(self, column: int) -> None:
        """Sort by `column`, the lowest first, or the highest if they are in that order already."""
        is_low = self.order_box.currentData() == "low" and self._sorted_by == column  # a mouse has chosen it already
        self.table.go_to(max(0, self.table.currentIndex().row()), column)
        wanted = self.order_box.findData("high" if is_low else "low")
        if wanted == self.order_box.currentIndex():
            self._sort()
        else:
            self.order_box.setCurrentIndex(wanted)

    def _sort(self) -> None:
        learner, _ = self._current()
        self._sorted_by = column = self.table.currentIndex().column()
        self.model.sort_rows(self.order_box.currentData(), column)
        self._go_to(learner, column)

    # other pages

    def _open(self) -> None:
        learner, assignment = self._current()
        if self.open_button.isEnabled():
            self.pages.setCurrentWidget(self.attempt)
            self.attempt.show_learner(assignment, learner)
        elif assignment:
            name = self.model.rows[self.table.currentIndex().row()].name
            cell = self.model.cell(self.table.currentIndex().row(), self.table.currentIndex().column())
            waits = self.tr("What came in under the name {name} waits until you decide about it, on the page “{page}”.")
            missing = self.tr("Nothing has come in from {name} yet.")
            self.access.told.emit(
                (waits if cell is not None and cell.held else missing).format(name=name, page=translate("Collect"))
            )

    def _open_neighbor(self, step: int) -> None:
        """Open the attempt of the next learner who has handed in, or of the one before (−1)."""
        index = self.table.currentIndex()
        row = index.row() + step
        while (cell := self.model.cell(row, index.column())) is not None:
            if cell.state in CAME_IN:
                self.table.go_to(row, index.column())
                self._open()
                return
            row += step
        down, up = self.tr("Nobody further down has handed in."), self.tr("Nobody further up has handed in.")
        self.access.told.emit(down if step > 0 else up)

    def _rate(self, learner: str, assignment: str) -> None:
        self.pages.setCurrentWidget(self.rating)
        self.rating.show_assignment(assignment, learner)

    def _show_book_page(self) -> None:
        self.rating.settle()
        self.attempt.leave()
        self.pages.setCurrentWidget(self._book)
        self.read()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    # releasing

    def _find_due(self) -> None:
        """Ask whose marks are released, once it is known whether learners may still be at work."""
        _, assignment = self._current()
        self.ask_about(partial(_time_left, of=assignment), self._ask_to_release, asked=(assignment,))

    def _ask_to_release(self, assignment: str, due: float | None) -> None:
        if assignment not in self.model.book.assignments:
            return
        column = self.model.book.assignments.index(assignment)
        rows = self.model.rows
        there = [row for row in rows if row.cells[column].state in CAME_IN]
        chosen_rows = [rows[at] for at in self.table.chosen_rows()]
        chosen = [row for row in chosen_rows if row in there]
        unrated = [" ".join(row.name.split()) for row in there if row.cells[column].unrated]
        all_words = self.tr("For all %n", "", len(there))
        choices = [(all_words, partial(self._choose_folder, assignment, [row.learner for row in there]))]
        if chosen and len(chosen) < len(there):
            one = self.tr("For {name}").format(name=shortened(chosen[0].name, _LONGEST_NAME))
            words = one if len(chosen) == 1 else self.tr("For the %n chosen", "", len(chosen))
            choices.append((words, partial(self._choose_folder, assignment, [row.learner for row in chosen])))
        text = self.tr(
            "Choose a folder: a file of feedback for each learner is written into it. Whoever opens the file"
            " sees the marks, the key and your remarks."
        )
        missing = [" ".join(row.name.split()) for row in rows if row not in there]
        if missing:
            text += "\n\n" + missing_words(missing)
        if due is not None:
            until = self.tr("It can be handed in until {time}, and the key shows the right answers to everybody.")
            text += "\n\n" + until.format(time=moment_text(due, self.access.now()))
        if unrated:
            text += "\n\n" + unrated_words(unrated)
        title = self.tr("Release “{title}”?").format(title=shortened(self.model.title(column), _LONGEST_NAME))
        self._with_pdf = CheckBox(self.theme, self.tr("Also as PDF, for those without the program"))
        ask(self.window(), title, text, [*choices, (self.tr("Cancel"), None)], further=self._with_pdf)

    def _choose_folder(self, assignment: str, learners: list[str]) -> None:
        with_pdf = self._with_pdf.isChecked()
        title = self.tr("Folder for the feedback")
        do = partial(self.release_to, assignment, learners, with_pdf=with_pdf)
        open_folder(self.window(), self._settings, title, do)

    def release_to(self, assignment: str, learners: Sequence[str], folder: Path, with_pdf: bool = False) -> None:
        """Write files of feedback for these learners, and say so; with `with_pdf`, a report for each of them too."""
        work = partial(_release, assignment=assignment, learners=learners, folder=folder, with_pdf=with_pdf)
        self.access.change(work, self._tell_released, asked=(folder, with_pdf))

    def _tell_released(self, folder: Path, with_pdf: bool, released: Release) -> None:
        count = len(released.files)
        files = self.tr("%n files of feedback are in {folder}.", "", count)
        names = {row.learner: " ".join(row.name.split()) for row in self.model.rows}
        told = [files.format(folder=folder)] if count else []
        if with_pdf:
            reports = (
                self.tr("The reports as PDF are there too.")
                if count
                else self.tr("The reports as PDF are in {folder}.")
            )
            told.append(reports.format(folder=folder))
        elif released.on_paper:
            on_paper = [names.get(id_, id_) for id_ in released.on_paper]
            told.append(on_paper_words(on_paper))
        if released.unrated:
            told.append(unrated_words([names.get(id_, id_) for id_ in released.unrated]))
        self.access.done.emit(" ".join(told))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self._row, self, self.theme, widest=100_000)
        self._fit()

    def _fit(self) -> None:
        """Leave the line below the table out where the window is low."""
        self.told.setVisible(not self.table.isHidden() and self.height() >= self.theme.pixels(_LOW))


def _read(
    reader: GradebookReader, asked: str, desk: "Desk"
) -> "tuple[tuple[Classroom, ...], Classroom | None, Gradebook, int]":
    rooms = desk.store.classes()
    room = next((each for each in rooms if each.id == asked), rooms[0] if rooms else None)
    book, rest = reader.read(desk, room) if room is not None else (EMPTY, 0)
    return rooms, room, book, rest


def _time_left(desk: "Desk", of: str) -> float | None:
    """The date to hand in by, while it is not over; None for none."""
    due = desk.assignment(of).settings.due
    return due if due > desk.clock() else None


def _release(desk: "Desk", assignment: str, learners: Sequence[str], folder: Path, with_pdf: bool) -> Release:
    released = release(desk, assignment, learners, folder)
    if with_pdf:
        title = released.grades.assignment.title
        found = [*reports_of(desk, released.grades, released.feedback, translate).items()]
        if released.on_paper:
            found += feedback_reports(desk, assignment, released.on_paper, translate).items()
        for name, reports in found:  # two may have the same name
            write_told(folder, f"{title} - {name}", ".pdf", pdf_of(name, feedback(reports)))
    return released

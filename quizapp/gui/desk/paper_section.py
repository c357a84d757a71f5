"""Paper: sheets, keys and feedback to be printed, and the table that answers on paper are typed into."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.desk_section import DeskSection
from quizapp.gui.desk.paper_model import VERSION, PaperModel, ReadPaper
from quizapp.gui.desk.paper_table import PaperTable
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.dialogs import new_file
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.kit.page_margins import fit_margins
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtPrintSupport import QPrinter

    from quizapp.gui.paper.printing import Papers
    from quizapp.reports.paper_sheet import Letter
    from quizapp.services.desk.desk import Desk


class PaperSection(DeskSection):
    """Prints an assignment, and takes the answers that were given on paper."""

    def __init__(self, theme: Theme, access: DeskAccess, settings: Settings) -> None:
        super().__init__(theme, access)
        self._settings = settings
        self.assignment = ChoiceBox(theme, self.tr("Assignment"), self)
        self.assignment.use_length(12)
        self.assignment.activated.connect(self._choose)
        self.versions = ChoiceBox(theme, self.tr("Versions"), self)
        self.versions.show_choices(
            [
                (self.tr("1 version"), "A"),
                (self.tr("2 versions, A and B"), "AB"),
                (self.tr("3 versions, A to C"), "ABC"),
                (self.tr("4 versions, A to D"), "ABCD"),
            ]
        )
        self.versions.setCurrentIndex(self.versions.findData(settings.paper_versions))
        self.versions.activated.connect(self._take_versions)
        self.sheets = self._menu(self.tr("Sheets"), self._sheets)
        self.key = self._menu(self.tr("Answer key"), self._answer_key)
        self.feedback = self._menu(self.tr("Feedback"), self._feedback)
        self.goes_down = CheckBox(theme, self.tr("Enter goes to the next learner"))
        self.goes_down.toggled.connect(self._set_way)
        self.model = PaperModel(theme, self)
        self.model.refused.connect(self._refuse)
        self.table = PaperTable(theme, self.model, self.tr("Answers on paper"))
        self.table.looked_at.connect(self._show_place)
        self.table.row_left.connect(self._save)
        self.place = Label(theme, FontRole.STRONG, wraps=True)
        self.way = Label(theme, FontRole.PLAIN, wraps=True, name="told")
        self.none = Label(theme, FontRole.PLAIN, color="muted", wraps=True)
        self.make = push_button(self.tr("Go to Assignments"), lambda: self.section_requested.emit("assignments"))
        self._row = fill(QHBoxLayout(self), self._make_card())
        self._take_versions()

    def read(self) -> None:
        """Read the assignment that is looked at, and what was typed in."""
        self.access.read(self.reading, partial(_read_paper, self.access.chosen), self._show_read)

    def leave(self) -> None:
        self._save_all()
        super().leave()

    def _make_card(self) -> QFrame:
        headline = Label(self.theme, FontRole.HEADLINE, self.tr("Paper"))
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons)
        for each in (self.assignment, self.versions, self.sheets, self.key, self.feedback, self.goes_down):
            flow.addWidget(each)
        empty = fill(QHBoxLayout(), self.make, 1)
        card = QFrame()
        card.setObjectName("card")
        items = (headline, self._buttons, self.none, empty, (self.table, 1), self.place, self.way)
        column = fill(QVBoxLayout(card), *items, margins=(18, 14, 18, 14), spacing=8)
        column.addStretch(0)
        return card

    def _menu(self, words: str, do: "Callable[[bool], object]") -> MenuButton:
        """Make a button to save or print something; `do` is told whether it is printed."""

        def entries(menu: QMenu) -> None:
            menu.addAction(self.tr("Save as PDF…")).triggered.connect(lambda: do(False))
            menu.addAction(self.tr("Print…")).triggered.connect(lambda: do(True))

        button = MenuButton(words, entries)
        button.setObjectName("framed")
        button.setText(words + " ▾")
        button.prepare()
        return button

    # what is shown

    def _show_read(self, read: ReadPaper) -> None:
        self.assignment.show_choices([(f"{line.title} · {line.class_name}", line.id) for line in read.lines])
        given = read.assignment
        if given is not None:
            self.assignment.setCurrentIndex(self.assignment.findData(given.id))
        used = {row.letter for row in read.rows} - {""}
        most = max(used, default="A")
        if most > self.model.letters[-1]:
            self.versions.setCurrentIndex(self.versions.findData("ABCD"[: "ABCD".index(most) + 1]))
            self._take_versions()
        self.model.show_read(read)
        for widget in (self._buttons, self.table, self.place, self.way):
            widget.setVisible(given is not None and (widget is self._buttons or bool(read.rows)))
        self.make.setVisible(given is None)
        self.none.setVisible(given is None or not read.rows)
        self.none.setText(
            self.tr("Nothing is handed out yet. Make an assignment; then you can print it.")
            if given is None
            else self.tr("This class has no learners, so no answers can be typed in.")
        )
        if read.rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, self.table.first_column))
        self._show_place()

    def _show_place(self) -> None:
        """Tell which cell is current, and how its answer is typed."""
        at = self.table.currentIndex()
        if not at.isValid():
            self.place.setText("")
            self.way.setText("")
            return
        name = self.model.name(at.row())
        if at.column() == VERSION:
            told = self.tr("{name} ({state})")
            self.place.setText(told.format(name=name, state=self.model.state_text(at.row())))
            self._tell_way(
                self.tr("The answers came as a file; nothing can be typed over it.")
                if self.model.is_by_file(at.row())
                else self.tr(
                    "Type the letter of the version that stands on the sheet, and then the answers; - for none."
                )
            )
            return
        place = self.model.place(at.row(), at.column())
        if place is None:
            self.place.setText(self.tr("{name}, question {number}").format(name=name, number=at.column()))
            self._tell_way(self.tr("First type the letter of the version."))
            return
        from quizapp.domain.inline import plain_text
        from quizapp.services.desk.paper_answers import how_to_type

        stem = plain_text(place.question.stem)
        told = self.tr("{name}, question {number}: {stem}")
        self.place.setText(told.format(name=name, number=at.column(), stem=stem))
        self._tell_way(how_to_type(place))

    def _tell_way(self, text: str, is_wrong: bool = False) -> None:
        self.way.set_color("wrong" if is_wrong else "muted")
        self.way.setText(text)

    def _refuse(self, why: str) -> None:
        self._tell_way(why, is_wrong=True)
        announce(self.table, why)

    def _choose(self) -> None:
        self._save_all()
        self.access.chosen = str(self.assignment.currentData())
        self.read()

    def _take_versions(self) -> None:
        self._settings.paper_versions = str(self.versions.currentData())
        self.model.letters = tuple(self.versions.currentData())
        self.table.show_versions(len(self.model.letters) > 1)
        self._show_place()

    def _set_way(self, goes_down: bool) -> None:
        self.table.goes_down = goes_down

    # saving what was typed

    def _save_all(self) -> None:
        for row in self.model.unsaved():
            self._save(row)

    def _save(self, row: int) -> None:
        given = self.model.assignment
        if given is None or row not in self.model.unsaved():
            return
        column = self.model.first_mistake(row)
        if column >= 0:
            text = str(self.model.data(self.model.index(row, column), Qt.ItemDataRole.EditRole))
            why = self.model.mistake(row, column, text)
            told = self.tr("{name}, question {number}: {why} It is not saved yet.")
            self._refuse(told.format(name=self.model.name(row), number=column, why=why))
            return
        member, letter, answers = self.model.begin_saving(row)

        def work(desk: "Desk") -> bool:
            from quizapp.services.desk.paper_answers import save_answers

            return save_answers(desk, desk.assignment(given.id), member, letter, answers)

        self.access.change(work, self._saved, self._not_saved, asked=(member.id,))

    def _saved(self, member: str, _: bool) -> None:
        self.model.end_saving(member, is_saved=True)

    def _not_saved(self, member: str, error: object) -> None:
        self.model.end_saving(member, is_saved=False)
        self.access.told.emit(str(error))

    # printing

    def _letters(self) -> "list[Letter]":
        return list(self.versions.currentData())

    def _sheets(self, is_printed: bool) -> None:
        letters = self._letters()

        def make(desk: "Desk", id_: str) -> "Papers":
            from quizapp.gui.paper.assignment_pdf import sheets

            return sheets(desk.assignment(id_), letters)

        self._put(make, self.tr("Sheets"), is_printed)

    def _answer_key(self, is_printed: bool) -> None:
        letters = self._letters()

        def make(desk: "Desk", id_: str) -> "Papers":
            from quizapp.gui.paper.assignment_pdf import key
            from quizapp.services.desk.gradebook import graded

            grades, _ = graded(desk, id_)
            return key(grades.assignment, letters, grades.banks)

        self._put(make, self.tr("Answer key"), is_printed)

    def _feedback(self, is_printed: bool) -> None:
        def make(desk: "Desk", id_: str) -> "Papers":
            from quizapp.gui.paper.assignment_pdf import feedback
            from quizapp.services.desk.paper_feedback import feedback_reports

            members = [member.id for member in desk.assignment(id_).members]
            found = feedback_reports(desk, id_, members, translate)
            return feedback([report for reports in found.values() for report in reports])

        self._put(make, self.tr("Feedback"), is_printed)

    def _put(self, make: "Callable[[Desk, str], Papers]", what: str, is_printed: bool) -> None:
        """Save or print what `make` makes of the assignment that is looked at."""
        given = self.model.assignment
        if given is None:
            return
        self._save_all()
        title = f"{given.title} - {what}"
        if is_printed:
            from quizapp.gui.paper.printing import choose_printer

            choose_printer(title, self.window(), partial(self._print, make, given.id))
            return
        from quizapp.file_names import safe_name

        name = f"{safe_name(title)}.pdf"
        new_file(
            self.window(),
            self._settings,
            what,
            self.tr("PDF document"),
            name,
            partial(self._write, make, given.id, title),
        )

    def _write(self, make: "Callable[[Desk, str], Papers]", id_: str, title: str, path: Path) -> None:
        def work(desk: "Desk") -> Path:
            from quizapp.gui.paper.printing import pdf_of
            from quizapp.whole_file import write_whole

            write_whole(path, pdf_of(title, make(desk, id_)))
            return path

        self.access.change(work, self._tell_written)

    def _print(self, make: "Callable[[Desk, str], Papers]", id_: str, printer: "QPrinter") -> None:
        def work(desk: "Desk") -> None:
            from quizapp.gui.paper.printing import print_papers

            print_papers(make(desk, id_), printer)

        self.access.change(work, lambda _: self.access.done.emit(self.tr("It was sent to the printer.")))

    def _tell_written(self, path: Path) -> None:
        self.access.done.emit(self.tr("Print this file: {file}").format(file=path))

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        fit_margins(self._row, self, self.theme)


def _read_paper(chosen: str, desk: "Desk") -> ReadPaper:
    """Read what is shown of the assignment with the id `chosen`, or of the newest one."""
    from quizapp.reports.paper_sheet import LETTERS, places
    from quizapp.services.desk.paper_answers import answer_rows

    lines = tuple(sorted(desk.store.assignments(), key=lambda line: -line.created))
    if not lines:
        return ReadPaper((), None, (), {})
    id_ = chosen if any(line.id == chosen for line in lines) else lines[0].id
    given = desk.assignment(id_)
    return ReadPaper(lines, given, answer_rows(desk, given), {letter: places(given, letter) for letter in LETTERS})

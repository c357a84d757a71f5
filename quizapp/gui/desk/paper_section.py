"""Paper: sheets, keys and feedback to be printed, and the table that answers on paper are typed into."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from quizapp.domain.inline import plain_text
from quizapp.domain.text import shortened
from quizapp.file_names import safe_name
from quizapp.gui.desk.desk_access import DeskAccess
from quizapp.gui.desk.desk_section import DeskSection
from quizapp.gui.desk.paper_model import VERSION, PaperModel, ReadPaper
from quizapp.gui.desk.paper_table import PaperTable
from quizapp.gui.desk.release_words import unrated_words
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.dialogs import ask, new_file
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.kit.page_margins import fit_margins
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import error_text, translate
from quizapp.gui.paper.assignment_pdf import feedback, key, sheets
from quizapp.gui.paper.printing import pdf_of
from quizapp.reports.paper_sheet import LETTERS, places
from quizapp.services.desk.gradebook import graded, people
from quizapp.services.desk.paper_answers import answer_rows, how_to_type, save_answers
from quizapp.services.desk.paper_feedback import feedback_reports
from quizapp.settings import Settings
from quizapp.whole_file import write_whole

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from quizapp.gui.paper.printing import Papers
    from quizapp.reports.paper_sheet import Letter
    from quizapp.services.desk.desk import Desk

_LONGEST_NAME = 40


class _Told(NamedTuple):
    """One who has handed in, before the marks are told on paper."""

    learner: str
    name: str
    is_on_paper: bool
    is_unrated: bool


class PaperSection(DeskSection):
    """Prints an assignment, and takes the answers that were given on paper."""

    def __init__(self, theme: Theme, access: DeskAccess, settings: Settings) -> None:
        super().__init__(theme, access)
        self._settings = settings
        self.assignment = ChoiceBox(theme, self.tr("Assignment"), self)
        self.assignment.use_length(22)
        self.assignment.currentIndexChanged.connect(self._choose)
        self.versions = ChoiceBox(theme, self.tr("Versions"), self)
        self.versions.show_choices(
            [
                (self.tr("1 version"), "A"),
                (self.tr("2 versions, A and B"), "AB"),
                (self.tr("3 versions, A to C"), "ABC"),
                (self.tr("4 versions, A to D"), "ABCD"),
            ]
        )
        self.versions.show_choice(settings.paper_versions)
        self.versions.currentIndexChanged.connect(self._take_versions)
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
        for widget in (self._buttons, self.none, self.make, self.table, self.place, self.way):
            widget.hide()  # until it is read what there is

    def read(self) -> None:
        """Read the assignment that is looked at, and what was typed in."""
        self.access.read(self.reading, partial(_read_paper, self.access.chosen), self._show_read)

    def leave(self) -> None:
        self._save_all()
        super().leave()

    def _make_card(self) -> QFrame:
        headline = Label(self.theme, FontRole.HEADLINE, self.tr("Paper"))
        told = self.tr("▣ handed in as a file · ✓ typed in and saved")
        signs = Label(self.theme, FontRole.SMALL, told, color="muted")
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons)
        flow.centers = True
        for each in (self.assignment, self.versions, self.sheets, self.key, self.feedback, self.goes_down, signs):
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
            self.assignment.show_choice(given.id)
        used = {row.letter for row in read.rows} - {""}
        most = max(used, default="A")
        if most > self.model.letters[-1]:
            self.versions.show_choice("ABCD"[: "ABCD".index(most) + 1])
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
        if at.column() == VERSION or self.model.is_by_file(at.row()):
            told = self.tr("{name} ({state})")
            self.place.setText(told.format(name=name, state=self.model.state_text(at.row())))
            self._tell_way(
                self.tr("The answers came as a file; nothing can be typed over it.")
                if self.model.is_by_file(at.row())
                else self.tr(
                    "Type the letter of the version that is printed on the sheet, and then the answers; - for none."
                )
            )
            return
        place = self.model.place(at.row(), at.column())
        if place is None:
            self.place.setText(self.tr("{name}, question {number}").format(name=name, number=at.column()))
            self._tell_way(self.tr("First type the letter of the version."))
            return
        stem = plain_text(place.question.stem)
        told = self.tr("{name}, question {number}: {stem}")
        self.place.setText(told.format(name=name, number=at.column(), stem=stem))
        self._tell_way(translate.say(how_to_type(place)))

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
            return save_answers(desk, desk.assignment(given.id), member, letter, answers)

        self.access.change(work, self._saved, self._not_saved, asked=(member.id,))

    def _saved(self, member: str, _: bool) -> None:
        self.model.end_saving(member, is_saved=True)

    def _not_saved(self, member: str, error: object) -> None:
        self.model.end_saving(member, is_saved=False)
        self.access.told.emit(error_text(error))

    # printing

    def _letters(self) -> "list[Letter]":
        return list(self.versions.currentData())

    def _sheets(self, is_printed: bool) -> None:
        letters = self._letters()

        def make(desk: "Desk", id_: str) -> "Papers":
            return sheets(desk.assignment(id_), letters)

        self._put(make, self.tr("Sheets"), is_printed)

    def _answer_key(self, is_printed: bool) -> None:
        letters = self._letters()

        def make(desk: "Desk", id_: str) -> "Papers":
            grades, _ = graded(desk, id_)
            return key(grades.assignment, letters, grades.banks)

        self._put(make, self.tr("Answer key"), is_printed)

    def _feedback(self, is_printed: bool) -> None:
        given = self.model.assignment
        if given is not None:
            self._save_all()
            self.ask_about(partial(_read_told, given.id), self._ask_to_release, asked=(is_printed,))

    def _ask_to_release(self, is_printed: bool, told: "tuple[_Told, ...]") -> None:
        """Ask whose feedback is put on paper, as they see their marks by it."""
        if not told:
            self.access.told.emit(self.tr("Nobody has handed in yet."))
            return
        groups = [told]
        on_paper = tuple(each for each in told if each.is_on_paper)
        if 0 < len(on_paper) < len(told):
            groups.insert(0, on_paper)
        choices: list[tuple[str, Callable[[], None] | None]] = []
        for of in groups:
            if len(of) == 1:
                text = self.tr("For {name}").format(name=shortened(of[0].name, _LONGEST_NAME))
            elif of is on_paper:
                text = self.tr("For the %n on paper", "", len(of))
            else:
                text = self.tr("For all %n", "", len(of))
            choices.append((text, partial(self._put_feedback, is_printed, [each.learner for each in of])))
        text = self.tr("Feedback releases the marks: whoever gets it sees the marks, the key and your remarks.")
        if unrated := [each.name for each in told if each.is_unrated]:
            text += "\n\n" + unrated_words(unrated)
        given = self.model.assignment
        title = shortened(given.title, _LONGEST_NAME) if given is not None else ""
        title = self.tr("Release “{title}” on paper?").format(title=title)
        ask(self.window(), title, text, [*choices, (self.tr("Cancel"), None)])

    def _put_feedback(self, is_printed: bool, learners: Sequence[str]) -> None:
        def make(desk: "Desk", id_: str) -> "Papers":
            found = feedback_reports(desk, id_, learners, translate)
            return feedback([report for reports in found.values() for report in reports])

        self._put(make, self.tr("Feedback"), is_printed, releases=True)

    def _put(
        self, make: "Callable[[Desk, str], Papers]", what: str, is_printed: bool, *, releases: bool = False
    ) -> None:
        """Save or print what `make` makes of the assignment that is looked at; `releases`: by that, marks are told."""
        given = self.model.assignment
        if given is None:
            return
        run: Callable[..., None] = self.access.change if releases else self.access.do
        title = f"{given.title} - {what}"

        def papers(desk: "Desk") -> "Papers":
            return make(desk, given.id)

        def write(path: Path) -> None:
            run(lambda desk: write_whole(path, pdf_of(title, papers(desk))), lambda _: self._tell_written(path))

        if is_printed:
            self.print_papers(title, papers, run)
        else:
            name = f"{safe_name(title)}.pdf"
            new_file(self.window(), self._settings, what, self.tr("PDF document"), name, write)

    def _tell_written(self, path: Path) -> None:
        self.access.done.emit(self.tr("Print this file: {file}").format(file=path))

    def resizeEvent(self, event: "QResizeEvent") -> None:
        super().resizeEvent(event)
        fit_margins(self._row, self, self.theme)


def _read_paper(chosen: str, desk: "Desk") -> ReadPaper:
    """Read what is shown of the assignment with the id `chosen`, or of the newest one."""

    lines = desk.store.assignments()
    if not lines:
        return ReadPaper((), None, (), {})
    id_ = chosen if any(line.id == chosen for line in lines) else lines[0].id
    given = desk.assignment(id_)
    return ReadPaper(
        lines, given, answer_rows(desk, given, translate), {letter: places(given, letter) for letter in LETTERS}
    )


def _read_told(id_: str, desk: "Desk") -> tuple[_Told, ...]:
    """Read who has handed in the assignment with this id."""
    grades, _ = graded(desk, id_)
    own = desk.verify_key.hex()
    names = {member.id: " ".join(member.name.split()) for member in people(desk, grades.assignment, grades.learners)}
    return tuple(
        _Told(learner, names[learner], given.counted.signer == own, bool(given.unrated))
        for learner, given in grades.learners.items()
    )

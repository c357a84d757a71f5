"""The page with the results of an attempt."""

from collections.abc import Collection
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.errors import QuizAppError
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.dialogs import file_name, new_file_of
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.jobs import InTurn, Jobs, Latest
from quizapp.gui.kit.notice_bar import NoticeBar
from quizapp.gui.kit.page_margins import fit_margins
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import error_text, translate
from quizapp.gui.paper.printing import choose_printer, print_report
from quizapp.gui.passage.annotation_list import AnnotationList
from quizapp.gui.results.attempt_files import AttemptFiles
from quizapp.gui.results.button_bar import ButtonBar, IconButton
from quizapp.gui.results.question_list import QuestionList
from quizapp.gui.results.question_model import Filter
from quizapp.gui.results.results_summary import ResultsSummary
from quizapp.reports.annotations import remark_entries
from quizapp.reports.verdict import ran_out_of_time
from quizapp.services.room import ALL_MODES
from quizapp.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_NARROW, _WIDEST = 820, 1280
_SUMMARY_WIDTH = 380


class ResultsPage(QWidget):
    """Shows the score of an attempt beside its questions; where the page is narrow, one of the two at a time.

    Signals:
        question_requested: the user wants to see the question at this index with its evidence.
        remark_requested: the user wants to see the highlight or note with this id in the passage; True for a note.
        reopen_requested: the user wants to answer the questions that were left out in this practice.
    """

    question_requested = Signal(int)
    remark_requested = Signal(str, bool)
    practice_requested = Signal()
    again_requested = Signal()
    reopen_requested = Signal()
    library_requested = Signal()

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs, modes: Collection[str] = ALL_MODES) -> None:
        super().__init__()
        self._modes = modes
        self._theme = theme
        self._settings = settings
        self._saving = Latest(jobs, self)
        self._printing = InTurn(jobs)
        self._marked: MarkedAttempt | None = None
        self._events = 0
        self._started = datetime.now().astimezone()
        self._learner = ("", "")
        self._is_narrow = self._focus_on_save = False

        self.summary = ResultsSummary(theme)
        self.summary.mark_button.clicked.connect(self._ask_for_unmarked)
        self._pictures = Pictures(jobs, self)
        self.list = QuestionList(theme, self._pictures)
        self.list.question_requested.connect(self._ask_for_question)
        self.chips: dict[Filter, TabButton] = {}
        self.remarks = AnnotationList(theme)
        self.remarks.chosen.connect(self._ask_for_remark)
        self.remarks_chip = TabButton()
        self.remarks_chip.toggled.connect(self._show_remarks)
        self.show_button = IconButton(theme, "eye", self.tr("Show in the passage"), self._ask_for_current)
        self._questions = self._question_card()
        self.summary_tab, self.questions_tab = TabButton(self.tr("Result")), TabButton(self.tr("Questions"))
        self._tabs = self._tab_row()
        self.notice = NoticeBar(theme)

        self.library_button = IconButton(theme, "back", self.tr("Back to the library"), self.library_requested)
        self.print_button = IconButton(theme, "print", self.tr("Print…"), self._choose_printer)
        self.save_button = IconButton(theme, "save", self.tr("Save…"), self._choose_file)
        self.again_button = IconButton(theme, "again", self.tr("Take it again"), self.again_requested)
        self.reopen_button = IconButton(theme, "next", self.tr("Go on with the rest"), self.reopen_requested)
        self.practice_button = IconButton(theme, "", self.tr("Practice what was missed"), self.practice_requested)
        self.practice_button.setObjectName("primary")
        output = (self.print_button, self.save_button)
        others = (*output, self.again_button, self.reopen_button, self.practice_button)
        self._bar = ButtonBar(
            self.library_button, others, (output, (self.library_button, self.again_button, self.reopen_button))
        )

        self._columns = fill(QHBoxLayout(), self.summary, (self._questions, 1), spacing=8)
        parts = (self.notice, self._tabs, (self._columns, 1), self._bar)
        fill(QVBoxLayout(self), *parts, margins=(0, 0, 0, 0), spacing=0)
        QShortcut(QKeySequence(*KEYS["other side"]), self, self._switch)
        self.summary_tab.setChecked(True)
        theme.changed.connect(self._arrange)

    def use_learner(self, id_: str, name: str) -> None:
        """Put the learner's name on the report, empty for a guest; another name that was typed stays until then."""
        if (id_, name) != self._learner:
            self._learner = id_, name
            self.summary.name_field.setText(name)

    def show_marked(self, marked: MarkedAttempt, started: datetime | None = None, remark: str = "") -> None:
        """Show the results of an attempt; it `started` then, with its time zone, or just now. `remark` is a teacher's.

        If the attempt is already shown, the page stays as the user left it, with the marks that are new.
        """
        events = len(marked.attempt.events)
        if self._marked is not None and self._marked.attempt is marked.attempt:
            if self._events != events:
                self._marked, self._events = marked, events
                self.summary.show_marked(marked)
                self.list.show_again(marked)
                self._count_questions()
                self._list_remarks()
                if self.chips[self.list.questions.which].isHidden():
                    self.chips[Filter.ALL].setChecked(True)
                announce(self, self.summary.words)
            self._focus()
            return
        self._marked, self._events = marked, events
        self.summary.show_remark(remark)
        is_assigned = bool(marked.attempt.started.assignment)
        back = self.tr("Back to the assignment") if is_assigned else self.tr("Back to the library")
        self.library_button.set_words(back)
        self._pictures.use(marked.bank.images)
        has_passage = marked.bank.has_passage
        self.show_button.set_words(self.tr("Show in the passage") if has_passage else self.tr("Show the question"))
        self._started = started or datetime.now().astimezone()
        self.summary.show_marked(marked)
        self.list.show_marked(marked)
        self._count_questions()
        self._list_remarks()
        self.chips[Filter.ALL].setChecked(True)
        self.notice.hide()
        if ran_out_of_time(marked):
            self.notice.tell(self.tr("Time ran out. The answers you had given by then count."), color="warn")
        self.summary_tab.setChecked(True)
        self._arrange()
        self._focus()
        announce(self, self.summary.words)

    def _count_questions(self) -> None:
        """Show the number of questions of each kind."""
        assert self._marked is not None
        counts = {which: self.list.questions.count(which) for which in self.chips}
        names = {
            Filter.ALL: self.tr("All: %n", "", counts[Filter.ALL]),
            Filter.MISSED: self.tr("Missed: %n", "", counts[Filter.MISSED]),
            Filter.FLAGGED: self.tr("Flagged: %n", "", counts[Filter.FLAGGED]),
        }
        for which, chip in self.chips.items():
            count = counts[which]
            chip.setText(names[which])
            chip.setVisible(which is Filter.ALL or count > 0)
        can_practice, mode = "practice" in self._modes, self._marked.attempt.mode.name
        self.practice_button.setVisible(bool(self._marked.missed) and can_practice)
        is_assigned = bool(self._marked.attempt.started.assignment)
        can_again = "test" in self._modes if mode == "test" else can_practice
        self.again_button.setVisible(self._marked.is_marked_here and not is_assigned and can_again)
        self.reopen_button.setVisible(self._marked.attempt.can_be_reopened and not is_assigned and can_practice)

    def _list_remarks(self) -> None:
        """List the highlights and notes in the passage, if there are some."""
        assert self._marked is not None
        entries = remark_entries(self._marked.attempt.marginalia, self._marked.bank.passage, translate)
        self.remarks.show_entries(entries)
        self.remarks_chip.setText(self.tr("Your notes and highlights: {count}").format(count=len(entries)))
        self.remarks_chip.setVisible(bool(entries))

    def _show_remarks(self, shown: bool) -> None:
        self.remarks.setVisible(shown)
        self.list.setVisible(not shown)

    def _ask_for_remark(self) -> None:
        if self.remarks.current is not None:
            self.remark_requested.emit(self.remarks.current.id, not self.remarks.current.pen)

    def _ask_for_current(self) -> None:
        """Ask for what is chosen in the list that is shown."""
        if self.remarks_chip.isChecked():
            self._ask_for_remark()
        else:
            self.list.ask_for_current()

    def save_to(self, path: Path) -> None:
        """Save the results, and show how it went; see `AttemptFiles.save`. Only one saving runs at a time."""
        if self._saving.is_under_way:
            return
        self._focus_on_save = self.window().focusWidget() is self.save_button  # the dialog may still be active
        if self._focus_on_save:
            self._focus()  # or else the next button would get the focus, and that one begins a new attempt
        self.save_button.setEnabled(False)
        self.notice.tell(self.tr("Saving…"), color="muted")
        files = self._files()
        self._saving.run(lambda: files.save(path), done=self._saved, failed=self._not_saved, asked=(path,))

    def _files(self) -> AttemptFiles:
        assert self._marked is not None
        return AttemptFiles(self._marked, self._started, self.summary.name_field.text())

    def _choose_file(self) -> None:
        assert self._marked is not None
        formats = {
            self.tr("Report to print or file (*.pdf)"): ("report", "pdf"),
            self.tr("Table for a spreadsheet (*.csv)"): ("table", "csv"),
            self.tr("Data for other programs (*.json)"): ("data", "json"),
        }
        title = file_name(self._marked.bank.title) or self.tr("Report")
        name = file_name(title, self.summary.name_field.text(), self._started.date().isoformat())
        save = self.tr("Save the result")
        new_file_of(self, self._settings, save, name, formats, lambda path, _: self.save_to(path))

    def _saved(self, path: Path, _: object) -> None:
        self.notice.tell(self.tr("Saved as {file}").format(file=path), color="right")
        self._allow_saving()

    def _not_saved(self, _: Path, error: QuizAppError) -> None:
        self.notice.tell(error_text(error), color="wrong")
        self._allow_saving()

    def _allow_saving(self) -> None:
        self.save_button.setEnabled(True)
        has_gone_on = self.window().focusWidget() not in (self.list, self.summary)
        if self._focus_on_save and not has_gone_on:
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_printer(self) -> None:
        assert self._marked is not None
        choose_printer(self._marked.bank.title, self, self._print)

    def _print(self, printer: "QPrinter") -> None:
        files = self._files()
        self._printing.run(lambda: print_report(files.report(), printer), done=self._printed, failed=self._not_printed)

    def _printed(self, _: object) -> None:
        self.notice.tell(self.tr("Sent to the printer"), color="right")

    def _not_printed(self, error: QuizAppError) -> None:
        self.notice.tell(error_text(error), color="wrong")

    def _ask_for_question(self, number: int) -> None:
        self.question_requested.emit(number - 1)

    def _ask_for_unmarked(self) -> None:
        """Ask for the first question that nobody has marked yet."""
        entries = self._marked.questions if self._marked is not None else ()
        number = next((entry.number for entry in entries if entry.unmarked), 0)
        if number:
            self._ask_for_question(number)

    def _question_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        chips = QWidget()
        flow = FlowLayout(chips, spacing=4)
        group = QButtonGroup(self)
        for which in Filter:
            chip = TabButton()
            chip.toggled.connect(lambda on, which=which: self.list.use_filter(which) if on else None)
            group.addButton(chip)
            flow.addWidget(chip)
            self.chips[which] = chip
        group.addButton(self.remarks_chip)
        flow.addWidget(self.remarks_chip)
        self.remarks.hide()
        top = fill(QHBoxLayout(), (chips, 1), margins=(0, 0, 4, 0))
        top.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignTop)
        fill(QVBoxLayout(card), top, (self.list, 1), (self.remarks, 1), margins=(10, 10, 6, 8), spacing=6)
        return card

    def _tab_row(self) -> QWidget:
        row = QWidget()
        fill(QHBoxLayout(row), self.summary_tab, self.questions_tab, 1, margins=(14, 8, 14, 0))
        group = QButtonGroup(self)
        for tab in (self.summary_tab, self.questions_tab):
            tab.toggled.connect(lambda on: self._arrange() if on else None)
            group.addButton(tab)
        return row

    def _switch(self) -> None:
        """Go to the other half of the page."""
        shown = self.remarks if self.remarks_chip.isChecked() else self.list
        to_list = self.summary_tab.isChecked() if self._is_narrow else not shown.hasFocus()
        if self._is_narrow:
            (self.questions_tab if to_list else self.summary_tab).setChecked(True)
        (shown if to_list else self.summary).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus(self) -> None:
        shown = self.summary if self._questions.isHidden() else self.list
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show score and questions side by side if there is room for both."""
        focused: QWidget | None = self.window().focusWidget()
        fit_margins(self._columns, self, self._theme, widest=_WIDEST)
        self._is_narrow = self.width() < _NARROW * self._theme.scale
        self._tabs.setVisible(self._is_narrow)
        self.summary.setVisible(not self._is_narrow or self.summary_tab.isChecked())
        self._questions.setVisible(not self._is_narrow or self.questions_tab.isChecked())
        width = self._theme.pixels(_SUMMARY_WIDTH)
        self.summary.wanted_width = width
        self.summary.setMaximumWidth(16_777_215 if self._is_narrow else width)
        self.summary.updateGeometry()
        self._bar.fit()
        if focused is not None and self.isAncestorOf(focused) and not focused.isVisibleTo(self):
            self._focus()

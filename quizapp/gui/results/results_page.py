"""The page that is shown when an attempt is over."""

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.errors import QuizAppError
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.notice_bar import NoticeBar
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.save_dialog import choose_target, file_name
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.paper.printing import choose_printer, print_report, save_pdf
from quizapp.gui.results.question_list import QuestionList
from quizapp.gui.results.question_model import Filter
from quizapp.gui.results.results_summary import ResultsSummary
from quizapp.reports.attempt_data import attempt_data
from quizapp.reports.attempt_report import Report, attempt_report, ran_out_of_time
from quizapp.reports.spreadsheet import attempt_csv
from quizapp.settings import Settings, write_whole

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_NARROW = 820
_SUMMARY_WIDTH = 380


class ResultsPage(QWidget):
    """What an attempt earned, and how each of its questions went. Where it is narrow, one of the two at a time.

    Signals:
        question_requested: the place, from 0, of the question that the user wants to see with its evidence.
        practice_requested: the user wants to try again what was missed.
        again_requested: the user wants to take the whole bank again.
        library_requested: the user wants to go back to the library.
    """

    question_requested = Signal(int)
    practice_requested = Signal()
    again_requested = Signal()
    library_requested = Signal()

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self._jobs = jobs
        self._review: MarkedAttempt | None = None
        self._started = datetime.now().astimezone()
        self._learner = ("", "")
        self._saving: Path | None = None
        self._focus_on_save = False
        self._is_narrow = False

        self.summary = ResultsSummary(theme)
        self.summary.marking_requested.connect(self._ask_for_unmarked)
        self._pictures = Pictures(jobs, self)
        self.list = QuestionList(theme, self._pictures)
        self.list.question_requested.connect(self._ask_for_question)
        self.chips: dict[Filter, TabButton] = {}
        self.show_button = _Button("eye", self.tr("Show in the passage"))
        self.show_button.clicked.connect(self.list.ask_for_current)
        self._questions = self._question_card()
        self.summary_tab = self._tab(self.tr("Result"))
        self.questions_tab = self._tab(self.tr("Questions"))
        self._tabs = self._tab_row()
        self.notice = NoticeBar(theme)

        self.library_button = _Button("back", self.tr("Back to the library"))
        self.print_button = _Button("print", self.tr("Print…"))
        self.save_button = _Button("save", self.tr("Save…"))
        self.again_button = _Button("again", self.tr("Take it again"))
        self.practice_button = _Button("", self.tr("Practice what was missed"))
        self.practice_button.setObjectName("primary")
        self.library_button.clicked.connect(self.library_requested)
        self.print_button.clicked.connect(self._choose_printer)
        self.save_button.clicked.connect(self._choose_file)
        self.again_button.clicked.connect(self.again_requested)
        self.practice_button.clicked.connect(self.practice_requested)
        self._bar = self._button_bar()

        self._columns = QHBoxLayout()
        self._columns.setContentsMargins(12, 10, 12, 10)
        self._columns.setSpacing(8)
        self._columns.addWidget(self.summary)
        self._columns.addWidget(self._questions, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.notice)
        layout.addWidget(self._tabs)
        layout.addLayout(self._columns, 1)
        layout.addWidget(self._bar)
        switch = QShortcut(QKeySequence(Qt.Key.Key_F6), self)
        switch.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        switch.activated.connect(self._switch)
        self.summary_tab.setChecked(True)
        self._restyle()
        theme.changed.connect(self._restyle)

    def use_learner(self, id_: str, name: str) -> None:
        """Put the name of who is learning on the report; empty for a guest. What was typed stays until another is."""
        if (id_, name) != self._learner:
            self._learner = id_, name
            self.summary.name_field.setText(name)

    def show_review(self, review: MarkedAttempt, started: datetime | None = None) -> None:
        """Show the result of an attempt that was `started` then, with its time zone, or just now.

        Shown once more, the result of the same attempt stands as the user left it, but for what was marked since.
        """
        if self._review is not None and self._review.attempt is review.attempt:
            if [entry.mark for entry in self._review.questions] != [entry.mark for entry in review.questions]:
                self._review = review
                self.summary.show_review(review)
                self.list.show_again(review)
                self._count_questions()
                if self.chips[self.list.questions.which].isHidden():
                    self.chips[Filter.ALL].setChecked(True)
                    self.list.use_filter(Filter.ALL)
            self._focus()
            return
        self._review = review
        self._pictures.use(review.bank.images)
        self._started = started or datetime.now().astimezone()
        self.summary.show_review(review)
        self.list.show_review(review)
        self._count_questions()
        self.chips[Filter.ALL].setChecked(True)
        self.notice.hide()
        if ran_out_of_time(review):
            self._tell(self.tr("Time ran out. The answers you had given by then count."), "warn")
        self.summary_tab.setChecked(True)
        self._arrange()
        self._focus()
        announce(self, self.summary.words)

    def _count_questions(self) -> None:
        """Show how many questions there are of each kind."""
        assert self._review is not None
        names = {
            Filter.ALL: self.tr("All: {count}"),
            Filter.MISSED: self.tr("Missed: {count}"),
            Filter.FLAGGED: self.tr("Flagged: {count}"),
        }
        for which, chip in self.chips.items():
            count = self.list.questions.count(which)
            chip.setText(names[which].format(count=count))
            chip.setVisible(which is Filter.ALL or count > 0)
        self.practice_button.setVisible(bool(self._review.missed))

    def save_to(self, path: Path) -> None:
        """Save the result, in the format that the file's name ends with; how that went is told on the page.

        A PDF file holds the report, a CSV file a row for each question, a JSON file all of it as data.
        """
        if self._review is None or self._saving is not None:
            return
        self._saving = path
        self._focus_on_save = self.save_button.hasFocus()
        self.save_button.setEnabled(False)
        self._tell(self.tr("Saving…"), "muted")
        write = self._reported()
        self._jobs.run(lambda: write.save(path), done=self._saved, failed=self._failed)

    def _reported(self) -> "_Reported":
        assert self._review is not None
        return _Reported(self._review, self._started, self.summary.name_field.text())

    def _choose_file(self) -> None:
        if self._review is None:
            return
        formats = {
            self.tr("Report to print or file (*.pdf)"): ("report", "pdf"),
            self.tr("Table for a spreadsheet (*.csv)"): ("table", "csv"),
            self.tr("Data for other programs (*.json)"): ("data", "json"),
        }
        title = file_name(self._review.bank.title) or self.tr("Report")
        name = file_name(title, self.summary.name_field.text(), self._started.date().isoformat())
        save = self.tr("Save the result")
        choose_target(self, self._settings, save, name, formats, lambda path, _: self.save_to(path))

    def _saved(self, _: object) -> None:
        assert self._saving is not None
        self._tell(self.tr("Saved as {file}").format(file=self._saving), "right")
        self._saved_or_not()

    def _saved_or_not(self) -> None:
        self._saving = None
        self.save_button.setEnabled(True)
        if self._focus_on_save:  # it left the button when that was disabled, for one that begins a new attempt
            self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_printer(self) -> None:
        if self._review is not None:
            choose_printer(self._review.bank.title, self, self._print)

    def _print(self, printer: "QPrinter") -> None:
        write = self._reported()
        self._jobs.run(lambda: print_report(write(), printer), done=self._printed, failed=self._failed)

    def _printed(self, _: object) -> None:
        self._tell(self.tr("Sent to the printer"), "right")

    def _failed(self, error: QuizAppError) -> None:
        self._saved_or_not()
        self._tell(str(error), "wrong")

    def _tell(self, text: str, color: str) -> None:
        self.notice.text.set_color(color)
        self.notice.tell(text)

    def _ask_for_question(self, number: int) -> None:
        self.question_requested.emit(number - 1)

    def _ask_for_unmarked(self) -> None:
        """Ask for the first question that nobody has marked yet."""
        entries = self._review.questions if self._review is not None else ()
        number = next((entry.number for entry in entries if entry.unmarked), 0)
        if number:
            self._ask_for_question(number)

    def _use_filter(self) -> None:
        which = next(which for which, chip in self.chips.items() if chip.isChecked())
        self.list.use_filter(which)

    def _question_card(self) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        chips = QWidget()
        flow = FlowLayout(chips, spacing=4)
        group = QButtonGroup(self)
        for which in Filter:
            chip = TabButton()
            chip.toggled.connect(lambda on: self._use_filter() if on else None)
            group.addButton(chip)
            flow.addWidget(chip)
            self.chips[which] = chip
        top = QHBoxLayout()
        top.setContentsMargins(0, 0, 4, 0)
        top.addWidget(chips, 1)
        top.addWidget(self.show_button, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(card)
        layout.setContentsMargins(10, 10, 6, 8)
        layout.setSpacing(6)
        layout.addLayout(top)
        layout.addWidget(self.list, 1)
        return card

    def _tab(self, text: str) -> TabButton:
        tab = TabButton(text)
        tab.toggled.connect(lambda on: self._arrange() if on else None)
        return tab

    def _tab_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(14, 8, 14, 0)
        group = QButtonGroup(self)
        for tab in (self.summary_tab, self.questions_tab):
            group.addButton(tab)
            layout.addWidget(tab)
        layout.addStretch(1)
        return row

    def _button_bar(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # The buttons give up their words where there is no room for them; so the bar asks for none.
        bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(8)
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self.library_button)
        layout.addStretch(1)
        for button in (self.print_button, self.save_button, self.again_button, self.practice_button):
            layout.addWidget(button)
        return bar

    def _switch(self) -> None:
        """To the other half of the page."""
        if self._is_narrow:
            other = self.questions_tab if self.summary_tab.isChecked() else self.summary_tab
            other.setChecked(True)
            self._arrange()
        to_list = self._questions.isVisible() and not self.list.hasFocus()
        (self.list if to_list else self.summary).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _focus(self) -> None:
        shown = self.summary if self._questions.isHidden() else self.list
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Show as much beside one another as there is room for."""
        self._is_narrow = self.width() < _NARROW * self._theme.scale
        self._tabs.setVisible(self._is_narrow)
        self.summary.setVisible(not self._is_narrow or self.summary_tab.isChecked())
        self._questions.setVisible(not self._is_narrow or self.questions_tab.isChecked())
        width = self._theme.pixels(_SUMMARY_WIDTH)
        self.summary.wanted_width = width
        self.summary.setMaximumWidth(16_777_215 if self._is_narrow else width)
        self.summary.updateGeometry()
        self._arrange_buttons()

    def _arrange_buttons(self) -> None:
        """Take the words from some buttons, those that need them least first, until all of them fit."""
        buttons = (self.library_button, self.print_button, self.save_button, self.again_button, self.practice_button)
        shown = [button for button in buttons if not button.isHidden()]
        room = self.width() - 28 - 8 * len(shown)
        for button in shown:
            button.show_words(True)
        for some in ((self.print_button, self.save_button), (self.library_button, self.again_button)):
            if sum(button.sizeHint().width() for button in shown) <= room:
                break
            for button in some:
                button.show_words(False)

    def _restyle(self) -> None:
        size = self._theme.pixels(18)
        for button in self.findChildren(_Button):
            if button.icon_name:
                button.setIcon(self._theme.icon(button.icon_name))
                button.setIconSize(QSize(size, size))
        self._arrange()


class _Reported:
    """Makes the report when it is called, off the GUI thread: it may be a long one."""

    def __init__(self, review: MarkedAttempt, started: datetime, name: str) -> None:
        self._review, self._started, self._name = review, started, name

    def __call__(self) -> Report:
        return attempt_report(self._review, started=self._started, name=self._name, translate=translate)

    def save(self, path: Path) -> None:
        """Write the file whole or not at all.

        Raises:
            QuizAppError: it cannot be written.
        """
        match path.suffix.lower():
            case ".csv":
                write_whole(path, attempt_csv(self._review, started=self._started, name=self._name).encode())
            case ".json":
                data = {"name": self._name, "started": self._started.isoformat(timespec="seconds")}
                data |= attempt_data(self._review)
                write_whole(path, json.dumps(data, indent=1, ensure_ascii=False).encode())
            case _:
                save_pdf(self(), path)


class _Button(QPushButton):
    """A button whose words can be left out; its accessible name always has them."""

    def __init__(self, icon_name: str, text: str) -> None:
        super().__init__()
        self.icon_name = icon_name
        self._words = text
        self.setAccessibleName(text)
        self.show_words(True)

    def show_words(self, shown: bool) -> None:
        # The style leaves hardly any space between an icon and what stands beside it.
        self.setText(f" {self._words}" if shown and self.icon_name else self._words if shown else "")
        self.setToolTip("" if shown else self._words)

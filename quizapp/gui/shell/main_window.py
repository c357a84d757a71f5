"""The window: it goes from page to page, and nothing else."""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.last_input import LastInput
from quizapp.gui.kit.notice_bar import NoticeBar
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.learners.learning import Learning
from quizapp.gui.library.bank_files import BankFiles
from quizapp.gui.library.library_page import LibraryPage
from quizapp.gui.shell.drop_area import DropArea
from quizapp.gui.shell.header_bar import HeaderBar
from quizapp.gui.shell.placement import Placement
from quizapp.gui.shell.presence import Presence
from quizapp.gui.shell.settings_saving import SettingsSaving
from quizapp.gui.shell.shortcuts import add_shortcuts
from quizapp.services.library import BankEntry, Library
from quizapp.settings import Settings

if TYPE_CHECKING:  # these are made when they are first shown
    from quizapp.domain.attempt import Mode
    from quizapp.domain.bank import Bank
    from quizapp.gui.attempt.finish_page import FinishPage
    from quizapp.gui.attempt.quiz_page import QuizPage
    from quizapp.gui.library.about_page import AboutPage
    from quizapp.gui.results.results_page import ResultsPage
    from quizapp.gui.study.study import Study
    from quizapp.services.history import Reopened
    from quizapp.services.spaced_review import Sitting
    from quizapp.services.taking import Taking


class MainWindow(QMainWindow):
    """Routes between the library, an attempt, its end and its results.

    Args:
        theme: how it looks.
        settings: what the user set; saved when the window is closed.
        library: the banks; scanned here.
        jobs: for what is done off the GUI thread.
        learning: who is learning, and what keeps what they do; opened and closed by whoever made it.
        random: shuffles what an attempt shows.
        clock: seconds of a monotonic clock.
    """

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        library: Library,
        jobs: Jobs,
        learning: Learning,
        random: Random,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._settings = settings
        self._library = library
        self._jobs = jobs
        self.learning = learning
        self._random = random
        self._clock = clock
        self._taking: Taking | None = None
        self._last_input: LastInput | None = None
        self._quiz: QuizPage | None = None
        self._finish: FinishPage | None = None
        self._results: ResultsPage | None = None
        self._about: AboutPage | None = None
        self._submits_resumed = False
        self.study: Study | None = None
        self._leaving = False
        # from the outside in: a widget that comes late into a window takes over its looks, with all that is in it
        central = DropArea(self)
        central.files_dropped.connect(self.open_files)
        self.setCentralWidget(central)
        self.header = HeaderBar(theme, central)
        rule = QFrame(central)
        rule.setObjectName("rule")
        self.notice = NoticeBar(theme, central)
        self.pages = QStackedWidget(central)
        self.library_page = LibraryPage(theme, settings, self.pages)
        self.pages.addWidget(self.library_page)
        column = QVBoxLayout(central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget in (self.header, rule, self.notice):
            column.addWidget(widget)
        column.addWidget(self.pages, 1)
        self._files = BankFiles(library, settings, jobs, self)
        self._files.all_read.connect(self._show_all_read)
        self._files.opened.connect(self._show_opened)
        self._files.failed.connect(self._tell)
        self._connect_library()
        self._presence = Presence(self, theme, settings, learning, jobs, self.header, self.notice, column)
        self._presence.resume_requested.connect(self._resume)
        self._presence.history_requested.connect(self._show_history)
        self._presence.learners_requested.connect(self.ask_who)
        self._presence.library_requested.connect(lambda: self.show_library())
        learning.resumed.connect(self._resumed)
        learning.present_changed.connect(self._show_study_of)
        self._placement = Placement(self, settings)
        self._settings_saving = SettingsSaving(settings, theme, self.header, jobs, self)
        QTimer.singleShot(0, self._add_what_can_wait)
        self.show_library()
        self._files.read()
        if settings.set_aside is not None:
            self.notice.tell(
                self.tr(
                    "The settings could not be read; the defaults are used. The old file is kept as {file}."
                ).format(file=settings.set_aside)
            )

    # the library

    def show_library(self, chosen: Path | None = None) -> None:
        """Show the library, with the bank in the file `chosen` chosen."""
        self._taking = None
        if self._quiz is not None:
            self._quiz.put_away()
        if self.study is not None:
            self.study.leave()
            self.study.look()
        if self.pages.currentWidget() is not self.library_page:
            self._files.look_again()
        self._show_page(self.library_page, self.tr("Library"))
        self._show_units(chosen)
        self.library_page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_files(self, files: Sequence[Path]) -> None:
        """Add bank files from anywhere to the library, and show the last of them there."""
        self._files.open(files)

    def _show_opened(self, entry: BankEntry) -> None:
        if self.pages.currentWidget() is self.library_page:
            self.library_page.search.clear()
            self.show_library(entry.path)
        elif entry.problems:
            self._tell_mistakes(entry.name)
        else:
            self.notice.tell(self.tr("{title} is in the library now.").format(title=entry.name))

    def _show_all_read(self) -> None:
        was_empty = self.library_page.list.isHidden()
        self._show_units()
        if was_empty and self.pages.currentWidget() is self.library_page and not self.library_page.search.hasFocus():
            self.library_page.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self._presence.focus_offer()

    def _show_units(self, chosen: Path | None = None) -> None:
        units = self._library.units(self.library_page.search.text())
        self.library_page.show_units(units, chosen, removable=self._library.removable, reading=self._files.is_reading)

    def _remove(self, path: Path) -> None:
        """Take a file out of the library, and offer to put it back."""
        entry = self.library_page.entry
        name = entry.name if entry is not None and entry.path == path else path.name
        neighbor = self.library_page.model.neighbor(path)
        self._files.remove(path)
        self._settings_saving.save_soon()
        self._show_units(neighbor)
        self.library_page.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self.notice.tell(
            self.tr("{title} is no longer in the library. Its file is where it was.").format(title=name)
            if entry is None or not entry.is_missing
            else self.tr("{title} is no longer in the library.").format(title=name),
            [(self.tr("Put it back"), lambda: self._put_back(path))],
        )

    def _put_back(self, path: Path) -> None:
        self.notice.hide()
        self.open_files([path])

    def _connect_library(self) -> None:
        page = self.library_page
        page.practice_requested.connect(lambda path, way: self.take(path, "practice", way))
        page.test_requested.connect(lambda path, way: self.take(path, "test", way))
        page.about_requested.connect(self._show_about)
        page.file_requested.connect(self._files.choose)
        page.read_again_requested.connect(lambda path: self.open_files([path]))
        page.remove_requested.connect(self._remove)
        page.search_changed.connect(lambda: self._show_units())

    def _show_about(self, path: Path) -> None:
        from quizapp.gui.library.about_page import AboutPage

        bank = self._bank(path)
        if bank is None or bank.about is None:
            return
        if self._about is None:
            self._about = AboutPage(self._theme, self._jobs)
            self._about.back_requested.connect(lambda: self.show_library())
            self.pages.addWidget(self._about)
        self._show_page(self._about, bank.passage.title)
        self._about.show_note(bank.about, bank.images)

    def _bank(self, path: Path) -> "Bank | None":
        try:
            return self._library.bank(path)
        except QuizAppError:
            self._tell_mistakes(path.name)
            self.show_library(path)
            return None

    # an attempt

    def take(self, path: Path, mode: str, way: str = "once") -> None:
        """Begin an attempt at the bank in the file `path`; `mode` and `way` are those of `taking.mode_for`."""
        from quizapp.services.taking import mode_for

        bank = self._bank(path)
        if bank is not None:
            self._begin(bank, mode_for(bank, mode, way))

    def _begin(
        self,
        bank: "Bank",
        mode: "Mode",
        questions: Sequence[str] | None = None,
        stands_for: Mapping[str, str] | None = None,
    ) -> None:
        from quizapp.services.taking import Taking

        record = self.learning.begin(bank)
        self._taking = Taking(bank, mode, self._random, self._clock, questions, stands_for, record)
        self._show_attempt()

    def _show_attempt(self, index: int | None = None) -> None:
        from quizapp.gui.attempt.quiz_page import QuizPage
        from quizapp.reports.attempt_report import MODE_TEXTS

        assert self._taking is not None
        if self._quiz is None:
            self._quiz = QuizPage(self._theme, self._settings, self._jobs)
            self._quiz.finish_requested.connect(self._ask_to_finish)
            self._quiz.time_ran_out.connect(self._submit)
            self.header.clock_shown_changed.connect(self._quiz.show_clock)
            for tab in self._quiz.header_tabs:
                self.header.add_widget(tab, before_tools=True)
            self.header.add_widget(self._quiz.finish)
            self.pages.addWidget(self._quiz)
        mode = translate(MODE_TEXTS[self._taking.mode.name])
        if self._taking.attempt.submitted:
            mode = self.tr("Looking back")
        self._show_page(self._quiz, f"{self._taking.bank.passage.title} · {mode}", self._taking.bank.title)
        self._quiz.show_taking(self._taking, index)

    def _ask_to_finish(self) -> None:
        from quizapp.gui.attempt.finish_page import FinishPage

        assert self._taking is not None
        if self._taking.attempt.submitted:
            self._show_results()
            return
        if self.study is not None and self.study.in_session:  # what is left out stays due, so nothing is to be asked
            self._submit()
            return
        if self._taking.mode.tells_at_once and not self._taking.is_open:
            self._submit()
            return
        if self._finish is None:
            self._finish = FinishPage(self._theme)
            self._finish.submit_requested.connect(self._submit)
            self._finish.back_requested.connect(lambda: self._show_attempt())
            self._finish.leave_requested.connect(self._leave_attempt)
            self._finish.question_requested.connect(self._show_attempt)
            self.pages.addWidget(self._finish)
        self._show_page(self._finish, self._taking.bank.passage.title, self._taking.bank.title)
        self._finish.show_taking(self._taking, clock_shown=self._settings.clock_shown)

    def _submit(self) -> None:
        assert self._taking is not None
        if self._taking.submit():
            self.learning.submitted()
        if self.study is not None and self.study.in_session:
            self.learning.recordings.when_saved(self._end_sitting)  # what is due next is found out from what is saved
        else:
            self._show_results()

    def _end_sitting(self) -> None:
        if self._taking is not None and self.study is not None and self.study.in_session:
            self.study.sitting_ended(self._taking.bank, self._taking.attempt)

    def _leave_attempt(self) -> None:
        if self._is_under_way():
            assert self._taking is not None
            self.learning.leave(self._taking)
        self.show_library()

    def _resumed(self, taking: "Taking", has_changed: bool) -> None:
        self._taking = taking
        if self._submits_resumed:
            self._submit()
            return
        self._show_attempt()
        if has_changed:
            self.notice.tell(self.tr("This bank has changed since you began; you go on with it as it was."))

    def _resume(self, attempt_id: str, submits: bool = False) -> None:
        self._submits_resumed = submits
        self.learning.resume(attempt_id)

    def _is_under_way(self) -> bool:
        return self._taking is not None and not self._taking.attempt.submitted

    def _show_results(self) -> None:
        from datetime import datetime

        from quizapp.gui.results.results_page import ResultsPage
        from quizapp.services.marking import mark_attempt

        assert self._taking is not None
        if self._results is None:
            self._results = ResultsPage(self._theme, self._settings, self._jobs)
            self._results.question_requested.connect(self._show_attempt)
            self._results.practice_requested.connect(self._practice_missed)
            self._results.again_requested.connect(self._take_again)
            self._results.library_requested.connect(lambda: self.show_library())
            self.pages.addWidget(self._results)
        self._show_page(
            self._results, f"{self._taking.bank.passage.title} · {self.tr('Results')}", self._taking.bank.title
        )
        self._results.use_learner(*self.learning.named)
        recording = self.learning.recordings.current
        started = None if recording is None else datetime.fromtimestamp(recording.started).astimezone()
        self._results.show_review(mark_attempt(self._taking.bank, self._taking.attempt), started)

    def _practice_missed(self) -> None:
        from quizapp.services.marking import mark_attempt
        from quizapp.services.taking import mode_for

        assert self._taking is not None
        missed = mark_attempt(self._taking.bank, self._taking.attempt).missed
        now = self._library.as_now(self._taking.bank)
        there = [id_ for id_ in missed if id_ in now]
        bank = now if there else self._taking.bank
        self._begin(bank, mode_for(bank, "practice", self._settings.practice_way), there or missed)

    def _take_again(self) -> None:
        from quizapp.domain.attempt import PRACTICE

        assert self._taking is not None
        mode = self._taking.mode
        self._begin(self._library.as_now(self._taking.bank), PRACTICE if mode.name == "review" else mode)

    # what the learner has done, and what is due

    def _show_study_of(self) -> None:
        """There may be another learner, or something new of the same one."""
        from quizapp.gui.study.study import Study

        journal = self.learning.journal
        if journal is None:
            return
        if self.study is None:
            self.study = Study(self._theme, self._jobs, self._library, self._settings, parent=self)
            self.study.page_shown.connect(self._show_study)
            self.study.library_requested.connect(lambda: self.show_library())
            self.study.reopened.connect(self._show_again)
            self.study.resume_requested.connect(self._resume)
            self.study.sitting_begun.connect(self._sit)
            self.study.told.connect(self.notice.tell)
            self.header.add_widget(self.study.tabs, before_tools=True)
            self._theme.changed.connect(self._fit_tabs_soon)
        self.study.use(journal, self.learning.learner.id)
        self._show_tabs()

    def _show_history(self) -> None:
        if self.study is not None:
            self.study.show_page("history")

    def _show_study(self, page: QWidget, name: str) -> None:
        self._taking = None
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self._show_page(page, name)

    def _sit(self, sitting: "Sitting") -> None:
        from quizapp.domain.attempt import REVIEW

        self._begin(sitting.bank, REVIEW, sitting.questions, sitting.stands_for)

    def _show_again(self, opened: "Reopened", has_changed: bool) -> None:
        """Show an attempt that is over again, as it was."""
        from quizapp.services.taking import Taking

        record = self.learning.go_on_recording(opened.id, opened.attempt, opened.started)
        self._taking = Taking.resumed(opened.bank, opened.attempt, self._clock, record)
        self._show_results()
        if has_changed:
            self.notice.tell(self.tr("This bank has changed since. It is shown here as it was when it was taken."))

    def _show_tabs(self) -> None:
        """The ways to other pages are there wherever nothing is under way."""
        if self.study is not None:
            page = self.pages.currentWidget()
            assert page is not None
            name = "library" if page is self.library_page else self.study.name_of(page)
            self.study.tabs.setVisible(bool(name) or page is self._results)
            self.study.tabs.show_page(name)
            self._fit_tabs()

    def _fit_tabs_soon(self) -> None:
        QTimer.singleShot(0, self, self._fit_tabs)  # widgets have their new fonts a little later than the theme

    def _fit_tabs(self) -> None:
        """Give the tabs the room that the title leaves them."""
        if self.study is not None:
            self.study.tabs.fit(self.header.room_beside_title(self.study.tabs))

    # who is learning

    def ask_who(self) -> None:
        """Show who could be learning; an attempt under way is left, and can go on later."""
        if self._is_under_way():
            assert self._taking is not None
            self.learning.leave(self._taking)
            self._taking = None
        page = self._presence.learners_page()
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self._show_page(page, self.tr("Learners"))
        page.show_learners()

    # the window

    def come_forward(self, files: Sequence[Path], token: str = "") -> None:
        """Show the window before all others, with `files` opened; `token` is what lets it, where the system asks."""
        self._placement.come_forward(token)
        self.open_files(files)

    def _show_page(self, page: QWidget, subtitle: str, title: str = "Quizapp") -> None:
        self.header.title.setText(title)
        self.header.subtitle.setText(subtitle)
        self.setWindowTitle(title)
        if self._quiz is not None:
            self._quiz.finish.setVisible(page is self._quiz)
            if page is not self._quiz:
                for tab in self._quiz.header_tabs:
                    tab.hide()
        self._settings_saving.save_soon()
        is_attempt = page in (self._quiz, self._finish, self._results)
        self._presence.page_shown(is_library=page is self.library_page, is_attempt=is_attempt)
        self.pages.setCurrentWidget(page)
        self._show_tabs()

    def _tell_mistakes(self, name: str) -> None:
        self.notice.tell(self.tr("{file} has mistakes; they are listed in the library.").format(file=name))

    def _tell(self, error: object) -> None:
        self.notice.tell(str(error))

    def _add_what_can_wait(self) -> None:
        add_shortcuts(self, self._theme)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.applicationStateChanged.connect(self._look_again)

    def _look_again(self, state: Qt.ApplicationState) -> None:
        """Whoever comes back to the library from another program has perhaps mended a bank there, or added one."""
        if state == Qt.ApplicationState.ApplicationActive and self.pages.currentWidget() is self.library_page:
            self._files.look_again()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tabs()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, on every system; Escape closes the notice, or leads back."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        from quizapp.gui.shell.reading_order import focus_next

        return focus_next(self, forward=next)

    def _go_back(self) -> None:
        page = self.pages.currentWidget()
        if self.notice.isVisible():
            self.notice.hide()
        elif page is not None and page is self._finish:
            self._show_attempt()
        elif page is not None and page is self._quiz and not self._is_under_way():
            self._ask_to_finish()
        elif page is self.library_page:
            self.library_page.search.clear()
            self.library_page.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif page is not self._quiz:
            self.show_library()

    def _close_now(self) -> None:
        """Close; in the middle of a closing, that one goes on."""
        self._leaving = True
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._last_input is None:
            self._last_input = LastInput(self)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaving:
            self._presence.departure().leave(self._close_now, self._taking, closing=True)
            if not self._leaving:  # something has to be asked or waited for
                event.ignore()
                return
        self._placement.keep()
        self._jobs.wait()
        self._settings_saving.save_now()
        super().closeEvent(event)

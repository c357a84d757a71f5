"""The window. It only goes from page to page."""

import time
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QMainWindow, QWidget

from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.language import current_language, language_of, use_language
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.learning import Learning
from quizapp.gui.shell.attempt_pages import AttemptPages
from quizapp.gui.shell.desk_pages import DeskPages
from quizapp.gui.shell.editor_pages import EditorPages
from quizapp.gui.shell.exchange_pages import ExchangePages
from quizapp.gui.shell.frame import Frame
from quizapp.gui.shell.learner_pages import LearnerPages
from quizapp.gui.shell.library_pages import LibraryPages
from quizapp.gui.shell.placement import Placement
from quizapp.gui.shell.settings_saving import SettingsSaving
from quizapp.gui.shell.welcome_pages import WelcomePages
from quizapp.services.library import Library
from quizapp.settings import Settings

if TYPE_CHECKING:  # made once the journal is open, or for its types alone
    from collections.abc import Mapping

    from quizapp.domain.summary import PastAttempt
    from quizapp.gui.shell.assignment_pages import AssignmentPages
    from quizapp.gui.shell.kept_place import PageOwner
    from quizapp.gui.study.study import Study


class MainWindow(QMainWindow):
    """Routes between the library, an attempt, the pages about past work, and the learners.

    Signals:
        painted: everything has been painted for the first time, or again in another language.

    Args:
        learning: who is learning; its owner opens and closes the journal.
        clock: seconds of a monotonic clock.

    Attributes:
        session: the attempt that is shown.
        opening: reads what is shown next; dropped when another page is shown meanwhile.
        study: review, progress and history; None until the journal is open.
        desk: where a teacher hands out, collects and marks.
        editor: where banks are written.
    """

    painted = Signal()

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
        self.opening = Latest(jobs, self)
        self.session = AttemptSession(learning, library, settings, jobs, self.opening, random, clock, parent=self)
        self._random = random
        self.study: Study | None = None
        self._leaving = False
        self._is_watching = False
        self._build()
        self._placement = Placement(self, settings)
        for teller in (self.session, self.learning):
            teller.told.connect(self._tell)
        learning.present_changed.connect(self._use_study)
        learning.present_changed.connect(self._look_for_assignments)
        learning.present_changed.connect(self._speak_soon)
        self.show_library()
        if settings.set_aside is not None:
            told = self.tr("Your settings could not be read, so the usual ones are used. The old file is now {file}.")
            self.notice.tell(told.format(file=settings.set_aside))

    def _build(self, desk: DeskPages | None = None, editor: EditorPages | None = None) -> None:
        """Make the frame and the owners of its pages; what is open on the `desk` and in the `editor` before stays."""
        theme, settings, library = self._theme, self._settings, self._library
        jobs, learning = self._jobs, self.learning
        self._frame = frame = Frame(theme, settings, self, room := learning.room)
        self.header, self.notice, self.pages = frame.header, frame.notice, frame.pages
        self._banks = LibraryPages(frame, theme, settings, library, jobs, self.session, self.opening, room)
        self.library_page = self._banks.page
        self._attempt = AttemptPages(frame, theme, settings, jobs, learning, self.session)
        self._learners = LearnerPages(frame, self.library_page, theme, settings, learning, self.session)
        self.desk = DeskPages(frame, theme, settings, library, jobs, learning, self.session, desk)
        self.editor = EditorPages(
            frame, theme, settings, library, jobs, learning.access.paths, self.session, self.opening, editor, room
        )
        self.exchange = ExchangePages(
            frame, theme, settings, library, jobs, self.session, self._banks, self.editor, room
        )
        self.welcome = WelcomePages(frame, theme, self.session, offers_languages=not room.language)
        self._saving = SettingsSaving(settings, theme, self.header, learning, jobs)
        self._connect()
        frame.painted.connect(self._add_what_can_wait)

    def _connect(self) -> None:
        for asker in (self._attempt, self._learners, self.desk, self.exchange):
            asker.library_requested.connect(lambda: self.show_library())
        self.editor.library_requested.connect(self.show_library)
        self.editor.bank_added.connect(lambda path: self._banks.files.open([path]))
        self.library_page.detail.edit_requested.connect(self.editor.edit)
        self.library_page.new_bank_requested.connect(self.editor.new_bank)
        self._frame.files_dropped.connect(self._leave_welcome)
        self._banks.files.from_teacher.connect(self._open_from_teacher)
        self._attempt.assignment_requested.connect(lambda id_: self.assignments.show(id_))
        self._banks.filled.connect(self._focus_offers)
        self._banks.settings_changed.connect(self._saving.save_soon)
        self._learners.history_requested.connect(lambda: self.study.show_page("history") if self.study else None)
        self.learning.present_changed.connect(self.library_page.detail.show_settings)
        for chooser in (self.header, self.welcome):
            chooser.language_chosen.connect(self._choose_language)
        self.welcome.chosen.connect(self._go_to_choice)
        self._frame.page_changing.connect(self._leave_page)
        self._frame.page_shown.connect(self._show_tabs)

    def _tell(self, text: str) -> None:
        self.notice.tell(text)

    # the language

    def _choose_language(self, setting: str) -> None:
        self._settings.language = setting
        self._saving.save_soon()
        self._speak_soon()

    def _speak_soon(self) -> None:
        """Speak the language of the settings, once everybody has heard what is going on."""
        QTimer.singleShot(0, self, self._speak)

    def _speak(self) -> None:
        from PySide6.QtWidgets import QDialog

        language = language_of(self.learning.room.language or self._settings.language)
        asking = next((each for each in self.findChildren(QDialog) if each.isVisible()), None)
        if language != current_language() and asking is not None:
            asking.finished.connect(self._speak_soon)  # what it asks is answered first
        elif language != current_language():
            self._attempt.settle()
            self.desk.settle()
            self.editor.settle()
            use_language(language)
            self._build_again()

    def _build_again(self) -> None:
        """Make all that is shown again, and show what was shown; the attempt goes on as it is."""
        from PySide6.QtWidgets import QDialog

        from quizapp.gui.shell.kept_place import KeptPlace

        for dialog in self.findChildren(QDialog):
            dialog.close()
            dialog.deleteLater()
        shown = self.pages.currentWidget()
        assert shown is not None
        place, show = KeptPlace(shown), self._way_back(shown)
        old, desk, editor, assignments = self._frame, self.desk, self.editor, self.__dict__.pop("assignments", None)
        old.painted.disconnect(self._add_what_can_wait)
        self.setLocale(QLocale())
        self.opening.drop()
        if self.study is not None:
            self.study.build_again()
        self._build(desk, editor)
        self._frame.show()  # at once, as only what is visible takes the focus
        old.deleteLater()
        if assignments is not None:
            self.assignments.go_on_as(assignments)
        if self.study is not None:
            self._add_tabs()
        show()
        if self.learning.present is not None:
            self._learners.show_learner()
            self.library_page.detail.show_settings()
            self.assignments.look()
        if self.study is not None and not self.study.in_session:
            self.study.look()
        self._show_tabs()
        self.learning.recordings.state_changed.emit()
        page = self.pages.currentWidget()
        if page is not None:
            place.put_back(page)
            QTimer.singleShot(0, page, partial(place.scroll_back, page))
        self._saving.save_soon()

    def _way_back(self, page: QWidget) -> Callable[[], object]:
        """Give a function that shows `page`, once it has been made again."""
        for at, owner in enumerate(self._owners()):
            shown = owner.shown_on(page)
            if shown is not None:
                return lambda: self._owners()[at].show_again(shown)
        return self.show_library

    def _owners(self) -> "list[PageOwner]":
        """The owners of pages, in an order that stays."""
        owners: list[PageOwner] = [self._attempt, self._banks, self._learners, self.desk, self.editor, self.welcome]
        owners.append(self.exchange)
        if self.study is not None:
            owners.append(self.study)
        if "assignments" in self.__dict__:
            owners.append(self.assignments)
        return owners

    def show_library(self, chosen: Path | None = None) -> None:
        """Show the library, and choose the bank in the file `chosen`; before that, ask who is learning if need be."""
        show = self._learners.ask_who if self.learning.needs_name else partial(self._banks.show, chosen)
        show()
        if self.study is not None:
            self.study.look()

    def _go_to_choice(self, choice: str) -> None:
        """Go where a choice of the page of the first start leads."""
        if choice == "learner":
            self.header.learner_requested.emit()
        elif choice == "look":
            self.header.profile_requested.emit()
        else:
            self.show_library()
            if choice == "open":
                self.library_page.file_requested.emit()

    def _leave_welcome(self, *_: object) -> None:
        """Go from the page of the first start to the library, where files are shown."""
        if self.welcome.is_shown:
            self.show_library()

    def open_files(self, files: Sequence[Path]) -> None:
        """Add bank files from anywhere to the library, and show the last one there."""
        if files:
            self._leave_welcome()
        self._banks.files.open(files)

    @cached_property
    def assignments(self) -> "AssignmentPages":
        """The assignments; made once the journal is open, or a teacher's file is opened."""
        from quizapp.gui.shell.assignment_pages import AssignmentPages

        pages = AssignmentPages(
            self._frame, self.library_page, self._theme, self._settings, self._jobs, self.learning, self.session,
            self.opening, lambda *then, **how: self._learners.guard.leave(*then, **how), self._random,
        )  # fmt: skip
        pages.library_requested.connect(lambda: self.show_library())
        pages.folder_changed.connect(self._saving.save_soon)
        return pages

    def _open_from_teacher(self, files: Sequence[Path]) -> None:
        self.assignments.open_files(files)

    def _look_again(self, state: Qt.ApplicationState) -> None:
        self._banks.look_again(state)
        self.editor.look_again(state)
        self.assignments.look_again(state)

    def _focus_offers(self) -> None:
        self._learners.focus_offer()
        if "assignments" in self.__dict__:
            self.assignments.focus_offer()

    def _look_for_assignments(self) -> None:
        if "assignments" not in self.__dict__:
            self.assignments.look()  # from then on, it looks by itself

    def _leave_page(self, page: QWidget) -> None:
        """Drop what was asked for on the page before and has not come yet."""
        self.opening.drop()
        if self.study is not None and not self._attempt.holds(page) and not self.study.name_of(page):
            self.study.leave()
        self._saving.save_soon()

    def _use_study(self) -> None:
        """Show what the learner has done and what is due; the learner may be another one, or have done more."""
        from quizapp.gui.study.study import Study

        journal = self.learning.journal
        if journal is None:
            return
        if self.study is None:
            self.editor.look_for_drafts()
            study = self.study = Study(
                self._theme, self._jobs, self._library, self._settings, self.session, self.opening,
                modes=self.learning.room.modes, parent=self,
            )  # fmt: skip
            self.learning.journal_changed.connect(study.forget)
            study.page_shown.connect(self._show_page)
            study.library_requested.connect(lambda: self.show_library())
            study.results_read.connect(self._show_results)
            study.told.connect(self._tell)
            study.assignment_requested.connect(lambda opened: self.assignments.look_back(opened))
            self._theme.changed.connect(self._fit_tabs_soon)
            self._add_tabs()
        self.study.use(journal, self.learning.learner.id)
        self._show_tabs()

    def _add_tabs(self) -> None:
        assert self.study is not None
        self.header.add_widget(self.study.tabs, before_tools=True)
        self.header.room_changed.connect(self._fit_tabs_soon)

    def _show_page(self, page: QWidget, subtitle: str) -> None:
        self._frame.show_page(page, subtitle)

    def _show_results(self, attempts: "Mapping[str, PastAttempt]") -> None:
        self.library_page.show_results(attempts)

    def _show_tabs(self) -> None:
        """Show the tabs where no attempt is under way."""
        page = self.pages.currentWidget()
        if self.study is not None and page is not None:
            name = "library" if page is self.library_page else self.study.name_of(page)
            is_free = not self._attempt.holds(page) or page is self._attempt.results
            self.study.tabs.setVisible(is_free and not self.learning.needs_name)
            self.study.tabs.show_page(name)
            self._fit_tabs()

    def _fit_tabs_soon(self) -> None:
        QTimer.singleShot(0, self, self._fit_tabs)  # widgets get their new fonts a little later than the theme

    def _fit_tabs(self) -> None:
        if self.study is not None:
            self.study.tabs.fit(self.header.room_beside_title(self.study.tabs))

    def come_forward(self, files: Sequence[Path], token: str = "") -> None:
        """Show the window in front of all others, and open `files`; some systems ask for a `token` to allow it."""
        self._placement.come_forward(token)
        self.open_files(files)

    def _add_what_can_wait(self) -> None:
        from quizapp.gui.kit.accessible import offer_roles
        from quizapp.gui.kit.focus import LastInput
        from quizapp.gui.kit.shortcut_keys import KEYS, add_key
        from quizapp.gui.shell.changed_files import ChangedFiles
        from quizapp.gui.shell.shortcuts import Shortcuts

        self._banks.files.read()
        shortcuts = Shortcuts(self._frame, self._theme, self._settings, self.learning, self._library)
        shortcuts.profile_changed.connect(self._saving.save_soon)
        shortcuts.profile_changed.connect(self._attempt.follow_profile)
        self.header.letter_keys_changed.connect(self._attempt.follow_profile)
        shortcuts.profile_changed.connect(self.library_page.detail.show_settings)
        for asked in (self.header.profile_requested, self._attempt.look_requested, self._banks.look_requested):
            asked.connect(lambda: shortcuts.show_profile("look"))
        self.header.help_requested.connect(shortcuts.show_help)
        self.header.welcome_requested.connect(self.welcome.show)
        self.header.add_menus()
        self.header.follow_room()
        offer_roles()
        self.header.desk_requested.connect(self.desk.show)
        self.header.new_bank_requested.connect(self.editor.new_bank)
        self.header.import_requested.connect(self.exchange.ask)
        add_key(self.library_page, KEYS["paste"][0], self.exchange.paste)
        add_key(self._frame, KEYS["desk"][0], self.desk.show)
        add_key(self._frame, KEYS["open"][0], self._choose_file)
        self.library_page.detail.prepare_menus()
        add_key(self._frame, KEYS["new bank"][0], self.editor.new_bank)
        add_key(self._frame, KEYS["edit"][0], self._edit_chosen)
        self.header.watch(self.opening)
        self._changed_files = ChangedFiles(
            self._frame, self._library, self._jobs, self.session, self._banks, self._attempt
        )
        self.header.folder_requested.connect(lambda: self.assignments.ask_folder())
        if not self._is_watching:
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            app.applicationStateChanged.connect(self._look_again)
            LastInput(self)
            self._is_watching = True
        self.painted.emit()

    def _edit_chosen(self) -> None:
        """Open the bank that is chosen in the library in the editor, at the question that was found and chosen."""
        if self._banks.is_shown:
            self.library_page.detail.ask_to_edit()

    def _choose_file(self) -> None:
        """Ask for a file to open, unless an attempt is under way."""
        page = self.pages.currentWidget()
        if not self._attempt.holds(page) or page is self._attempt.results:
            self._leave_welcome()
            self.library_page.file_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_tabs()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, on every system; Escape closes the notice, or goes back."""
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QAbstractButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        from quizapp.gui.shell.reading_order import focus_next

        return focus_next(self, forward=next)

    def _go_back(self) -> None:
        page = self.pages.currentWidget()
        if self.notice.isVisible():
            self.notice.hide()
        elif self._attempt.holds(page):
            self._attempt.go_back()
        elif self._banks.is_shown:
            self._banks.go_back()
        elif not (self.desk.go_back() or self.editor.go_back() or self.exchange.go_back()):
            self.show_library()

    def _close_now(self) -> None:
        self._leaving = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaving and self.editor.is_unsaved:
            self.editor.ask_to_leave(self.close)
            event.ignore()
            return
        if not self._leaving:
            self._learners.guard.leave(self._close_now, closing=True)
            if not self._leaving:  # a question is open, or we wait for the disk
                event.ignore()
                return
        self._placement.keep()
        self.desk.settle()
        self._jobs.wait()
        self._library.close()
        self.desk.close()
        self._saving.save_now()
        super().closeEvent(event)

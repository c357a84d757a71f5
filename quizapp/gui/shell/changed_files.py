"""The bank that is shown follows its file, whoever writes it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.file_watch import FileWatch
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.shell.attempt_pages import AttemptPages
from quizapp.gui.shell.frame import Frame
from quizapp.gui.shell.library_pages import LibraryPages
from quizapp.services.library import BankUnreadableError, Library

if TYPE_CHECKING:
    from quizapp.domain.bank import Bank
    from quizapp.services.taking import Taking


_MOST_WATCHED = 50
"""Files that are not shown; some systems have few to give."""


class ChangedFiles(QObject):
    """Reads the bank that is shown anew when its file has changed.

    The library lists it as it is now, and a passage that is read is shown anew at the same place. An attempt goes on
    with the bank that it began with; the learner is told, and can begin with the new one.
    """

    def __init__(
        self,
        frame: Frame,
        library: Library,
        jobs: Jobs,
        session: AttemptSession,
        banks: LibraryPages,
        attempt: AttemptPages,
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._library = library
        self._session = session
        self._banks = banks
        self._attempt = attempt
        self._reading = Latest(jobs, self)
        self._told = ""
        self._taken: tuple[Taking | None, Path | None] = None, None
        self._watch = FileWatch(self)
        self._watch.changed.connect(self._look)
        frame.page_shown.connect(self._follow)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.applicationStateChanged.connect(self.look_again)
        banks.page.list.selectionModel().currentChanged.connect(self._follow)
        self._follow()

    def look_again(self, state: Qt.ApplicationState) -> None:
        """Look for changes when the user comes back from another program: not every disk tells of them."""
        if state == Qt.ApplicationState.ApplicationActive and not self._banks.is_shown:
            self._look()

    def _follow(self, *_: object) -> None:
        """Watch the files of what is shown now."""
        self._reading.drop()
        page = self._frame.pages.currentWidget()
        path = self._shown_file(page)
        files = self._library.files_of(path) if path is not None else ()
        if path is None or page is self._banks.page:
            self._forget()
        if page is self._banks.page:
            self._watch.watch([*files, *self._library.opened[:_MOST_WATCHED]], [self._library.own_folder])
        else:
            self._watch.watch(files)

    def _shown_file(self, page: QWidget | None) -> Path | None:
        """The file of the bank that is shown, where it is shown as it is in its file."""
        session = self._session
        if page is None:
            return None
        if self._attempt.holds(page):
            taking = session.taking
            if taking is None or not session.is_under_way or session.assignment or session.is_sitting:
                return None
            return self._taken_file(taking)
        shown = self._banks.shown_on(page)
        return shown[0] if shown is not None else None

    def _taken_file(self, taking: "Taking") -> Path | None:
        """The file of the bank that is taken, where it was when this was first asked: it may have mistakes since."""
        if taking is not self._taken[0]:
            self._taken = taking, self._library.path_of(taking.bank.id)
        return self._taken[1]

    def _look(self) -> None:
        page = self._frame.pages.currentWidget()
        if page is self._banks.page:
            self._banks.files.look_again()
        elif page is not None and (path := self._shown_file(page)) is not None:
            shown = self._session.taking if self._attempt.holds(page) else page
            library = self._library
            self._reading.run(lambda: library.bank(path), done=self._see, failed=self._see_mistakes, asked=(shown,))

    def _see(self, shown: object, bank: "Bank") -> None:
        self._watch.watch(self._library.files_of(self._shown_file(self._frame.pages.currentWidget())))
        taking = self._session.taking
        if shown is not taking or taking is None:
            if self._banks.read_anew(bank):
                self._tell(self.tr("The file has changed. This is the new version."))
        elif bank.content_hash == taking.bank.content_hash:
            self._forget()
        else:
            told = self.tr("The file of this bank has changed. You go on with the version that you began with.")
            self._tell(told, (self.tr("Begin with the new version"), lambda: self._begin(bank)))

    def _see_mistakes(self, shown: object, error: QuizAppError) -> None:
        problems = error.problems if isinstance(error, BankUnreadableError) else ()
        if all(problem.code == "file_missing" for problem in problems):
            return  # while an editor puts a new file into its place, or for good; nothing changes for the reader
        told = self.tr("The file of this bank has changed, and has mistakes now. You still see the earlier version.")
        self._tell(told)

    def _begin(self, bank: "Bank") -> None:
        from quizapp.gui.passage.followed_place import followed_place  # it knows what reads passages

        self._forget()
        quiz = self._attempt.quiz
        view = quiz.passage if quiz is not None else None
        before, place = (view.passage, view.paragraph_place()) if view is not None else (None, None)
        self._session.begin_anew(bank)
        if view is not None and before is not None and view.passage is not None:
            view.return_to(followed_place(place, before, view.passage))

    def _tell(self, told: str, *actions: tuple[str, Callable[[], object]]) -> None:
        self._told = told
        self._frame.notice.tell(told, actions)

    def _forget(self) -> None:
        """Close the notice of a change."""
        self._frame.notice.take_back(self._told)
        self._told = ""

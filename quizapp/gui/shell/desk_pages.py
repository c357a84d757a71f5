"""The desk, reached from every page; whoever leaves it locks it."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.learning import Learning
from quizapp.gui.shell.frame import Frame
from quizapp.services.library import Library
from quizapp.settings import Settings

if TYPE_CHECKING:  # a learner never needs it
    from quizapp.gui.desk.desk_access import DeskAccess
    from quizapp.gui.desk.desk_page import DeskPage


class DeskPages(QObject):
    """Shows the teacher's desk in the frame; an attempt under way is left first, and can go on later.

    Signals:
        library_requested: the teacher leaves the desk.

    Args:
        before: those of which these take the place, and whose records stay open.
    """

    library_requested = Signal()

    def __init__(
        self,
        frame: Frame,
        theme: Theme,
        settings: Settings,
        library: Library,
        jobs: Jobs,
        learning: Learning,
        session: AttemptSession,
        before: "DeskPages | None" = None,
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._theme = theme
        self._settings = settings
        self._library = library
        self._jobs = jobs
        self._learning = learning
        self._session = session
        self._is_made = False
        self._access: DeskAccess | None = None
        if before is not None and before._is_made:
            self._access = before.page.access
            self._access.setParent(self)
            self.page.go_on_as(before.page)
        frame.page_changing.connect(self._leave)

    @cached_property
    def page(self) -> "DeskPage":
        """The desk's page; it is made when it is first asked for."""
        from quizapp.gui.desk.desk_access import DeskAccess
        from quizapp.gui.desk.desk_page import DeskPage

        self._is_made = True
        paths, url = self._learning.access.paths, self._settings.desk_url
        access = self._access or DeskAccess(paths, self._jobs, url, parent=self)
        page = DeskPage(self._theme, access, self._settings, self._library)
        self._frame.pages.addWidget(page)  # or else nobody owned one that is made again and not shown
        page.library_requested.connect(self.library_requested)
        return page

    def show(self) -> None:
        """Show the desk, which asks for its password where it has one; nothing where the room keeps banks closed, as
        the keys are on the desk, too.
        """
        if not self._learning.room.editing:
            return
        if self._frame.pages.currentWidget() is not self.page:
            self._session.leave()
            self._frame.show_page(self.page, self.tr("Teacher's desk"))
            self.page.enter()

    def shown_on(self, page: QWidget) -> bool | None:
        """Give True if `page` is the desk's, and None if it is another one."""
        return True if self._is_made and page is self.page else None

    def show_again(self, _: bool) -> None:
        """Show the desk again."""
        self.show()

    def go_back(self) -> bool:
        """Go one step back within the desk; False where there is none, or another page is shown."""
        return self._is_made and self._frame.pages.currentWidget() is self.page and self.page.go_back()

    def settle(self) -> None:
        """Ask for what was typed on the desk to be saved, before the program ends."""
        if self._is_made:
            self.page.settle()

    def close(self) -> None:
        """Close the desk's records, at the end of the program."""
        if self._is_made:
            self.page.access.close()

    def _leave(self, page: QWidget) -> None:
        if self._is_made and page is not self.page:
            self.page.leave()

"""The page of the first start in the frame."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.theme import Theme
from quizapp.gui.shell.frame import Frame

if TYPE_CHECKING:  # only a first start needs it
    from quizapp.gui.shell.welcome_page import WelcomePage


class WelcomePages(QObject):
    """Shows the page of the first start.

    Signals:
        language_chosen: gives a language of `settings.LANGUAGES`.
        chosen: gives one of `welcome_page.CHOICES`.
    """

    language_chosen = Signal(str)
    chosen = Signal(str)

    def __init__(self, frame: Frame, theme: Theme, session: AttemptSession, *, offers_languages: bool = True) -> None:
        super().__init__(frame)
        self._offers_languages = offers_languages
        self._frame = frame
        self._theme = theme
        self._session = session

    @cached_property
    def _page(self) -> "WelcomePage":
        from quizapp.gui.shell.welcome_page import WelcomePage

        page = WelcomePage(self._theme, offers_languages=self._offers_languages)
        page.language_chosen.connect(self.language_chosen)
        page.chosen.connect(self.chosen)
        return page

    @property
    def is_shown(self) -> bool:
        """Tells whether the page is shown."""
        return "_page" in self.__dict__ and self._frame.pages.currentWidget() is self._page

    def show(self) -> None:
        """Show the page. An attempt under way is left, and can go on later."""
        self._session.leave()
        self._frame.show_page(self._page, "")
        self._page.focus()

    def shown_on(self, page: QWidget) -> bool | None:
        """Give True if `page` is this one, and None if it is another one."""
        return True if "_page" in self.__dict__ and page is self._page else None

    def show_again(self, _: bool) -> None:
        """Show the page again."""
        self.show()

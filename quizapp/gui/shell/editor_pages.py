"""The editor, reached from the library; nothing of it is imported before it is opened."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import error_text
from quizapp.gui.shell.frame import Frame
from quizapp.services.library import Library
from quizapp.settings import Settings

if TYPE_CHECKING:  # nobody who takes a bank needs it
    from quizapp.gui.editor.edited_bank import EditedBank
    from quizapp.gui.editor.editor_page import EditorPage
    from quizapp.gui.editor.new_bank_page import NewBankPage
    from quizapp.services.bank_draft import BankDraft


class EditorPages(QObject):
    """Shows the editor in the frame.

    Signals:
        library_requested: the author leaves the editor; gives the file of the bank.

    Args:
        opening: reads what is shown next.
        before: those of which these take the place; the bank that was open there stays open.
    """

    library_requested = Signal(object)

    def __init__(
        self,
        frame: Frame,
        theme: Theme,
        settings: Settings,
        library: Library,
        jobs: Jobs,
        session: AttemptSession,
        opening: Latest,
        before: "EditorPages | None" = None,
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._theme = theme
        self._settings = settings
        self._library = library
        self._jobs = jobs
        self._session = session
        self._opening = opening
        self._editing: EditedBank | None = None
        self._place = 0
        if before is not None and before._editing is not None:
            self._editing, self._place = before._editing, before.page.place
            self._editing.setParent(self)

    @cached_property
    def page(self) -> "EditorPage":
        """The page; it is made when it is first asked for."""
        from quizapp.gui.editor.editor_page import EditorPage

        page = EditorPage(self._theme, self._settings, self._jobs)
        page.library_requested.connect(self.leave)
        page.take_requested.connect(self._take)
        return page

    @cached_property
    def new_page(self) -> "NewBankPage":
        """The page on which a new bank begins."""
        from quizapp.gui.editor.new_bank_page import NewBankPage

        page = NewBankPage(self._theme, self._settings, self._jobs, self._library.own_folder)
        page.begun.connect(self._begin)
        page.library_requested.connect(lambda: self.library_requested.emit(None))
        return page

    def new_bank(self) -> None:
        """Show the page on which a new bank begins."""
        self._frame.show_page(self.new_page, self.tr("New bank"))
        self.new_page.open()

    def _begin(self, folder: Path, title: str, language: str, markdown: str, type_name: str) -> None:
        from quizapp.gui.editor.new_questions import new_question
        from quizapp.services.new_bank import new_bank, new_bank_file

        path = new_bank_file(folder, title)
        self._show_opened(path, new_bank(path, title, language, markdown, new_question(type_name, "question-1")))
        self.page.choose(0, focus=True)

    @property
    def is_shown(self) -> bool:
        """Tell whether the editor is shown."""
        return "page" in self.__dict__ and self._frame.pages.currentWidget() is self.page

    def edit(self, path: Path) -> None:
        """Open the bank in the file `path`, or go on with it."""
        if self._editing is not None and self._editing.path == path:
            self._show()
            return
        self._opening.run(lambda: _open(path), done=self._show_opened, failed=self._tell, asked=(path,))

    def shown_on(self, page: QWidget) -> bool | None:
        """Give True if `page` is the editor, and None if it is another one."""
        return True if self.is_shown and page is self.page else None

    def show_again(self, _: bool) -> None:
        """Show the editor again."""
        self._show()

    def go_back(self) -> bool:
        """Go one step back within the editor, or to the library; False where another page is shown."""
        if not self.is_shown:
            return False
        if not self.page.go_back():
            self.leave()
        return True

    def leave(self) -> None:
        """Go to the library."""
        self.library_requested.emit(self._editing.path if self._editing is not None else None)

    def _show_opened(self, path: Path, draft: "BankDraft") -> None:
        from quizapp.gui.editor.edited_bank import EditedBank

        self._editing = Editing(draft, path, self._jobs, self)
        self._editing.told.connect(self._frame.notice.tell)
        self._place = -2
        self._show()

    def _show(self) -> None:
        if self._editing is not None:
            self._frame.show_page(self.page, self._editing.title)
            self.page.show_editing(self._editing, self._place)

    def _take(self) -> None:
        if self._editing is not None:
            self._session.take(self._editing.path, "practice", self._settings.practice_rules)

    def _tell(self, _: Path, error: Exception) -> None:
        self._frame.notice.tell(error_text(error))


def _open(path: Path) -> "BankDraft":
    from quizapp.services.bank_draft import BankDraft

    folder = path.parent
    find = lambda name: (folder / name).read_bytes() if (folder / name).is_file() else None  # noqa: E731
    return BankDraft(path.read_bytes(), {}, find)

"""The editor, reached from the library; nothing of it is imported before it is opened."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.file_watch import FileWatch
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import error_text
from quizapp.gui.shell.frame import Frame
from quizapp.paths import UserPaths
from quizapp.services.library import Library
from quizapp.services.room import NO_ROOM, RoomSettings
from quizapp.settings import Settings

if TYPE_CHECKING:  # nobody who takes a bank needs it
    from quizapp.gui.editor.edited_bank import EditedBank
    from quizapp.gui.editor.editor_page import EditorPage
    from quizapp.gui.editor.new_bank_page import NewBankPage
    from quizapp.gui.editor.transfer import Transfer
    from quizapp.services.draft_recovery import Recovery
    from quizapp.services.editing import Editing


class EditorPages(QObject):
    """Shows the editor in the frame. One bank is open in it at a time.

    Signals:
        library_requested: the author leaves the editor; gives the file of the bank, or None.
        bank_added: a bank is in its file for the first time; gives the file.

    Args:
        opening: reads what is shown next.
        before: those of which these take the place; the bank that was open there stays open.
    """

    library_requested = Signal(object)
    bank_added = Signal(object)

    def __init__(
        self,
        frame: Frame,
        theme: Theme,
        settings: Settings,
        library: Library,
        jobs: Jobs,
        paths: UserPaths,
        session: AttemptSession,
        opening: Latest,
        before: "EditorPages | None" = None,
        room: RoomSettings = NO_ROOM,
    ) -> None:
        super().__init__(frame)
        self._room = room
        self._frame = frame
        self._theme = theme
        self._settings = settings
        self._library = library
        self._jobs = jobs
        self._paths = paths
        self._session = session
        self._opening = opening
        self._bank: EditedBank | None = None
        self._place: int | None = None
        self._is_asking = False
        self._will_take = False
        self._reminder = ""
        if before is not None and before._bank is not None:
            self._use(before._bank)
            self._place = before.page.place
        self._watch = FileWatch(self)
        self._watch.changed.connect(self._look)
        frame.page_changing.connect(self._remind)
        frame.page_changing.connect(lambda _: setattr(self, "_will_take", False))

    @cached_property
    def page(self) -> "EditorPage":
        """The page; it is made when it is first asked for."""
        from quizapp.gui.editor.editor_page import EditorPage

        page = EditorPage(self._theme, self._settings, self._jobs)
        page.library_requested.connect(self.leave)
        page.take_requested.connect(self.take)
        page.transfer_requested.connect(self._ask_for_target)
        return page

    @cached_property
    def new_page(self) -> "NewBankPage":
        """The page on which a new bank begins."""
        from quizapp.gui.editor.new_bank_page import NewBankPage

        page = NewBankPage(self._theme, self._settings, self._jobs, self._library.own_folder)
        page.begun.connect(self._begin)
        page.library_requested.connect(lambda: self.library_requested.emit(None))
        return page

    @property
    def is_shown(self) -> bool:
        """Tell whether the editor is shown."""
        return "page" in self.__dict__ and self._frame.pages.currentWidget() is self.page

    @property
    def is_unsaved(self) -> bool:
        """Tell whether a bank is open that is not saved."""
        return self._bank is not None and self._bank.is_unsaved

    # opening

    def edit(self, path: Path, question: str = "") -> None:
        """Open the bank in the file `path`, or go on with it, at the question of this id, if it has one; a bank that
        comes with the program, as a copy.
        """
        if not self._room.editing:
            return
        if self._bank is not None and path in (self._bank.path, self._bank.editing.source):
            self._show(question)
        else:
            self.ask_to_leave(partial(self._open, path, question))

    def new_bank(self) -> None:
        """Show the page on which a new bank begins, where the room allows it."""
        if self._room.editing:
            self.ask_to_leave(self._show_new_page)

    def look_for_drafts(self) -> None:
        """Offer the draft that a program left which ended before it was saved, where the room allows it."""
        if self._room.editing:
            self._jobs.run(partial(_drafts, self._paths), done=self._offer_draft, failed=_nothing)

    def _open(self, path: Path, question: str) -> None:
        ids = tuple(entry.id for entry in self._library.entries() if entry.id)
        show = partial(self._show_opened, question=question)
        self._opening.run(partial(_opened, self._paths, path, ids), done=show, failed=self._tell)

    def _show_new_page(self) -> None:
        self._session.leave()  # an attempt that is under way can go on later
        self._frame.show_page(self.new_page, self.tr("New bank"))
        self.new_page.open()

    def _begin(self, folder: Path, title: str, language: str, markdown: str, type_name: str) -> None:
        from quizapp.gui.editor.forms.retyping import new_question
        from quizapp.services.new_bank import new_bank

        question = new_question(type_name, "question-1")
        editing = new_bank(self._paths, folder, title, language, markdown, question)
        self._show_opened(editing)
        self.page.choose(0, focus=True)

    def _show_opened(self, editing: "Editing", *, question: str = "") -> None:
        from quizapp.gui.editor.edited_bank import EditedBank

        if self._bank is not None:
            self._bank.deleteLater()
        bank = EditedBank(editing, self._jobs)
        self._use(bank)
        bank.keep()  # a new one is in no file yet
        self._show(question)
        if editing.draft.can_undo:
            told = self.tr("The program ended before you saved this, so you go on with what you wrote. Undo (Ctrl+Z)"
                           " leads back to the file.")  # fmt: skip
            self._frame.notice.tell(told, (), "accent")
        elif editing.source != editing.path:
            told = self.tr("This is a copy of your own. The bank that you have copied stays as it is.")
            self._frame.notice.tell(told, (), "accent")

    def _use(self, bank: "EditedBank") -> None:
        bank.setParent(self)
        self._bank = bank
        bank.told.connect(self._frame.notice.tell)
        bank.changed.connect(self._forget_change)
        bank.saved.connect(self._note_saved)
        bank.found_changed.connect(self._ask_whose)

    def _show(self, question: str = "") -> None:
        if self._bank is not None:
            ids = [raw.get("id") if isinstance(raw, dict) else None for raw in self._bank.questions]
            if question in ids:
                self._place = ids.index(question)
            self._session.leave()
            self._frame.show_page(self.page, self._bank.title)
            self.page.show_bank(self._bank, self._place)
            self._place = None
            self._watch.watch([self._bank.path])
            self._bank.look_again()

    def _offer_draft(self, found: "tuple[Recovery, ...]") -> None:
        if not found or self._bank is not None:
            return
        told = self.tr("{title} was not saved when the program ended.").format(title=found[0].title)
        self._tell_of(found[0], told)

    def _tell_of(self, draft: "Recovery", told: str) -> None:
        actions = [
            (self.tr("Go on writing"), lambda: self._recover(draft)),
            (self.tr("Discard it"), lambda: self._discard(draft)),
        ]
        self._frame.notice.tell(told, actions)

    def _recover(self, draft: "Recovery") -> None:
        if self._bank is not None and self._bank.path == Path(draft.path):  # opened with it meanwhile
            self._frame.notice.hide()
            self._show()
        else:  # what is told then takes the place of the notice
            self.ask_to_leave(partial(self._open_draft, draft))

    def _open_draft(self, draft: "Recovery") -> None:
        from quizapp.services.editing import recovered

        failed = partial(self._keep_offer, draft)
        self._opening.run(partial(recovered, self._paths, draft), done=self._show_opened, failed=failed)

    def _keep_offer(self, draft: "Recovery", error: QuizAppError) -> None:
        self._tell_of(draft, error_text(error))

    def _discard(self, draft: "Recovery") -> None:
        from quizapp.services.draft_recovery import discard_draft

        self._frame.notice.hide()
        discard = partial(discard_draft, self._paths, draft)
        self._jobs.run(discard, done=lambda _: self.look_for_drafts(), failed=_nothing)

    # where the window goes on

    def shown_on(self, page: QWidget) -> str | None:
        """Give the name of the page, if it is one of these; None for another one."""
        if "new_page" in self.__dict__ and page is self.new_page:
            return "new"
        return "editor" if "page" in self.__dict__ and page is self.page else None

    def show_again(self, shown: str) -> None:
        """Show the page of this name again."""
        if shown == "new":
            self._show_new_page()
        else:
            self._show()

    def go_back(self) -> bool:
        """Go one step back within the editor, or to the library; False where another page is shown."""
        if "new_page" in self.__dict__ and self._frame.pages.currentWidget() is self.new_page:
            self.library_requested.emit(None)
        elif not self.is_shown:
            return False
        elif not self.page.go_back():
            self.leave()
        return True

    def look_again(self, state: Qt.ApplicationState) -> None:
        """Look whether the file has changed, when the author comes back from another program."""
        if state == Qt.ApplicationState.ApplicationActive:
            self._look()

    def _look(self) -> None:
        if self._bank is not None and self.is_shown:
            self._bank.look_again()

    # leaving

    def leave(self) -> None:
        """Go to the library, after asking about what is not saved."""
        path = self._bank.path if self._bank is not None else None
        self.ask_to_leave(lambda: self.library_requested.emit(path))

    def ask_to_leave(self, then: Callable[[], object]) -> None:
        """Call `then` once nothing is unsaved, at once or later; never, if the author decides to stay."""
        bank = self._bank
        if bank is None or not bank.is_unsaved:
            self._leave_for(then)
            return
        if self._is_asking:
            return
        from quizapp.gui.kit.dialogs import ask

        self._is_asking = True
        dialog = ask(
            self._frame,
            self.tr("Save what you wrote?"),
            self.tr("{title} has changes that are not saved.").format(title=bank.title),
            [
                (self.tr("Save"), lambda: bank.save(partial(self.ask_to_leave, then))),  # again, if more was written
                (self.tr("Don’t save"), lambda: self._leave_for(then)),
                (self.tr("Go on writing"), None),
            ],
        )
        dialog.finished.connect(lambda _: setattr(self, "_is_asking", False))

    def _leave_for(self, then: Callable[[], object]) -> None:
        """Let go of the bank that is open, and of what is not saved in it."""
        self._forget_reminder()
        if self._bank is not None:
            self._bank.discard()
            self._bank.deleteLater()
            self._bank = None
            self._watch.watch([])
        then()

    def settle(self) -> None:
        """Keep the draft, before the program ends or the window is built again."""
        if self._bank is not None:
            self._bank.keep()

    def _remind(self, page: QWidget) -> None:
        """Say that a bank is not saved, where the author goes to another page of the window."""
        bank = self._bank
        if bank is None or page is self.page or not self.is_shown:
            return
        self._forget_change()
        if not bank.is_unsaved:
            return
        bank.keep()
        self._reminder = told = self.tr("{title} has changes that are not saved.").format(title=bank.title)
        self._frame.notice.tell(told, [(self.tr("Go on writing"), self._go_on), (self.tr("Save"), bank.save)])

    def _forget_change(self, by: str = "") -> None:
        """Close the notice of a change that can be undone: another undo comes first."""
        if by != "files" and self._bank is not None:
            self._frame.notice.take_back(self._bank.told_until_changed)

    def _forget_reminder(self) -> None:
        """Close the notice of what is not saved: it would save what is gone."""
        for told in (self._reminder, self._bank.told_until_saved if self._bank is not None else ""):
            self._frame.notice.take_back(told)
        self._reminder = ""

    def _go_on(self) -> None:
        self._frame.notice.hide()
        self._show()

    # saving, and what others save

    def take(self) -> None:
        """Save the bank, and begin to practice with it, once it is checked as it is now; not if the author leaves."""
        if self._bank is not None:
            self._will_take = True
            self.page.checking.when_checked(self._take_checked)

    def _take_checked(self) -> None:
        bank = self._bank
        if bank is None or not self._will_take:
            return
        if self.page.has_mistakes:
            self.page.panes.show_pane("check", focus=True)
            bank.told.emit(self.tr("Fix the mistakes first. They are listed here."))
        elif bank.is_unsaved:
            bank.save(self._take_saved)
        else:
            self._take_saved()

    def _take_saved(self) -> None:
        if self._bank is not None and self._will_take:
            self._session.take(self._bank.path, "practice", self._settings.practice_rules)

    def _note_saved(self, is_first: bool) -> None:
        if not self.is_unsaved:
            self._forget_reminder()
        if self._bank is not None:
            self._watch.watch([self._bank.path])  # a file that is written whole is another one
        if is_first and self._bank is not None:
            self.bank_added.emit(self._bank.path)

    def _ask_whose(self) -> None:
        bank = self._bank
        if bank is None or self._is_asking:
            return
        if not bank.is_unsaved:
            if bank.take_theirs():
                bank.told.emit(self.tr("The file has changed on the disk. This is the new version."))
            return
        from quizapp.gui.kit.dialogs import ask

        self._is_asking = True
        dialog = ask(
            self._frame,
            self.tr("Somebody else has changed this bank"),
            self.tr("{file} is not as it was when you opened it. Whichever you choose, the other version is kept"
                    " beside it.").format(file=bank.path.name),
            [
                (self.tr("Keep mine"), bank.save),
                (self.tr("Take theirs"), bank.take_theirs),
                (self.tr("Decide later"), None),
            ],
        )  # fmt: skip
        dialog.finished.connect(lambda _: setattr(self, "_is_asking", False))

    @cached_property
    def _transfer(self) -> "Transfer":
        from quizapp.gui.editor.transfer import Transfer

        return Transfer(self._frame, self._theme, self._library, self._paths, self._jobs)

    def _ask_for_target(self, place: int, moves: bool) -> None:
        """Ask which bank a question should go to."""
        if self._bank is not None:
            self._transfer.ask(self._bank, place, moves=moves)

    def _tell(self, error: QuizAppError) -> None:
        self._frame.notice.tell(error_text(error))


def _opened(paths: UserPaths, path: Path, taken_ids: tuple[str, ...]) -> "Editing":
    from quizapp.services.editing import open_with_draft

    return open_with_draft(paths, path, taken_ids)


def _drafts(paths: UserPaths) -> "tuple[Recovery, ...]":
    from quizapp.services.draft_recovery import recoveries

    return recoveries(paths)


def _nothing(*_: object) -> None:
    """Whatever came of it needs no words."""

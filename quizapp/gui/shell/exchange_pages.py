"""The exchange with other tools: questions that come in, and copies of banks that go out."""

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.open_locally import open_locally
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import error_text
from quizapp.gui.shell import exchange_work
from quizapp.gui.shell.editor_pages import EditorPages
from quizapp.gui.shell.frame import Frame
from quizapp.gui.shell.library_pages import LibraryPages
from quizapp.services.library import Library
from quizapp.services.room import NO_ROOM, RoomSettings
from quizapp.settings import Settings

if TYPE_CHECKING:  # few import or export anything
    from quizapp.gui.exchange.export_page import ExportPage
    from quizapp.gui.exchange.import_page import ImportPage
    from quizapp.gui.exchange.long_work import LongWork
    from quizapp.gui.exchange.paste_page import PastePage
    from quizapp.gui.exchange.waiting_page import WaitingPage
    from quizapp.services.bank_export import ExportedBank, ReadyExport
    from quizapp.services.importing import Offer, WrittenImport

_QUICK = 300
"""Milliseconds in which work is done that nobody has to wait for."""


class ExchangePages(QObject):
    """Reads, shows what is lost, and writes when the user says so.

    Signals:
        library_requested: the library is to be shown.

    Args:
        banks: ask for these pages, and get the banks that were imported.
        editor: edits them.
        room: may keep banks from being written.
    """

    library_requested = Signal()

    def __init__(
        self,
        frame: Frame,
        theme: Theme,
        settings: Settings,
        library: Library,
        jobs: Jobs,
        session: AttemptSession,
        banks: LibraryPages,
        editor: EditorPages,
        room: RoomSettings = NO_ROOM,
    ) -> None:
        super().__init__(frame)
        self._frame = frame
        self._theme = theme
        self._settings = settings
        self._library = library
        self._jobs = jobs
        self._session = session
        self._exported = Path()
        self._format = ""
        self._from_paste = False
        self._waits_for = ""
        self._may_drop = False
        self._came_from: QWidget | None = None
        self._banks = banks
        self._editor = editor
        self._room = room
        banks.page.import_requested.connect(self.ask)
        banks.page.detail.copy_requested.connect(self.save_copy)
        banks.files.from_elsewhere.connect(self.read)

    @cached_property
    def _work(self) -> "LongWork":
        """Reads, writes and makes ready, one at a time."""
        from quizapp.gui.exchange.long_work import LongWork

        work = LongWork(self._jobs, self)
        work.progressed.connect(self._show_progress)
        self._frame.page_changing.connect(self._leave)
        return work

    @cached_property
    def _quick(self) -> QTimer:
        timer = QTimer(self, singleShot=True, interval=_QUICK)
        timer.timeout.connect(self._show_waiting)
        return timer

    @cached_property
    def waiting(self) -> "WaitingPage":
        """The page that is shown while something takes long."""
        from quizapp.gui.exchange.waiting_page import WaitingPage

        page = WaitingPage(self._theme)
        page.cancel_requested.connect(self._cancel)
        return page

    @cached_property
    def paste_page(self) -> "PastePage":
        """The page that takes a text."""
        from quizapp.gui.exchange.paste_page import PastePage

        page = PastePage(self._theme)
        page.files_requested.connect(self.choose)
        page.files_given.connect(self.read)
        page.text_given.connect(self.read_text)
        page.cancel_requested.connect(self.library_requested)
        return page

    @cached_property
    def import_page(self) -> "ImportPage":
        """The page on which an import is looked through."""
        from quizapp.gui.exchange.import_page import ImportPage

        page = ImportPage(self._theme, self._settings, self._jobs, self._library.own_folder)
        page.import_requested.connect(self._write)
        page.folder_requested.connect(self._choose_folder)
        page.cancel_requested.connect(self.go_back)
        page.in_folder_requested.connect(self._show_in_folder)
        return page

    @cached_property
    def export_page(self) -> "ExportPage":
        """The page on which a format is chosen."""
        from quizapp.gui.exchange.export_page import ExportPage

        page = ExportPage(self._theme, self._settings, self._jobs)
        page.format_chosen.connect(self._make_ready)
        page.save_requested.connect(self._ask_where)
        page.cancel_requested.connect(self.go_back)
        return page

    # in

    def ask(self, text: str = "") -> None:
        """Show the page that takes files or a text, with this `text` in its field, where the room allows it."""
        if not self._room.editing or self._is_writing():
            return
        self._frame.notice.hide()
        self._session.leave()
        self._frame.show_page(self.paste_page, self.tr("Import questions"))
        self.paste_page.open(text)

    def paste(self) -> None:
        """Take what the clipboard holds: files, or a text."""
        if not self._room.editing:
            return
        from quizapp.gui.exchange.paste_page import files_in

        clipboard = QGuiApplication.clipboard()
        if files := files_in(clipboard.mimeData()):
            self.read(files)
        elif text := clipboard.text().strip():
            self.ask(text)
        else:
            self._tell(self.tr("There is nothing to paste. Copy your questions first."))

    def choose(self) -> None:
        """Ask for files of other tools."""
        from quizapp.gui.kit.dialogs import open_files

        filters = [self.tr("All files (*)")]
        open_files(self._frame.window(), self._settings, self.tr("Import questions"), filters, self.read)

    def read(self, files: Sequence[Path]) -> None:
        """Read files of other tools, and show what comes over."""
        if not self._room.editing:
            self._tell(self.tr("Questions from other tools cannot be imported in this room."))
            return
        if self._is_writing():
            return
        paths = tuple(files)
        self._from_paste = False
        names = paths[0].name if len(paths) == 1 else self.tr("%n files", "", len(paths))
        self._wait(self.tr("Reading {files}…").format(files=names))
        work = partial(exchange_work.read, paths, self._library.own_folder, self._known())
        self._work.run(work, done=self._show_offer, failed=self._fail)

    def read_text(self, text: str, title: str) -> None:
        """Read a text that was typed or pasted, and show what comes over."""
        if self._is_writing():
            return
        self._from_paste = True
        self._wait(self.tr("Reading your text…"))
        work = partial(exchange_work.read_text, text, title, self._library.own_folder, self._known())
        self._work.run(work, done=self._show_offer, failed=self._fail)

    def _is_writing(self) -> bool:
        """Tells whether something is being written, which nothing else may end, and tells the user so."""
        if self._may_drop or not self._work.is_under_way:
            return False
        self._tell(self._waits_for)
        return True

    def _known(self) -> dict[str, Path]:
        return {entry.id: entry.path for entry in self._library.entries() if entry.id}

    def _show_offer(self, offer: "Offer | None") -> None:
        self._quick.stop()
        if offer is None:
            self._return()
            return
        if not offer.losses.items and not offer.banks and offer.problems:
            from quizapp.gui.exchange.problem_words import problem_words

            words = problem_words(offer.problems[0], of_text=self._from_paste)
            if self._from_paste:
                self.ask()
                self.paste_page.tell(words)
                return
            self._return()
            self._tell(words)
            return
        if not self._session.is_under_way:
            self._show_import(offer)
            return
        told = self.tr("%Ln questions were read. Look through them when you are done here.", "", offer.losses.read)
        action = (self.tr("Look through them"), partial(self._show_import, offer))
        self._frame.notice.tell(told, [action], "accent")

    def _show_import(self, offer: "Offer", written: "WrittenImport | None" = None) -> None:
        self._frame.notice.hide()
        self._session.leave()
        self._frame.show_page(self.import_page, self.tr("Import questions"))
        self.import_page.show_offer(offer, written)

    def _choose_folder(self) -> None:
        from quizapp.gui.kit.dialogs import open_folder

        open_folder(self._frame.window(), self._settings, self.tr("Folder for the banks"), self.use_folder)

    def use_folder(self, folder: Path) -> None:
        """Offer to write into another folder."""
        if (offer := self.import_page.offer) is not None:
            self._may_drop = True
            work = partial(exchange_work.offered, offer.files, folder, self._known())
            self._work.run(work, done=self.import_page.show_offer, failed=self._fail)

    def _write(self) -> None:
        page = self.import_page
        if page.offer is not None and not self._work.is_under_way:
            self._wait(self.tr("Writing the banks…"), may_drop=False)
            work = partial(exchange_work.written, page.offer, self._known(), page.replaces)
            self._work.run(work, done=self._tell_written, failed=self._fail, asked=(page.offer,))

    def _tell_written(self, offer: "Offer", written: "WrittenImport | None") -> None:
        self._quick.stop()
        if written is None:
            self._return()
            return
        if "paste_page" in self.__dict__:
            self.paste_page.clear()
        if self._is_waiting or self._frame.pages.currentWidget() in self._own_pages():
            self.library_requested.emit()
        self._banks.files.add(written.banks[::-1], is_told=True)  # the first is shown
        first = written.banks[0]
        told = self.tr("%Ln questions were imported.", "", sum(len(bank.questions) for bank in offer.banks))
        actions: list[tuple[str, Any]] = [
            (self.tr("Practice"), partial(self._take, first)),
            (self.tr("Edit"), partial(self._edit, first)),
            (self.tr("Show the report"), partial(self._show_import, offer, written)),
        ]
        self._frame.notice.tell(told, actions, "accent")

    def _take(self, path: Path) -> None:
        self._frame.notice.hide()
        self._session.take(path, "practice", self._settings.practice_rules)

    def _edit(self, path: Path) -> None:
        self._frame.notice.hide()
        self._editor.edit(path)

    # out

    def save_copy(self, path: Path, title: str) -> None:
        """Show the formats in which a copy of the bank in the file `path` can be saved."""
        if self._is_writing():
            return
        self._exported = path
        self._frame.notice.hide()
        self._frame.show_page(self.export_page, self.tr("Save a copy"))
        self.export_page.begin(title, self._format or "moodle-xml")

    def _make_ready(self, format_: str) -> None:
        self._format, self._may_drop = format_, True
        work = partial(exchange_work.ready, self._library, self._exported, format_)
        self._work.run(work, done=self._show_ready, failed=self._tell_not_ready)

    def _show_ready(self, ready: "ReadyExport | None") -> None:
        if ready is not None:
            self.export_page.show_ready(ready)

    def _tell_not_ready(self, error: QuizAppError) -> None:
        self.export_page.show_failure(error_text(error))

    def _ask_where(self) -> None:
        ready = self.export_page.ready
        if self._format == "pack":
            self.library_requested.emit()
            self._banks.ask_to_pack(self._exported)
        elif ready is not None:
            from quizapp.gui.kit.dialogs import file_name, new_file
            from quizapp.interchange.catalog import BY_NAME

            form = BY_NAME.get(ready.format)
            ending, kind = (form.endings[0], form.title) if form is not None else (".yaml", "Quizapp")
            name = file_name(ready.bank.title) + ending
            title = self.tr("Save a copy")
            new_file(self._frame.window(), self._settings, title, kind, name, partial(self.save, ready))

    def save(self, ready: "ReadyExport", target: Path) -> None:
        """Write a copy that is ready."""
        self._wait(self.tr("Writing {file}…").format(file=target.name), may_drop=False)
        self._work.run(partial(exchange_work.exported, ready, target), done=self._tell_exported, failed=self._fail)

    def _tell_exported(self, exported: "ExportedBank | None") -> None:
        self._quick.stop()
        if exported is None:
            self._return()
            return
        self.library_requested.emit()
        told = self.tr("Saved as {file}").format(file=exported.file)
        action = (self.tr("Show in folder"), partial(self._show_in_folder, exported.file))
        self._frame.notice.tell(told, [action], "accent")

    # waiting, and where the window goes on

    @property
    def _is_waiting(self) -> bool:
        return "waiting" in self.__dict__ and self._frame.pages.currentWidget() is self.waiting

    def _wait(self, told: str, *, may_drop: bool = True) -> None:
        """Show that something is under way, if it is not done soon; what writes may not be dropped half-way."""
        self._waits_for, self._may_drop = told, may_drop
        if not self._is_waiting:
            self._came_from = self._frame.pages.currentWidget()
        self._quick.start()

    def _show_progress(self, done: int, total: int) -> None:
        if self._is_waiting:
            self.waiting.show_progress(done, total)
        elif self._frame.pages.currentWidget() is self.__dict__.get("export_page"):
            self.export_page.show_progress(done, total)

    def _show_waiting(self) -> None:
        if self._work.is_under_way and not self._session.is_under_way:  # who takes a quiz goes on with it
            self._frame.show_page(self.waiting, self._frame.header.subtitle.text())
            self.waiting.wait_for(self._waits_for)

    def _cancel(self) -> None:
        """End what is under way; what is written by then stays, and is told."""
        if self._may_drop:
            self._work.drop()
            self._return()
        else:
            self._work.cancel()

    def _return(self) -> None:
        """Go back to the page on which the user began, if they still wait."""
        if self._is_waiting and self._came_from is not None and self._came_from in self._own_pages():
            self._frame.show_page(self._came_from, self._frame.header.subtitle.text())
        elif self._is_waiting:
            self.library_requested.emit()
        page = self._frame.pages.currentWidget()
        if page is self.__dict__.get("export_page") and self.export_page.ready is None:
            self._make_ready(self._format)  # which reading a file has ended

    def _own_pages(self) -> list[QWidget]:
        names = ("paste_page", "import_page", "export_page")
        return [self.__dict__[name] for name in names if name in self.__dict__]

    def _leave(self, page: QWidget) -> None:
        """Drop what is under way where the user goes elsewhere, be it to another of these pages."""
        if page not in (self.__dict__.get("waiting"), self._frame.pages.currentWidget()):
            self._quick.stop()
            self._work.drop() if self._may_drop else self._work.cancel()

    def _fail(self, *asked: Any) -> None:
        self._quick.stop()
        self._return()
        self._tell(error_text(asked[-1]))

    def _show_in_folder(self, file: Path) -> None:
        if told := open_locally(file.parent):
            self._tell(told)

    def _tell(self, text: str) -> None:
        self._frame.notice.tell(text)

    def go_back(self) -> bool:
        """Go back to the library; False where another page is shown."""
        if self._is_waiting:
            self._cancel()
            return True
        if self._frame.pages.currentWidget() in self._own_pages():
            self.library_requested.emit()
            return True
        return False

    def shown_on(self, page: QWidget) -> tuple[str, Any] | None:
        """Give what the page shows, if it is one of these; None for another one."""
        if page not in self._own_pages():
            return None
        if page is self.__dict__.get("paste_page"):
            return "paste", (self.paste_page.text.toPlainText(), self.paste_page.title.text())
        if page is self.__dict__.get("import_page"):
            return "import", (self.import_page.offer, self.import_page.written)
        return "export", (self._exported, self.export_page._bank_title, self._format)

    def show_again(self, shown: tuple[str, Any]) -> None:
        """Show what `shown_on` gave."""
        name, values = shown
        if name == "paste":
            self.ask(values[0])
            self.paste_page.title.setText(values[1])
        elif name == "import":
            self._show_import(*values)
        else:
            path, title, self._format = values
            self.save_copy(path, title)

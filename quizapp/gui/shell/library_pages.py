"""The library, and the passages that are read without an attempt."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from quizapp.errors import QuizAppError
from quizapp.gui.attempt.session import AttemptSession
from quizapp.gui.kit.jobs import Jobs, Latest
from quizapp.gui.kit.language import reader_language
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import error_text, translate
from quizapp.gui.library.bank_files import BankFiles
from quizapp.gui.library.library_page import LibraryPage
from quizapp.gui.library.pack_files import PackFiles
from quizapp.gui.shell.frame import Frame
from quizapp.services.bank_entries import BankEntry
from quizapp.services.first_banks import MOST_FIRST
from quizapp.services.found import Found, Wanted
from quizapp.services.library import BankUnreadableError, Library
from quizapp.services.room import NO_ROOM, RoomSettings
from quizapp.settings import Settings

if TYPE_CHECKING:
    from quizapp.domain.bank import Bank
    from quizapp.gui.library.reading_page import ReadingPage

_MOST_NAMED = 5
"""Most files with mistakes that are told by name."""


class LibraryPages(QObject):
    """Shows the banks, opens and removes files, and shows a passage, or the note about it, to read.

    Signals:
        filled: the list of banks was empty, and has banks now.
        settings_changed: files were opened from elsewhere or removed, or something was chosen for how to take a bank.
        look_requested: the learner wants to change how text looks.
    """

    filled = Signal()
    settings_changed = Signal()
    look_requested = Signal()

    def __init__(
        self,
        frame: Frame,
        theme: Theme,
        settings: Settings,
        library: Library,
        jobs: Jobs,
        session: AttemptSession,
        opening: Latest,
        room: RoomSettings = NO_ROOM,
    ) -> None:
        super().__init__(frame)
        self._room = room
        self._frame = frame
        self._theme = theme
        self._settings = settings
        self._session = session
        self._library = library
        self._jobs = jobs
        self._opening = opening
        self._searching = Latest(jobs, self)
        self._read_path = Path()
        self._read_now: tuple[Bank | None, bool] = None, False
        self._refused: tuple[str, frozenset[Path]] = ("", frozenset())
        """The last notice about files with mistakes, and which files they are."""
        self._preferred: dict[str, Path] = {}
        """The files that were chosen of banks in several languages, by their common id."""
        self.page = page = LibraryPage(theme, settings, frame.pages, room=room)
        frame.pages.addWidget(page)
        self.files = BankFiles(library, settings, jobs, frame)
        self.files.all_read.connect(self._show_all_read)
        self.files.progressed.connect(self._show_progress)
        self.files.opened.connect(self._show_opened)
        self.files.failed.connect(lambda error: frame.notice.tell(error_text(error)))
        self.packs = PackFiles(library, settings, jobs, self.files, frame)
        self.packs.told.connect(lambda text, actions: frame.notice.tell(text, actions, "accent"))
        self.packs.failed.connect(lambda error: frame.notice.tell(error_text(error)))
        session.bank_refused.connect(self._refuse)
        frame.files_dropped.connect(self.files.open)
        frame.page_changing.connect(
            lambda page: self._forget_refused() if page is not frame.pages.currentWidget() else None
        )
        detail = page.detail
        detail.settings_changed.connect(self.settings_changed)
        detail.attempt_requested.connect(session.take)
        detail.read_requested.connect(lambda path: self._read(path, self._show_passage))
        detail.language_requested.connect(self._show_in_language)
        detail.about_requested.connect(lambda path: self._read(path, self._show_note))
        detail.read_again_requested.connect(lambda path: self.files.open([path]))
        detail.text_editor_requested.connect(self.files.open_in_editor)
        detail.folder_requested.connect(self.files.show_in_folder)
        detail.pack_requested.connect(self.ask_to_pack)
        detail.remove_requested.connect(self._remove)
        detail.question_requested.connect(
            lambda path, id_: session.take(path, "practice", settings.practice_rules, question=id_)
        )
        page.file_requested.connect(self.files.choose)
        page.search_changed.connect(lambda: self._show_units())
        page.cancel_requested.connect(self.files.cancel)
        page.go_on_requested.connect(self.files.go_on)

    @property
    def is_shown(self) -> bool:
        """Tells whether the library is shown."""
        return self._frame.pages.currentWidget() is self.page

    def show(self, chosen: Path | None = None) -> None:
        """Show the library, and choose the bank in the file `chosen`."""
        if not self.is_shown:
            self.files.look_again()
        self._frame.show_page(self.page, self.tr("Library"))
        self._show_units(chosen)
        self.page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def look_again(self, state: Qt.ApplicationState) -> None:
        """Read what was changed or added in another program, when the user comes back from it."""
        if state == Qt.ApplicationState.ApplicationActive and self.is_shown:
            self.files.look_again()

    def go_back(self) -> None:
        """Go from the search back to the banks."""
        self.page.clear_search()
        self.page.list.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_opened(self, opened: Sequence[BankEntry], is_told: bool) -> None:
        entries = self._as_known([entry.path for entry in opened])
        refused = [entry for entry in entries if entry.problems]
        self.settings_changed.emit()
        self._forget_mended()
        if self.is_shown:
            self.page.clear_search()
            self.show(entries[-1].path)
            if len(refused) > 1:
                self._tell_mistakes(refused)
        elif refused:
            self._tell_mistakes(refused)
        elif not is_told:
            told = self.tr("%n banks are in the library now.", "", len(entries))
            if len(entries) == 1:
                told = self.tr("{title} is in the library now.").format(title=entries[0].name)
            self._frame.notice.tell(told, (), "accent")

    def _show_all_read(self) -> None:
        was_empty = self.page.list.isHidden()
        self._show_set_aside()
        self._show_units()
        self._forget_mended()
        if was_empty and self.is_shown and not self.page.search.hasFocus():
            self.page.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.filled.emit()

    def _show_units(self, chosen: Path | None = None) -> None:
        entry = next((entry for entry in self._library.entries() if entry.path == chosen), None)
        if chosen is not None and entry is not None and not entry.problems:
            self._preferred[entry.source_id] = chosen
        preferred = frozenset(self._preferred.values())
        wanted, language = self.page.wanted, reader_language()
        if not wanted and len(self._library.entries()) <= MOST_FIRST:
            self._searching.drop()
            self._show_found(wanted, chosen, (Found(self._library.units(language, preferred)), True))
            return
        self._searching.run(
            lambda: self._find(wanted, language, preferred),
            done=self._show_found,
            failed=self._tell_failure,
            asked=(wanted, chosen),
        )

    def _find(self, wanted: Wanted, language: str, preferred: "frozenset[Path]") -> tuple[Found, bool]:
        """The current search, and whether all banks were searched."""
        if not wanted:
            return Found(self._library.units(language, preferred)), True
        return self._library.search(wanted, translate, language, preferred), self._library.is_indexed

    def _show_found(self, wanted: Wanted, chosen: Path | None, result: tuple[Found, bool]) -> None:
        found, is_whole = result
        self.page.show_units(
            found.units,
            chosen,
            removable=self._library.removable,
            reading=self.files.is_reading,
            found=found if wanted else None,
        )
        if not is_whole:
            self.files.look_again()

    def _tell_failure(self, *asked: object) -> None:
        self._frame.notice.tell(error_text(asked[-1]))

    def _show_progress(self, done: int, total: int) -> None:
        self.page.reading_line.show_progress(done, total)
        if not self._searching.is_under_way:
            self._show_units()

    def _show_set_aside(self) -> None:
        if self._library.set_aside or "reading_line" in self.page.__dict__:
            self.page.reading_line.show_set_aside(self._library.set_aside)

    def _show_in_language(self, path: Path) -> None:
        """Show the bank in the file `path` in place of the same bank in another language; so, too, the other banks that
        ask about the same text.
        """
        entries = [entry for entry in self._library.entries() if not entry.problems]
        texts = {(entry.passage_key, entry.language) for entry in entries if entry.path == path and entry.passage_key}
        alike = (entry for entry in entries if (entry.passage_key, entry.language) in texts)
        self._preferred |= {entry.source_id: entry.path for entry in alike}
        self._show_units(path)
        self.page.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, path: Path) -> None:
        entry = self.page.detail.entry
        name = entry.name if entry is not None and entry.path == path else path.name
        neighbor = self.page.model.neighbor(path)
        self.files.remove(path)
        self.settings_changed.emit()
        self._show_units(neighbor)
        self.page.list.setFocus(Qt.FocusReason.OtherFocusReason)
        told = self.tr("{title} is no longer in the library.")
        if entry is None or not entry.is_missing:
            told = self.tr("{title} is no longer in the library. Its file is where it was.")
        put_back = (self.tr("Put it back"), lambda: self._put_back(path))
        self._frame.notice.tell(told.format(title=name), [put_back], "accent")

    def ask_to_pack(self, path: Path) -> None:
        """Ask how the bank in the file `path` is saved as a pack."""
        entries = self._library.entries()
        entry = next((each for each in entries if each.path == path), None)
        if entry is not None:
            unit = [each for each in entries if each.passage_key and each.passage_key == entry.passage_key]
            self.packs.ask_to_save(entry, unit)

    def _put_back(self, path: Path) -> None:
        self._frame.notice.hide()
        self.files.open([path])

    def _read(self, path: Path, show: "Callable[[Path, Bank], None]") -> None:
        self._opening.run(lambda: self._library.bank(path), done=show, failed=self._refuse, asked=(path,))

    @cached_property
    def _reading(self) -> "ReadingPage":
        from quizapp.gui.library.reading_page import ReadingPage

        page = ReadingPage(self._theme, self._settings, self._jobs, can_practice="practice" in self._room.modes)
        page.back_requested.connect(lambda: self.show())
        page.look_requested.connect(self.look_requested)
        page.practice_requested.connect(
            lambda: self._session.take(self._read_path, "practice", self._settings.practice_rules)
        )
        return page

    def shown_on(self, page: QWidget) -> "tuple[Path | None, Bank | None, bool] | None":
        """Give the chosen file, and the bank whose passage, or note about it, is read; None for another page."""
        if "_reading" in self.__dict__ and page is self._reading:
            return self._read_path, *self._read_now
        entry = self.page.detail.entry
        return (entry.path if entry is not None else None, None, False) if page is self.page else None

    def show_again(self, shown: "tuple[Path | None, Bank | None, bool]") -> None:
        """Show what `shown_on` gave."""
        path, bank, is_note = shown
        if bank is None or path is None:
            self.show()
            row = self.page.model.row_of(path)  # which may be the same bank in the language that is spoken now
            if row >= 0:
                self.page.list.setCurrentIndex(self.page.model.index(row))
            return
        self._show_units(path)  # where the reader goes back to
        (self._show_note if is_note else self._show_passage)(path, bank)

    def read_anew(self, bank: "Bank") -> bool:
        """Show the text that is read as it is in its file now, at the same place; False if it is the same."""
        before, is_note = self._read_now
        text = bank.about if is_note else bank.passage if bank.has_passage else None
        if before is None or bank.content_hash == before.content_hash:
            return False
        if text is None:
            self.show(self._read_path)
            return False
        self._read_now = bank, is_note
        self._reading.show_anew(bank, is_note=is_note)
        return True

    def _show_passage(self, path: Path, bank: "Bank") -> None:
        self._read_path, self._read_now = path, (bank, False)
        self._frame.show_page(self._reading, bank.passage.title)
        self._reading.show_bank(bank)

    def _show_note(self, path: Path, bank: "Bank") -> None:
        if bank.about is not None:
            self._read_path, self._read_now = path, (bank, True)
            self._frame.show_page(self._reading, bank.passage.title)
            self._reading.show_note(bank)

    def _refuse(self, path: Path, error: QuizAppError) -> None:
        """Tell that the bank at `path` has mistakes by now, and show them; or what else keeps it from being read."""
        self.show(path)
        if isinstance(error, BankUnreadableError):
            self._tell_mistakes(self._as_known([path]))
        else:
            self._frame.notice.tell(error_text(error))

    def _as_known(self, paths: Sequence[Path]) -> list[BankEntry]:
        """The entries of these files as the library has them, with what is wrong between one and another."""
        known = {entry.path: entry for entry in self._library.entries()}
        return [known.get(path) or BankEntry(path, ()) for path in paths]

    def _tell_mistakes(self, entries: Sequence[BankEntry]) -> None:
        """Tell which files cannot be taken; of several, how many they are and their names."""
        names = [entry.path.name for entry in entries]
        codes = {problem.code for entry in entries for problem in entry.problems}
        if len(entries) > 1:
            text = self.tr(
                "%n files cannot be used: {files}. The library lists what is wrong with each of them.", "", len(entries)
            )
        elif "file_missing" in codes:
            text = self.tr("{files} was not found.")
        elif "file_is_folder" in codes:
            text = self.tr("{files} is a folder. Open a question bank in it.")
        elif "file_is_picture" in codes:
            text = self.tr("{files} is a picture, not a question bank.")
        else:
            text = self.tr("{files} has mistakes. They are listed in the library.")
        files, more = ", ".join(names[:_MOST_NAMED]), len(names) - _MOST_NAMED
        if more > 0:
            files = self.tr("{files} and %n more", "", more).format(files=files)
        told = text.format(files=files)
        self._frame.notice.tell(told)
        self._refused = told, frozenset(entry.path for entry in entries)

    def _forget_mended(self) -> None:
        """Close the notice of files with mistakes once none of them has any."""
        if not any(entry.problems for entry in self._library.entries() if entry.path in self._refused[1]):
            self._forget_refused()

    def _forget_refused(self) -> None:
        """Close the notice of files with mistakes."""
        self._frame.notice.take_back(self._refused[0])
        self._refused = "", frozenset()

"""The library's files: reading them again, and opening more."""

import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from quizapp.errors import QuizAppError
from quizapp.formats.pack_places import BANK_ENDINGS, ENDING, is_pack, pack_of
from quizapp.gui.kit.clock import Clock
from quizapp.gui.kit.jobs import InTurn, Jobs, Latest
from quizapp.gui.kit.open_locally import open_locally
from quizapp.progress import CancelledError
from quizapp.services.bank_entries import BankEntry
from quizapp.services.library import Library
from quizapp.settings import Settings

FROM_TEACHER = (".quizassign", ".quizreopen", ".quizfeedback")
"""The endings of what a teacher hands out; see `services.assignments`, which the first screen does not need."""

_OTHERS = "*.xml *.zip *.imscc *.qti *.gift *.aiken *.txt *.csv *.xlsx *.docx"
"""The names of other tools' files in dialogs; the format is decided by their content."""

_BETWEEN = 0.4
"""Seconds between two reports of progress."""


class BankFiles(QObject):
    """Reads files off the GUI thread, and opens them in other programs.

    Signals:
        progressed: so many of so many files have been read.
        all_read: the library has read all of its files, even those that were new or had changed.
        opened: the files that the user opened are in the library; gives a list with a `BankEntry` for each, and whether
            the user has been told of it.
        packs_given: packs are to be opened; gives their paths.
        from_teacher: files of a teacher are to be opened; gives their paths.
        from_elsewhere: files of another tool are to be imported; gives their paths.
        failed: something could not be read at all; gives a `QuizAppError`.

    Attributes:
        is_reading: new or changed files are still being read.
    """

    progressed = Signal(int, int)
    all_read = Signal()
    opened = Signal(list, bool)
    packs_given = Signal(list)
    from_teacher = Signal(list)
    from_elsewhere = Signal(list)
    failed = Signal(object)

    def __init__(
        self, library: Library, settings: Settings, jobs: Jobs, window: QWidget, clock: Clock = time.monotonic
    ) -> None:
        super().__init__(window)
        self._library = library
        self._settings = settings
        self._window = window
        self._looking = Latest(jobs, self)
        self._opening = InTurn(jobs)
        self._jobs = jobs
        self._looks_once_more = False
        self._cancels = False
        self._clock = clock
        self._told_next = 0.0
        self.is_reading = bool(library.scan())

    def read(self) -> None:
        """Read the files that the library does not know yet."""
        if self.is_reading:
            self.look_again()

    def look_again(self) -> None:
        """Read the files that have changed on the disk; `all_read` is emitted if there were any."""
        if self._looking.is_under_way:
            self._looks_once_more = True
        else:
            self._cancels = False
            self._told_next = self._clock() + _BETWEEN
            self._looking.run(partial(self._library.look_again, self._progress), done=self._looked, failed=self._fail)

    def _progress(self, done: int, total: int) -> None:
        """Tell how far the reading is, from its thread, a few times a second; end it where nobody waits for it."""
        if self._cancels or self._jobs.is_over:
            raise CancelledError
        now = self._clock()
        if now >= self._told_next:
            self._told_next = now + _BETWEEN
            self._jobs.hand_over(partial(self._tell_progress, done, total))

    def _tell_progress(self, done: int, total: int) -> None:
        if self._looking.is_under_way:
            self.is_reading = True
            self.progressed.emit(done, total)

    def cancel(self) -> None:
        """Set aside what is not read yet."""
        self._cancels = True

    def go_on(self) -> None:
        """Read what was set aside."""
        self._library.take_up()
        self.is_reading = True
        self.look_again()

    def _fail(self, *asked: object) -> None:
        self.failed.emit(asked[-1])

    def _looked(self, has_changed: bool) -> None:
        if has_changed or self.is_reading:
            self.is_reading = False
            self.all_read.emit()
        if self._looks_once_more:
            self._looks_once_more = False
            self.look_again()

    def remove(self, path: Path) -> None:
        """Remove a file from outside the library's folders from the library; the file itself stays."""
        self._library.remove(path)
        self._settings.forget_file(pack_of(path) or path)

    def choose(self) -> None:
        """Let the user choose files, and open them."""
        from quizapp.gui.kit.dialogs import open_files

        endings = " ".join(f"*{ending}" for ending in (*BANK_ENDINGS, ENDING, *FROM_TEACHER))
        filters = [
            self.tr("Question banks and assignments ({endings})").format(endings=endings),
            self.tr("Questions from other tools ({endings})").format(endings=_OTHERS),
            self.tr("All files (*)"),
        ]
        open_files(self._window, self._settings, self.tr("Open a file"), filters, self.open)

    def open(self, files: Sequence[Path]) -> None:
        """Add bank files from anywhere to the library; those of a teacher, and packs, are for others."""
        given = [path.expanduser().absolute() for path in files]
        if teachers := [path for path in given if path.suffix.lower() in FROM_TEACHER]:
            self.from_teacher.emit(teachers)
        if packs := [path for path in given if is_pack(path)]:
            self.packs_given.emit(packs)
        others = [path for path in given if path not in teachers and path not in packs]
        unknown = tuple(path for path in others if path.suffix.lower() not in BANK_ENDINGS)
        if unknown:
            self._opening.run(partial(_of_other_tools, unknown), done=self._sort, failed=self._fail, asked=(others,))
        else:
            self.add(others)

    def _sort(self, files: Sequence[Path], others: Sequence[Path]) -> None:
        """Have the `others` among `files`, which are of other tools, imported, and add the rest to the library."""
        if others:
            self.from_elsewhere.emit(list(others))
        self.add([path for path in files if path not in others])

    def add(self, files: Sequence[Path], *, is_told: bool = False) -> None:
        """Add banks or packs to the library; with `is_told`, the user has been told of it."""
        paths = tuple(files)
        if paths:
            self._opening.run(lambda: self._add(paths), done=self._added, failed=self._fail, asked=(is_told,))

    def open_in_editor(self, path: Path) -> None:
        """Open a bank's file in the system's program for such files."""
        self._tell(open_locally(path))

    def show_in_folder(self, path: Path) -> None:
        """Show the folder of a bank's file."""
        file = pack_of(path) or path
        self._tell(open_locally(file.parent if file.exists() else file))

    def _tell(self, failure: str) -> None:
        if failure:
            self.failed.emit(QuizAppError(failure))

    def _add(self, paths: Sequence[Path]) -> list[BankEntry]:
        entries = [self._library.add(path) for path in paths]
        self._library.save()
        return entries

    def _added(self, is_told: bool, entries: list[BankEntry]) -> None:
        for entry in entries:
            file = pack_of(entry.path) or entry.path
            if file in self._library.opened:
                self._settings.remember_file(file)
        self.opened.emit(entries, is_told)


def _of_other_tools(files: Sequence[Path]) -> tuple[Path, ...]:
    from quizapp.services.importing import of_other_tools

    return of_other_tools(files)

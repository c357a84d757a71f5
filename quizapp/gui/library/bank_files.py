"""The library's files, as the window has them read and opens more of them."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.jobs import Job, Jobs
from quizapp.services.library import BankEntry, Library
from quizapp.settings import Settings


class BankFiles(QObject):
    """Has files read off the GUI thread.

    Signals:
        all_read: the library has all of its files now: those too that were new or changed.
        opened: files are in the library that the user opened: the `BankEntry` of the last one.
        failed: something could not be read at all: a `QuizAppError`.

    Args:
        library: the banks; scanned here.
        settings: which files were opened from outside the library's folders.
        window: what is asked above for a file.

    Attributes:
        is_reading: whether files that are new or changed are still to be read.
    """

    all_read = Signal()
    opened = Signal(object)
    failed = Signal(object)

    def __init__(self, library: Library, settings: Settings, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._library = library
        self._settings = settings
        self._jobs = jobs
        self._window = window
        self._looking: Job | None = None
        self._looks_once_more = False
        self._unread = library.scan()
        self.is_reading = bool(self._unread)

    def read(self) -> None:
        """Read what the library does not know yet of its files."""
        if self.is_reading:
            self._jobs.run(self._read, done=self._files_read, failed=self._fail)

    def _read(self) -> None:
        for path in self._unread:
            self._library.read(path)
        self._library.save_index()

    def _files_read(self, _: object) -> None:
        self.is_reading = False
        self.all_read.emit()

    def look_again(self) -> None:
        """Read what has changed on the disk since it was read; `all_read` is emitted where there was any of it."""
        if self._looking is not None:
            self._looks_once_more = True
        elif not self.is_reading:
            self._looking = self._jobs.run(self._library.look_again, done=self._looked, failed=self._fail)

    def _looked(self, has_changed: bool) -> None:
        self._looking = None
        if has_changed:
            self.all_read.emit()
        if self._looks_once_more:
            self._looks_once_more = False
            self.look_again()

    def remove(self, path: Path) -> None:
        """Take a file from outside the library's folders out of the library; it is left as it is."""
        self._library.remove(path)
        self._settings.forget_file(path)

    def choose(self) -> None:
        """Let the user choose files, and open them."""
        from PySide6.QtWidgets import QFileDialog

        from quizapp.gui.kit.folders import first_folder

        dialog = QFileDialog(self._window, self.tr("Open a bank"), first_folder(self._settings))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters([self.tr("Question banks (*.yaml *.yml)"), self.tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._open_chosen)
        dialog.open()

    def _open_chosen(self, names: Sequence[str]) -> None:
        from quizapp.gui.kit.folders import keep_folder

        keep_folder(self._settings, Path(names[0]))
        self.open([Path(name) for name in names])

    def open(self, files: Sequence[Path]) -> None:
        """Add bank files from anywhere to the library."""
        paths = tuple(path.expanduser().absolute() for path in files)
        if paths:
            self._jobs.run(lambda: [self._library.add(path) for path in paths], done=self._added, failed=self._fail)

    def _added(self, entries: list[BankEntry]) -> None:
        self._library.save_index()
        for entry in entries:
            if entry.path in self._library.opened:
                self._settings.remember_file(entry.path)
        self.opened.emit(entries[-1])

    def _fail(self, error: object) -> None:
        self._looking = None
        self.failed.emit(error)

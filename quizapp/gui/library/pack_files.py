"""Packs in the window: opening one, keeping a copy of it, and saving banks as one."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from quizapp.errors import QuizAppError
from quizapp.formats.pack_places import ENDING, pack_of
from quizapp.gui.kit.jobs import InTurn, Jobs
from quizapp.gui.library.bank_files import BankFiles
from quizapp.services.bank_entries import BankEntry
from quizapp.services.library import Library
from quizapp.settings import Settings

if TYPE_CHECKING:  # few have packs
    from quizapp.services.packs import MadePack, OfferedPack, PackAbout


class PackFiles(QObject):
    """Opens packs off the GUI thread, and asks before one replaces another.

    Signals:
        told: a message for the user, and the actions that it offers: words and work.
        failed: something could not be done; gives a `QuizAppError`.
    """

    told = Signal(str, list)
    failed = Signal(object)

    def __init__(self, library: Library, settings: Settings, jobs: Jobs, files: BankFiles, window: QWidget) -> None:
        super().__init__(window)
        self._library = library
        self._settings = settings
        self._files = files
        self._window = window
        self._turns = InTurn(jobs)
        self._offered: dict[Path, OfferedPack] = {}
        files.packs_given.connect(self.open)
        files.opened.connect(self._offer_copies)

    def open(self, packs: Sequence[Path]) -> None:
        """Open packs: each is read in place, or asked about where another version of it is kept."""
        folder = self._library.own_folder
        for path in packs:
            self._turns.run(partial(_offered, path, folder), done=self._take, failed=self._fail, asked=(path,))

    def _take(self, path: Path, offered: "OfferedPack") -> None:
        title, kept = offered.manifest.title, offered.kept
        if kept is None or offered.kept_file is None or path == offered.kept_file:
            self._offered[path] = offered
            self._files.add([path])
        elif offered.is_same:
            self._files.add([offered.kept_file], is_told=True)
            self.told.emit(self.tr("“{title}” is in your library already.").format(title=title), [])
        else:
            text = self.tr("“{title}” is in your library in version {kept}. This file has version {version}.")
            if offered.is_newer:
                text = self.tr("This file has a newer version of “{title}”: {version} instead of {kept}.")
            replace = self.tr("Replace it with version {version}").format(version=offered.manifest.version)
            told = text.format(title=title, kept=kept.version, version=offered.manifest.version)
            self.told.emit(told, [(replace, lambda: self._keep(path, replaces=True))])

    def _offer_copies(self, entries: Sequence[BankEntry]) -> None:
        """Offer to keep a copy of packs that were opened just now from elsewhere."""
        for path in {pack_of(entry.path) for entry in entries}:
            offered = self._offered.pop(path, None) if path is not None else None
            if path is None or offered is None or path.is_relative_to(self._library.own_folder):
                continue
            text = self.tr("“{title}” is read from its file. Keep a copy, to have it without the file.")
            told = text.format(title=offered.manifest.title)
            self.told.emit(told, [(self.tr("Keep a copy"), partial(self._keep, path))])

    def _keep(self, path: Path, *, replaces: bool = False) -> None:
        folder = self._library.own_folder
        self._turns.run(partial(_kept, path, folder, replaces), done=self._use_copy, failed=self._fail, asked=(path,))

    def _use_copy(self, path: Path, copy: Path) -> None:
        if path != copy:
            self._files.remove(path)
        self._files.add([copy], is_told=True)
        self.told.emit(self.tr("A copy is in your library now."), [])

    def ask_to_save(self, entry: BankEntry, unit: Sequence[BankEntry]) -> None:
        """Ask what the pack of a bank, or of its `unit`, is called, and where it is saved."""
        from quizapp.gui.library.pack_form import PackForm

        PackForm(entry, unit).ask(self._window, self._ask_where)

    def _ask_where(self, paths: Sequence[Path], about: "PackAbout") -> None:
        from quizapp.gui.kit.dialogs import file_name, new_file

        name = file_name(about.title, about.version) + ENDING
        title, kind = self.tr("Save as a pack"), self.tr("Packs")
        new_file(self._window, self._settings, title, kind, name, lambda path: self.save(paths, path, about))

    def save(self, paths: Sequence[Path], target: Path, about: "PackAbout") -> None:
        """Write a pack of the banks at `paths`, with their translations."""
        entries = self._library.entries()
        self._turns.run(
            partial(_made, tuple(paths), entries, target, about),
            done=self._tell_saved,
            failed=self._fail,
            asked=(target,),
        )

    def _tell_saved(self, target: Path, made: "MadePack") -> None:
        self.told.emit(self.tr("Saved as {file}").format(file=target), [])

    def _fail(self, *asked: object) -> None:
        error = asked[-1]
        assert isinstance(error, QuizAppError)
        self.failed.emit(error)


def _offered(path: Path, folder: Path) -> "OfferedPack":
    from quizapp.services.packs import OfferedPack

    return OfferedPack.of(path, folder)


def _kept(path: Path, folder: Path, replaces: bool) -> Path:
    from quizapp.services.packs import keep_pack

    return keep_pack(path, folder, replaces=replaces)


def _made(paths: Sequence[Path], entries: Sequence[BankEntry], target: Path, about: "PackAbout") -> "MadePack":
    from quizapp.services.packs import make_pack, with_translations

    return make_pack(with_translations(paths, entries), target, about)

"""Watching files that other programs write."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_SETTLED = 150
"""Milliseconds without news after which a file is taken to be written: many editors write it in several steps."""


class FileWatch(QObject):
    """Tells when one of some files may have changed, by what the system says; nothing is polled.

    Many editors put a new file into the place of the old one, which ends the watching of the old one. So the folders of
    the files are watched too, and after each news the files are watched anew. Whoever hears of a change looks whether
    it was one: a folder has news of all its files.

    Signals:
        changed: one of the files, or something beside it, was written, made or deleted.
    """

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._files: frozenset[str] = frozenset()
        self._watcher = QFileSystemWatcher(self)
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(_SETTLED)
        self._settled.timeout.connect(self._tell)
        self._watcher.fileChanged.connect(self._hear)
        self._watcher.directoryChanged.connect(self._hear)

    def watch(self, files: Iterable[Path], folders: Iterable[Path] = ()) -> None:
        """Watch these, and nothing else; a file that is not there yet is told of once it is."""
        given = tuple(files)
        wanted = frozenset(map(str, (*given, *(path.parent for path in given), *folders)))
        if wanted != self._files:
            self._settled.stop()
            self._files = wanted
        self._watch_all()

    def _watch_all(self) -> None:
        watched = {*self._watcher.files(), *self._watcher.directories()}
        if gone := watched - self._files:
            self._watcher.removePaths(sorted(gone))
        if new := self._files - watched:
            self._watcher.addPaths(sorted(new))

    def _hear(self) -> None:
        if self._files:
            self._settled.start()

    def _tell(self) -> None:
        self._watch_all()
        self.changed.emit()

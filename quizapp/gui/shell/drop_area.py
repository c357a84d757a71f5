"""A place for files to be dropped on."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QWidget


class DropArea(QWidget):
    """Takes files of this computer that are dropped on it, or on a widget in it.

    Signals:
        files_dropped: gives their paths.
        files_hovered: tells whether files that can be dropped are above it.
    """

    files_dropped = Signal(list)
    files_hovered = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.files_hovered.emit(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.files_hovered.emit(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self.files_hovered.emit(False)
        event.acceptProposedAction()
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        # after the drop has ended, so that the program that the files come from need not wait
        QTimer.singleShot(0, self, lambda: self.files_dropped.emit(files))

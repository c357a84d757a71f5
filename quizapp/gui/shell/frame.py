"""The frame around every page: the header above it, and the notice."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from quizapp.gui.kit.building import fill, rule
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.notice_bar import NoticeBar
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.shell.header_bar import HeaderBar
from quizapp.services.room import NO_ROOM, RoomSettings
from quizapp.settings import Settings


class Frame(QWidget):
    """Fills `window`: header, notice, and one page at a time. Files can be dropped on all of it.

    Signals:
        files_dropped: gives the paths of files of this computer.
        page_changing: this page is about to be shown, instead of another one or again.
        page_shown: this page is now shown.
        painted: everything has been painted for the first time.

    Attributes:
        column: header, notice and pages, from top to bottom.
    """

    files_dropped = Signal(list)
    page_changing = Signal(QWidget)
    page_shown = Signal(QWidget)
    painted = Signal()

    def __init__(self, theme: Theme, settings: Settings, window: QMainWindow, room: RoomSettings = NO_ROOM) -> None:
        super().__init__(window)
        self.setAcceptDrops(True)
        # from the outside in: a widget that is added late has to be styled again, with all its children
        window.setCentralWidget(self)
        self._window = window
        self._is_painted = False
        self.header = HeaderBar(theme, settings, self, room)
        self.notice = NoticeBar(theme, self)
        self.pages = QStackedWidget(self)
        self.column = fill(
            QVBoxLayout(self), self.header, rule(self), self.notice, (self.pages, 1), margins=(0, 0, 0, 0), spacing=0
        )
        self._drop_hint: QFrame | None = None

    def show_page(self, page: QWidget, subtitle: str, title: str = "Quizapp") -> None:
        """Show `page`, and above it `title` and `subtitle`."""
        self.page_changing.emit(page)
        self.header.title.setText(title)
        self.header.subtitle.setText(subtitle)
        self._window.setWindowTitle(title)
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)
        self.page_shown.emit(page)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.setDropAction(Qt.DropAction.CopyAction)  # or else a file manager may delete what it thinks was moved
            event.accept()
            self._show_drop_hint(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_drop_hint(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_drop_hint(False)
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        # after the drop has ended, so that the program that the files come from need not wait
        QTimer.singleShot(0, self, lambda: self.files_dropped.emit(files))

    def _show_drop_hint(self, shown: bool) -> None:
        """Say over everything that files can be dropped, while some are dragged over it."""
        if self._drop_hint is None:
            self._drop_hint = hint = QFrame(self)
            hint.setObjectName("card")
            hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            words = self.tr("Drop it here to open it")
            text = Label(self.header.theme, FontRole.HEADLINE, words, color="accent", wraps=True, parent=hint)
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            QVBoxLayout(hint).addWidget(text)
        self._drop_hint.setGeometry(self.pages.geometry().adjusted(14, 12, -14, -12))
        self._drop_hint.setVisible(shown)
        self._drop_hint.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True  # its children are painted next, and that may ask for more: so wait for two turns
            QTimer.singleShot(0, self, lambda: QTimer.singleShot(0, self, self.painted.emit))

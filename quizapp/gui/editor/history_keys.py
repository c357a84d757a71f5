"""Keys for undo and redo that reach the editor's history from every field, which would else have its own."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from quizapp.gui.kit.shortcut_keys import KEYS


class HistoryKeys(QObject):
    """Listens to the widget below `page` that has the focus, and to no other one."""

    def __init__(self, page: QWidget, undo: Callable[[], object], redo: Callable[[], object]) -> None:
        super().__init__(page)
        self._page = page
        self._undo, self._redo = undo, redo
        self._watched: QWidget | None = None
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress):
            do = self._wish(event)
            if do is not None:
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    do()
                return True
        return False

    def _wish(self, event: QKeyEvent) -> Callable[[], object] | None:
        pressed = QKeySequence(event.keyCombination()).toString()
        return self._undo if pressed in KEYS["undo edit"] else self._redo if pressed in KEYS["redo edit"] else None

    def _follow(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if now is not None and isValid(self._page) and self._page.isAncestorOf(now) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

"""Keys or the mouse: which a window was used with last."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

POINTED = "pointed"
"""The property of a window that was last used with a mouse, a pen or a finger."""
_POINTERS = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress)


class LastInput(QObject):
    """Keeps the property `POINTED` of a window; Qt itself remembers the Tab key alone.

    Only what comes to the window from the system passes by here, not each event of each widget in it.
    """

    def __init__(self, window: QWidget) -> None:
        """Watch `window`, which has been created on the screen."""
        super().__init__(window)
        self._window = window
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            self._window.setProperty(POINTED, False)
        elif event.type() in _POINTERS:
            self._window.setProperty(POINTED, True)
        return False

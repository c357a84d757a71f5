"""The last input of a window: keys or a pointer."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

POINTED = "pointed"
"""A property of the window: True if it was last used with a mouse, a pen or a finger."""
_POINTERS = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress)


class LastInput(QObject):
    """Keeps the property `POINTED` of a window; Qt itself remembers only the Tab key.

    It sees the events that the system sends to the window, not those of each widget.
    """

    def __init__(self, window: QWidget) -> None:
        """Watch `window`, which has a native window already."""
        super().__init__(window)
        self._window = window
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            self._window.setProperty(POINTED, False)
        elif event.type() in _POINTERS:
            self._window.setProperty(POINTED, True)
        return False

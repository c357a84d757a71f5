"""Keys or the mouse: which a window was used with last."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

_POINTERS = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress)


class LastInput(QObject):
    """Keeps Qt's attribute `WA_KeyboardFocusChange` of a window as its last input was; Qt does so for Tab alone.

    Only what comes to the window from the system passes by here, not each event of each widget in it.
    """

    def __init__(self, window: QWidget) -> None:
        """Watch `window`, which has been created on the screen."""
        super().__init__(window)
        self._window = window
        window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            self._window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        elif event.type() in _POINTERS:
            self._window.setAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange, False)
        return False

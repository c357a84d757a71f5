"""The place of the window on the screen."""

import os

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from quizapp.settings import Settings

_FRAME = 32
"""Pixels: about how high the system's title bar is."""
_SMALLEST = (480, 320)
"""Pixels: the room on a screen of 1366 × 768 at twice the size, between a title bar and a panel.

Without it, the window would grow beyond a small screen before its pages have adapted.
"""


class Placement:
    """Brings a window back to its last place, or into view where the screen is another one now."""

    def __init__(self, window: QWidget, settings: Settings) -> None:
        self._window = window
        self._settings = settings
        window.setMinimumSize(*_SMALLEST)
        window.resize(1366, 768)
        place = settings.window
        if len(place) == 5:
            window.setGeometry(*place[:4])
            if place[4]:
                window.setWindowState(Qt.WindowState.WindowMaximized)
        QTimer.singleShot(0, window, self._fit_to_screen)

    def keep(self) -> None:
        """Put the place of the window into the settings, which are not saved here."""
        place = self._window.normalGeometry()
        is_maximized = int(self._window.isMaximized())
        self._settings.window = [place.x(), place.y(), place.width(), place.height(), is_maximized]

    def come_forward(self, token: str = "") -> None:
        """Show the window in front of all others; some systems ask for a `token` to allow it."""
        if token:
            os.environ["XDG_ACTIVATION_TOKEN"] = token
        window = self._window
        if window.isMinimized():
            window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    def _fit_to_screen(self) -> None:
        """Fill a screen that has no room for the window and its frame; come back into view on any other."""
        window = self._window
        room = window.screen().availableGeometry()
        place = window.geometry()
        if window.isMaximized():
            return
        if place.width() > room.width() or place.height() + _FRAME > room.height():
            window.setGeometry(room.adjusted(0, _FRAME, 0, 0))  # for systems that maximize no windows
            window.setWindowState(Qt.WindowState.WindowMaximized)
        elif not room.contains(place):
            x = min(max(place.x(), room.left()), room.right() + 1 - place.width())
            y = min(max(place.y(), room.top() + _FRAME), room.bottom() + 1 - place.height())
            window.setGeometry(x, y, place.width(), place.height())  # not `move`, which would place the frame

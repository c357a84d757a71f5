"""The place of the window on the screen."""

import os

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from quizapp.settings import Settings

_FRAME = 32
"""About how high the title bar is that the system puts above the window, in pixels."""
_SMALLEST = (480, 320)
"""Pixels: what a screen of 1366 × 768 at twice the size has room for, below its title bar and above a panel.

It is set, or else the window grows beyond a small screen for a page that has yet to fit itself to it.
"""


class Placement:
    """Brings a window back to where it stood, in view on the screen that there is now.

    Args:
        window: the program's, not shown yet.
        settings: where its place is kept.
    """

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
        """Take over into the settings where the window stands; they are not saved here."""
        place = self._window.normalGeometry()
        is_maximized = int(self._window.isMaximized())
        self._settings.window = [place.x(), place.y(), place.width(), place.height(), is_maximized]

    def come_forward(self, token: str = "") -> None:
        """Show the window before all others; `token` is what lets it, where the system asks."""
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
            window.setGeometry(room.adjusted(0, _FRAME, 0, 0))  # for systems that maximize nothing, and after it
            window.setWindowState(Qt.WindowState.WindowMaximized)
        elif not room.contains(place):
            x = min(max(place.x(), room.left()), room.right() + 1 - place.width())
            y = min(max(place.y(), room.top() + _FRAME), room.bottom() + 1 - place.height())
            window.setGeometry(x, y, place.width(), place.height())  # not move, which is told where the frame goes

"""What is still to come in the windows after a step of a story: timers that run out, a button that is down."""

from collections import Counter

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QWidget

from tests.gui.made_timers import outermost, running_timers
from tests.gui.story_seen import windows

_SECOND = 1000
"""Milliseconds."""
_OFTEN = 9
"""A timer that runs out so often in one step waits for something that does not come in it."""


def timers() -> list[QTimer]:
    """Give the timers that run in the windows, or in the application."""
    application = QApplication.instance()
    return [each for each in running_timers() if isinstance(root := outermost(each), QWidget) or root is application]


def soon_out(most: int, came: Counter[QTimer]) -> list[QTimer]:
    """The timers that run out once within so many milliseconds, the next first; not those that came too often."""
    soon = [timer for timer in timers() if timer.isSingleShot() and 0 < timer.interval() <= most]
    return sorted((timer for timer in soon if came[timer] < _OFTEN), key=QTimer.remainingTime)


def put_off(most: int) -> None:
    """See to it that no time passes by itself.

    Timers that run out once, and later than within so many milliseconds, begin anew; what is done each second is done
    when a story lets time pass.
    """
    for timer in timers():
        if timer.isSingleShot() and timer.interval() > most:
            timer.start()
        elif not timer.isSingleShot() and timer.interval() == _SECOND:
            timer.setInterval(10**8)


def is_pressed() -> bool:
    """Say whether a button is down; one that a key has pressed shows that for a moment."""
    shown = [each for each in windows() if each.isVisible() and not isinstance(each, QFileDialog)]
    found = (button for window in shown for button in window.findChildren(QAbstractButton) if button.isDown())
    return any(button.window() in shown for button in found)

"""The widget with the focus, and the ring that shows it to those who use keys."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget

_BY_KEYBOARD = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""Reasons for which the focus came by keyboard."""
_RETURNS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
"""Reasons for which the focus comes back, from another window, a list or a menu."""

_POINTED = "pointed"
"""A property of the window: True if it was last used with a mouse, a pen or a finger."""
_POINTERS = (QEvent.Type.MouseButtonPress, QEvent.Type.TouchBegin, QEvent.Type.TabletPress)

_Widget = TypeVar("_Widget", bound=QWidget)


class LastInput(QObject):
    """Keeps the property `_POINTED` of a window; Qt itself remembers only the Tab key.

    It sees the events that the system sends to the window, not those of each widget.
    """

    def __init__(self, window: QWidget) -> None:
        """Watch `window`, which has a native window already."""
        super().__init__(window)
        self._window = window
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress:
            self._window.setProperty(_POINTED, False)
        elif event.type() in _POINTERS:
            self._window.setProperty(_POINTED, True)
        return False


def ring_after(event: QFocusEvent, widget: QWidget, ring_before: bool) -> bool:
    """Tell whether to show a ring for the focus that `event` brings to `widget`.

    Show it if the focus came by keyboard; if the program set it and the window's last input was a key (`LastInput`);
    or if the focus comes back and had a ring before.
    """
    if event.reason() in _RETURNS:
        return ring_before
    if event.reason() == Qt.FocusReason.OtherFocusReason:
        return not widget.window().property(_POINTED)
    return event.reason() in _BY_KEYBOARD


def with_focus(widgets: Iterable[_Widget]) -> _Widget | None:
    """Return the one of `widgets` that has the focus, itself or in one of its children."""
    inside = QApplication.focusWidget()
    if inside is None:
        return None
    return next((each for each in widgets if each is inside or each.isAncestorOf(inside)), None)


@contextmanager
def keeping_focus(page: QWidget, *others: QWidget) -> Iterator[None]:
    """Give the focus to the first of `others` that can have it, if the one on `page` that has it now no longer can.

    Qt would give it to whatever comes next, often on the other side of the window.
    """
    before = QApplication.focusWidget()
    yield
    if before is not None and page.isAncestorOf(before) and not (before.isVisible() and before.isEnabled()):
        for other in others:
            if other.isVisible() and other.isEnabled():
                other.setFocus(Qt.FocusReason.OtherFocusReason)
                return

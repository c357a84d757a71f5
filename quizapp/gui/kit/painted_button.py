"""Behavior of buttons that paint themselves: where they can be clicked, when their focus is shown, and their marks."""

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.last_input import POINTED

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractButton as _Button
else:
    _Button = object  # a second way to QAbstractButton in the classes made of this one crashes PySide

KEYBOARD_REASONS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
"""The focus shows as a ring where it came by the keyboard."""
_RETURNS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
"""The focus comes back to where it was before another window, a list or a menu was open."""

Marked = Literal["", "right", "wrong", "missed"]
"""The look of an option: not marked, chosen rightly, chosen wrongly, or right and not chosen."""


def ring_after(event: QFocusEvent, widget: QWidget, ring_before: bool) -> bool:
    """Tell whether the focus that `event` brings to `widget` is to be shown as a ring.

    It is where it came by the keyboard; where the program gave it, if the last input of the window was a key, see
    `LastInput`; and where it comes back, if it was shown before.
    """
    if event.reason() in _RETURNS:
        return ring_before
    if event.reason() == Qt.FocusReason.OtherFocusReason:
        return not widget.window().property(POINTED)
    return event.reason() in KEYBOARD_REASONS


class PaintedButton(_Button):
    """Mixed into a button, before Qt's class: all of it can be clicked, `has_ring` says whether its focus is shown."""

    marked: Marked = ""
    was_tried = False
    """It was checked and is known to be wrong, while there is another try."""
    _came_by_keyboard = False

    @property
    def has_ring(self) -> bool:
        return self._came_by_keyboard and self.hasFocus()

    @property
    def tone(self) -> str:
        """The theme's color of its mark; empty where it has none."""
        return {"": "", "right": "right", "missed": "right", "wrong": "wrong"}[self.marked]

    def show_tried(self, words: str) -> None:
        """Show that this was tried and is wrong; `words` say it to a screen reader."""
        self.was_tried = True
        self.setAccessibleDescription(words)
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._came_by_keyboard = ring_after(event, self, self._came_by_keyboard)
        super().focusInEvent(event)

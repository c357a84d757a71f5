"""Behavior of buttons that paint themselves: where they can be clicked, when their focus is shown, and their marks."""

from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFocusEvent

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
_RETURNS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""The focus comes back to where it was: the window was left for a while, or a list or a menu was open."""

Marked = Literal["", "right", "wrong", "missed"]
"""The look of an option: not marked, chosen rightly, chosen wrongly, or right and not chosen."""


def shows_focus(event: QFocusEvent, was_shown: bool) -> bool:
    """Tell whether a ring is to show the focus that comes with `event`, where it came last time or not."""
    return was_shown if event.reason() in _RETURNS else event.reason() in KEYBOARD_REASONS


class PaintedButton(_Button):
    """Mixed into a button, before Qt's class: all of it can be clicked, `has_ring` says whether its focus is shown."""

    marked: Marked = ""
    _came_by_keyboard = False

    @property
    def has_ring(self) -> bool:
        return self._came_by_keyboard and self.hasFocus()

    @property
    def tone(self) -> str:
        """The theme's color of its mark; empty where it has none."""
        return {"": "", "right": "right", "missed": "right", "wrong": "wrong"}[self.marked]

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._came_by_keyboard = shows_focus(event, self._came_by_keyboard)
        super().focusInEvent(event)

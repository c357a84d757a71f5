"""What buttons share that paint themselves: where they can be clicked, when their focus is shown, and their marks."""

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

Marked = Literal["", "right", "wrong", "missed"]
"""How an option is shown: not marked, chosen rightly, chosen wrongly, or right and not chosen."""


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
        self._came_by_keyboard = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)

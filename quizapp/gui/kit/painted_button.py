"""Shared behavior of buttons that paint themselves: clicks, focus ring and marks."""

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
"""Reasons for which the focus came by keyboard."""
_RETURNS = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason)
"""Reasons for which the focus comes back, from another window, a list or a menu."""

Marked = Literal["", "right", "wrong", "missed"]
"""The mark of an option: none, rightly chosen, wrongly chosen, or right but not chosen."""


def ring_after(event: QFocusEvent, widget: QWidget, ring_before: bool) -> bool:
    """Tell whether to show a ring for the focus that `event` brings to `widget`.

    Show it if the focus came by keyboard; if the program set it and the window's last input was a key (`LastInput`);
    or if the focus comes back and had a ring before.
    """
    if event.reason() in _RETURNS:
        return ring_before
    if event.reason() == Qt.FocusReason.OtherFocusReason:
        return not widget.window().property(POINTED)
    return event.reason() in KEYBOARD_REASONS


class PaintedButton(_Button):
    """A mix-in that comes before Qt's button class: all of the button can be clicked, and its focus has a ring."""

    marked: Marked = ""
    was_tried = False
    """True if a check found it wrong and there is another try."""
    _came_by_keyboard = False

    @property
    def has_ring(self) -> bool:
        return self._came_by_keyboard and self.hasFocus()

    @property
    def tone(self) -> str:
        """The name of its mark's color; empty without a mark."""
        return {"": "", "right": "right", "missed": "right", "wrong": "wrong"}[self.marked]

    @property
    def is_missed(self) -> bool:
        return self.marked == "missed"

    def show_marked(self, marked: Marked, words: str = "") -> None:
        """Show how it was marked; a screen reader says `words`, if there are any."""
        self.marked = marked
        self.was_tried = False
        if words:
            self.setAccessibleDescription(words)
        self.update()

    def show_tried(self, words: str) -> None:
        """Show that this was tried and is wrong; `words` say so to a screen reader."""
        self.was_tried = True
        self.setAccessibleDescription(words)
        self.update()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._came_by_keyboard = ring_after(event, self, self._came_by_keyboard)
        super().focusInEvent(event)

"""The focus ring and the marks of widgets that paint themselves."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.last_input import POINTED

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

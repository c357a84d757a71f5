"""Telling a screen reader what changed where the focus is not."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have `text` spoken, where somebody listens."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # the first screen has nothing to announce

    if QAccessible.isActive() and text:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))

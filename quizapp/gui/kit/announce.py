"""Messages to screen readers about changes away from the focus."""

from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader speak `text`, if one is running."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # the first screen has nothing to announce

    if QAccessible.isActive() and text:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))

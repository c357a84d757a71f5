"""A widget whose content is laid out at once, however deep it is."""

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget


class Settled(QWidget):
    """Lays out all that is in it, from the inside out, before any of it is painted.

    Qt passes a new height on to one widget around it in each round of events: what is deep would be seen to be cut off
    for a moment, and to move.
    """

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            settle(self)
        return done


def settle(widget: QWidget) -> None:
    """Lay out what is in `widget` now, and `widget` by it."""
    if _activate(widget):
        QCoreApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest.value)


def _activate(widget: QWidget) -> bool:
    """Activate the layouts of what is shown in `widget`, the innermost first; tells whether any had to be."""
    inside = [child for child in widget.children() if isinstance(child, QWidget) and not child.isHidden()]
    is_changed = False
    for child in inside:
        is_changed |= _activate(child)
        layout = child.layout()
        is_changed |= layout is not None and layout.activate()
    return is_changed

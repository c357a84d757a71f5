"""A widget that lays out nested contents at once."""

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QWidget


class Settled(QWidget):
    """Lays out all of its contents, from the inside out, before any of them is painted.

    Qt passes a new height on by one parent per round of events, so deeply nested widgets would be cut off for a moment.
    """

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # is asked for, but not used in a scroll area; Qt's would break all lines anew

    def heightForWidth(self, width: int) -> int:
        return super().heightForWidth(max(width, self.parentWidget().width()))

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            settle(self)
        return done


def settle(widget: QWidget) -> None:
    """Lay out the contents of `widget` now, and then `widget` itself."""
    if _activate(widget):
        QCoreApplication.sendPostedEvents(widget, QEvent.Type.LayoutRequest.value)


def _activate(widget: QWidget) -> bool:
    """Activate the layouts of the visible widgets in `widget`, innermost first; True if any needed it."""
    is_changed = False
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isHidden():
            is_changed |= _activate(child)
            layout = child.layout()
            is_changed |= layout is not None and layout.activate()
    return is_changed

"""A widget that lays out nested contents at once."""

from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QWidget


class Settled(QWidget):
    """The contents of a scroll area, all laid out from the inside out before any of them is painted.

    Qt passes a new height on by one parent per round of events, so deeply nested widgets would be cut off for a moment.
    The contents keep their width when the scroll bar comes: the margins of the owner's layout make room for it.
    """

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()  # Qt's would break all lines anew, for a height that no scroll area uses

    def heightForWidth(self, width: int) -> int:
        viewport = self.parentWidget()
        return super().heightForWidth(max(width, viewport.width()) if viewport is not None else width)

    def event(self, event: QEvent) -> bool:
        if event.type() != QEvent.Type.LayoutRequest:
            return super().event(event)
        lay_out_contents(self)  # first, as each layout that is activated makes Qt lay out what is around it anew
        done = super().event(event)
        if lay_out_contents(self):
            QCoreApplication.sendPostedEvents(self, QEvent.Type.LayoutRequest.value)
        return done


def lay_out_contents(widget: QWidget) -> bool:
    """Activate the layouts of what is not hidden in `widget`, innermost first; True if any needed it."""
    is_changed = False
    for child in widget.children():
        if isinstance(child, QWidget) and not child.isHidden():
            is_changed |= lay_out_contents(child)
            layout = child.layout()
            is_changed |= layout is not None and layout.activate()
    return is_changed

"""A scroll area that can be read by a screen reader while it changes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

if TYPE_CHECKING:

    class ScrollArea(QScrollArea):
        """Scrolls what is in it, as `QScrollArea` does."""

else:
    # Qt picks what screen readers are told by the names of an object's classes, the nearest first. What it has for
    # QScrollArea ends the program if a scroll bar goes while its children are read; what it has for QWidget does not.
    ScrollArea = type("QWidget", (QScrollArea,), {"__doc__": "Scrolls what is in it, as `QScrollArea` does."})


def scrolling(inner: QWidget) -> ScrollArea:
    """Put `inner` into an area that scrolls where the window is too small for all of it."""
    area = ScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setWidget(inner)
    return area

"""A scroll area with a focus ring for keyboard users."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.scroll_area import ScrollArea
from quizapp.gui.kit.shapes import paint_ring, painter_on
from quizapp.gui.kit.theme import Theme

_RING = 3


class RingedScrollArea(ScrollArea):
    """Scrolls with the arrow keys, and shows a ring when reached by keyboard; Tab skips it if all of it is seen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ring: _Ring | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._take_focus_to_scroll)
        self.setViewportMargins(_RING, _RING, _RING, _RING)

    def _take_focus_to_scroll(self, least: int, most: int) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if most > least else Qt.FocusPolicy.NoFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            if self._ring is None:
                self._ring = _Ring(self._theme, self)
            self._ring.resize(self.size())
            self._ring.show()
            self._ring.raise_()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if self._ring is not None:
            self._ring.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._ring is not None:
            self._ring.resize(self.size())


class _Ring(QWidget):
    """Lies above the area: if the area painted it, every one of its events would go through Python."""

    def __init__(self, theme: Theme, area: RingedScrollArea) -> None:
        super().__init__(area)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_ring(painter_on(self), self._theme, QRectF(self.rect()), 12, "accent")

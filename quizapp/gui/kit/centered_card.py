"""A page with one card in the middle."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.flow_layout import WrapBox
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.kit.theme import FontRole, Theme


class CenteredCard(QWidget):
    """A card no wider than lines are easy to read, but never narrower than its buttons. Fill its `column`.

    It scrolls where the window is too low.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card = QFrame()
        self._card.setObjectName("card")
        area = RingedScrollArea(theme)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(self.tr("Page"))
        self._inner = WrapBox()
        area.setWidget(self._inner)
        self.column = fill(QVBoxLayout(self._inner), margins=(21, 19, 21, 15), spacing=10)
        fill(QVBoxLayout(self._card), area, margins=(0, 0, 0, 0))
        fill(QHBoxLayout(self), 1, (self._card, 20), 1, margins=(14, 12, 14, 12))
        theme.restyle_with(self._fit)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # its buttons may have other words or another font
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        margins = self.column.contentsMargins()
        around = margins.left() + margins.right() + 6
        line = self._theme.line_width(FontRole.PLAIN) + around
        self._card.setMaximumWidth(max(line, self._inner.minimumSizeHint().width() + 6))

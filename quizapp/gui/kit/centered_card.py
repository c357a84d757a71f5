"""A page with one card in the middle."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.gui.kit.theme import FontRole, Theme


class CenteredCard(QWidget):
    """A card that grows with the window up to a width at which lines are still easy to read. Fill its `column`.

    It is as wide as its buttons in any case, so that none of them cuts its words.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card = QFrame()
        self._card.setObjectName("card")
        self.column = QVBoxLayout(self._card)
        self.column.setContentsMargins(24, 22, 24, 18)
        self.column.setSpacing(10)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.addStretch(1)
        row.addWidget(self._card, 20)
        row.addStretch(1)
        self._fit()
        theme.changed.connect(self._fit)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # its buttons may have other words or another font
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        margins = self.column.contentsMargins()
        around = margins.left() + margins.right()
        line = self._theme.line_width(FontRole.PLAIN) + around
        self._card.setMaximumWidth(max(line, self._card.minimumSizeHint().width()))

"""Buttons side by side that give up their words where there is no room for them."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from quizapp.gui.kit.theme import Theme


class IconButton(QPushButton):
    """A button whose words can be left out where it has an icon; its accessible name always has them."""

    def __init__(self, theme: Theme, icon_name: str, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon_name = icon_name
        self._words = text
        self.setAccessibleName(text)
        self.show_words(True)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_words(self, shown: bool) -> None:
        # The style leaves hardly any space between an icon and what stands beside it.
        self.setText(f" {self._words}" if shown and self._icon_name else self._words if shown else "")
        self.setToolTip("" if shown else self._words)

    def _restyle(self) -> None:
        if self._icon_name:
            size = self._theme.pixels(18)
            self.setIcon(self._theme.icon(self._icon_name))
            self.setIconSize(QSize(size, size))


class ButtonBar(QWidget):
    """The buttons of a page, at its lower edge.

    Args:
        first: stands at the start of the line.
        others: stand at its end.
        giving_up: loses its words first where there is too little room; then the next of these.
    """

    def __init__(
        self, first: IconButton, others: Sequence[IconButton], giving_up: Sequence[Sequence[IconButton]]
    ) -> None:
        super().__init__()
        self._buttons = (first, *others)
        self._giving_up = giving_up
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # The buttons give up their words where there is no room for them; so the bar asks for none.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 14, 8)
        layout.setSpacing(8)
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(first)
        layout.addStretch(1)
        for button in others:
            layout.addWidget(button)

    def fit(self) -> None:
        """Take the words from some buttons, those that need them least first, until all of them fit."""
        shown = [button for button in self._buttons if not button.isHidden()]
        room = self.width() - 28 - 8 * len(shown)
        for button in shown:
            button.show_words(True)
        for some in self._giving_up:
            if sum(button.sizeHint().width() for button in shown) <= room:
                break
            for button in some:
                button.show_words(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

"""A row of buttons that show only their icons where there is no room for words."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QWidget

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.theme import Theme


class IconButton(QPushButton):
    """A button whose words can be left out where it has an icon; its accessible name always has them."""

    def __init__(self, theme: Theme, icon_name: str, text: str, clicked: Callable[[], object] | SignalInstance) -> None:
        super().__init__()
        self.clicked.connect(clicked)
        self._theme = theme
        self._icon_name = icon_name
        self._words = text
        self.setAccessibleName(text)
        self.show_words(True)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_words(self, shown: bool) -> None:
        # The blank is there as the style leaves hardly any space beside an icon.
        self.setText(f" {self._words}" if shown and self._icon_name else self._words if shown else "")
        self.setToolTip("" if shown else self._words)

    def _restyle(self) -> None:
        if self._icon_name:
            self._theme.put_icon(self, self._icon_name)


class ButtonBar(QWidget):
    """Shows the buttons of a page at its lower edge.

    Args:
        first: stands at the start of the row.
        others: stand at its end.
        giving_up: groups of buttons; where there is too little room, the first group loses its words first.
    """

    def __init__(
        self, first: IconButton, others: Sequence[IconButton], giving_up: Sequence[Sequence[IconButton]]
    ) -> None:
        super().__init__()
        self._buttons = (first, *others)
        self._giving_up = giving_up
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # The buttons can lose their words, so the bar asks for no width.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        layout = fill(QHBoxLayout(self), first, 1, *others, margins=(14, 8, 14, 8), spacing=8)
        layout.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)

    def fit(self) -> None:
        """Remove words, from the buttons that need them least first, until all buttons fit."""
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

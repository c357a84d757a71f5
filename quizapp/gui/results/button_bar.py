"""A row of buttons that show only their icons where there is no room for words."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.word_button import WordButton


class IconButton(WordButton):
    """A button whose words can be left out where it has an icon; its accessible name always has them."""

    def __init__(self, theme: Theme, icon_name: str, text: str, clicked: Callable[[], object] | SignalInstance) -> None:
        super().__init__()
        self.clicked.connect(clicked)
        self._has_icon = bool(icon_name)
        self.setAccessibleDescription(" ")  # or else Qt would take it from the tool tip, which is the name
        if icon_name:
            theme.put_icon(self, icon_name)
        self.set_words(text)

    def set_words(self, text: str) -> None:
        """Say `text` from now on."""
        self.setAccessibleName(text)
        self._words = f" {text}" if self._has_icon else text  # as the style leaves hardly any space beside an icon
        self.show_words(True)

    def show_words(self, shown: bool) -> None:
        self.setText(self._words if shown else "")
        self.setToolTip("" if shown else self.accessibleName())


class ButtonBar(QWidget):
    """Shows the buttons of a page at its lower edge.

    Args:
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
        flow = FlowLayout(spacing=8)
        flow.parts_first = True
        for button in self._buttons:
            flow.addWidget(button)
        fill(QVBoxLayout(self), flow, margins=(14, 8, 14, 8))

    def fit(self) -> None:
        """Remove words, from the buttons that need them least first, until all buttons fit."""
        shown = [button for button in self._buttons if not button.isHidden()]
        room = self.width() - 36 - 8 * len(shown)
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

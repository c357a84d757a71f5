"""A card whose content scrolls."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.flow_layout import WrapBox
from quizapp.gui.kit.focus_ring import RingedScrollArea
from quizapp.gui.kit.theme import Theme


class ScrollCard(QFrame):
    """Scrolls what is put into its `column`, whose widgets are children of `inner`; `name` is for screen readers."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        area = self.area = RingedScrollArea(theme, self)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setAccessibleName(name)
        fill(QVBoxLayout(self), area, margins=(16, 17, 14, 16))
        self.inner = WrapBox()
        area.setWidget(self.inner)
        self.column = fill(QVBoxLayout(self.inner), margins=(5, 2, 10, 2), spacing=8)  # clear of the ring

"""A button for one of several things of which one is shown."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton


class TabButton(QPushButton):
    """Looks like a tab, and is a radio button to a screen reader, which Qt makes of what excludes others.

    In a `QButtonGroup`, that says which others. Without one, those in the same parent would be.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setObjectName("tab")
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        """With room for its words in bold, as they are where it is the chosen one."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        words = self.text().replace("&&", "&")
        more = QFontMetrics(bold).horizontalAdvance(words) - self.fontMetrics().horizontalAdvance(words)
        hint = super().sizeHint()
        return QSize(hint.width() + max(0, more), hint.height())

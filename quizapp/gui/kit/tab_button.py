"""A button that looks like a tab."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontMetrics

from quizapp.gui.kit.word_button import WordButton


class TabButton(WordButton):
    """Looks like a tab, and is a radio button to screen readers, as Qt tells them of exclusive buttons.

    Put the buttons that exclude each other into one `QButtonGroup`, or into one parent.
    """

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setObjectName("tab")
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def sizeHint(self) -> QSize:
        """Leave room for the bold words of the chosen tab."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        words = self.text().replace("&&", "&")
        more = QFontMetrics(bold).horizontalAdvance(words) - self.fontMetrics().horizontalAdvance(words)
        hint = super().sizeHint()
        return QSize(hint.width() + max(0, more), hint.height())

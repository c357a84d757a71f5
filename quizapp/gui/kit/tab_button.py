"""A button that looks like a tab."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFont, QFontMetrics

from quizapp.gui.kit.word_button import WordButton


class TabButton(WordButton):
    """Looks like a tab, and is a radio button to screen readers, as Qt tells them of exclusive buttons.

    Put the buttons that exclude each other into one `QButtonGroup`, or into one parent.
    """

    _bolder: tuple[str, int] | None = None
    """The words, and by how many pixels they are wider when they are bold; layouts ask often."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setObjectName("tab")
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def changeEvent(self, event: QEvent) -> None:
        self._bolder = None  # the font may be another
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Leave room for the bold words of the chosen tab."""
        hint = super().sizeHint()  # takes the style, and so perhaps another font
        words = self.text().replace("&&", "&")
        if self._bolder is None or self._bolder[0] != words:
            bold = QFont(self.font())
            bold.setWeight(QFont.Weight.DemiBold)
            self._bolder = (
                words,
                QFontMetrics(bold).horizontalAdvance(words) - self.fontMetrics().horizontalAdvance(words),
            )
        return QSize(hint.width() + max(0, self._bolder[1]), hint.height())

"""One sentence to the user, until it is put away."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from quizapp.gui.theme import FontRole, Theme
from quizapp.gui.widgets.announce import announce
from quizapp.gui.widgets.label import Label


class NoticeBar(QWidget):
    """A bar below the header that is there only while there is something to tell. It takes no focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.text = Label(theme, FontRole.PLAIN, color="warn", wraps=True)
        self.close_button = QToolButton()
        self.close_button.setAutoRaise(True)
        self.close_button.setAccessibleName(self.tr("Close this notice"))
        self.close_button.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 6, 12, 6)
        row.addWidget(self.text, 1)
        row.addWidget(self.close_button)
        theme.changed.connect(self._restyle)
        self.hide()

    def tell(self, text: str) -> None:
        """Show `text`, in place of what was there."""
        self._restyle()
        self.text.setText(text)
        self.show()
        announce(self, text)

    def _restyle(self) -> None:
        side = self._theme.pixels(16)
        self.close_button.setIcon(self._theme.icon("close"))
        self.close_button.setIconSize(QSize(side, side))

"""Text that is only shown."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from quizapp.gui.kit.theme import FontRole, Theme


class Label(QLabel):
    """A text in the font of a role and a color of the theme. Never HTML, whatever it holds, and without emphasis."""

    def __init__(
        self,
        theme: Theme,
        role: FontRole = FontRole.PLAIN,
        text: str = "",
        *,
        color: str = "text",
        wraps: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._color = color
        self._colored = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setObjectName(name)
        self.setText(text)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_color(self, color: str) -> None:
        """Use another color of the theme."""
        if color != self._color:
            self._color = color
            self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._role))
        if not self.text():  # Qt keeps the size of an empty label in the font that it had
            QLabel.setText(self, " ")
            QLabel.setText(self, "")
        if self._color != "text" or self._colored:  # "text" is what the application's palette has
            palette = self.palette()
            palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(self._color))
            self.setPalette(palette)
            self._colored = True


class ElidedLabel(Label):
    """A line that ends in … where there is no room for all of it; it can shrink to nothing."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        line = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment()), line)

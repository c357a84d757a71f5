"""A line of text that asks for attention, with a sign before it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme


class Caution(QWidget):
    """Words in the color of warnings with their sign, or, where nothing is wrong, in the color of hints without it.

    Args:
        role: the font of the words.
    """

    def __init__(self, theme: Theme, role: FontRole = FontRole.SMALL, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._warns = False
        self._sign = QLabel()
        self._sign.hide()
        self.label = Label(theme, role, color="muted", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.label, 1)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def warns(self) -> bool:
        """Tells a warning from a hint."""
        return self._warns

    def text(self) -> str:
        return self.label.text()

    def show_text(self, text: str, *, warns: bool) -> None:
        self._warns = warns
        self.label.setText(text)
        self.label.set_color("warn" if warns else "muted")
        self._sign.setVisible(warns)

    def _restyle(self) -> None:
        side = self.label.fontMetrics().height()
        self._sign.setPixmap(self._theme.pixmap("warning", "warn", side, self.devicePixelRatioF()))

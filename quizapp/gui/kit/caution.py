"""A hint or a warning in one line."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.icon import Icon
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme


class Caution(QWidget):
    """A warning with its sign and color, or a muted hint; `warns` is True for a warning."""

    def __init__(self, theme: Theme, role: FontRole = FontRole.SMALL) -> None:
        super().__init__()
        self.warns = False
        self._sign = Icon(theme, "warning", "warn", 16)
        self._sign.hide()
        self.label = Label(theme, role, color="muted", wraps=True)
        layout = fill(QHBoxLayout(self), margins=(0, 0, 0, 0), spacing=6)
        layout.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self.label, 1)

    def text(self) -> str:
        return self.label.text()

    def show_text(self, text: str, *, warns: bool) -> None:
        self.warns = warns
        self.label.setText(text)
        self.label.set_color("warn" if warns else "muted")
        self._sign.setVisible(warns)

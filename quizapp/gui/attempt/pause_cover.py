"""A cover over passage and question during a pause."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme


class PauseCover(QFrame):
    """Says that the clock is stopped; the button `go_on` ends the pause."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        self.headline = Label(theme, FontRole.HEADLINE, self.tr("Paused"))
        told = Label(theme, FontRole.OPTION, color="muted", wraps=True)
        told.setText(self.tr("The clock has stopped. Your answers are safe."))
        self.go_on = QPushButton(self.tr("Go on"))
        self.go_on.setObjectName("primary")
        column.addStretch(1)
        for widget in (self.headline, told):
            widget.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(widget)
        column.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

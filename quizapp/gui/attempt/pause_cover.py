"""A cover over passage and question during a pause."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.word_button import WordButton


class PauseCover(QFrame):
    """Says that the clock is stopped; the button `go_on` ends the pause."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.headline = Label(theme, FontRole.HEADLINE, self.tr("Paused"))
        safe = self.tr("The clock has stopped. Your answers are safe.")
        told = Label(theme, FontRole.OPTION, safe, color="muted", wraps=True)
        self.go_on = WordButton(self.tr("Go on"))
        self.go_on.setObjectName("primary")
        for label in (self.headline, told):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = fill(QVBoxLayout(self), 1, self.headline, told, self.go_on, 2, spacing=12)
        column.setAlignment(self.go_on, Qt.AlignmentFlag.AlignHCenter)

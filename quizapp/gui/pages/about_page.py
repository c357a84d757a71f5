"""The note about where a text comes from."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from quizapp.domain.passage import Passage
from quizapp.gui.theme import FontRole, Theme
from quizapp.gui.widgets.label import Label
from quizapp.gui.widgets.passage_view import PassageView


class AboutPage(QWidget):
    """Shows one note.

    Signals:
        back_requested: the user has read it.
    """

    back_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        card = QFrame()
        card.setObjectName("card")
        self._theme, self._card = theme, card
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 20, 10, 16)
        column.setSpacing(10)
        self.title = Label(theme, FontRole.HEADLINE, wraps=True)
        self.note = PassageView(theme)
        self.note.setAccessibleName(self.tr("About this text"))
        self.back = QPushButton(self.tr("Back to the library"))
        self.back.clicked.connect(self.back_requested)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.note, 1)
        column.addLayout(buttons)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 12, 14, 12)
        row.addStretch(1)
        row.addWidget(card, 20)
        row.addStretch(1)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_note(self, note: Passage) -> None:
        self.title.setText(note.title or self.tr("About this text"))
        self.note.show_passage(note)
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    def _restyle(self) -> None:
        self._card.setMaximumWidth(self._theme.pixels(900))

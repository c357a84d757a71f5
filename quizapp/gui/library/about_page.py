"""The note about where a text comes from."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from quizapp.domain.passage import Passage
from quizapp.gui.kit.centered_card import CenteredCard
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.passage_view import PassageView


class AboutPage(CenteredCard):
    """Shows one note.

    Signals:
        back_requested: the user has read it.
    """

    back_requested = Signal()

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._pictures = Pictures(jobs, self)
        column = self.column
        self.title = Label(theme, FontRole.HEADLINE, wraps=True)
        self.note = PassageView(theme, self._pictures)
        self.note.setAccessibleName(self.tr("About this text"))
        self.back = QPushButton(self.tr("Back to the library"))
        self.back.clicked.connect(self.back_requested)
        buttons = QHBoxLayout()
        buttons.addWidget(self.back)
        buttons.addStretch(1)
        column.addWidget(self.title)
        column.addWidget(self.note, 1)
        column.addLayout(buttons)

    def show_note(self, note: Passage, images: Mapping[str, bytes]) -> None:
        """Show `note`, with its images from those of its bank."""
        self._pictures.use(images)
        self.title.setText(note.title or self.tr("About this text"))
        self.note.show_passage(note)
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

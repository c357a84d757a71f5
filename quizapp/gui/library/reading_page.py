"""A text to read without questions: a passage, or the note about where it comes from."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.domain.passage import Passage
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.passage_card import PassageCard

_BESIDE = 100
"""Pixels at the text's plain size for what is beside the lines: margins, paragraph numbers and the scroll bar."""


class ReadingPage(QWidget):
    """Shows one text, and records nothing."""

    back_requested = Signal()
    practice_requested = Signal()

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self._theme = theme
        self._pictures = Pictures(jobs, self)
        self.card = PassageCard(theme, self._pictures, self)
        self.back = push_button(self.tr("Back to the library"), self.back_requested)
        self.practice = push_button(self.tr("Practice"), self.practice_requested, is_main=True)
        buttons = fill(QHBoxLayout(), self.back, 1, self.practice)
        self._middle = QWidget()
        fill(QVBoxLayout(self._middle), (self.card, 1), buttons, margins=(0, 0, 0, 0), spacing=10)
        fill(QHBoxLayout(self), 1, (self._middle, 20), 1, margins=(14, 12, 14, 12))
        self._fit()
        theme.changed.connect(self._fit)

    def show_text(self, text: Passage, images: Mapping[str, bytes], *, is_note: bool) -> None:
        """Show a passage, or the note about where it comes from, with the images of its bank."""
        self._pictures.use(images)
        self.card.show_passage(text)
        self.card.show_length(not is_note)
        if is_note:
            self.card.passage.setAccessibleName(self.tr("About this text"))
        self.practice.setVisible(not is_note)
        self.card.passage.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        theme = self._theme
        self._middle.setMaximumWidth(theme.line_width(FontRole.PASSAGE) + theme.pixels(_BESIDE))

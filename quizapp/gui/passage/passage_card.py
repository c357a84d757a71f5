"""The passage on the quiz page: its title and length above its text."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.domain.passage import Passage
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.shapes import paint_ring, painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.passage.passage_view import PassageView
from quizapp.reports.names import minutes_text


class PassageCard(QFrame):
    """A card with the view `passage`, and a ring around it when it gets the focus by keyboard."""

    def __init__(self, theme: Theme, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("card")
        self._title = Label(theme, FontRole.TITLE, wraps=True)
        self._length = Label(theme, FontRole.LABEL, color="muted")
        self._length.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.passage = PassageView(theme, pictures)
        self.passage.ring_changed.connect(self.update)
        head = fill(QHBoxLayout(), (self._title, 1), self._length, margins=(8, 0, 8, 0))
        fill(QVBoxLayout(self), head, (self.passage, 1), margins=(14, 14, 6, 10), spacing=8)

    def show_passage(self, passage: Passage) -> None:
        self.passage.show_passage(passage)
        self.passage.setAccessibleName(self.tr("Passage: {title}").format(title=passage.title))
        self._title.setText(passage.title or self.tr("Passage"))
        words = self.tr("%Ln words", "", passage.words)
        self._length.setText(f"{words} · {minutes_text(passage.minutes, translate)}" if passage.blocks else "")

    def show_length(self, shown: bool) -> None:
        """Show the length of the passage, or leave its room to the title."""
        self._length.setVisible(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.passage.has_ring:
            ring = QRectF(self.passage.geometry()).adjusted(-5, -4, 3, 4)
            paint_ring(painter_on(self), self._theme, ring, 8, "accent")

"""The passage on the quiz page: its title and length above its text."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.domain.passage import Passage
from quizapp.gui.kit.label import ElidedLabel, Label
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.passage.passage_view import PassageView
from quizapp.reports.names import minutes_text


class PassageCard(QFrame):
    """A card with a `PassageView`, which is `passage`, and a ring around it where it has the focus by the keyboard."""

    def __init__(self, theme: Theme, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("card")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 6, 10)
        column.setSpacing(8)
        self._title = ElidedLabel(theme, FontRole.LABEL, color="muted")
        self._length = Label(theme, FontRole.LABEL, color="muted")
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 8, 0)
        row.addWidget(self._title, 1)
        row.addWidget(self._length)
        column.addLayout(row)
        self.passage = PassageView(theme, pictures)
        self.passage.ring_changed.connect(self.update)
        column.addWidget(self.passage, 1)

    def show_passage(self, passage: Passage) -> None:
        self.passage.show_passage(passage)
        self.passage.setAccessibleName(self.tr("Passage: {title}").format(title=passage.title))
        self._title.setText(passage.title or self.tr("Passage"))
        words = self.tr("{count} words").format(count=passage.words)
        self._length.setText(f"{words} · {minutes_text(passage.minutes, translate)}")

    def show_length(self, shown: bool) -> None:
        """Show how long the passage is, or leave the room to its title."""
        self._length.setVisible(shown)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.passage.has_ring:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.color("accent"), 2.0))
            painter.drawRoundedRect(QRectF(self.passage.geometry()).adjusted(-4, -3, 2, 3), 8, 8)

"""A learner's own highlights and notes in the passage, as a teacher sees them."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.passage.annotation_layer import AnnotationLayer
from quizapp.gui.passage.annotation_list import AnnotationList
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.reports.annotations import remark_entries

_LEAST, _MOST = 1, 2
"""Rows of the list that are in view; the others are scrolled to."""


class LearnerRemarks(QWidget):
    """Shows what a learner has left in the passage of `card`, in the text and in a list below it."""

    def __init__(self, theme: Theme, card: PassageCard) -> None:
        super().__init__()
        self._theme = theme
        view = card.passage
        self._layer = AnnotationLayer(theme, view.text, view)
        view.add_layer(self._layer)
        self.title = Label(theme, FontRole.LABEL, self.tr("The learner’s notes and highlights"), color="muted")
        self.list = AnnotationList(theme)
        self.list.setAccessibleName(self.title.text())
        self.text = Label(theme, FontRole.PLAIN, wraps=True)
        fill(QVBoxLayout(self), self.title, self.list, self.text, margins=(4, 0, 4, 0), spacing=4)
        self.list.selectionModel().currentChanged.connect(self._show_text)
        self.list.clicked.connect(self._go_to)
        self.list.chosen.connect(self._go_to)
        self._layer.pressed.connect(lambda offset: self._point_to(self._layer.at(offset)[-1].id))
        self._layer.note_pressed.connect(self._point_to)
        theme.restyle_with(self._restyle)
        card.add_panel(self)
        self.hide()

    def show_marked(self, marked: MarkedAttempt) -> None:
        """Show what was left in the passage of this attempt; the widget is hidden where that is nothing."""
        entries = remark_entries(marked.attempt.marginalia, marked.bank.passage, translate)
        self._layer.show(entries)
        self.list.show_entries(entries)
        self._show_text()
        self.setVisible(bool(entries))

    def _show_text(self) -> None:
        """Show all of a note, as a row has room for its beginning."""
        self.text.show_text(self.list.current.text if self.list.current is not None else "")

    def _go_to(self) -> None:
        entry = self.list.current
        if entry is not None and entry.span is not None:
            self._layer.go_to(entry)

    def _point_to(self, id_: str) -> None:
        rows = self.list.model_.rows
        at = next((at for at, entry in enumerate(rows) if entry.id == id_), -1)
        if at >= 0:
            self.list.setCurrentIndex(self.list.model_.index(at, 0))

    def _restyle(self) -> None:
        row = self._theme.pixels(70)
        self.list.setMinimumHeight(row * _LEAST)
        self.list.setMaximumHeight(row * _MOST)

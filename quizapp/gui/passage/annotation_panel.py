"""The panel with the list of a learner's highlights and notes, below the passage."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.label import ElidedLabel, Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.annotation_list import AnnotationList
from quizapp.reports.annotations import RemarkEntry

_LEAST = 34
"""Pixels: the least height of the list."""
_HIGH = 210
"""Pixels at the plain text size: the most that it takes from the passage."""


class AnnotationPanel(QFrame):
    """Lists highlights and notes, with buttons for the one that is chosen.

    Signals:
        go_requested: this `RemarkEntry` should be shown in the passage.
        removal_requested: this one should be taken away.
        closed: the user is done.
        put_away: it is no longer shown.
    """

    go_requested = Signal(object)
    removal_requested = Signal(object)
    closed = Signal()
    put_away = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName("model")
        self.heading = ElidedLabel(theme, FontRole.STRONG, self.tr("Your notes and highlights"))
        self.none = Label(theme, FontRole.LABEL, color="muted", wraps=True)
        self.none.setText(self.tr("Nothing yet. Select words in the passage to highlight them or to write a note."))
        self.entries = AnnotationList(theme)
        self.go = push_button(self.tr("Show it"), self._go)
        self.remove = push_button(self.tr("Remove it"), self._remove)
        self._close = push_button(self.tr("Close"), self.closed)
        head = fill(QHBoxLayout(), (self.heading, 1), self.go, self.remove, self._close)
        self.none.setAlignment(Qt.AlignmentFlag.AlignTop)
        items = (head, (self.none, 1), (self.entries, 20))
        fill(QVBoxLayout(self), *items, margins=(10, 4, 8, 8), spacing=4)
        self.entries.setMinimumHeight(_LEAST)
        self.entries.chosen.connect(self._go)
        self.entries.removal_requested.connect(self._remove)
        theme.changed.connect(self._fit)

    def hideEvent(self, event: QHideEvent) -> None:
        self.put_away.emit()

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()

    def _fit(self) -> None:
        """Leave at least half of the room to the text."""
        card: QWidget | None = self.parentWidget()
        room = card.height() // 2 if card is not None else 0
        self.setMaximumHeight(max(self.minimumSizeHint().height(), min(self._theme.pixels(_HIGH), room)))

    def show_entries(self, entries: Sequence[RemarkEntry], *, is_open: bool) -> None:
        """List `entries`, which can be removed if they are `is_open`."""
        if not entries and self.isAncestorOf(QApplication.focusWidget() or self):
            self._close.setFocus()  # before what has the focus is hidden
        self.entries.show_entries(entries)
        self.none.setVisible(not entries)
        self.entries.setVisible(bool(entries))
        self.go.setEnabled(bool(entries))
        self.remove.setVisible(is_open)
        self.remove.setEnabled(bool(entries))

    def _go(self) -> None:
        if self.entries.current is not None:
            self.go_requested.emit(self.entries.current)

    def _remove(self) -> None:
        if self.entries.current is not None and not self.remove.isHidden():
            self.removal_requested.emit(self.entries.current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

"""The small bar beside words that were selected or clicked: pens, a note, and taking a highlight away."""

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton

from quizapp.gui.kit.building import fill, name_by_tip
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.passage.layered_view import LayeredView
from quizapp.gui.passage.pens import PENS, pen_icon
from quizapp.reports.annotations import PEN_NAMES

_AWAY = 6
"""Pixels between the words and the bar."""


class PenBar(QFrame):
    """Lies over the passage, beside the words that it is about, until something else is done.

    Signals:
        shown: True if it is shown, False if it no longer is.
        pen_chosen: the name of a pen.
        note_requested: a note should be written.
        removal_requested: the highlight should be taken away.
    """

    shown = Signal(bool)
    pen_chosen = Signal(str)
    note_requested = Signal()
    removal_requested = Signal()

    def __init__(self, theme: Theme, view: LayeredView) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self.setObjectName("card")
        self._pen = ""
        self.pens: dict[str, QToolButton] = {}
        for pen in PENS:
            name = self.tr("Highlight: {color}").format(color=translate(PEN_NAMES[pen]))
            self.pens[pen] = self._button(name)
            self.pens[pen].setCheckable(True)
            self.pens[pen].toggled.connect(partial(self._choose, pen))
        self.note = self._button(self.tr("Write a note"))
        self.note.clicked.connect(self.note_requested)
        theme.put_icon(self.note, "comment")
        self.remove = self._button(self.tr("Remove the highlight"))
        self.remove.clicked.connect(self.removal_requested)
        theme.put_icon(self.remove, "close")
        fill(QHBoxLayout(self), *self.pens.values(), self.note, self.remove, margins=(3, 3, 3, 3), spacing=2)
        theme.restyle_with(self._restyle)
        self.hide()
        view.verticalScrollBar().valueChanged.connect(self.hide)
        view.selectionChanged.connect(self.hide)

    def show_beside(self, words: QRect, pen: str, *, has_pens: bool, has_note: bool) -> None:
        """Show the bar below `words`, a box of the viewport, or above where there is no room; `pen` is what they are
        highlighted with.
        """
        self._pen = pen
        for name, button in self.pens.items():
            button.setVisible(has_pens)
            button.setChecked(name == pen)
        self.remove.setVisible(has_pens and bool(pen))
        self.note.setVisible(has_note)
        self.resize(self.sizeHint())
        port = self._view.viewport().geometry()
        below, above = port.top() + words.bottom() + _AWAY, port.top() + words.top() - _AWAY - self.height()
        top = below if below + self.height() <= port.bottom() or above < port.top() else above
        left = min(port.left() + words.left(), port.right() - self.width())
        self.move(max(left, port.left()), min(top, port.bottom() - self.height()))
        self.show()
        self.raise_()

    def _choose(self, pen: str, is_on: bool) -> None:
        if is_on is not (pen == self._pen):
            self.pen_chosen.emit(pen)

    def showEvent(self, event: QShowEvent) -> None:
        self.shown.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        self.shown.emit(False)

    def _button(self, name: str) -> QToolButton:
        button = QToolButton()
        name_by_tip(button, name)
        button.setMinimumSize(28, 28)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys go on acting on the selected words
        return button

    def _restyle(self) -> None:
        side = self._theme.pixels(18)
        for pen in PENS:
            self.pens[pen].setIcon(pen_icon(self._theme, pen, side, self.devicePixelRatioF()))
            self.pens[pen].setIconSize(QSize(side, side))

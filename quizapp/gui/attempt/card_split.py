"""The passage and the question beside each other, or one at a time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QSplitter, QWidget

from quizapp.gui.kit.tab_button import TabButton

ALONE = 860
"""Pixels at the plain text size: the width of a question without its passage."""


class CardSplit(QSplitter):
    """Shows two cards with a movable edge between them, or only the card whose tab is chosen.

    Attributes:
        hides_passage: only the question is shown.
        tabs: one for the passage and one for the question, for the owner to place and show.

    Signals:
        share_changed: the user gave the passage this share of the width, from 20 to 80 percent.
    """

    share_changed = Signal(int)

    def __init__(self, passage: QWidget, question: QWidget) -> None:
        super().__init__()
        self._cards = (passage, question)
        self.shows_one = False
        self.hides_passage = False
        self.tabs = self._make_tabs()
        self.setChildrenCollapsible(False)
        for card in self._cards:
            self.addWidget(card)
        self.splitterMoved.connect(self._tell_share)

    def fit(self, share: int, *, shows_one: bool) -> None:
        """Show one card, or both with the passage on `share` percent of the width."""
        self.shows_one = shows_one
        self._show_cards()
        if not shows_one and not self.hides_passage:
            room = self.width() - self.handleWidth()
            left = room * share // 100
            self.setSizes([left, room - left])

    def show_passage(self) -> None:
        """Bring the passage into view."""
        if self.shows_one and not self.hides_passage:
            self.tabs[0].click()

    def show_question(self) -> None:
        """Bring the question into view."""
        if self.shows_one and self.tabs[0].isChecked():
            self.tabs[1].click()

    def turn(self) -> bool:
        """Show the other card; True if that is the passage."""
        self.tabs[1 if self.tabs[0].isChecked() else 0].click()
        return self.tabs[0].isChecked()

    def _show_cards(self) -> None:
        for card, tab in zip(self._cards, self.tabs, strict=True):
            card.setVisible(not self.shows_one or tab.isChecked())
        if self.hides_passage:
            passage, question = self._cards
            passage.hide()
            question.show()

    def _tell_share(self) -> None:
        left, right = self.sizes()
        if left and right:
            self.share_changed.emit(min(80, max(20, round(100 * left / (left + right)))))

    def _make_tabs(self) -> list[TabButton]:
        group = QButtonGroup(self)
        tabs = []
        for text, name in (
            (self.tr("Passage"), self.tr("Show the passage (F6)")),
            (self.tr("Question"), self.tr("Show the question (F6)")),
        ):
            tab = TabButton(text)
            tab.setToolTip(name)
            tab.setAccessibleName(name)
            group.addButton(tab)
            tabs.append(tab)
        tabs[1].setChecked(True)
        group.buttonToggled.connect(self._show_cards)
        return tabs

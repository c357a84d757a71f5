"""The passage and the question beside each other, or one at a time."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSplitter, QSplitterHandle, QWidget

from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import name_by_tip
from quizapp.gui.kit.focus import ring_after
from quizapp.gui.kit.key_names import shortcut_of
from quizapp.gui.kit.shapes import painter_on
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import Theme

ALONE = 860
"""Pixels at the plain text size: the width of a question without its passage."""
_LEAST, _MOST, _STEP = 20, 80, 5
"""Percent of the width for the passage, and how far an arrow key moves the edge."""


class _Edge(QSplitterHandle):
    """The edge between the cards. The arrow keys move it."""

    def __init__(self, split: "CardSplit", theme: Theme) -> None:
        super().__init__(Qt.Orientation.Horizontal, split)
        self._split = split
        self._theme = theme
        self._has_ring = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Edge between passage and question"))
        self.setAccessibleDescription(self.tr("The arrow keys move it"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP}
        by = steps.get(Qt.Key(event.key()), 0)
        if by and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._split.move_edge(-by if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else by)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._has_ring = ring_after(event, self, self._has_ring)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._has_ring and self.hasFocus():
            line = QRectF(self.rect().center().x() - 1, 8, 3, self.height() - 16)
            painter_on(self).fillRect(line, self._theme.color("accent"))


class CardSplit(QSplitter):
    """Shows two cards with a movable edge between them, or only the card whose tab is chosen.

    Attributes:
        hides_passage: only the question is shown.
        tabs: one for the passage and one for the question, for the owner to place and show.

    Signals:
        share_changed: the user gave the passage this share of the width, from 20 to 80 percent.
    """

    share_changed = Signal(int)

    def __init__(self, theme: Theme, passage: QWidget, question: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._cards = (passage, question)
        self.shows_one = False
        self.hides_passage = False
        self.tabs = self._make_tabs()
        self.setChildrenCollapsible(False)
        for card in self._cards:
            self.addWidget(card)
        self.splitterMoved.connect(self._tell_share)

    def fit(self, share: int, *, shows_one: bool) -> None:
        """Show one card, or both with the passage on `share` percent of the width. The card with the focus stays."""
        focused = self.window().focusWidget()
        if shows_one and not self.shows_one and focused is not None:
            for card, tab in zip(self._cards, self.tabs, strict=True):
                if card.isAncestorOf(focused):
                    tab.setChecked(True)
        self.shows_one = shows_one
        self._show_cards()
        if not shows_one and not self.hides_passage:
            room = self.width() - self.handleWidth()
            left = room * share // 100
            self.setSizes([left, room - left])

    def createHandle(self) -> QSplitterHandle:
        return _Edge(self, self._theme)

    def move_edge(self, by: int) -> None:
        """Give the passage `by` percent more of the width, within bounds, and say how much it has."""
        left, right = self.sizes()
        share = min(_MOST, max(_LEAST, round(100 * left / (left + right)) + by))
        self.fit(share, shows_one=self.shows_one)
        self._tell_share()
        left, right = self.sizes()  # a card may need more room
        share = round(100 * left / (left + right))
        announce(self, self.tr("The passage takes {share} % of the width").format(share=share))

    def show_passage(self) -> None:
        """Bring the passage into view."""
        if self.shows_one and not self.hides_passage:
            self.tabs[0].click()

    def show_question(self) -> bool:
        """Bring the question into view; True if the passage goes for that."""
        was_hidden = self.shows_one and self.tabs[0].isChecked()
        if was_hidden:
            self.tabs[1].click()
        return was_hidden

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
        self.share_changed.emit(min(_MOST, max(_LEAST, round(100 * left / (left + right)))))

    def _make_tabs(self) -> list[TabButton]:
        group = QButtonGroup(self)
        tabs = []
        for text, name in (
            (self.tr("Passage"), self.tr("Show the passage ({key})").format(key=shortcut_of("other side"))),
            (self.tr("Question"), self.tr("Show the question ({key})").format(key=shortcut_of("other side"))),
        ):
            tab = TabButton(text)
            name_by_tip(tab, name)
            group.addButton(tab)
            tabs.append(tab)
        tabs[1].setChecked(True)
        group.buttonToggled.connect(self._show_cards)
        return tabs

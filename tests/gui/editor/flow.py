"""A bank is written from nothing by keyboard alone, with one question of every type; `tests/window` runs it for real."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QComboBox

from quizapp.gui.attempt.quiz_page import QuizPage
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.reports.names import type_name
from tests.gui.conftest import flush
from tests.gui.editor.author import ALT, CTRL, SHIFT, Author

KEY = Qt.Key
SENTENCES = (
    "The harbor at Saltmarsh closed in the spring of 1974.",
    "For eleven years the white tower stood empty.",
    "Marta heard a low hum behind the wall of the lamp room.",
    "The council wanted to remove the bees and sell the tower.",
    "Marta asked for one summer before the work began.",
    "She found the bees five kilometers away on sea lavender.",
    "Her report listed the cost of sea walls in dollars.",
    "The vote to keep the tower was unanimous.",
)


class AtKeys(Author):
    """An author who has no mouse."""

    def go(self, name: str):
        """Press Tab until what is called `name` has the focus."""
        for _ in range(80):
            focused = QApplication.focusWidget()
            words = focused.text().strip() if isinstance(focused, QAbstractButton) else ""
            if name in (focused.accessibleName(), words):
                return focused
            self.key(KEY.Key_Tab)
        raise AssertionError(f"{name} cannot be reached")

    def next(self, name: str):
        """Go to the next thing of this name."""
        self.key(KEY.Key_Tab)
        return self.go(name)

    def fill(self, name: str, text: str):
        self.next(name)
        return self.type(text)

    def tick(self, name: str):
        box = self.next(name)
        assert isinstance(box, QCheckBox)
        if not box.isChecked():
            self.key(KEY.Key_Space)

    def choose_in(self, name: str, words: str):
        """Choose an entry of the next box of this name."""
        box = self.next(name)
        assert isinstance(box, QComboBox)
        wanted = box.findText(words)
        assert wanted >= 0, (words, [box.itemText(at) for at in range(box.count())])
        while box.currentIndex() != wanted:
            self.key(KEY.Key_Down if box.currentIndex() < wanted else KEY.Key_Up)

    def from_menu(self, words: str):
        """Choose an entry of the menu that is open."""
        menu = QApplication.activePopupWidget()
        actions = [action for action in menu.actions() if not action.isSeparator()]
        wanted = next((at for at, action in enumerate(actions) if action.text() == words), -1)
        assert wanted >= 0, (words, [action.text() for action in actions])
        self.press_in(menu, KEY.Key_Home)
        while menu.activeAction() is not actions[wanted]:
            self.press_in(menu, KEY.Key_Down)
        self.press_in(menu, KEY.Key_Return)
        return self.wait()

    def press_in(self, widget, key):
        from PySide6.QtTest import QTest

        QTest.keyClick(widget, key)
        flush()

    def add(self, kind: str):
        self.key(KEY.Key_N, CTRL)
        return self.from_menu(type_name(kind))

    def evidence(self, sentence: int, name: str = "Pick in the passage…"):
        """Pick a sentence of the passage by its number."""
        self.next(name)
        self.key(KEY.Key_Return).wait()
        self.key(KEY.Key_Home, CTRL)
        for _ in range(2 * sentence):
            self.key(KEY.Key_Down)
        self.key(KEY.Key_Return)
        return self.wait()

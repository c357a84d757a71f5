"""The view that a learner has of a question, to be tried by its author."""

import time

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QButtonGroup, QPushButton, QVBoxLayout, QWidget

from quizapp.domain.bank import Bank
from quizapp.domain.level import STANDARD
from quizapp.domain.question import Question, Response
from quizapp.gui.attempt.question_card import QuestionCard
from quizapp.gui.attempt.question_display import QuestionDisplay
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.choosing_keys import choosing_key
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.row_or_column import RowOrColumn
from quizapp.gui.kit.scroll_area import scrolling
from quizapp.gui.kit.shortcut_keys import action_of, letters_in_use
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.level_tool import LevelTool
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.services.starting import mode_for
from quizapp.services.taking import Taking
from quizapp.settings import Settings

_BESIDE, _BELOW = 760, 520
"""Pixels at the plain text size: the width, or else the height, that both cards need."""
_BY_KEY = Qt.FocusReason.ShortcutFocusReason


class Preview(QWidget):
    """Shows one question with its passage as in practice. What is answered here is kept nowhere."""

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs) -> None:
        super().__init__()
        self._theme, self._settings = theme, settings
        self._bank: Bank | None = None
        self._level = STANDARD
        self._where = (0, 0)
        pictures = self._pictures = Pictures(jobs, self)
        self.passage_card, self.card = PassageCard(theme, pictures, self), QuestionCard(theme, pictures)
        self.passage = self.passage_card.passage
        self._levels = LevelTool(self.passage_card)
        self._levels.level_requested.connect(self._change_level)
        self.display = QuestionDisplay(theme, settings, self.card, self.passage, self)
        self.key = push_button(self.tr("Show the key"), self.show_key)
        self._tabs = [TabButton(self.tr("Passage")), TabButton(self.tr("Question"))]
        group = QButtonGroup(self)
        for tab in self._tabs:
            group.addButton(tab)
        self._tabs[1].setChecked(True)
        self.nothing = Label(theme, FontRole.PLAIN, color="muted", wraps=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._buttons = RowOrColumn(*self._tabs, 1, self.key, spacing=6)
        self._cards = fill(QBoxLayout(QBoxLayout.Direction.TopToBottom), self.passage_card, self.card, spacing=8)
        parts = ((self.nothing, 1), (self._cards, 1), self._buttons)
        inner = QWidget()
        fill(QVBoxLayout(inner), *parts, margins=(0, 0, 0, 0), spacing=6)
        fill(QVBoxLayout(self), scrolling(inner), margins=(0, 0, 0, 0))
        self.display.response_changed.connect(self._respond)
        self.display.rating_changed.connect(self._rate)
        self.display.passage_requested.connect(lambda: self.passage.setFocus(_BY_KEY))
        self.card.action_requested.connect(self.act)
        self.card.evidence_requested.connect(lambda: announce(self.passage, self.passage.show_next_place()))
        self.card.undo_requested.connect(self.try_again)
        self.card.hints.next.clicked.connect(self._show_hint)
        self._tell("")
        group.buttonToggled.connect(self._fit)
        theme.changed.connect(self._fit)

    @property
    def question(self) -> Question | None:
        """The question that is shown."""
        return self.display.question if self.display._taking is not None else None

    def show_question(self, bank: Bank, question: Question, number: int, count: int) -> None:
        """Show `question`, which is the one of this number, from 1, of `count`; what was answered is forgotten.

        Args:
            bank: has the passage, its levels and the images.
        """
        is_same = self._bank is not None and self.question == question and bank.passage == self._bank.passage
        if is_same and self._where == (number, count) and self.nothing.isHidden():
            return
        self._where = number, count
        self._bank = bank
        self._pictures.use(bank.images)
        self._show_passage(bank)
        self._begin()

    def show_passage(self, bank: Bank) -> None:
        """Show the passage alone."""
        self._bank = bank
        self._where = 0, 0
        self._pictures.use(bank.images)
        self._show_passage(bank)
        self.nothing.hide()
        self._fit()

    def show_nothing(self, why: str) -> None:
        """Show that there is nothing to be seen, and `why`."""
        self._tell(why)

    def try_again(self) -> None:
        """Show the question as nobody has answered it."""
        if self._bank is not None and self._where[1]:
            self._begin()
            self.display.focus(_BY_KEY)

    def show_key(self) -> None:
        """Answer with the key, and show the mark, the feedback and the evidence."""
        taking = self._taking()
        if taking is None:
            return
        if taking.is_told(taking.current.id):
            self._begin()
            taking = self.display.taking
        taking.respond(taking.current.id, taking.current.correct_response())
        self._fill()
        self._check()

    def act(self) -> None:
        """Check the answer, or begin anew."""
        taking = self._taking()
        if taking is None:
            return
        if taking.is_told(taking.current.id):
            self.try_again()
        elif not taking.obstacle(taking.current.id):
            if self.display.ask_about_open(_BY_KEY):
                self._show_action()
                announce(self.card.still_open, self.card.still_open.text())
            else:
                self._check()
        else:
            announce(self.card.action, self.display.view.illegible_text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = QApplication.focusWidget()
        if self._taking() is None:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if isinstance(focused, QPushButton) and not self.display.holds(focused):
                focused.click()
            elif not (self.display.holds(focused) and self.display.view.go_on(_BY_KEY)):
                self.act()
        elif not self._take_letter(event):
            super().keyPressEvent(event)

    def _take_letter(self, event: QKeyEvent) -> bool:
        """Answer, rate, cross out or show a hint by a letter or digit; False if it does nothing."""
        letter, view = choosing_key(event) if self._settings.letter_keys else "", self.display.view
        takes = view.take_rating_key if self.display.is_told else view.take_key
        if letter and (self.display.crossing_out.take_key(event) or takes(letter)):
            self.display.follow_focus()
        elif action_of(letter, self._settings.keys) == "hint" and not self.card.hints.next.isHidden():
            self._show_hint()
        else:
            return False
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _taking(self) -> Taking | None:
        return self.display._taking if self._where[1] and self.nothing.isHidden() else None

    def _tell(self, why: str) -> None:
        self.nothing.setText(why)
        self.nothing.show()
        self._fit()

    def _begin(self) -> None:
        bank = self._bank
        assert bank is not None
        taking = Taking(bank, mode_for(bank, "practice"), None, time.monotonic, level=self._level)
        self.display.use_taking(taking)
        self.card.show_letters(letters_in_use(self._settings))
        self.nothing.hide()
        self._fill()
        self._fit()

    def _fill(self) -> None:
        self.display.fill(self._where)
        self._show_action()

    def _show_action(self) -> None:
        self.display.show_action(self.tr("Try again"))
        self.card.undo.hide()

    def _respond(self, response: Response | None) -> None:
        taking = self.display.taking
        taking.respond(taking.current.id, response)
        self.display.show_open()
        self._show_action()

    def _check(self) -> None:
        taking = self.display.taking
        if taking.check(taking.current.id):
            self.display.forget_open()
            self.display.end_answering()
            self._show_action()
            if QApplication.focusWidget() is None:  # it was in the answer, which is closed now
                self.display.focus(_BY_KEY)
            announce(self.card.feedback, self.card.feedback.words())
            self.card.reveal_feedback()

    def _rate(self, rating: dict[str, int]) -> None:
        if self.display.rate(rating):
            announce(self.card.feedback, self.card.feedback.headline.text())

    def _show_hint(self) -> None:
        taking = self.display.taking
        if taking.show_hint(taking.current.id):
            self.display.show_hints()
            announce(self.card.hints, self.card.hints.words)

    def _show_passage(self, bank: Bank) -> None:
        shown = bank.at_level(self._level)
        self._level = shown.level
        self._levels.show_levels(bank.levels, shown.level)
        if self.passage.passage != shown.passage:
            place = self.passage.paragraph_place() if self.passage.passage is not None else None
            self.passage_card.show_passage(shown.passage)
            if place is not None:
                self.passage.return_to(place)

    def _change_level(self, level: str) -> None:
        self._level = level
        if self._bank is not None:
            self._show_passage(self._bank)
            if self._where[1]:
                self._begin()
            self._levels.tell_change()

    def _fit(self, *_: object) -> None:
        """Show both cards beside or below each other, or the one whose tab is chosen."""
        width, height = self.width() / self._theme.scale, self.height() / self._theme.scale
        is_there, has_question = self.nothing.isHidden(), bool(self._where[1])
        has_passage = self._bank is not None and self._bank.has_passage
        shows_both = has_passage and has_question and (width >= _BESIDE or height >= _BELOW)
        way = QBoxLayout.Direction.LeftToRight if width >= _BESIDE else QBoxLayout.Direction.TopToBottom
        self._cards.setDirection(way)
        by_tab = is_there and has_passage and has_question and not shows_both
        for tab in self._tabs:
            tab.setVisible(by_tab)
        passage = has_passage and (shows_both or not has_question or self._tabs[0].isChecked())
        question = has_question and (shows_both or not has_passage or self._tabs[1].isChecked())
        self.passage_card.setVisible(is_there and passage)
        self.card.setVisible(is_there and question)
        self.key.setVisible(is_there and has_question)
        self.passage_card.show_length(False)
        self._cards.setStretch(0, 2)
        self._cards.setStretch(1, 3)
        self.card.fit(low=True)
        self.card.show_key_hint(False)

    def focus_first(self) -> None:
        """Give the focus to the answer, or to the passage where there is no question."""
        if self._taking() is not None and not self.card.isHidden():
            self.display.focus(_BY_KEY)
        elif not self.passage_card.isHidden():
            self.passage.setFocus(_BY_KEY)

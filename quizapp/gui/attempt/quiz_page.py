"""The page of an attempt: the passage on the left, one question on the right."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QVBoxLayout, QWidget

from quizapp.domain.event import Started
from quizapp.domain.question import Response
from quizapp.gui.attempt.card_split import ALONE, CardSplit
from quizapp.gui.attempt.draft_timer import DraftTimer
from quizapp.gui.attempt.navigator_model import state_of
from quizapp.gui.attempt.pause_cover import PauseCover
from quizapp.gui.attempt.question_card import QuestionCard
from quizapp.gui.attempt.question_display import QuestionDisplay
from quizapp.gui.attempt.quiz_bar import QuizBar
from quizapp.gui.attempt.reading_tools import ReadingTools
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, push_button, rule
from quizapp.gui.kit.choosing_keys import choosing_key
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.key_names import shortcut_of
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.shortcut_keys import action_of, letters_in_use
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.reports.words import obstacle_text
from quizapp.services.taking import Taking
from quizapp.settings import Settings

_BY_KEY = Qt.FocusReason.ShortcutFocusReason
_OTHERWISE = Qt.FocusReason.OtherFocusReason
_PAGES = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}


class QuizPage(QWidget):
    """Shows an attempt: under way, or looked back on once it is submitted.

    Attributes:
        header_tabs: tabs for the header, to choose a card if there is room for only one.

    Signals:
        finish_requested: the user wants to end the attempt, or to see its results if it has ended.
    """

    finish_requested = Signal()

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs | None = None) -> None:
        super().__init__()
        self._theme, self._settings = theme, settings
        self._taking: Taking | None = None
        self._read_in: Started | None = None
        """The beginning of the attempt in which the passage was read last."""
        self._pressed_by = _OTHERWISE
        self.drafts = DraftTimer(self)
        self.finish = push_button(self.tr("Finish"), self._ask_to_finish)
        pictures = self._pictures = Pictures(jobs or Jobs(self), self)
        self._passage_card, self.card = PassageCard(theme, pictures, self), QuestionCard(theme, pictures)
        self.bar = QuizBar(theme)
        self.cover = PauseCover(theme)
        self.passage = self._passage_card.passage
        self.stem, self.feedback = self.card.stem, self.card.feedback
        self.evidence, self.action = self.card.evidence, self.card.action
        self.navigator, self.flag = self.bar.navigator, self.bar.flag
        self.display = QuestionDisplay(theme, settings, self.card, self.passage, self)
        self._split = CardSplit(theme, self._passage_card, self.card)
        self.tools = ReadingTools(theme, settings, self._passage_card, self._split, self.display, self.drafts)
        self.header_tabs = self._split.tabs
        self._body = fill(QVBoxLayout(), self._split, self.cover)
        self.cover.hide()
        fill(QVBoxLayout(self), (self._body, 1), rule(), self.bar, margins=(0, 0, 0, 0), spacing=0)
        self._connect()
        self._make_shortcuts()
        self._lay_out()
        theme.changed.connect(self._lay_out)

    # the attempt

    def show_taking(self, taking: Taking, index: int | None = None) -> None:
        """Show an attempt at its current question, or at the one with `index`."""
        if taking is not self._taking:
            self.drafts.settle()
        self._taking = taking
        self.display.use_taking(taking)
        if index is not None:
            taking.visit(index)
        if not (was_paused := index is None and taking.is_paused and not taking.attempt.submitted):
            taking.go_on()
        self._pictures.use(taking.bank.images)
        self._passage_card.show_passage(taking.bank.passage)
        if taking.attempt.started is not self._read_in:  # who begins anew reads from the beginning
            self._read_in = taking.attempt.started
            self.passage.moveCursor(QTextCursor.MoveOperation.Start)
            self.passage.return_to(None)
        self._split.hides_passage = taking.hides_passage
        self.tools.show_taking(taking)
        self.bar.show_taking(taking)
        self._show_letters()
        self.finish.setText(self.tr("Results") if taking.attempt.submitted else self.tr("Finish"))
        self._show_pause(False)
        self._show_question(_OTHERWISE)
        self._show_pause(was_paused)
        self._lay_out()
        self.bar.clock.show_time(self._settings.clock_shown)
        if self.isVisible():
            self.bar.clock.go()

    def show_keys(self) -> None:
        """Tell the letters of actions, and which keys answer, as the learner has them."""
        if self._taking is not None:
            self._show_letters()
            self.display.show_keys()

    def _show_letters(self) -> None:
        letters = letters_in_use(self._settings)
        self.bar.show_letters(letters)
        self.card.show_letters(letters)

    def put_away(self) -> None:
        """Let go of the attempt that is shown, and stop its clock."""
        self.drafts.settle()
        self._taking = None
        self.bar.clock.show_taking(None)

    def _show_question(self, reason: Qt.FocusReason) -> None:
        self._split.show_question()
        self.display.open_note(False)
        self._fill()
        self.display.focus(reason)
        self.card.scroll_to_top()  # what is asked comes first, even where the answer that has the focus is further down
        if not self.display.taking.is_paused:
            announce(self, self.display.spoken())

    def _fill(self) -> None:
        self.display.fill()
        self._fit_key_hint()
        self._show_action()
        self.bar.show_question(self.display.taking)

    def _show_action(self) -> None:
        self.display.show_action(self.finish.text())

    def act(self, reason: Qt.FocusReason = _OTHERWISE) -> None:
        """Do what the main button says: check the answer, or go on."""
        taking, id_ = self.display.taking, self.display.taking.current.id
        if taking.mode.tells_at_once and not taking.is_told(id_) and taking.response(id_) is not None:
            obstacle = taking.obstacle(id_)
            if obstacle in ("", "certainty") and self.display.ask_about_open(reason):
                self._show_action()
                self._split.show_question()
                announce(self.card.still_open, self.card.still_open.text())
            elif obstacle == "certainty":
                self._split.show_question()
                self.card.certainty.focus_first(reason)
                announce(self.card.certainty, self.card.certainty.words)
            elif obstacle:
                illegible = self.display.view.illegible_text()
                announce(self.action, illegible or obstacle_text(obstacle, translate))
            else:
                self.check(reason)
        elif taking.index == len(taking.order) - 1:
            self.finish_requested.emit()
        else:
            self.go_to(taking.index + 1, reason)

    def check(self, reason: Qt.FocusReason = _OTHERWISE) -> None:
        """Mark the response now. If it isn't right and there is another try, it can be changed again."""
        display, taking = self.display, self.display.taking
        self.drafts.settle()
        if not taking.check(taking.current.id):
            return
        display.forget_open()
        self._split.show_question()
        self.navigator.questions.refresh(taking.index)
        if not display.is_told:
            self._fill()
            if not display.view.go_on(reason):
                display.view.focus_first(reason)
        else:
            display.end_answering()
            self._fit_key_hint()
            self._show_action()
            display.focus(reason)
        announce(self.feedback, self.feedback.words())
        QTimer.singleShot(0, self, self.display.reveal_told)

    def undo(self) -> None:
        """Take back the last check."""
        taking = self.display.taking
        if not self.tools.undo() and taking.undo():
            self.navigator.show_taking(taking)
            self._show_question(_BY_KEY)
            seen = [self.feedback.words()] if taking.is_seen(taking.current.id) else []
            announce(self, " ".join([self.tr("Your last check was undone."), *seen]))

    def show_hint(self) -> None:
        """Show the next hint, if there is one."""
        taking = self.display.taking
        if not taking.show_hint(taking.current.id):
            return
        had_focus = self.card.hints.next.hasFocus() or self._split.show_question()
        self.display.show_hints()
        self._show_action()
        if had_focus and not self.card.hints.next.hasFocus():
            self.display.focus(_BY_KEY)
        announce(self.card.hints, self.card.hints.words)

    def open_note(self) -> None:
        """Show the note on the question, and give it the focus."""
        self._split.show_question()
        self.display.open_note(True)
        self.card.note.focus_end(_BY_KEY)
        QTimer.singleShot(0, self, lambda: self.card.reveal(self.card.note))

    def pause(self) -> None:
        """Stop the clock, and cover the question."""
        self.drafts.settle()
        if self.display.taking.pause():
            self._show_pause(True)
            announce(self.cover, self.cover.headline.text())

    def go_on(self) -> None:
        """End the pause."""
        if self.display.taking.go_on():
            self._show_pause(False)
            self.display.focus(_BY_KEY)
            announce(self, self.display.spoken())

    def _show_pause(self, paused: bool) -> None:
        self.cover.setVisible(paused)
        self._split.setVisible(not paused)
        for widget in (self.bar, *self.header_tabs):
            widget.setEnabled(not paused)
        if paused:
            self.cover.go_on.setFocus(_OTHERWISE)

    def _ask_to_finish(self) -> None:
        self.go_on()
        self.finish_requested.emit()

    def go_to(self, index: int, reason: Qt.FocusReason = _OTHERWISE) -> None:
        """Show the question at `index`, if there is one."""
        if self.display.taking.visit(index):
            self._show_question(reason)

    def set_flag(self, flagged: bool) -> None:
        """Flag the question, or remove its flag."""
        taking, id_ = self.display.taking, self.display.taking.current.id
        if flagged != (id_ in taking.attempt.flagged) and taking.flag(id_, flagged):
            self.flag.setChecked(flagged)
            self.navigator.questions.refresh(taking.index)
            announce(self.flag, self.tr("Flagged") if flagged else self.tr("Flag removed"))
        self.bar.show_flag()

    def _respond(self, response: Response | None) -> None:
        taking = self.display.taking
        before = state_of(taking, taking.current.id)
        taking.respond(taking.current.id, response, as_draft=taking.current.is_typed_in_part)
        self.drafts.settle_soon(taking)
        if before is not state_of(taking, taking.current.id):
            self.navigator.questions.refresh(taking.index)
        self.display.show_open()
        self.display.show_try()  # it may name parts by places that have changed
        self._show_action()

    def _give_certainty(self, certainty: int) -> None:
        if self.display.taking.give_certainty(self.display.taking.current.id, certainty):
            self._show_action()

    def _write_note(self, text: str) -> None:
        taking = self.display.taking
        if taking.write_note(taking.current.id, text, as_draft=True):
            self.drafts.settle_soon(taking)
            self.navigator.questions.refresh(taking.index)

    def _rate(self, rating: dict[str, int]) -> None:
        if self.display.rate(rating):
            self.navigator.questions.refresh(self.display.taking.index)
            announce(self.feedback, self.feedback.headline.text())

    # keys

    def _make_shortcuts(self) -> None:
        shortcuts: list[tuple[str, Callable[[], object]]] = [
            ("Alt+Left", partial(self._step, -1, _BY_KEY)),
            ("Alt+Right", partial(self._step, 1, _BY_KEY)),
            ("F6", self._switch_side),
            ("Ctrl+Z", self.undo),
            *((f"Alt+{certainty}", partial(self.card.certainty.choose, certainty)) for certainty in (1, 2, 3)),
        ]
        for keys, do in shortcuts:
            act = partial(self._act_unless_paused, do)
            QShortcut(QKeySequence(keys), self, act)

    def _act_unless_paused(self, do: Callable[[], object]) -> None:
        """Do what a shortcut does, except during a pause."""
        if not self.display.taking.is_paused:
            do()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, is_paused = Qt.Key(event.key()), self.display.taking.is_paused
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._press_enter()
        elif key in _PAGES and not is_paused:
            self.card.turn_page(_PAGES[key])
        elif is_paused or not self._take_letter(event):
            super().keyPressEvent(event)

    def _press_enter(self) -> None:
        """Press the button that has the focus, move on within the answer, or do what the main button says."""
        focused = QApplication.focusWidget()
        in_answer = self.display.holds(focused)
        is_sure = self.card.certainty.chosen_has_focus
        if isinstance(focused, QPushButton) or (isinstance(focused, QAbstractButton) and not in_answer and not is_sure):
            focused.click()
        elif in_answer and self.display.view.go_on(_BY_KEY):
            self.display.follow_focus()
        elif not self.display.taking.is_paused:
            self._act_or_skip()

    def _act_or_skip(self) -> None:
        """Do what the main button says; where that leaves a question unanswered, say so on the next one."""
        taking = self.display.taking
        skipped, is_open = taking.index, not taking.attempt.submitted and taking.response(taking.current.id) is None
        self.act(_BY_KEY)
        if is_open and taking.index == skipped + 1:
            told = self.tr("You skipped question {number}. {key} goes back to it.")
            told = told.format(key=shortcut_of("previous"), number=skipped + 1)
            self.card.tell_open(told, warns=False)
            announce(self.card.still_open, told)

    def _take_letter(self, event: QKeyEvent) -> bool:
        """Answer, rate, cross out, flag and the like by a letter or digit; False if it does nothing."""
        letter = choosing_key(event)
        if not letter or not self._settings.letter_keys:
            return False
        if self.card.certainty.take_key(letter):
            return True
        view, action = self.display.view, action_of(letter, self._settings.keys)
        takes = view.take_rating_key if self.display.is_told else view.take_key
        if self.display.crossing_out.take_key(event) or takes(letter):
            if self._split.show_question() and not self.display.holds(QApplication.focusWidget()):
                self.display.focus(_BY_KEY)
            self.display.follow_focus()
        elif action == "flag" and self.flag.isEnabled():
            self.set_flag(not self.flag.isChecked())
        elif action == "note" and self.bar.note.isEnabled():
            self.open_note()
        elif action == "hint" and not self.card.hints.next.isHidden():
            self.show_hint()
        else:
            return False
        return True

    def _step(self, by: int, reason: Qt.FocusReason = _OTHERWISE) -> None:
        self.go_to(self.display.taking.index + by, reason)

    def _switch_side(self) -> None:
        if self._split.hides_passage:
            self.display.focus(_BY_KEY)
        elif self._split.turn() if self._split.shows_one else not self.passage.hasFocus():
            self.passage.setFocus(_BY_KEY)
        else:
            self.display.focus(_BY_KEY)
            focused = QApplication.focusWidget()  # “Go to the passage” would lead back there
            is_answered = self.display.taking.response(self.display.question.id) is not None
            if is_answered and self.display.holds(focused) and isinstance(focused, QPushButton):
                self.action.setFocus(_BY_KEY)

    def _go_to_passage(self) -> None:
        self._split.show_passage()
        self.passage.setFocus(_BY_KEY)

    # how it is built

    def _connect(self) -> None:
        card, bar, display = self.card, self.bar, self.display
        for button in (card.action, bar.back, bar.next):
            button.pressed.connect(self._notice_press)
        display.response_changed.connect(self._respond)
        display.rating_changed.connect(self._rate)
        display.passage_requested.connect(self._go_to_passage)
        self.tools.level_changed.connect(self._fill)
        card.action_requested.connect(lambda: self.act(self._pressed_by))
        card.evidence_requested.connect(self._show_place)
        card.undo_requested.connect(self.undo)
        card.hints.next.clicked.connect(self.show_hint)
        card.certainty.certainty_chosen.connect(self._give_certainty)
        card.note.note_changed.connect(self._write_note)
        card.note.field.left.connect(lambda: display.focus(_BY_KEY))
        bar.back.clicked.connect(lambda: self._step(-1, self._pressed_by))
        bar.next.clicked.connect(lambda: self._step(1, self._pressed_by))
        bar.navigator.question_requested.connect(lambda index: self.go_to(index, _BY_KEY))
        bar.flag.toggled.connect(self.set_flag)
        bar.note.clicked.connect(self.open_note)
        bar.pause.clicked.connect(self.pause)
        self.cover.go_on.clicked.connect(self.go_on)
        self._split.share_changed.connect(partial(setattr, self._settings, "split"))

    def _notice_press(self) -> None:  # a press by key or mouse decides on the focus ring
        self._pressed_by = _OTHERWISE if QApplication.mouseButtons() else _BY_KEY

    def _show_place(self) -> None:
        """Show the next place of the evidence in the passage; if there is room for only one card, switch to it."""
        if self._split.shows_one:
            self._go_to_passage()
        QTimer.singleShot(0, self, self._show_next_place)  # after the layout

    def _show_next_place(self) -> None:
        announce(self.passage, self.passage.show_next_place())

    # how it looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def showEvent(self, event: QShowEvent) -> None:
        self.bar.clock.go()
        self.tools.watch.go()
        self._lay_out()

    def hideEvent(self, event: QHideEvent) -> None:
        self.drafts.settle()
        self.bar.clock.rest()

    def _lay_out(self) -> None:
        """Fit the room: both cards, or one at a time if both are too much."""
        width, low = self.width() / self._theme.scale, self.height() / self._theme.scale < 380
        compact = width < 780 or low
        small = self.width() < 1100 or self.height() < 600
        around = 8 if small else 14
        beside = max(around, (self.width() - self._theme.pixels(ALONE)) // 2) if self._split.hides_passage else around
        self._body.setContentsMargins(beside, around - 2, beside, around - 2)
        self.bar.fit(around=around, edge=6 if small else 8, compact=compact, narrow=compact or width < 960)
        for tab in self.header_tabs:
            tab.setVisible(compact and self.isVisible() and not self._split.hides_passage)
        self._passage_card.show_length(not compact)
        self.card.fit(low=low)
        self._fit_key_hint()
        self._split.setHandleWidth(8 if small else 12)
        self._split.fit(self._settings.split, shows_one=compact)

    def _fit_key_hint(self) -> None:
        """Show which keys answer, if there is room or it is needed."""
        needed = self._taking is not None and not self.display.is_told and self.display.view.needs_key_hint
        self.card.show_key_hint(needed or self.width() / self._theme.scale >= 1150)

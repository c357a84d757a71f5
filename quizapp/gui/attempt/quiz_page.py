"""Reading and answering: the passage on the left, one question on the right."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from quizapp.domain.evidence import Evidence
from quizapp.domain.passage import Span
from quizapp.domain.question import Question
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.catalog import new_view
from quizapp.gui.attempt.card_split import CardSplit
from quizapp.gui.attempt.navigator_model import state_of
from quizapp.gui.attempt.pause_cover import PauseCover
from quizapp.gui.attempt.question_card import QuestionCard
from quizapp.gui.attempt.quiz_bar import QuizBar
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.tab_button import TabButton
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.reports.words import obstacle_text, open_text, points_of, tries_text
from quizapp.services.taking import Taking
from quizapp.settings import Settings

_BY_KEY = Qt.FocusReason.ShortcutFocusReason
_OTHERWISE = Qt.FocusReason.OtherFocusReason
_MOST_NAMED = 3
"""How many open parts are told by name; of more, only the number is."""


class QuizPage(QWidget):
    """One attempt on the screen, under way or, once it is submitted, looked back on.

    Signals:
        finish_requested: the user wants to end the attempt, or, where it has ended, to see its results.
        time_ran_out: the time of the attempt is over; it has to be submitted now.
    """

    finish_requested = Signal()
    time_ran_out = Signal()

    def __init__(
        self, theme: Theme, settings: Settings, jobs: Jobs | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self._taking: Taking | None = None
        self._views: dict[type[Question], AnswerView] = {}
        self._view: AnswerView | None = None
        self._note_open = False
        self._pressed_by = _OTHERWISE
        self._open_told = ""
        """The question of which it was said that parts are open; the next check marks it."""
        self.finish = QPushButton(self.tr("Finish"))
        self.finish.clicked.connect(self._ask_to_finish)
        pictures = self._pictures = Pictures(jobs or Jobs(self), self)
        self._passage_card, self.card = PassageCard(theme, pictures), QuestionCard(theme, pictures)
        self.bar = QuizBar(theme)
        self.cover = PauseCover(theme)
        self.passage = self._passage_card.passage
        self.stem, self.feedback = self.card.stem, self.card.feedback
        self.evidence, self.action = self.card.evidence, self.card.action
        self.navigator, self.flag = self.bar.navigator, self.bar.flag
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        self._body = QVBoxLayout()
        self._split = CardSplit(self._passage_card, self.card)
        self._body.addWidget(self._split)
        self._body.addWidget(self.cover)
        self.cover.hide()
        page.addLayout(self._body, 1)
        rule = QFrame()
        rule.setObjectName("rule")
        page.addWidget(rule)
        page.addWidget(self.bar)
        self._connect()
        self._make_shortcuts()
        self._lay_out()
        theme.changed.connect(self._lay_out)

    # what the header shows for this page

    @property
    def header_tabs(self) -> list[TabButton]:
        """Where there is room for one card only: which one."""
        return self._split.tabs

    # the attempt

    def show_taking(self, taking: Taking, index: int | None = None) -> None:
        """Show an attempt, at the question that it is at, or at `index`."""
        if taking is not self._taking:
            self._note_open = False
            self._open_told = ""
        self._taking = taking
        if index is not None:
            taking.visit(index)
        taking.go_on()
        self._pictures.use(taking.bank.images)
        self._passage_card.show_passage(taking.bank.passage)
        self.bar.show_taking(taking)
        self.finish.setText(self.tr("Results") if taking.attempt.submitted else self.tr("Finish"))
        self._show_pause(False)
        self._show_question(_OTHERWISE)
        self.show_clock(self._settings.clock_shown)
        if self.isVisible():
            self.bar.clock.go()

    def refresh(self) -> None:
        """Show again what may have changed since."""
        if self._taking is not None:
            self.show_taking(self._taking)

    def put_away(self) -> None:
        """Have nothing more to do with the attempt that is shown: its time runs no more."""
        self._taking = None
        self.bar.clock.show_taking(None)

    def _show_question(self, reason: Qt.FocusReason) -> None:
        taking = self._current_taking()
        self._note_open = False
        view = self._fill()
        self.card.scroll_to_top()
        if not taking.is_told(taking.current.id):
            view.focus_first(reason)
        elif not view.focus_rating(reason):
            self.action.setFocus(reason)
        image = taking.current.image
        shown = " " + self.tr("Image: {alt}").format(alt=image.line) if image is not None else ""
        announce(self, f"{self.card.number.text()}. {self.stem.text()}{shown}")

    def _fill(self) -> AnswerView:
        """Show the current question as it stands; gives its view."""
        taking = self._current_taking()
        question = taking.current
        if self._view is not None:
            self._view.release_passage()
        view = self._view_for(question)
        self.card.setUpdatesEnabled(False)
        self.card.show_question(question, taking.index + 1, len(taking.order))
        view.show_question(question, taking.arrangement(question.id), taking.response(question.id))
        self.passage.show_evidence(())
        view.use_passage(self.passage)
        self.card.key_hint.setText(view.key_hint())
        self._show_hints()
        if taking.is_told(question.id):
            self._show_mark()
        else:
            self._show_try()
        self._show_note()
        self._show_open()
        self._fit_key_hint()
        self._show_action()
        self.bar.show_question(taking)
        self.card.setUpdatesEnabled(True)
        return view

    def _show_mark(self) -> None:
        taking = self._current_taking()
        question = taking.current
        view = self._view_for(question)
        view.show_mark(taking.mark(question.id))
        self._show_evidence()
        self._tell_mark(view)
        self.card.key_hint.setText(view.key_hint() if taking.current.is_rated else self.tr("Press Enter to go on"))

    def _tell_mark(self, view: AnswerView) -> None:
        taking = self._current_taking()
        question = taking.current
        mark = taking.mark(question.id)
        self.feedback.show_feedback(taking.bank, question, taking.response(question.id), mark, view, self._numbers_of)
        self.feedback.show()
        self.card.points.setText(points_of(mark, translate))

    def _show_try(self) -> None:
        """Show what the last try came to, if it was not right and there is another one; otherwise, no feedback."""
        taking = self._current_taking()
        question = taking.current
        tried = taking.last_try(question.id)
        if tried is not None:
            tries = tries_text(taking.tries_left(question.id), taking.next_share(question.id), translate)
            self.feedback.show_try(question, tried, tries, self._view_for(question))
        self.feedback.setVisible(tried is not None)

    def _show_evidence(self) -> None:
        taking = self._current_taking()
        question, bank = taking.current, taking.bank
        response = taking.response(question.id)
        on_mistakes = question.remarks_on_mistakes(response, taking.mark(question.id))
        evidence, misled = [*bank.spans(question.key_evidence)], list[Span]()
        for remark in question.remarks(response):
            if not self._view_for(question).marks_passage(remark.part):
                (misled if remark in on_mistakes else evidence).extend(bank.spans(remark.evidence))
        self.passage.show_evidence(tuple(dict.fromkeys(evidence)), misled)

    def _numbers_of(self, evidence: Evidence) -> tuple[int, ...]:
        """The numbers that places of the passage are shown with."""
        numbers = map(self.passage.number_of, self._current_taking().bank.spans(evidence))
        return tuple(sorted({number for number in numbers if number}))

    def _show_hints(self) -> None:
        taking = self._current_taking()
        id_ = taking.current.id
        self.card.hints.show_hints(taking.hints(id_), taking.next_hint(id_))

    def _show_note(self) -> None:
        taking = self._current_taking()
        note = taking.note(taking.current.id)
        self.card.note.show_note(note, is_open=not taking.attempt.submitted)
        self.card.note.setVisible(bool(note) or self._note_open)

    def _show_action(self) -> None:
        """What the main button does now, and what it waits for."""
        taking = self._current_taking()
        id_ = taking.current.id
        told = taking.is_told(id_)
        is_last = taking.index == len(taking.order) - 1
        certainty = taking.certainty(id_)
        if taking.mode.tells_at_once and not told:
            tried = taking.last_try(id_) is not None
            again = tried or self._open_told
            self.action.setText(self.tr("Check again") if again else self.tr("Check answer"))
            self.action.setEnabled(not taking.obstacle(id_))
        else:
            last = self.tr("Results") if taking.attempt.submitted else self.tr("Finish")
            self.action.setText(last if is_last else self.tr("Next question"))
            self.action.setEnabled(True)
        self.evidence.setVisible(told and bool(taking.bank.spans(taking.current.key_evidence)))
        self.evidence.setText(" " + self.tr("Show evidence"))
        self.evidence.setAccessibleName(self.tr("Show evidence"))
        self.card.undo.setVisible(taking.can_undo and taking.last_checked == id_)
        self.card.certainty.setVisible(taking.mode.certainty and not told)
        if taking.mode.certainty and not told:
            self.card.certainty.show_certainty(taking.current, certainty, is_needed=taking.mode.tells_at_once)

    def act(self, reason: Qt.FocusReason = _OTHERWISE) -> None:
        """Check the answer, or go on: what the main button says."""
        taking = self._current_taking()
        id_ = taking.current.id
        if taking.mode.tells_at_once and not taking.is_told(id_) and taking.response(id_) is not None:
            obstacle = taking.obstacle(id_)
            if obstacle in ("", "certainty") and self._ask_about_open(reason):
                return
            if obstacle == "certainty":
                self.card.certainty.focus_first(reason)
                announce(self.card.certainty, self.card.certainty.words)
            elif obstacle:
                illegible = self._view_for(taking.current).illegible_text()
                announce(self.action, illegible or obstacle_text(obstacle, translate))
            else:
                self.check(reason)
        elif taking.index == len(taking.order) - 1:
            self.finish_requested.emit()
        else:
            self.go_to(taking.index + 1, reason)

    def _ask_about_open(self, reason: Qt.FocusReason) -> bool:
        """Say once that parts of the question are open, before it is marked as it is; whether that was said now."""
        taking = self._current_taking()
        if self._open_told or not taking.open_parts(taking.current.id):
            return False
        self._open_told = taking.current.id
        self._show_open()
        self._show_action()
        self._split.show_question()
        self._view_for(taking.current).focus_open(reason)
        announce(self.card.still_open, self.card.still_open.text())
        QTimer.singleShot(0, self, self._follow_focus)
        return True

    def _show_open(self) -> None:
        """Where it was said of this question which parts are open, say which are now."""
        taking = self._current_taking()
        question, parts = taking.current, taking.open_parts(taking.current.id)
        if question.id != self._open_told or not parts:
            self._open_told = ""
            self.card.tell_open("")
            return
        names = sorted(set(map(self._view_for(question).name_in_sentence, parts)), key=lambda name: (len(name), name))
        if "" in names or len(names) > _MOST_NAMED:
            text = open_text(len(parts), len(question.open_parts(None)), translate)
        elif len(names) > 1:
            text = self.tr("{parts} and {last} are open").format(parts=", ".join(names[:-1]), last=names[-1])
        else:
            text = self.tr("{part} is open").format(part="".join(names))
        self.card.tell_open(self.tr("{open}. Check again to have it marked as it is.").format(open=text))

    def check(self, reason: Qt.FocusReason = _OTHERWISE) -> None:
        """Have the response marked now; where it is not right and there is another try, it is open again after that."""
        taking = self._current_taking()
        if not taking.check(taking.current.id):
            return
        self._open_told = ""
        self._split.show_question()
        self.navigator.questions.refresh(taking.index)
        if not taking.is_told(taking.current.id):
            view = self._fill()
            if not view.go_on(reason):
                view.focus_first(reason)
            announce(self.feedback, self.feedback.words())
            QTimer.singleShot(0, self, lambda: self.card.reveal(self.feedback))
            return
        self._show_mark()
        self._show_hints()
        self._show_open()
        self._fit_key_hint()
        self._show_action()
        rating = self._view.focus_rating(reason) if self._view is not None else None
        if rating is None:
            self.action.setFocus(reason)
        announce(self.feedback, self.feedback.words())
        shown = self.feedback if rating is None else rating
        reveal = self.card.reveal if rating is None else self.card.reveal_top
        QTimer.singleShot(0, self, lambda: reveal(shown))

    def undo(self) -> None:
        """Take back the last check."""
        taking = self._current_taking()
        if taking.undo():
            self.navigator.show_taking(taking)
            self._show_question(_BY_KEY)
            announce(self, self.tr("The last check is taken back."))

    def show_hint(self) -> None:
        """Show the next hint, if there is one."""
        taking = self._current_taking()
        if not taking.show_hint(taking.current.id):
            return
        had_focus = self.card.hints.next.hasFocus()
        self._show_hints()
        self._show_action()
        if had_focus and not self.card.hints.next.isVisible() and self._view is not None:
            self._view.focus_first(_BY_KEY)
        announce(self.card.hints, self.card.hints.words)

    def open_note(self) -> None:
        """Give the focus to the note of the question that is shown."""
        self._note_open = True
        self._show_note()
        self.card.note.focus_end(_BY_KEY)
        QTimer.singleShot(0, self, lambda: self.card.reveal(self.card.note))

    def pause(self) -> None:
        """Stop the time, and cover the question."""
        if self._current_taking().pause():
            self._show_pause(True)
            self.cover.go_on.setFocus(_OTHERWISE)
            announce(self.cover, self.cover.headline.text())

    def go_on(self) -> None:
        """End the pause."""
        taking = self._current_taking()
        if taking.go_on():
            self._show_pause(False)
            self._focus_question()

    def _show_pause(self, paused: bool) -> None:
        self.cover.setVisible(paused)
        self._split.setVisible(not paused)
        self.bar.setEnabled(not paused)
        for tab in self._split.tabs:
            tab.setEnabled(not paused)

    def _ask_to_finish(self) -> None:
        self.go_on()
        self.finish_requested.emit()

    def _follow_focus(self) -> None:
        """Bring what has the focus now into view: Qt does so for Tab alone."""
        focused = QApplication.focusWidget()
        if focused is not None and self._view is not None and self._view.isAncestorOf(focused):
            self.card.reveal(focused, 24)

    def go_to(self, index: int, reason: Qt.FocusReason = _OTHERWISE) -> None:
        """Show the question at `index`, if there is one."""
        taking = self._current_taking()
        if not taking.is_paused and taking.visit(index):
            self._split.show_question()
            self._show_question(reason)

    def set_flag(self, flagged: bool) -> None:
        taking = self._current_taking()
        if flagged != (taking.current.id in taking.attempt.flagged) and taking.flag(taking.current.id, flagged):
            self.flag.setChecked(flagged)
            self.navigator.questions.refresh(taking.index)
            announce(self.flag, self.tr("Flagged") if flagged else self.tr("No longer flagged"))
        self.bar.show_flag()

    def show_clock(self, shown: bool) -> None:
        """Show the time since the attempt began, or until it has to end, or don't."""
        self.bar.clock.show_time(shown)

    def _respond(self, response: object) -> None:
        taking = self._current_taking()
        before = state_of(taking, taking.current.id)
        taking.respond(taking.current.id, response)  # type: ignore[arg-type]
        if before is not state_of(taking, taking.current.id):
            self.navigator.questions.refresh(taking.index)
        self._show_open()
        self._show_try()  # what it names by its place may have another one now
        self._show_action()

    def _give_certainty(self, certainty: int) -> None:
        taking = self._current_taking()
        if taking.give_certainty(taking.current.id, certainty):
            self._show_action()

    def _write_note(self, text: str) -> None:
        taking = self._current_taking()
        if taking.write_note(taking.current.id, text):
            self.navigator.questions.refresh(taking.index)

    def _rate(self, rating: dict[str, int]) -> None:
        taking = self._current_taking()
        question = taking.current
        if self._view is None or not taking.rate(question.id, rating):
            return
        self._view.show_rated(taking.mark(question.id))
        self._tell_mark(self._view)
        self.navigator.questions.refresh(taking.index)
        announce(self.feedback, self.feedback.headline.text())

    def _current_taking(self) -> Taking:
        assert self._taking is not None, "the page is shown with an attempt"
        return self._taking

    def _view_for(self, question: Question) -> AnswerView:
        view = self._views.get(type(question))
        if view is None:
            view = new_view(type(question), self._theme)
            view.response_changed.connect(self._respond)
            view.rating_changed.connect(self._rate)
            view.passage_requested.connect(self._go_to_passage)
            self._views[type(question)] = view
            self.card.add_view(view)
        if view is not self._view:
            if self._view is not None:
                self._view.hide()
            view.show()
            self._view = view
        return view

    # keys

    def _make_shortcuts(self) -> None:
        sure = self.card.certainty.choose
        for keys, slot in (
            ("Alt+Left", lambda: self._step(-1, _BY_KEY)),
            ("Alt+Right", lambda: self._step(1, _BY_KEY)),
            ("F6", self._switch_side),
            ("Ctrl+Z", self.undo),
            ("Alt+1", lambda: sure(1)),
            ("Alt+2", lambda: sure(2)),
            ("Alt+3", lambda: sure(3)),
        ):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
            return
        text = event.text()
        plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        paused = self._current_taking().is_paused
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.card.turn_page(1 if event.key() == Qt.Key.Key_PageDown else -1)
            return
        if not paused and self._settings.letter_keys and plain and len(text) == 1 and self._take_key(text):
            return
        super().keyPressEvent(event)

    def _enter(self) -> None:
        focused = QApplication.focusWidget()
        in_answer = self._view is not None and focused is not None and self._view.isAncestorOf(focused)
        is_sure = self._is_in_certainty(focused) and isinstance(focused, QAbstractButton) and focused.isChecked()
        if isinstance(focused, QPushButton) or (isinstance(focused, QAbstractButton) and not in_answer and not is_sure):
            focused.click()
        elif in_answer and self._view is not None and self._view.go_on(_BY_KEY):
            self._follow_focus()
        else:
            self.act(_BY_KEY)

    def _is_in_certainty(self, widget: QWidget | None) -> bool:
        return widget is not None and self.card.certainty.isAncestorOf(widget)

    def _take_key(self, text: str) -> bool:
        """A letter or digit was typed; whether it meant something."""
        view = self._view
        if view is None:
            return False
        if self._is_in_certainty(QApplication.focusWidget()) and text.isdecimal():
            return self.card.certainty.choose(int(text))
        is_told = self._current_taking().is_told(self._current_taking().current.id)
        if view.take_rating_key(text) if is_told else view.take_key(text):
            self._follow_focus()
        elif text in "fF" and self.flag.isEnabled():
            self.set_flag(not self.flag.isChecked())
        elif text in "nN" and self.bar.note.isEnabled():
            self.open_note()
        elif text in "hH" and not self.card.hints.next.isHidden():
            self.show_hint()
        else:
            return False
        return True

    def _step(self, by: int, reason: Qt.FocusReason = _OTHERWISE) -> None:
        self.go_to(self._current_taking().index + by, reason)

    def _switch_side(self) -> None:
        """F6: from the passage to the question and back."""
        if self._current_taking().is_paused:
            return
        if self._split.turn() if self._split.shows_one else not self.passage.hasFocus():
            self.passage.setFocus(_BY_KEY)
        else:
            self._focus_question()

    def _focus_question(self) -> None:
        if self._view is not None and not self._current_taking().is_told(self._current_taking().current.id):
            self._view.focus_first(_BY_KEY)
            self._follow_focus()
        else:
            self.action.setFocus(_BY_KEY)

    def _go_to_passage(self) -> None:
        self._split.show_passage()
        self.passage.setFocus(_BY_KEY)

    # how it is built

    def _connect(self) -> None:
        card, bar = self.card, self.bar
        for button in (card.action, bar.back, bar.next):
            button.pressed.connect(self._notice_press)
        card.action_requested.connect(lambda: self.act(self._pressed_by))
        card.evidence_requested.connect(self._show_place)
        card.undo_requested.connect(self.undo)
        card.hints.hint_requested.connect(self.show_hint)
        card.certainty.certainty_chosen.connect(self._give_certainty)
        card.note.note_changed.connect(self._write_note)
        card.note.left.connect(self._focus_question)
        bar.step_requested.connect(lambda by: self._step(by, self._pressed_by))
        bar.navigator.question_requested.connect(lambda index: self.go_to(index, _BY_KEY))
        bar.flag.toggled.connect(self.set_flag)
        bar.note_requested.connect(self.open_note)
        bar.pause_requested.connect(self.pause)
        bar.clock.time_ran_out.connect(self.time_ran_out)
        self.cover.go_on.clicked.connect(self.go_on)
        self._split.share_changed.connect(self._keep_share)

    def _notice_press(self) -> None:
        """Whose focus is shown as a ring depends on how the button was pressed that moved it."""
        self._pressed_by = _OTHERWISE if QApplication.mouseButtons() else _BY_KEY

    def _show_place(self) -> None:
        """Show the next place of the evidence; where there is room for one card only, that is the passage from now."""
        if self._split.shows_one:
            self._split.show_passage()
            self.passage.setFocus(_BY_KEY)
            QTimer.singleShot(0, self, self._show_next_place)  # once it is laid out
        else:
            self._show_next_place()

    def _show_next_place(self) -> None:
        announce(self.passage, self.passage.show_next_place())

    # how it looks

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.bar.clock.go()
        self._lay_out()

    def hideEvent(self, event: QHideEvent) -> None:
        self.bar.clock.rest()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        """Fit the parts to the room: both cards, or where that is too little, one at a time."""
        scale = self._theme.scale
        width = self.width() / scale
        low = self.height() / scale < 380
        compact = width < 780 or low
        small = self.width() < 1100 or self.height() < 600
        around = 8 if small else 14
        self._body.setContentsMargins(around, around - 2, around, around - 2)
        self.bar.fit(around=around, edge=6 if small else 8, compact=compact, narrow=compact or width < 960)
        for tab in self._split.tabs:
            tab.setVisible(compact and self.isVisible())
        self._passage_card.show_length(not compact)
        self.card.fit(low=low)
        self._fit_key_hint()
        self._split.setHandleWidth(8 if small else 12)
        self._split.fit(self._settings.split, shows_one=compact)

    def _fit_key_hint(self) -> None:
        """Show which keys answer where there is room for it, or need of it."""
        taking, view = self._taking, self._view
        needed = (
            taking is not None and view is not None and view.needs_key_hint and not taking.is_told(taking.current.id)
        )
        self.card.show_key_hint(needed or self.width() / self._theme.scale >= 1150)

    def _keep_share(self, share: int) -> None:
        self._settings.split = share

"""The current question of an attempt in the card and the passage: response, mark, tries and hints."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from quizapp.domain.evidence import Evidence
from quizapp.domain.mark import Mark
from quizapp.domain.passage import Span
from quizapp.domain.question import Question
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.catalog import new_view
from quizapp.gui.attempt.crossing_out import CrossingOut
from quizapp.gui.attempt.question_card import QuestionCard
from quizapp.gui.kit.accessible import name_group, tell_language
from quizapp.gui.kit.settled import lay_out_contents
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.passage.passage_view import PassageView
from quizapp.reports.feedback import teacher_lines
from quizapp.reports.words import open_text, points_of, tries_text
from quizapp.services.taking import Taking
from quizapp.settings import Settings
from quizapp.texts import ALL, listed

_MOST_NAMED = 3
"""Most open parts that are named; if there are more, only their number is told."""


class QuestionDisplay(QObject):
    """Shows the current question of an attempt, in one view per question type.

    Signals:
        response_changed, passage_requested, rating_changed: those of the `AnswerView`.
        question_shown: a question is shown, or the same one anew.
    """

    response_changed = Signal(object)
    passage_requested = Signal()
    rating_changed = Signal(dict)
    question_shown = Signal()

    def __init__(
        self, theme: Theme, settings: Settings, card: QuestionCard, passage: PassageView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._settings = settings
        self._card = card
        self._passage = passage
        self.crossing_out = CrossingOut(settings, card)
        self._taking: Taking | None = None
        self._view: AnswerView | None = None
        self._views: dict[type[Question], AnswerView] = {}
        self._note_open = False
        self._rating_place: QWidget | None = None
        self._told_open = ""
        """The question whose open parts were told; the next check marks it as it is."""

    @property
    def taking(self) -> Taking:
        assert self._taking is not None, "the page is shown with an attempt"
        return self._taking

    @property
    def card(self) -> QuestionCard:
        """The card that holds the question."""
        return self._card

    @property
    def question(self) -> Question:
        return self.taking.current

    @property
    def view(self) -> AnswerView:
        """The view that shows the question."""
        assert self._view is not None, "a question is shown"
        return self._view

    @property
    def is_told(self) -> bool:
        """True if the mark of the question is shown."""
        return self.taking.is_told(self.question.id)

    def use_taking(self, taking: Taking) -> None:
        """Show questions of `taking` from now on."""
        if taking is not self._taking:
            self._told_open = ""
        self._taking = taking

    def fill(self, place: tuple[int, int] | None = None) -> None:
        """Show the question with its response, its mark or try, hints and note.

        `place` is its number and how many there are, where the taking knows only some of them.
        """
        taking, question, card = self.taking, self.question, self._card
        self.drop_focus()
        if self._view is not None:
            self._view.release_passage()
        view = self._use_view(type(question))
        card.show_question(question, *(place or (taking.index + 1, len(taking.order))))
        view.show_question(question, taking.arrangement(question.id), taking.response(question.id))
        if not self.is_told:
            self._passage.show_evidence(())
        view.setAccessibleName(card.number.text())
        name_group(view, card.stem)
        for widget in (card.stem, view):
            tell_language(widget, taking.bank.language)
        view.use_passage(self._passage)
        self.show_keys()
        self.show_hints()
        if self.is_told:
            self.show_mark()
        else:
            self.show_try()
        self.show_note()
        self.show_open()
        self.crossing_out.show(taking, view)
        lay_out_contents(view)
        self.question_shown.emit()
        view.show()  # last, as it lays out the card

    def show_keys(self) -> None:
        """Tell which keys answer, or rate the answer: letters and digits only where the learner uses them."""
        view = self.view
        is_rated_here = self.taking.bank.has_key and self.question.is_rated and view.rates
        if self.is_told and not is_rated_here:
            hint = self.tr("Press Enter to go on")
        else:
            hint = (view.letter_hint() if self._settings.letter_keys else "") or view.key_hint()
        self._card.key_hint.setText(hint)

    def drop_focus(self) -> None:
        """Take the focus from the answer before it is hidden or disabled.

        Otherwise Qt moves it from control to control, and a screen reader says each of them.
        """
        focused = QApplication.focusWidget()
        if focused is not None and self._card.isAncestorOf(focused) and not self._card.note.isAncestorOf(focused):
            focused.clearFocus()

    def focus(self, reason: Qt.FocusReason) -> None:
        """Give the focus to the first control of the answer; once it is marked, to the rating or the main button."""
        self._rating_place = self.view.focus_rating(reason) if self.is_told else None
        if not self.is_told:
            self.view.focus_first(reason)
            self.follow_focus()
        elif self._rating_place is None:
            self._card.action.setFocus(reason)

    def follow_focus(self) -> None:
        """Scroll to the control of the answer that has the focus; Qt does so only for Tab."""
        focused = QApplication.focusWidget()
        if focused is not None and self._view is not None and self.holds(focused):
            self._card.reveal(focused, self._view.margin())

    def holds(self, widget: QWidget | None) -> bool:
        """Tell whether `widget` belongs to the answer."""
        return widget is not None and self._view is not None and self._view.isAncestorOf(widget)

    def spoken(self) -> str:
        """Return what a screen reader says of the question: its number, its stem, and the mark if it is shown."""
        told = [f"{self._card.number.text()}. {self._card.stem.text()}"]
        if self.question.image:
            told.append(self.tr("Image: {alt}").format(alt=self.question.image.alt_line))
        if self.is_told and not self._card.feedback.isHidden():
            told.append(self._card.feedback.words())
        return " ".join(told)

    def show_action(self, finish: str) -> None:
        """Update the buttons below the question; `finish` is the main button's text at the last question."""
        taking, card, id_, told = self.taking, self._card, self.question.id, self.is_told
        is_checked = taking.mode.tells_at_once and not told
        if is_checked:
            words = self.tr("Check again") if self.asks_again else self.tr("Check answer")
        else:
            words = finish if taking.index == len(taking.order) - 1 else self.tr("Next question")
        card.show_actions(
            words,
            enabled=not is_checked or not taking.obstacle(id_),
            evidence=told and not taking.hides_passage and bool(taking.bank.spans(self.question.key_evidence)),
            undo=taking.can_undo and taking.last_checked == id_,
        )
        asks_certainty = taking.mode.certainty and not told and not taking.is_seen(id_)
        card.certainty.setVisible(asks_certainty)
        if asks_certainty:
            certainty = taking.certainty(id_)
            card.certainty.show_certainty(self.question, certainty, is_needed=taking.mode.tells_at_once)

    # feedback

    def show_mark(self) -> None:
        """Show the mark, the evidence and the feedback; without a key, just the response as it was handed in."""
        if not self.taking.bank.has_key:
            self.view.show_handed_in()
            self._card.feedback.hide()
            self.show_keys()
            return
        by_key = self.taking.mark_by_key(self.question.id)
        self.view.rates = self.taking.adjustments is None
        self.view.show_mark(by_key)
        self._show_evidence(by_key)
        self.tell_mark(self.taking.mark(self.question.id))
        self.show_keys()

    def end_answering(self) -> None:
        """Close the answer and show its mark."""
        self.drop_focus()
        self.show_mark()
        self.show_hints()
        self.show_open()
        self.crossing_out.show(self.taking, self.view)

    def reveal_told(self) -> None:
        """Scroll to the new feedback, or to what a wanted rating is based on."""
        if self._rating_place is not None:
            self._card.reveal_top(self._rating_place)
        else:
            self._card.reveal_feedback()

    def tell_mark(self, mark: Mark) -> None:
        """Show the mark of the question in words."""
        taking, question, card = self.taking, self.question, self._card
        response = taking.response(question.id)
        card.feedback.show_feedback(taking.bank, question, response, mark, self.view, self._numbers_of)
        adjustment = taking.adjustment(question.id)
        card.feedback.show_teacher([line.text for line in teacher_lines(adjustment, translate)])
        card.feedback.show()
        card.show_told(question, self.tr("not counted") if adjustment.is_left_out else points_of(mark, translate))

    def rate(self, rating: dict[str, int]) -> bool:
        """Rate the written answer, and show the mark that follows; False where it can't be rated."""
        taking, id_ = self.taking, self.question.id
        if not taking.rate(id_, rating):
            return False
        mark = taking.mark(id_)
        self.view.show_rated(mark)
        self.tell_mark(mark)
        return True

    def show_try(self) -> None:
        """Show how the last try went, if there is another one; otherwise, show no feedback."""
        taking, question = self.taking, self.question
        tried = taking.last_try(question.id)
        if tried is not None:
            tries = tries_text(taking.tries_left(question.id), taking.next_share(question.id), translate)
            self._card.feedback.show_try(question, tried, tries, self.view)
            self.view.show_tried(taking.attempt.tried[question.id])
        is_seen = tried is None and taking.is_seen(question.id)
        if is_seen:
            self._card.feedback.show_seen()
        self._card.feedback.setVisible(tried is not None or is_seen)

    def _show_evidence(self, mark: Mark) -> None:
        question, bank = self.question, self.taking.bank
        response = self.taking.response(question.id)
        on_mistakes = question.remarks_on_mistakes(response, mark)
        evidence, misled = [*bank.spans(question.key_evidence)], list[Span]()
        for remark in question.remarks(response):
            if not self.view.marks_passage(remark.part):
                (misled if remark in on_mistakes else evidence).extend(bank.spans(remark.evidence))
        self._passage.show_evidence(tuple(dict.fromkeys(evidence)), misled)

    def _numbers_of(self, evidence: Evidence) -> tuple[int, ...]:
        """Return the numbers that mark pieces of evidence in the passage."""
        numbers = map(self._passage.number_of, self.taking.bank.spans(evidence))
        return tuple(sorted({number for number in numbers if number}))

    def show_hints(self) -> None:
        """Show the hints so far, and offer the next one."""
        self._card.hints.show_hints(self.taking.hints(self.question.id), self.taking.next_hint(self.question.id))

    def show_note(self) -> None:
        """Show the learner's note, if there is one or it was opened."""
        note = self.taking.note(self.question.id)
        self._card.note.show_note(note, is_open=not self.taking.attempt.submitted)
        self._card.note.setVisible(bool(note) or self._note_open)

    def open_note(self, is_open: bool) -> None:
        """Show an empty note too, or only one with text."""
        self._note_open = is_open
        if is_open:
            self.show_note()

    # open parts

    @property
    def asks_again(self) -> bool:
        """True if the next check is a second one: after a try, or after open parts were told."""
        return bool(self._told_open) or self.taking.last_try(self.question.id) is not None

    def ask_about_open(self, reason: Qt.FocusReason) -> bool:
        """Say once which parts are open, and give the focus to the first; False if that was said, or none is."""
        if self._told_open or not self.taking.open_parts(self.question.id):
            return False
        self._told_open = self.question.id
        self.show_open()
        self.view.focus_open(reason)
        QTimer.singleShot(0, self, self.follow_focus)
        return True

    def forget_open(self) -> None:
        """Ask about open parts again at the next check."""
        self._told_open = ""

    def show_open(self) -> None:
        """Update what was said about open parts, if anything was said."""
        question, parts = self.question, self.taking.open_parts(self.question.id)
        if question.id != self._told_open or not parts:
            self._told_open = ""
            self._card.tell_open("")
            return
        names = sorted(set(map(self.view.name_in_sentence, parts)), key=lambda name: (len(name), name))
        if "" in names or len(names) > _MOST_NAMED:
            text = open_text(len(parts), len(question.open_parts(None)), translate)
        elif len(names) > 1:
            text = self.tr("{parts} are not answered yet").format(parts=translate.say(listed(names, ALL)))
        else:
            text = self.tr("{part} is not answered yet").format(part="".join(names))
        self._card.tell_open(self.tr("{open}. Check again to have your answer marked as it is.").format(open=text))

    def _use_view(self, question_type: type[Question]) -> AnswerView:
        view = self._views.get(question_type)
        if view is None:
            view = self._views[question_type] = new_view(question_type, self._theme)
            view.response_changed.connect(self.response_changed)
            view.rating_changed.connect(self.rating_changed)
            view.passage_requested.connect(self.passage_requested)
            self.crossing_out.follow(view)
            self._card.add_view(view)
        if view is not self._view:
            if self._view is not None:
                self._view.hide()
            self._view = view
        return view

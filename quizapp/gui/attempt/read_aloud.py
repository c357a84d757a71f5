"""Reading the passage, or the question with its options, aloud, one sentence after the other."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QEvent, QLocale, QObject
from PySide6.QtWidgets import QWidget

from quizapp.domain.accommodation import ReadAloud as ReadAloudParts
from quizapp.domain.assignment import allowed_aloud
from quizapp.domain.passage import Span
from quizapp.gui.attempt.question_display import QuestionDisplay
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.speech import Lack, Speech
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.gui.passage.spoken_layer import SpokenLayer
from quizapp.services.spoken_text import Utterance, spoken_passage, spoken_question
from quizapp.services.taking import Taking
from quizapp.settings import Settings

if TYPE_CHECKING:
    from quizapp.gui.attempt.read_aloud_bar import ReadAloudBar
    from quizapp.gui.attempt.spoken_frame import SpokenFrame

State = Literal["off", "starting", "reading", "paused"]


class ReadAloud(QObject):
    """Reads sentences, and shows which one: in a layer of the passage, or by a frame in the question.

    A pause stops the voice; going on says the sentence again from its beginning, since engines differ in where they
    pause. What is read ends with its question, its passage, the page and the window.

    Attributes:
        state: what is going on.
    """

    def __init__(self, theme: Theme, settings: Settings, card: PassageCard, display: QuestionDisplay) -> None:
        super().__init__(card)
        question_card = self._question_card = display.card
        self._theme = theme
        self._settings = settings
        self._card = card
        self._display = display
        self._taking: Taking | None = None
        self._layer: SpokenLayer | None = None
        self._frame: SpokenFrame | None = None
        self._bar: ReadAloudBar | None = None
        self._utterances: Sequence[Utterance] = ()
        self._at = 0
        self._question = ""
        self._allowed: ReadAloudParts = "nothing"
        self._number = 0
        self.state: State = "off"
        self.speech = Speech(self)
        self.speech.begun.connect(self._note_begun)
        self.speech.done.connect(self._go_on_after)
        self.speech.word_said.connect(self._follow_word)
        self.speech.failed.connect(self._tell_lack)
        tools = card.tools
        words = self.tr("Read the passage aloud")
        self.button = tools.add_tool("read_aloud", "speaker", words, key="read aloud", clicked=self.read_passage)
        self.of_question = question_card.read_aloud
        self.of_question.clicked.connect(self.read_question)
        display.question_shown.connect(self._follow_question)
        for watched in (card, question_card):
            watched.installEventFilter(self)

    @property
    def bar(self) -> "ReadAloudBar":
        """The row of buttons, made when it is first needed."""
        if self._bar is None:
            from quizapp.gui.attempt.read_aloud_bar import ReadAloudBar

            bar = self._bar = ReadAloudBar(self._theme, self._card)
            bar.hide()
            bar.pause_requested.connect(self.pause_or_go_on)
            bar.stop_requested.connect(self.stop)
            bar.step_requested.connect(self.step)
            bar.rate_chosen.connect(self._use_rate)
        return self._bar

    @property
    def reads_question(self) -> bool:
        """True while a question is read, or that is paused."""
        return self.state != "off" and self._utterances[0].span is None

    @property
    def can_read_question(self) -> bool:
        """Tells whether the question may be read now."""
        return self._taking is not None and self._allowed != "nothing" and not self._taking.is_paused

    def show_taking(self, taking: Taking) -> None:
        """Offer what this attempt allows; whatever was read before ends."""
        self.stop()
        self._taking = taking
        self._allowed = allowed_aloud(taking.attempt, self._settings.read_aloud)
        self._card.tools.offer("read_aloud", self._allowed == "all" and taking.bank.has_passage)

    def read_passage(self) -> None:
        """Read from where the learner is; while the passage is read, pause or go on."""
        if self.state != "off" and not self.reads_question:
            self.pause_or_go_on()
        elif self._taking is not None:
            told = spoken_passage(self._taking.bank.passage)
            self._begin(told, self._first_sentence(told), self._card.show_reading)

    def read_question(self) -> None:
        """Read the question from its stem; while it is read, pause or go on."""
        if self.reads_question:
            self.pause_or_go_on()
        elif self._taking is not None and self.can_read_question:
            question = self._taking.current
            told = spoken_question(question, self._taking.arrangement(question.id), translate)
            self._begin(told, 0, self._question_card.show_reading)

    def _first_sentence(self, utterances: Sequence[Utterance]) -> int:
        """Return the index of the sentence with the text cursor, if the passage has the focus, or else in view."""
        view = self._card.passage
        in_view = view.in_view
        place = in_view.start
        if view.hasFocus():
            cursor = view.text.offset(view.textCursor().position())
            place = cursor if in_view.start <= cursor < in_view.end else place
            return next((at for at, each in enumerate(utterances) if each.span and place < each.span.end), 0)
        return next((at for at, each in enumerate(utterances) if each.span and place <= each.span.start), 0)

    def _begin(self, utterances: Sequence[Utterance], at: int, place: Callable[[QWidget], object]) -> None:
        self.stop()
        if utterances:
            self._utterances = utterances
            place(self.bar)
            self._say(at)

    def _say(self, at: int) -> None:
        assert self._taking is not None
        self._at = at
        utterance = self._utterances[at]
        if self.state != "reading":
            self.state = "starting"
        self._show(utterance)
        self._show_state()
        self._number = self.speech.say(utterance.text, self._taking.bank.language, self._settings.speech_rate / 100)

    def step(self, by: int) -> None:
        """Read the next sentence, or the one before for -1; past the last one, stop."""
        if self.state == "off":
            return
        if self._at + by >= len(self._utterances):
            self.stop()
        else:
            self._say(max(0, self._at + by))

    def pause_or_go_on(self) -> None:
        """Pause, or go on with the sentence."""
        if self.state == "paused":
            self._say(self._at)
        elif self.state != "off":
            self.state, self._number = "paused", 0
            self.speech.stop()
            self._show_state()

    def stop(self) -> None:
        """Stop, and show nothing of it."""
        if self._bar is not None:
            self._bar.hide()
        if self.state != "off":
            self.state, self._number = "off", 0
            self.speech.stop()
            self._show(None)
            self._utterances = ()

    def _use_rate(self, rate: int) -> None:
        self._settings.speech_rate = rate
        if self.state in ("starting", "reading"):
            self._say(self._at)
        else:
            self._show_state()

    # what the voice does

    def _note_begun(self, number: int) -> None:
        if number == self._number and self.state == "starting":
            self.state = "reading"
            self._show_state()

    def _go_on_after(self, number: int) -> None:
        if number == self._number:
            self.state = "reading"
            self.step(1)

    def _follow_word(self, number: int, start: int, length: int) -> None:
        if number != self._number or self._layer is None:
            return
        text, span = self._utterances[self._at].text, self._utterances[self._at].span
        units = text.encode("utf-16-le")
        first, last = (len(units[: 2 * at].decode("utf-16-le", "ignore")) for at in (start, start + length))
        if span is not None:
            self._layer.show_word(Span(span.start + first, min(span.start + last, span.end)))

    def _tell_lack(self, lack: Lack) -> None:
        if self.state == "off" or self._taking is None:
            return
        language = QLocale(self._taking.bank.language.replace("-", "_")).nativeLanguageName()
        self._show(None)
        self.state, self._number = "off", 0
        words = self.bar.show_lack(lack, language or self._taking.bank.language)
        announce(self.bar, words)

    # what is seen

    def _show(self, utterance: Utterance | None) -> None:
        span = utterance.span if utterance is not None else None
        if self._layer is None and span is not None:
            self._layer = SpokenLayer(self._theme, self._card.passage.text, self)
            self._card.passage.add_layer(self._layer)
        if self._layer is not None:
            self._layer.show(span)
        is_of_question = utterance is not None and span is None
        if self._frame is None and is_of_question:
            from quizapp.gui.attempt.spoken_frame import SpokenFrame

            self._frame = SpokenFrame(self._theme)
        if self._frame is not None:
            widget = self._widget_of(utterance.part) if utterance is not None and is_of_question else None
            self._frame.lay_around(widget)
            if widget is not None:
                self._question_card.reveal(widget)

    def _widget_of(self, part: str) -> QWidget:
        if not part:
            return self._question_card.stem
        return self._display.view.widget_of(part) or self._display.view

    def _show_state(self) -> None:
        rate = self._settings.speech_rate
        self.bar.show_state(is_paused=self.state == "paused", is_starting=self.state == "starting", rate=rate)

    def _follow_question(self) -> None:
        """Stop when another question is shown."""
        id_ = self._display.question.id
        if id_ != self._question:
            self._question = id_
            self.stop()
        self.of_question.setVisible(self._allowed != "nothing")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            if watched is self._card or self.reads_question:
                self.stop()
            if not self._card.isVisible() and not self._question_card.isVisible():
                self.stop()
                self.speech.close()
        return False

"""Reading the passage, or the question with its options, aloud, one sentence after the other."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from quizapp.domain.accommodation import ReadAloud as ReadAloudParts
from quizapp.domain.assignment import allowed_aloud
from quizapp.gui.attempt.question_display import QuestionDisplay
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.gui.passage.passage_reader import PassageReader
from quizapp.services.spoken_text import Utterance, spoken_question
from quizapp.services.taking import Taking
from quizapp.settings import Settings

if TYPE_CHECKING:
    from quizapp.gui.attempt.spoken_frame import SpokenFrame


class ReadAloud(PassageReader):
    """Reads the question, too, with a frame around what is read; that ends with the question."""

    def __init__(self, theme: Theme, settings: Settings, card: PassageCard, display: QuestionDisplay) -> None:
        super().__init__(theme, settings, card)
        self._question_card = display.card
        self._display = display
        self._taking: Taking | None = None
        self._frame: SpokenFrame | None = None
        self._question = ""
        self._allowed: ReadAloudParts = "nothing"
        self.of_question = self._question_card.read_aloud
        self.of_question.clicked.connect(self.read_question)
        display.question_shown.connect(self._follow_question)
        self._question_card.installEventFilter(self)

    @property
    def reads_question(self) -> bool:
        """True while a question is read, or that is paused."""
        return self.state != "off" and not self.reads_passage

    @property
    def can_read_question(self) -> bool:
        """Tells whether the question may be read now."""
        return self._taking is not None and self._allowed != "nothing" and not self._taking.is_paused

    def show_taking(self, taking: Taking) -> None:
        """Offer what this attempt allows; whatever was read before ends."""
        self._taking = taking
        self._allowed = allowed_aloud(taking.attempt, self._settings.read_aloud)
        self.show_bank(taking.bank, is_allowed=self._allowed == "all")

    def read_question(self) -> None:
        """Read the question from its stem; while it is read, pause or go on."""
        if self.reads_question:
            self.pause_or_go_on()
        elif self._taking is not None and self.can_read_question:
            question = self._taking.current
            told = spoken_question(question, self._taking.arrangement(question.id), translate)
            self._begin(told, 0, self._question_card.show_reading)

    def _show(self, utterance: Utterance | None) -> None:
        super()._show(utterance)
        is_of_question = utterance is not None and utterance.span is None
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

    def _follow_question(self) -> None:
        """Stop when another question is shown."""
        id_ = self._display.question.id
        if id_ != self._question:
            self._question = id_
            self.stop()
        self.of_question.setVisible(self._allowed != "nothing")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide and self.reads_question:
            self.stop()
        return super().eventFilter(watched, event)

    def _rest(self) -> None:
        if not self._question_card.isVisible():
            super()._rest()

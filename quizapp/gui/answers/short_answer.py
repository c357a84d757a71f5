"""Answering `short_answer`."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.domain.mark import Mark
from quizapp.domain.question import Arrangement, Question, Response
from quizapp.domain.typed_answer import LONGEST_RESPONSE
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.answer_line import AnswerLine
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.question_types.short_answer import ShortAnswer


class ShortAnswerView(AnswerView):
    """A line to type in."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._line = AnswerLine(theme, LONGEST_RESPONSE)
        self._line.answer_changed.connect(self.notice)
        self.field = self._line.field
        self._right = Label(theme, FontRole.PLAIN, color="right", wraps=True)
        self._correct = ""
        fill(QVBoxLayout(self), self._line, self._right, margins=(3, 0, 3, 0), spacing=8)

    def fill(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        assert isinstance(question, ShortAnswer)
        self._correct = " · ".join(answer.text for answer in question.accepted if answer.share == 1)
        self._line.show_answer(response, self.tr("Type your answer"))
        self._right.hide()

    def show_outcomes(self, mark: Mark) -> None:
        self._line.show_mark(mark)
        self._right.setText(self.tr("Accepted: {answers}").format(answers=self._correct))
        self._right.show()

    def response(self) -> Response | None:
        return self._line.answer

    def focus_first(self, reason: Qt.FocusReason) -> None:
        self.field.setFocus(reason)

    def key_hint(self) -> str:
        return self.tr("Type your answer, Enter to go on")

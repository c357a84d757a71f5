"""Answering `short_answer`."""

from quizapp.domain.question import Arrangement, Response
from quizapp.domain.typed_answer import LONGEST_RESPONSE
from quizapp.gui.answers.line_view import LineView
from quizapp.gui.kit.theme import Theme
from quizapp.question_types.short_answer import ShortAnswer


class ShortAnswerView(LineView):
    """A line to type in."""

    question: ShortAnswer

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, LONGEST_RESPONSE)

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        self.show_answer(response, self.tr("Type your answer"))

    def right_answer(self) -> str:
        answers = " · ".join(answer.text for answer in self.question.accepted if answer.share == 1)
        return self.tr("Accepted: {answers}").format(answers=answers)

    def key_hint(self) -> str:
        return self.tr("Type your answer, Enter to go on")

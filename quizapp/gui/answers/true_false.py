"""Answering `true_false`."""

from quizapp.domain.question import Arrangement, Response
from quizapp.gui.answers.choice_view import ChoiceView
from quizapp.gui.kit.translate import translate
from quizapp.question_types.true_false import ANSWER_TEXTS, TrueFalse


class TrueFalseView(ChoiceView):
    """Two or three cards of which one is chosen."""

    question: TrueFalse

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        options = [(id_, translate(ANSWER_TEXTS[id_])) for id_ in arrangement]
        self.show_choices(options, [response], [self.question.key])

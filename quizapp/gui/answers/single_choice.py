"""Answering `single_choice`."""

from quizapp.domain.question import Arrangement, Question, Response
from quizapp.gui.answers.choice_view import ChoiceView
from quizapp.question_types.single_choice import SingleChoice


class SingleChoiceView(ChoiceView):
    """Cards of which one is chosen."""

    def fill(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        assert isinstance(question, SingleChoice)
        options = [(id_, question.part_text(id_)) for id_ in arrangement]
        self.show_choices(options, [response] if isinstance(response, str) else [], [question.key])

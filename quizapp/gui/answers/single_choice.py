"""Answering `single_choice`."""

from quizapp.domain.question import Arrangement, Response
from quizapp.gui.answers.choice_view import ChoiceView
from quizapp.question_types.single_choice import SingleChoice


class SingleChoiceView(ChoiceView):
    """Cards of which one is chosen."""

    question: SingleChoice

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        options = [(id_, self.question.part_text(id_)) for id_ in arrangement]
        self.show_choices(options, [response], [self.question.key])

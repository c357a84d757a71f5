"""Answering `multiple_choice`."""

from quizapp.domain.question import Arrangement, Response
from quizapp.gui.answers.choice_view import ChoiceView
from quizapp.question_types.multiple_choice import MultipleChoice


class MultipleChoiceView(ChoiceView):
    """Cards of which any number is chosen."""

    question: MultipleChoice
    exclusive = False

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        options = [(id_, self.question.part_text(id_)) for id_ in arrangement]
        self.show_choices(options, response if isinstance(response, tuple) else (), self.question.keys)

    def key_hint(self) -> str:
        return self.tr("Press A–{last} to choose or undo, Enter to go on").format(last=self.cards[-1].letter)

    def response(self) -> Response | None:
        return tuple(sorted(self.chosen)) or None

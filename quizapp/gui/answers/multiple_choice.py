"""Answering `multiple_choice`."""

from quizapp.domain.question import Response
from quizapp.gui.answers.choice_view import ChoiceView


class MultipleChoiceView(ChoiceView):
    """Cards of which any number is chosen."""

    exclusive = False

    def letter_hint(self) -> str:
        return self.tr("Press A–{last} to choose or undo, Enter to go on").format(last=self.cards[-1].letter)

    def response(self) -> Response | None:
        return tuple(sorted(self.chosen)) or None

"""Answering `single_choice`."""

from quizapp.gui.answers.choice_view import ChoiceView


class SingleChoiceView(ChoiceView):
    """Cards of which one is chosen."""

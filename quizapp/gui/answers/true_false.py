"""Answering `true_false`."""

from quizapp.gui.answers.choice_view import ChoiceView


class TrueFalseView(ChoiceView):
    """Two or three cards of which one is chosen."""

    can_cross_out = False

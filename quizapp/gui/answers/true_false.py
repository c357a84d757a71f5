"""Answering `true_false`."""

from quizapp.domain.question import Arrangement, Question, Response
from quizapp.gui.answers.choice_view import ChoiceView
from quizapp.gui.kit.translate import translate
from quizapp.question_types.true_false import ANSWER_TEXTS, TrueFalse


class TrueFalseView(ChoiceView):
    """Two or three cards of which one is chosen."""

    def take_key(self, key: str) -> bool:
        """Take T and F for true and false, beside the letters of the cards."""
        wanted = {"t": "true", "f": "false"}.get(key.lower(), "")
        return super().take_key(self.name_of(wanted) or key)

    def key_hint(self) -> str:
        return self.tr("Press T, F or A–{last} to choose, Enter to go on").format(last=self.cards[-1].letter)

    def fill(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        assert isinstance(question, TrueFalse)
        options = [(id_, translate(ANSWER_TEXTS[id_])) for id_ in arrangement]
        self.show_choices(options, [response] if isinstance(response, str) else [], [question.key])

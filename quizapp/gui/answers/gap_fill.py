"""Answering `gap_fill`."""

from quizapp.domain.question import Arrangement, Question, Response
from quizapp.gui.answers.gaps_view import GapsView
from quizapp.gui.answers.parts.gap_field import TypedField
from quizapp.question_types.gap_fill import GapFill


class GapFillView(GapsView[TypedField]):
    """A text with lines to type in."""

    def new_field(self) -> TypedField:
        field = TypedField(self.theme, self.text)
        field.size_changed.connect(self.text.refit)
        return field

    def prepare_field(self, field: TypedField, value: str) -> None:
        field.show_value(value)

    def fill(self, question: Question, arrangement: Arrangement, response: Response | None) -> None:
        assert isinstance(question, GapFill)
        answers = {
            id_: " · ".join(answer.text for answer in question.gap(id_).accepted if answer.share == 1)
            for id_ in question.gap_ids
        }
        self.show_gaps(question, response, answers)

    def key_hint(self) -> str:
        return self.tr("Type in the gaps, Enter to go on")

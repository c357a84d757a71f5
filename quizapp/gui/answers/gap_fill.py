"""Answering `gap_fill`."""

from quizapp.gui.answers.gaps_view import GapsView
from quizapp.gui.answers.parts.gap_field import TypedField
from quizapp.question_types.gap_fill import GapFill


class GapFillView(GapsView[TypedField]):
    """A text with lines to type in."""

    question: GapFill

    def new_field(self) -> TypedField:
        field = TypedField(self.theme, self.text)
        field.size_changed.connect(self.text.refit)
        return field

    def prepare_field(self, field: TypedField, value: str) -> None:
        field.show_value(value)

    def right_answer(self, id_: str) -> str:
        return " · ".join(answer.text for answer in self.question.gap(id_).accepted if answer.share == 1)

    def key_hint(self) -> str:
        return self.tr("Type in the gaps, Enter to go on")

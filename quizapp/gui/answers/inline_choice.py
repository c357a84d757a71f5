"""Answering `inline_choice`."""

from collections.abc import Sequence

from quizapp.domain.question import Arrangement, Response
from quizapp.domain.text import letter
from quizapp.gui.answers.gaps_view import GapsView
from quizapp.gui.answers.parts.gap_field import ChoiceField
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.choosing_keys import index_of_key
from quizapp.gui.kit.translate import translate
from quizapp.question_types.inline_choice import InlineChoice


class InlineChoiceView(GapsView[ChoiceField]):
    """A text with a list to choose from in each gap."""

    question: InlineChoice
    _options: dict[str, list[tuple[str, str, str]]]

    def new_field(self) -> ChoiceField:
        return ChoiceField(self.theme, self.text)

    def prepare_field(self, field: ChoiceField, value: str) -> None:
        field.notes = {}
        field.show_options(self._options[field.id], value)

    def right_answer(self, id_: str) -> str:
        return self.question.value_text(self.question.key_of(id_))

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        question = self.question
        self._options = {}
        for gap in question.gap_ids:
            options = question.options_of(gap)
            shown = [id_ for id_ in arrangement if id_ in options]
            self._options[gap] = [(id_, letter(index), question.part_text(id_)) for index, id_ in enumerate(shown)]
        super().fill(arrangement, response)

    def show_tried(self, tried: Sequence[Response]) -> None:
        filled, note = [self.question.filled(each) for each in tried], translate("Tried, not right")
        for field in self.fields:
            wrong = {each.get(field.id, "") for each in filled} - {self.question.key_of(field.id)}
            field.notes = dict.fromkeys(wrong, f"({note})")

    def take_key(self, key: str) -> bool:
        """Choose by letter or digit in the gap with the focus, or the first empty one, then go to the next gap."""
        field = self.field_for_key()
        if not field.choose(index_of_key(key)):
            return False
        announce(field, self.tr("{word}: put into gap {number}").format(word=field.shown_text, number=field.id))
        self.focus_after(field)
        return True

    def letter_hint(self) -> str:
        last = letter(max(map(len, self._options.values())) - 1)
        return self.tr("Press A–{last} to fill one gap after another, Enter to go on").format(last=last)

"""Fields of a bank that map names to values: advice that is silenced, and the share of each skill."""

from functools import partial

from quizapp.domain.question import SKILLS
from quizapp.gui.editor.forms.field import Field, FormContext
from quizapp.gui.editor.forms.record_field import Maker, RecordField
from quizapp.gui.editor.forms.text_fields import LineField


class SilencedField(RecordField):
    """The rules that are silenced; an empty reason takes one away. They are added where a finding is shown."""

    def __init__(self, context: FormContext, key: str, owner: Field | None) -> None:
        super().__init__(context, key, owner, {}, record="silenced", is_optional=True)

    def fill(self, *, is_new: bool) -> None:
        self._makers = {name: partial(self._make_reason, name) for name in {**self._makers, **self.values()}}
        super().fill(is_new=is_new)

    def is_offered(self, name: str) -> bool:
        return False

    def _make_reason(self, name: str, owner: RecordField) -> Field:
        return LineField(self.context, f"silenced.{name}", owner, is_optional=True)


class BlueprintField(RecordField):
    """The share of the questions that each skill should have, in percent."""

    is_list = True  # the fields in it have their labels beside them

    def __init__(self, context: FormContext, key: str, owner: Field | None) -> None:
        makers: dict[str, Maker] = {skill: partial(self._make_share, skill) for skill in SKILLS}
        super().__init__(context, key, owner, makers, record="blueprint", shown=SKILLS, is_optional=True)

    def _make_share(self, skill: str, owner: RecordField) -> Field:
        return LineField(self.context, f"blueprint.{skill}", owner, is_optional=True, is_narrow=True)

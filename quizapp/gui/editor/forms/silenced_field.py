"""Advice of the check that an author has silenced, with the reason for each."""

from quizapp.gui.editor.forms.field import Field, FormContext
from quizapp.gui.editor.forms.record_field import RecordField
from quizapp.gui.editor.forms.text_fields import LineField


class SilencedField(RecordField):
    """The rules that are silenced; an empty reason takes one away. They are added where a finding is shown."""

    def __init__(self, context: FormContext, key: str, owner: Field | None) -> None:
        super().__init__(context, key, owner, {}, record="silenced", is_optional=True)

    def fill(self, *, is_new: bool) -> None:
        def make(name: str) -> Field:
            return LineField(self.context, f"silenced.{name}", self, is_optional=True)

        self._makers = {name: lambda _, name=name: make(name) for name in {**self._makers, **self.values()}}
        super().fill(is_new=is_new)

    def is_offered(self, name: str) -> bool:
        return False

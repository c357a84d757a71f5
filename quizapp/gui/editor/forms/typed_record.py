"""A question whose type can be chosen: its form is that of the type."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.choice_fields import ChoiceField
from quizapp.gui.editor.forms.field import Field, FormContext
from quizapp.gui.editor.forms.record_field import RecordField
from quizapp.gui.editor.forms.retyping import retyped
from quizapp.gui.editor.forms.text_fields import LineField
from quizapp.gui.kit.focus import with_focus
from quizapp.gui.kit.row_or_column import RowOrColumn
from quizapp.problems import Path
from quizapp.reports.names import TYPE_NAMES


class TypedRecord(Field):
    """The type of a question, its short name where it has one, and the fields of this type.

    Args:
        types: the names of the types that are offered.
        make: makes the form for a type, which is in this field.
        has_id: False for a question that is part of another.
    """

    def __init__(
        self,
        context: FormContext,
        key: str,
        owner: Field | None,
        types: Sequence[str],
        make: Callable[[str, "TypedRecord"], RecordField],
        *,
        has_id: bool,
    ) -> None:
        super().__init__(context, key, owner, is_plain=owner is None)
        self._types = types
        self._make = make
        self.column.setSpacing(16)
        self.type = ChoiceField(context, "type", self, types)
        self.id = LineField(context, "id", self) if has_id else None
        row = RowOrColumn(spacing=12)
        for field in (self.type, self.id):
            if field is not None:
                row.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        if not has_id:
            self.setObjectName("entry")
            self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            self.column.setContentsMargins(12, 10, 12, 10)
        self.column.addLayout(row)
        self.records: dict[str, RecordField] = {}
        """The forms that have been made, by the names of their types."""
        self.record: RecordField | None = None
        """The form that is shown."""

    def fill(self, *, is_new: bool) -> None:
        raw = self.raw if isinstance(self.raw, dict) else {}
        self.type.show_value(raw.get("type"), (*self.path, "type"))
        if self.id is not None:
            self.id.show_value(raw.get("id"), (*self.path, "id"))
        name = raw.get("type")
        known = name if isinstance(name, str) and name in self._types else ""
        if known not in self.records:
            self.records[known] = self._make(known, self)
            self.records[known].hide()
            self.column.addWidget(self.records[known])
        self.record = self.records[known]
        for other in self.records.values():
            if other is not self.record or (is_new and with_focus([other]) is None):
                other.hide()  # what is shown would be laid out anew with each of its fields
        self.record.show_value(self.raw, self.path)
        self.record.show()

    def put_in(self, field: Field, value: Raw | None, step: str = "") -> None:
        raw = self.raw if isinstance(self.raw, dict) else {}
        if field is self.type and isinstance(value, str) and value in TYPE_NAMES:
            self.put(retyped(raw, value))
        elif field is self.record:
            self.put(value, step)
        elif not raw:
            self.put({str(field.path[-1]): value} if value is not None else None, step)
        else:
            super().put_in(field, value, step)

    def inner_fields(self) -> Sequence[Field]:
        head = [self.type] if self.id is None else [self.type, self.id]
        return [*head, self.record] if self.record is not None else head

    def field_at(self, path: Path) -> Field:
        head = self.type if self.id is None or path[len(self.path) :][:1] == ("type",) else self.id
        if path == head.path:
            return head
        return self.record.field_at(path) if self.record is not None else self

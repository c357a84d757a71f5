"""A field that holds fields: a record, of which what is needed or filled in is shown, and the rest can be added."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from quizapp.formats.authored import SHORT_FORM
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.field import Field, FormContext
from quizapp.gui.editor.forms.field_row import FieldRow
from quizapp.gui.editor.forms.words import label_of
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.kit.translate import translate
from quizapp.problems import Path

_USUAL, _MORE = 70, {"key": 210}
"""Pixels beyond what a row of fields needs at least, and beyond what those with these fields at their beginning do."""

Maker = Callable[["RecordField"], Field]
"""Makes one field of a record."""


class RecordField(Field):
    """Shows the fields of a mapping.

    Args:
        makers: makes each of its fields, by their names, in the order in which they are shown.
        shown: the names of those that are always shown; others are if they are filled, or asked for.
        beside: groups of names whose fields stand beside each other where there is room.
        is_short: True where a text alone stands for the record.
        record: the name of the record, for the words.
    """

    def __init__(
        self,
        context: FormContext,
        key: str,
        owner: Field | None,
        makers: Mapping[str, Maker],
        *,
        record: str,
        shown: Sequence[str] = (),
        beside: Sequence[Sequence[str]] = (),
        is_short: bool = False,
        is_plain: bool = False,
        is_optional: bool = False,
    ) -> None:
        super().__init__(context, key, owner, is_plain=is_plain)
        self.record = record
        self.fields: dict[str, Field] = {}
        """The fields that have been made, by their names."""
        self._makers = makers
        self._shown = shown
        self._beside = beside
        self._is_short = is_short
        self._is_optional = is_optional
        self._asked: set[str] = set()
        self._had_levels = False
        self._rows: dict[str, FieldRow] = {}
        self.column.setSpacing(16 if self.is_at_top else 8)
        words = self.tr("Add…")
        if record == "Header":
            words = self.tr("Add to the bank…")
        elif owner is not None and owner.owner is None and owner.key == "Question":
            words = self.tr("Add to the question…")
        self.add = MenuButton(words, self._offer, self)
        self.add.setObjectName("quiet")
        self.add.setText(words)
        self.add.prepare()
        self.column.addWidget(self.add)

    def name_after(self, name: str) -> None:
        """Have screen readers call this record `name`."""
        self.add.setAccessibleName(self.tr("Add to {entry}…").format(entry=name))
        main = self.fields.get(next(iter(self._makers), ""))
        control = main.control() if main is not None and main.head is None else None
        if control is not None:
            control.setAccessibleName(name)

    # what is shown

    def values(self) -> Mapping[str, Raw]:
        """Return the mapping that is shown, in its long form."""
        if isinstance(self.raw, dict):
            return self.raw
        return {SHORT_FORM: self.raw} if self._is_short and isinstance(self.raw, str) else {}

    def is_always_shown(self, name: str) -> bool:
        """Tell whether the field is shown while it is empty, too."""
        return name in self._shown and self._has_use(name)

    def is_offered(self, name: str) -> bool:
        """Tell whether the field can be added while it is not shown."""
        return self._has_use(name)

    def _has_use(self, name: str) -> bool:
        """Tell whether an empty field of this name is of any use here: without a passage, there is no evidence. What
        is silenced is added where a finding is shown.
        """
        return name != "silenced" and (name != "evidence" or bool(self.context.levels))

    def follow(self) -> None:
        if "evidence" in self._makers and bool(self.context.levels) != self._had_levels:
            self.fill(is_new=False)
        super().follow()

    def path_of(self, name: str) -> Path:
        return (*self.path, name)

    def forget_asked(self) -> None:
        """Hide what was asked for and is still empty, once something else is shown here."""
        self._asked.clear()

    def show_value(self, raw: Raw | None, path: Path) -> None:
        if path != self.path:
            self._asked.clear()
        super().show_value(raw, path)

    def fill(self, *, is_new: bool) -> None:
        values, self._had_levels = self.values(), bool(self.context.levels)
        hidden = False
        for name in self._makers:
            is_shown = name in values or self.is_always_shown(name) or name in self._asked
            hidden = hidden or (not is_shown and self.is_offered(name))
            if is_shown:
                field = self._field(name)
                field.show_value(values.get(name), self.path_of(name))
                field.show()
            elif name in self.fields:
                self.fields[name].hide()
        self.add.setVisible(hidden)

    def _field(self, name: str) -> Field:
        if name not in self.fields:
            field = self.fields[name] = self._makers[name](self)
            group = next((group for group in self._beside if name in group), ())
            if group and group[0] in self._rows:
                row = self._rows[group[0]]
                before = sum(other in self.fields for other in group[: group.index(name)])
                row.insertWidget(before, field, field.stretch, Qt.AlignmentFlag.AlignTop)
            elif group:
                place = self._place_of(name)
                row = FieldRow(self.context.theme, _MORE.get(group[0], _USUAL), spacing=12)
                self._rows[group[0]] = row
                row.addWidget(field, field.stretch, Qt.AlignmentFlag.AlignTop)
                self.column.insertLayout(place, row)
            else:
                self.column.insertWidget(self._place_of(name), field)
        return self.fields[name]

    def _place_of(self, name: str) -> int:
        """Return the place in the column for a new field, after those that come before it."""
        names = list(self._makers)
        after = names[names.index(name) + 1 :]
        for other in after:
            group = next((group for group in self._beside if other in group), ())
            if group and group[0] in self._rows:
                return self.column.indexOf(self._rows[group[0]])
            if not group and other in self.fields:
                return self.column.indexOf(self.fields[other])
        return self.column.indexOf(self.add)

    def inner_fields(self) -> Sequence[Field]:
        return [self.fields[name] for name in self._makers if name in self.fields and not self.fields[name].isHidden()]

    # what the author does

    def put_in(self, field: Field, value: Raw | None, step: str = "") -> None:
        name = str(field.path[-1])
        if isinstance(self.raw, dict):
            if value is None and self._is_optional and set(self.raw) == {name}:
                self._asked.add(name)
                self.put(None, step)
            else:
                if value is None:
                    self._asked.add(name)  # it stays on the screen, to be filled again
                self.emit_edited((*self.path, name), value, step)
        elif self._is_short and isinstance(self.raw, str):
            if name == SHORT_FORM:
                self.put(value if value is not None else "", step)
            elif value is not None:
                self.put({SHORT_FORM: self.raw, name: value}, step)
        elif value is not None:
            self.put({name: value}, step)

    def ask_for(self, name: str) -> None:
        """Show an optional field, and go to it."""
        self._asked.add(name)
        self.fill(is_new=False)
        self.fields[name].focus_field()

    def words_for(self, name: str) -> str:
        """Return the words by which a field is offered."""
        return translate(label_of(f"{self.record}.{name}"))

    def _offer(self, menu: QMenu) -> None:
        values = self.values()
        for name in self._makers:
            is_shown = name in values or self.is_always_shown(name) or name in self._asked
            if not is_shown and self.is_offered(name):
                action: QAction = menu.addAction(self.words_for(name))
                action.triggered.connect(lambda _=False, name=name: self.ask_for(name))

    def control(self) -> QWidget | None:
        return super().control() or (self.add if not self.add.isHidden() else None)

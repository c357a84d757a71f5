"""A field that holds a list: its entries, one below the other, which can be added, moved and taken away."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from quizapp.domain.text import letters
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.field import Field, FormContext
from quizapp.gui.editor.forms.record_field import RecordField
from quizapp.gui.editor.forms.text_fields import LineField, TextField
from quizapp.gui.kit.building import fill, name_by_tip, push_button, show_kept
from quizapp.gui.kit.focus import with_focus
from quizapp.gui.kit.key_names import key_names
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.row_or_column import RowOrColumn
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.kit.theme import FontRole
from quizapp.problems import Path

_KEYS = KEYS["move question"]
_LOW = ("Unit", "Level", "Accepted", "Item", "Hint", "KeyWords")
"""Records whose form is a line or two."""


def number_sign(index: int) -> str:
    """Give the sign of an entry that has a number."""
    return str(index + 1)


def letter_sign(index: int) -> str:
    """Give the sign of an entry that has a letter: A, B, … Z, AA, …"""
    return letters(index + 1)[-1]


class EntryRow(QFrame):
    """An entry of a list with its sign, and the buttons that move it and take it away."""

    def __init__(self, owner: "ListField", entry: Field, index: int) -> None:
        super().__init__()
        context = owner.context
        self.entry = entry
        self.main: Field | None = None
        """The field that Enter leaves for the next entry."""
        self.index = index
        if owner.is_framed:
            self.setObjectName("entry")
        self.sign = Label(context.theme, FontRole.STRONG, color="muted")
        self.sign.setContentsMargins(0, 6, 0, 0)
        context.theme.restyle_with(lambda: self.sign.setFixedWidth(context.theme.pixels(22)))
        self.up = self._button(owner, "up", -1)
        self.down = self._button(owner, "down", 1)
        self.gone = self._button(owner, "close", 0)
        is_tall = isinstance(entry, RecordField) and entry.record not in _LOW
        buttons = QVBoxLayout() if is_tall else QHBoxLayout()
        fill(buttons, self.up, self.down, self.gone, margins=(0, 0 if is_tall else 4, 0, 0), spacing=0)
        beside = fill(QVBoxLayout(), buttons, 1, margins=(0, 0, 0, 0))
        signs = fill(QVBoxLayout(), self.sign, 1, margins=(0, 0, 0, 0))
        around = (8, 8, 4, 8) if owner.is_framed else (0, 0, 0, 0)
        fill(QHBoxLayout(self), signs, (entry, 1), beside, margins=around, spacing=4)

    def _button(self, owner: "ListField", icon: str, by: int) -> QToolButton:
        button = QToolButton()
        button.setAutoRaise(True)
        owner.context.theme.put_icon(button, icon, 16, "muted")
        if by:
            button.clicked.connect(lambda: owner.move_entry(self.index, by))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # by keyboard, Alt and an arrow key move the entry
        else:
            button.clicked.connect(lambda: owner.remove_entry(self.index))
        return button

    def show_place(self, index: int, count: int, sign: str, name: str) -> None:
        """Show that this is the entry at `index` of `count`."""
        self.index = index
        self.up.setEnabled(index > 0)
        self.down.setEnabled(index < count - 1)
        if name == self.accessibleName():
            return
        self.sign.setText(sign)
        self.setAccessibleName(name)
        if isinstance(self.entry, RecordField):
            self.entry.name_after(name)
        elif (control := self.entry.control()) is not None:
            control.setAccessibleName(name)
        name_by_tip(self.up, self.tr("Move {entry} up ({key})").format(entry=name, key=key_names(_KEYS[0])))
        name_by_tip(self.down, self.tr("Move {entry} down ({key})").format(entry=name, key=key_names(_KEYS[1])))
        name_by_tip(self.gone, self.tr("Remove {entry}").format(entry=name))


def _main_field(entry: Field) -> Field | None:
    return next(iter(entry.fields.values()), None) if isinstance(entry, RecordField) else entry


class ListField(Field):
    """Shows the entries of a list, each with a field of its own.

    Args:
        make_entry: makes the field for an entry.
        new_value: the value of an entry that is added.
        words: the words of the button that adds one, and the name of one, with ``{sign}`` for its number or letter.
        sign: gives the sign of the entry at an index.
        is_framed: True to draw a frame around each entry.
        is_optional: True where the field goes with its last entry.
    """

    is_list = True

    def __init__(
        self,
        context: FormContext,
        key: str,
        owner: Field | None,
        make_entry: Callable[["ListField"], Field],
        new_value: Raw,
        words: tuple[str, str],
        *,
        sign: Callable[[int], str] = number_sign,
        is_framed: bool = False,
        is_optional: bool = False,
    ) -> None:
        super().__init__(context, key, owner)
        self.is_framed = is_framed
        self._is_optional = is_optional
        self._make_entry = make_entry
        self._new_value = new_value
        self._words = words
        self._sign = sign
        self._kept: list[EntryRow] = []
        self._count = -1
        self._next: tuple[int, Path] | None = None
        """The entry that takes the focus once the list is shown again, and the place in it."""
        self._rows = fill(QVBoxLayout(), margins=(0, 0, 0, 0), spacing=6)
        self.column.addLayout(self._rows)
        self.buttons = RowOrColumn(1)
        self.column.addLayout(self.buttons)
        self.setAccessibleName(self.label)
        self.add_buttons()

    def add_buttons(self) -> None:
        """Make the buttons that add an entry."""
        self.button = push_button(self._words[0], lambda: self.add_entry(self._new_value))
        self.button.setAccessibleDescription(self.label)
        self.buttons.insertWidget(0, self.button)

    # what is shown

    def values(self) -> Sequence[Raw]:
        """Return the entries; a value that is no list is the only one."""
        if isinstance(self.raw, list):
            return self.raw
        return [self.raw] if self.raw else []

    def fill(self, *, is_new: bool) -> None:
        values = self.values()
        if is_new or len(values) != self._count:
            self._count = len(values)
            for row in self._kept:
                if isinstance(row.entry, RecordField):
                    row.entry.forget_asked()
        rows = show_kept(self._kept, len(values), self._new_row)
        for index, (row, value) in enumerate(zip(rows, values, strict=True)):
            row.entry.show_value(value, self.path_of(index))
            if row.main is None:
                row.main = _main_field(row.entry)
                if isinstance(row.main, TextField | LineField):
                    row.main.entered.connect(partial(self._enter, row))
            sign = self._sign(index)
            row.show_place(index, len(values), sign, self._words[1].format(sign=sign))
        if self._next is not None:
            (index, rest), self._next = self._next, None
            self.focus_entry(index, rest)

    def path_of(self, index: int) -> Path:
        """Return the path of the entry at `index`."""
        return (*self.path, index) if isinstance(self.raw, list) else self.path

    def _new_row(self) -> EntryRow:
        row = EntryRow(self, self._make_entry(self), len(self._kept))
        self._rows.addWidget(row)
        return row

    @property
    def rows(self) -> list[EntryRow]:
        """The rows that are shown."""
        return self._kept[: len(self.values())]

    def inner_fields(self) -> Sequence[Field]:
        return [row.entry for row in self.rows]

    def control(self) -> QWidget | None:
        return super().control() or self.button

    # what the author does

    def put_in(self, field: Field, value: Raw | None, step: str = "") -> None:
        if isinstance(self.raw, list):
            self.emit_edited(field.path, "" if value is None else value, step)
        else:
            self.put(value, step)

    def add_entry(self, value: Raw, index: int | None = None) -> None:
        """Add an entry, at the end or at `index`, and go to it."""
        values = self.values()
        at = len(values) if index is None else index
        self._next = (at, ())
        if isinstance(self.raw, list) and self.raw:
            self.context.inserted.emit(self.path, at, value)
        else:
            self.put([*values[:at], value, *values[at:]])

    def remove_entry(self, index: int) -> None:
        """Take the entry at `index` away, and go to the one that follows."""
        self._next = (index, ())
        if len(self.values()) > 1 or not self._is_optional:
            self.context.removed.emit(self.path_of(index))
        else:
            self.put(None)

    def move_entry(self, index: int, by: int) -> None:
        """Move the entry at `index` up (-1) or down (1); the focus stays in it."""
        to = index + by
        if not 0 <= to < len(self.values()) or not isinstance(self.raw, list):
            return
        self.keep_focus(index, to)
        self.context.moved.emit(self.path, index, to)

    def keep_focus(self, index: int, to: int) -> None:
        """Have the focus, where it is in the entry at `index`, in that at `to` once the list is shown again."""
        focused = with_focus([self._kept[index]])
        inside = focused.entry.focused_path() if focused is not None else None
        self._next = (to, inside[len(self.path) + 1 :] if inside else ())

    def focus_entry(self, index: int, rest: Path = ()) -> None:
        """Go to the place `rest` of the entry at `index`, or of the last one; to the button where there is none."""
        rows = self.rows
        if rows:
            entry = rows[min(index, len(rows) - 1)].entry
            entry.field_at((*entry.path, *rest)).focus_field()
        else:
            self.button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _enter(self, row: EntryRow) -> None:
        """Go to the next entry after Enter in `row`; after the last one, add one."""
        if row.index + 1 < len(self.values()):
            self.focus_entry(row.index + 1)
        else:
            self.ask_for_entry()

    def ask_for_entry(self) -> None:
        """Add an entry after Enter in the last one."""
        self.add_entry(self._new_value)

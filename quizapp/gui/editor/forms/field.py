"""The base of all fields of a form: one value of the raw data, with its name, a hint, and what was found in it."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.domain.level import ReadingLevel
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.words import WITHOUT_ROOM, hint_of, label_of
from quizapp.gui.kit.building import discard, fill
from quizapp.gui.kit.focus import with_focus
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.problems import Path
from quizapp.settings import Settings


class FieldFinding(NamedTuple):
    """Something that was found at `path`: `words` say it; an error if `is_error`, otherwise advice."""

    path: Path
    words: str
    is_error: bool = True


class FormContext(QObject):
    """The things that all fields of one form share.

    Signals:
        edited: the value at a path becomes another one; None takes it away.
        inserted: a value comes into the list at a path, at an index.
        removed: the entry at a path goes.
        moved: an entry of the list at a path goes from one index to another.
        image_requested: an image file, by its name, should be copied beside the bank and stand at a path.

    Attributes:
        levels: the passage at each of its levels, the standard one first; empty where the bank has none.
        pictures: shows the images of the passage.
        settings: keep the folder that images were chosen in last.
        step: a name for what the author does: changes in a row with the same name are one step to undo, each without
            a name one of its own.
    """

    edited = Signal(object, object)
    inserted = Signal(object, int, object)
    removed = Signal(object)
    moved = Signal(object, int, int)
    image_requested = Signal(object, str)

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self.theme = theme
        self.levels: Sequence[ReadingLevel] = ()
        self.pictures: Pictures | None = None
        self.settings: Settings | None = None
        self.step = ""


class Field(QWidget):
    """Shows the value at `path`. Nothing is emitted by showing; what the author changes goes to `put`.

    Args:
        key: where the words for it stand: the name of its record and its own, such as ``Option.feedback``.
        owner: the field that this one is in; None for the whole form.
        is_plain: True where no label is to stand above it.
    """

    stretch = 1
    """The share of the room that the field takes where it stands beside others."""
    is_list = False
    """True for a field that holds entries, which have less room."""

    def __init__(self, context: FormContext, key: str, owner: "Field | None", *, is_plain: bool = False) -> None:
        super().__init__()
        self.context = context
        self.key = key
        self.owner = owner
        self.path: Path = ()
        self.raw: Raw | None = None
        self.is_shown = False
        self.label = translate(label_of(key))
        self.hint = translate(hint_of(key))
        self.column = fill(QVBoxLayout(self), margins=(0, 0, 0, 0), spacing=3)
        self.head: Label | None = None
        if not is_plain:
            self._add_head()
        self._findings: list[QWidget] = []

    def _add_head(self) -> None:
        role = FontRole.STRONG if self.is_at_top else FontRole.LABEL
        self.head = Label(self.context.theme, role, self.label, wraps=True)
        head = fill(QVBoxLayout(), self.head, spacing=2)
        if self.has_room:
            head.addWidget(Label(self.context.theme, FontRole.SMALL, self.hint, color="muted", wraps=True))
        self.column.addLayout(head)

    @property
    def is_at_top(self) -> bool:
        """Tell whether this is in no list: there is room for its hint above it."""
        return not self.is_list_entry and (self.owner is None or self.owner.is_at_top)

    @property
    def is_list_entry(self) -> bool:
        """Tell whether this is an entry of a list."""
        return self.owner is not None and self.owner.is_list

    @property
    def has_room(self) -> bool:
        """Tell whether the hint stands above the field, rather than in it while it is empty."""
        return self.is_at_top and self.key not in WITHOUT_ROOM

    # what is shown

    def show_value(self, raw: Raw | None, path: Path) -> None:
        """Show `raw`, the value at `path`; None where there is none."""
        if self.is_shown and raw == self.raw and path == self.path:
            return
        is_new = path != self.path
        self.path, self.raw, self.is_shown = path, raw, True
        self.fill(is_new=is_new)

    def fill(self, *, is_new: bool) -> None:
        """Show `raw` in the controls; `is_new` where it is another place that is shown from now on."""
        raise NotImplementedError

    def follow(self) -> None:
        """Show what other fields list now, where that is offered here."""
        for each in self.inner_fields():
            each.follow()

    # what the author does

    def put(self, value: Raw | None, step: str = "") -> None:
        """Have `value` stand here; None takes the field away. Changes in a row with one `step` are undone together."""
        if self.owner is not None:
            self.owner.put_in(self, value, step)
        else:
            self.emit_edited(self.path, value, step)

    def put_in(self, field: "Field", value: Raw | None, step: str = "") -> None:
        """Have `value` stand in `field`, which is in this one."""
        self.emit_edited(field.path, value, step)

    def emit_edited(self, path: Path, value: Raw | None, step: str = "") -> None:
        self.context.step = step
        self.context.edited.emit(path, value)

    @property
    def typing(self) -> str:
        """The step of what is typed here."""
        return f"typing {self.path}"

    # places

    def field_at(self, path: Path) -> "Field":
        """Return the field for `path`, or the one for the nearest place around it that has one."""
        inner = next((each for each in self.inner_fields() if path[: len(each.path)] == each.path), None)
        return inner.field_at(path) if inner is not None else self

    def inner_fields(self) -> Sequence["Field"]:
        """Return the fields in this one that are shown."""
        return ()

    def focused_path(self) -> Path:
        """Return the path of the field with the focus, this one or one in it."""
        inner = with_focus(self.inner_fields())
        return inner.focused_path() if inner is not None else self.path

    def focus_field(self) -> None:
        """Take the focus with the control that is used first."""
        control = self.control()
        if control is not None:
            control.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def control(self) -> QWidget | None:
        """Return the control that takes the focus; by default that of the first field in this one."""
        return next((control for each in self.inner_fields() if (control := each.control()) is not None), None)

    def forget_hint(self) -> None:
        """Have no hint, where it stands already around this field."""
        self.hint = ""
        if (control := self.control()) is not None:
            self.name_control(control)

    def name_control(self, control: QWidget) -> None:
        """Give `control` the name and the hint of this field."""
        control.setAccessibleName(self.label)
        control.setAccessibleDescription(self.hint)
        if self.head is not None:
            self.head.setBuddy(control)

    # findings

    def show_findings(self, findings: Sequence[FieldFinding]) -> None:
        """Show `findings` each under the field that it is about, and no others."""
        self.clear_findings()
        for finding in findings:
            self.field_at(finding.path).add_finding(finding)

    def clear_findings(self) -> None:
        """Take all findings away, here and in the fields in this one."""
        if self._findings:
            discard(self._findings)
            self.describe("")
        for each in self.inner_fields():
            each.clear_findings()

    def add_finding(self, finding: FieldFinding) -> None:
        """Show a finding under this field; a screen reader tells it with the control."""
        color = "wrong" if finding.is_error else "warn"
        label = Label(self.context.theme, FontRole.SMALL, finding.words, color=color, wraps=True)
        self.column.addWidget(label)
        self._findings.append(label)
        self.describe(" ".join(each.text() for each in self._findings if isinstance(each, Label)))

    def describe(self, words: str) -> None:
        """Tell `words`, what was found, with the control."""
        control = self if self.inner_fields() else self.control()
        if control is not None:
            control.setAccessibleDescription(" ".join(filter(None, (self.hint, words))))

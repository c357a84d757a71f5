"""Fields for a choice: yes or no, one of a few words, one of the texts of another field."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from quizapp.domain.text import same_text
from quizapp.formats.authored import TRUTH_WORDS
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.field import Field, FormContext
from quizapp.gui.editor.forms.field_row import FieldRow
from quizapp.gui.editor.forms.words import choice_words
from quizapp.gui.kit.check_box import CheckBox
from quizapp.gui.kit.choice_box import ChoiceBox
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole
from quizapp.gui.kit.translate import translate

_SPARE = 50
"""Pixels at the plain text size beyond what a choice with its label beside it needs."""


def is_true(raw: Raw | None, default: bool = False) -> bool:
    """Tell whether a raw value says yes."""
    return TRUTH_WORDS.get(raw.casefold(), "") == "true" if isinstance(raw, str) else default


class YesNoField(Field):
    """A box to tick, with its name beside it; the hint stands below it where there is room."""

    def __init__(self, context: FormContext, key: str, owner: Field | None, *, default: bool = False) -> None:
        super().__init__(context, key, owner, is_plain=True)
        self._default = default
        self.stretch = 0
        self.box = CheckBox(context.theme, self.label)
        self.name_control(self.box)
        self.column.addWidget(self.box)
        if self.has_room:
            self.column.addWidget(Label(context.theme, FontRole.SMALL, self.hint, color="muted", wraps=True))
        else:
            self.box.setToolTip(self.hint)
            self.box.setAccessibleDescription(" ")
        self.box.toggled.connect(self._take)

    def fill(self, *, is_new: bool) -> None:
        with QSignalBlocker(self.box):
            self.box.setChecked(is_true(self.raw, self._default))

    def control(self) -> QWidget:
        return self.box

    def _take(self, is_on: bool) -> None:
        if is_on != is_true(self.raw, self._default):
            self.put(None if is_on == self._default else "true" if is_on else "false")


class ChoiceField(Field):
    """One of a few words.

    Args:
        values: the raw values to choose from.
        default: the one that counts where nothing is said; None where something has to be.
        is_inline: True to have the label beside the choice.
    """

    def __init__(
        self,
        context: FormContext,
        key: str,
        owner: Field | None,
        values: Sequence[str],
        *,
        default: str | None = None,
        is_plain: bool = False,
        is_inline: bool = False,
    ) -> None:
        super().__init__(context, key, owner, is_plain=is_plain or is_inline)
        self._values = tuple(values)
        self._default = default
        self._offered: tuple[str, ...] = ()
        self.box = ChoiceBox(context.theme, self.label, self)
        self.name_control(self.box)
        self.box.use_length(12)
        if is_inline:
            name = Label(context.theme, FontRole.LABEL, self.label, color="muted")
            name.setBuddy(self.box)
            self.column.addLayout(FieldRow(context.theme, _SPARE, name, (self.box, 1)))
        else:
            self.column.addWidget(self.box)
        self.box.currentIndexChanged.connect(self._take)

    def values(self) -> Sequence[str]:
        """Return the raw values that are offered now."""
        return self._values

    def words(self, value: str) -> str:
        """Return the words for a value."""
        return translate(choice_words(self.key, value))

    def _chosen(self) -> str:
        """Return the value that stands here, in the form in which it is offered if it is."""
        if not isinstance(self.raw, str):
            return self._default or ""
        folded = self.raw.casefold()
        return self.raw if self.raw in self.values() else TRUTH_WORDS.get(folded, self.raw)

    def fill(self, *, is_new: bool) -> None:
        chosen, values = self._chosen(), self.values()
        offered = tuple(values) if chosen in values else (*values, chosen)  # what is mistyped is shown, too
        if offered != self._offered:
            self._offered = offered
            self.box.show_choices((self.words(value), value) for value in offered)
        self.box.show_choice(chosen)

    def control(self) -> QWidget:
        return self.box

    def _take(self) -> None:
        value = self.box.currentData()
        if isinstance(value, str) and value != self._chosen():
            self.put(None if value == self._default else value)


class TextChoiceField(ChoiceField):
    """One of the texts that another field lists; `find` gives them as they are now."""

    def __init__(
        self,
        context: FormContext,
        key: str,
        owner: Field | None,
        find: Callable[[], Sequence[str]],
        *,
        is_plain: bool = False,
        is_inline: bool = False,
    ) -> None:
        super().__init__(context, key, owner, (), is_plain=is_plain, is_inline=is_inline)
        self._find = find

    def values(self) -> Sequence[str]:
        return list(dict.fromkeys(self._find()))

    def words(self, value: str) -> str:
        return value or self.tr("Choose…")

    def _chosen(self) -> str:
        raw = self.raw if isinstance(self.raw, str) else ""
        return raw if raw in self.values() else same_text(raw, self.values()) or raw

    def follow(self) -> None:
        self.fill(is_new=False)

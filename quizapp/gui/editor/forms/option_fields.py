"""The options of a question or of a gap: their texts, which of them is the key, and why a wrong one tempts."""

from collections.abc import Mapping

from PySide6.QtWidgets import QMenu

from quizapp.domain.question import Role
from quizapp.formats.authored import SHORT_FORM
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.choice_fields import is_true
from quizapp.gui.editor.forms.field import Field, FormContext
from quizapp.gui.editor.forms.list_field import ListField, letter_sign
from quizapp.gui.editor.forms.record_field import Maker, RecordField
from quizapp.gui.editor.forms.words import choice_words
from quizapp.gui.kit.building import push_button
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.kit.translate import translate

_ROLES: tuple[Role, ...] = ("misreading", "other_span", "unsupported", "")


class OptionField(RecordField):
    """One option. Its role and its feedback are asked for where it is not the key."""

    def __init__(self, context: FormContext, owner: "OptionList", makers: Mapping[str, Maker]) -> None:
        super().__init__(
            context,
            "Option",
            owner,
            makers,
            record="Option",
            shown=(SHORT_FORM, "key"),
            beside=(("key", "role"),),
            is_short=True,
            is_plain=True,
        )
        self._list = owner

    @property
    def is_key(self) -> bool:
        return is_true(self.values().get("key"))

    def is_always_shown(self, name: str) -> bool:
        return name in (SHORT_FORM, "key") or (name in ("role", "feedback") and not self.is_key)

    def is_offered(self, name: str) -> bool:
        return super().is_offered(name) and (name != "role" or not self.is_key)

    def put_in(self, field: Field, value: Raw | None, step: str = "") -> None:
        if field.path[-1:] != ("key",) or value != "true":
            super().put_in(field, value, step)
            return
        self._list.make_key(self)


class OptionList(ListField):
    """The options of a question; one that is added is the key, or wrong for a reason that is asked for.

    Args:
        has_one_key: True where marking another option as the key takes the mark from the one that had it.
    """

    def __init__(
        self, context: FormContext, key: str, owner: Field | None, makers: Mapping[str, Maker], *, has_one_key: bool
    ) -> None:
        self.has_one_key = has_one_key
        super().__init__(
            context,
            key,
            owner,
            lambda _: OptionField(context, self, makers),
            "",
            ("", self.tr("option {sign}")),
            sign=letter_sign,
            is_framed=True,
        )

    @property
    def options(self) -> list[OptionField]:
        """The options that are shown."""
        return [row.entry for row in self.rows if isinstance(row.entry, OptionField)]

    def make_key(self, chosen: OptionField) -> None:
        """Make an option the key, which has no role; where there is one key alone, the other no longer is."""
        entries = list[Raw]()
        for option in self.options:
            entry = dict(option.values())
            if option is chosen:
                entry = {name: value for name, value in entry.items() if name != "role"} | {"key": "true"}
            elif self.has_one_key and option.is_key:
                del entry["key"]
            entries.append(option.raw if entry == option.values() and option.raw is not None else entry)
        self.put(entries)

    def add_buttons(self) -> None:
        self.add = MenuButton(self.tr("Add a wrong option"), self._offer_roles, self)
        self.add.setObjectName("framed")
        self.add.setText(self.tr("Add a wrong option"))
        self.add.prepare()
        self.button = push_button(self.tr("Add a right option"), lambda: self.add_entry(_key_option()))
        self.buttons.insertWidget(0, self.add)
        self.buttons.insertWidget(1, self.button)

    def fill(self, *, is_new: bool) -> None:
        super().fill(is_new=is_new)
        self.button.setVisible(not self.has_one_key or not any(option.is_key for option in self.options))

    def ask_for_entry(self) -> None:
        self.add.open()

    def _offer_roles(self, menu: QMenu) -> None:
        for role in _ROLES:
            action = menu.addAction(translate(choice_words("Option.role", role)))
            action.triggered.connect(lambda _=False, role=role: self.add_entry(_wrong_option(role)))


def _key_option() -> Raw:
    return {SHORT_FORM: "", "key": "true"}


def _wrong_option(role: Role) -> Raw:
    return {SHORT_FORM: "", "role": role} if role else ""

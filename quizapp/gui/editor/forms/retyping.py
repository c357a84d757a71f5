"""Another type for a question that is written already: what both types have stays."""

from copy import deepcopy

import msgspec

from quizapp.domain.question import Question
from quizapp.formats.authored import SHORT_FORM
from quizapp.formats.yaml_events import Raw
from quizapp.gui.editor.forms.catalog import STARTS
from quizapp.gui.editor.forms.choice_fields import is_true
from quizapp.gui.editor.forms.gap_fields import NEW_GAPS, words_in
from quizapp.question_types.catalog import BY_NAME

_ENTRIES = {
    "single_choice": "options", "multiple_choice": "options", "table": "rows", "categorize": "statements",
    "matching": "prompts", "ordering": "items", "short_answer": "accepted",
}  # fmt: skip
"""The list of each type whose entries have a text."""
_CHOICES = ("single_choice", "multiple_choice")
_NAMES = {"table": ("columns", "key"), "categorize": ("categories", "category"), "matching": ("options", "option")}
"""The list of each type whose texts entries name, and the field of these that does."""


def new_question(type_name: str, id_: str = "") -> dict[str, Raw]:
    """Give a question of this type with nothing in it; without an `id_`, one that is part of another."""
    head: dict[str, Raw] = {"id": id_} if id_ else {}
    return {**head, "type": type_name, "stem": "", **deepcopy(STARTS[type_name])}


def retyped(raw: dict[str, Raw], type_name: str) -> dict[str, Raw]:
    """Give `raw` as a question of this type. What has no place in it is left out, what it needs stands there empty."""
    old_name = raw.get("type")
    if old_name == type_name:
        return dict(raw)
    old = BY_NAME.get(old_name) if isinstance(old_name, str) else None
    new = BY_NAME[type_name]
    kept: dict[str, Raw] = {**raw, "type": type_name}
    if old is None or not isinstance(old_name, str):
        return {**deepcopy(STARTS[type_name]), **kept}
    old_types = {field.name: field.type for field in msgspec.structs.fields(old)}
    new_types = {field.name: field.type for field in msgspec.structs.fields(new)}
    kept = {
        name: value
        for name, value in kept.items()
        if name == "type" or (name in new_types and old_types.get(name) == new_types[name])
    }
    kept |= _carried(raw, old_name, type_name, new)
    return {**kept, **{name: value for name, value in deepcopy(STARTS[type_name]).items() if name not in kept}}


def _carried(raw: dict[str, Raw], old: str, new: str, record: type[Question]) -> dict[str, Raw]:
    """Give the entries of a list, the texts that they name, and gaps, in the form that the type `new` has for them."""
    carried: dict[str, Raw] = {}
    gaps = raw.get("gaps")
    if isinstance(gaps, list) and record.__name__ in NEW_GAPS and old != new:
        carried["gaps"] = [NEW_GAPS[record.__name__](words_in(gap)) for gap in gaps]
        if new == "word_bank":
            carried["words"] = list(dict.fromkeys(filter(None, map(words_in, gaps))))
    if new == "short_answer" and old in _CHOICES:
        return _answers_of(raw.get("options"))
    if old == "short_answer" and new in _CHOICES:
        return {"options": _options_of(raw)}
    entries = raw.get(_ENTRIES.get(old, ""))
    name = _ENTRIES.get(new)
    if not isinstance(entries, list) or name is None or {old, new} == {"single_choice", "multiple_choice"}:
        return carried
    named, old_named = _NAMES.get(new), _NAMES.get(old)
    if named is not None and old_named is not None and old_named[0] in raw:
        carried[named[0]] = raw[old_named[0]]
    allowed = _fields_of_entries(record, name)
    carried[name] = [_entry(entry, allowed, old_named, named) for entry in entries]
    return carried


def _answers_of(options: Raw | None) -> dict[str, Raw]:
    """Give what is accepted, the keys, and what is anticipated, the other options."""
    accepted, anticipated = list[Raw](), list[Raw]()
    for option in options if isinstance(options, list) else ():
        fields = option if isinstance(option, dict) else {SHORT_FORM: option}
        if is_true(fields.get("key")):
            accepted.append(_entry(option, {SHORT_FORM, "feedback"}, None, None))
        else:
            anticipated.append(_entry(option, {SHORT_FORM, "role", "feedback", "evidence"}, None, None))
    found: dict[str, Raw] = {"accepted": accepted} if accepted else {}
    return {**found, "anticipated": anticipated} if anticipated else found


def _options_of(raw: dict[str, Raw]) -> list[Raw]:
    """Give the options that typed answers become: the first that is accepted is the key."""
    accepted, anticipated = raw.get("accepted"), raw.get("anticipated")
    allowed = {SHORT_FORM, "role", "feedback", "evidence"}
    options = list[Raw]()
    for answer in accepted[:1] if isinstance(accepted, list) else ():
        fields = answer if isinstance(answer, dict) else {SHORT_FORM: answer}
        options.append({**{name: value for name, value in fields.items() if name in allowed}, "key": "true"})
    for answer in anticipated if isinstance(anticipated, list) else ():
        options.append(_entry(answer, allowed, None, None))
    return options


def _fields_of_entries(record: type[Question], name: str) -> set[str]:
    """Give the names of the fields that the entries of the list `name` have."""
    shape = next(field.type for field in msgspec.structs.fields(record) if field.name == name)
    return {field.name for field in msgspec.structs.fields(shape.__args__[0])} - {"key"}


def _entry(entry: Raw, allowed: set[str], old: tuple[str, str] | None, new: tuple[str, str] | None) -> Raw:
    """Give an entry with the fields that it has in the new type; one that is only a text stands alone."""
    fields = entry if isinstance(entry, dict) else {SHORT_FORM: entry}
    kept: dict[str, Raw] = {name: value for name, value in fields.items() if name in allowed}
    if new is not None:
        kept[new[1]] = fields.get(old[1], "") if old is not None else ""
    return kept[SHORT_FORM] if set(kept) == {SHORT_FORM} else kept

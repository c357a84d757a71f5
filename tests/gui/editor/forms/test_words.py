"""Every field that an author can write has words, and stands in the form; so has every value to choose."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import msgspec

from quizapp.domain.question import SKILLS
from quizapp.formats.bank_header import Header
from quizapp.gui.editor.forms.catalog import LAYOUTS
from quizapp.gui.editor.forms.making import NOT_HERE
from quizapp.gui.editor.forms.words import choice_words, hint_of, label_of
from quizapp.question_types.catalog import BY_NAME

PICKED = ("prefix", "suffix", "levels")
"""Fields of a quotation, which is picked as a whole."""


def records(kind: Any) -> Iterator[type[msgspec.Struct]]:
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        yield kind
    else:
        for each in get_args(kind):
            yield from records(each)


def walk(record: type[msgspec.Struct], seen: set[type[msgspec.Struct]]) -> None:
    if record in seen or record.__name__ in ("Quote", "LevelQuote", "Question"):
        return
    seen.add(record)
    for field in msgspec.structs.fields(record):
        for inner in records(field.type) if record is not Header or field.name not in NOT_HERE else ():
            walk(inner, seen)


def all_records() -> list[type[msgspec.Struct]]:
    seen: set[type[msgspec.Struct]] = set()
    for record in (*BY_NAME.values(), Header):
        walk(record, seen)
    return list(seen)


def test_every_field_has_a_label_and_a_hint_and_every_value_words():
    missing = []
    for record in all_records():
        for field in msgspec.structs.fields(record):
            name, key = field.encode_name, f"{record.__name__}.{field.encode_name}"
            if (record is Header and name in NOT_HERE) or (record.__name__ == "WrongSentence" and name in PICKED):
                continue
            if label_of(key) == name or not hint_of(key):
                missing.append(key)
            if get_origin(field.type) is Literal:
                values = [value for value in get_args(field.type) if value]
                missing += [f"{key}: {value}" for value in values if choice_words(key, value) == value]
    assert not missing
    assert all(label_of(f"blueprint.{skill}") != skill for skill in SKILLS)


def test_layouts_name_fields_that_there_are():
    named = {
        record.__name__: {field.encode_name for field in msgspec.structs.fields(record)} for record in all_records()
    }
    for name, layout in LAYOUTS.items():
        if name == "Question":
            continue
        listed = {*layout.order, *layout.shown, *(each for group in layout.beside for each in group), layout.bare}
        strange = listed - named[name] - {""}
        assert not strange - {"shuffle", "marking", "points", "key", "category", "option"}, (name, strange)

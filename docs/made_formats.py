"""The formats of files, made of the records that read them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from inspect import getdoc
from typing import Any

import msgspec
from msgspec import inspect

from quizapp.domain.assignment import Assignment, AssignmentSettings, HandedInPart, Part, Reopening, Submission
from quizapp.domain.feedback import AnswerFeedback, Feedback, PartFeedback
from quizapp.formats import assignment_file, feedback_file, pack_file, reopening_file, submission_file
from quizapp.formats.bank_header import Header
from quizapp.formats.bank_schema import bank_schema
from quizapp.formats.envelope import Kind
from quizapp.formats.room_file import RoomFile
from quizapp.gui.editor.forms.words import FIELDS, choice_words, hint_of, label_of
from quizapp.question_types.catalog import BY_NAME
from quizapp.reports.names import TYPE_NAMES
from quizapp.services.room import RoomSettings

Schema = Mapping[str, Any]
_LOOSE = {"number", "boolean", "null"}
"""What a text may look like to a reader of YAML."""
SEALS = {
    "assignment": "signed by the desk",
    "submission": "signed by the learner's program, then sealed to the desk",
    "reopening": "signed by the desk",
    "feedback": "signed by the desk, then sealed to the learner's program",
}


def banks() -> str:
    """Give the fields of a bank, of each type, and of each record in them."""
    schema = bank_schema()
    records = schema["definitions"]
    classes = {each.__name__: each for each in _records(inspect.multi_type_info([Header, *BY_NAME.values()]))}
    types = {each.__name__ for each in BY_NAME.values()}
    common = set.intersection(*(set(records[name]["properties"]) for name in types)) - {"points"}
    parts = ["## The bank itself", _table("Header", schema), "## What each question has"]
    parts.append(_table("Question", _common(records["SingleChoice"], {*common, "points"})))
    for name, each in BY_NAME.items():
        record = records[each.__name__]
        own = set(record["properties"]) - common - {"points"} | (set(record["properties"]) & {"shuffle"})
        parts += [f"## {name}", f"*{TYPE_NAMES[name]}.* {_first(each)}", _table(each.__name__, _only(record, own))]
    for name, record in records.items():
        if name not in types and name not in ("question", "part"):
            parts += [f"## {name}", _first(classes[name]), _table(name, record)]
    return "\n\n".join(parts)


def _records(shapes: Iterable[inspect.Type]) -> Iterator[type]:
    """Give the records that fields of these shapes can hold, and those in them."""
    for shape in shapes:
        match shape:
            case inspect.StructType():
                yield shape.cls
                yield from _records(field.type for field in shape.fields)
            case inspect.VarTupleType() | inspect.ListType():
                yield from _records([shape.item_type])
            case inspect.DictType():
                yield from _records([shape.value_type])
            case inspect.UnionType():
                yield from _records(shape.types)


def _first(record: type) -> str:
    """Give the first paragraph of what a record says of itself."""
    text = " ".join((getdoc(record) or "").split("\n\n")[0].split())
    return text.replace("<", "\\<").replace("*", "\\*")


def _common(record: Schema, names: set[str]) -> Schema:
    """Give what all questions have: a part of another question has no id, and the type is any of them."""
    common = _only(record, names)
    types = {"$ref": "type", "description": ""}
    return {**common, "properties": {**common["properties"], "type": types}, "required": ["id", "type", "stem"]}


def _only(record: Schema, names: set[str]) -> Schema:
    return {
        **record,
        "properties": {name: record["properties"][name] for name in record["properties"] if name in names},
    }


def _table(record: str, schema: Schema) -> str:
    required = set(schema.get("required", ()))
    rows = []
    for name, field in schema["properties"].items():
        kind = ", or ".join(dict.fromkeys(_kinds(f"{record}.{name}", field)))
        needed = "yes" if name in required else ""
        rows.append(f"| `{name}` | {needed} | {kind} | {_meaning(f'{record}.{name}', field)} |")
    return "\n".join(("| field | needed | holds | |", "|---|---|---|---|", *rows))


def _meaning(key: str, field: Schema) -> str:
    """Give what the schema says of a field, and what the form of the editor calls it."""
    label, hint = label_of(key), hint_of(key)
    words = _MEANINGS.get(key) or (hint if key in FIELDS else field.get("description", "") or hint)
    return f"{words} In the editor: *{label}*.".strip() if label != key.rpartition(".")[2] else words


def _kinds(key: str, field: Schema) -> Iterator[str]:
    """Give in words what a field may hold."""
    parts = [each for name in ("anyOf", "oneOf", "allOf") for each in field.get(name, ())]
    if "const" in field:
        yield f"`{field['const']}`"
    elif "enum" in field:
        yield from _values(key, field["enum"])
    elif "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        yield _TOLD.get(name) or f"[{name}](#{name.lower()})"
    elif field.get("type") == "array":
        yield f"{_counted(field)}: {_joined(key, field['items'])}"
    elif parts:
        single = [kind for each in parts if each.get("type") != "array" for kind in _kinds(key, each)]
        numbers = [kind for kind in single if kind.startswith(("a number", "a whole"))]
        single = [kind for kind in single if kind != "a text"] if numbers else single
        yield from single
        for each in parts:
            if each.get("type") == "array":
                inner = set(_kinds(key, each["items"]))
                yield f"{_counted(each)} of these" if inner <= set(single) else next(_kinds(key, each))
    elif field.get("type") == "object":
        yield _named_values(key, field)
    elif field.get("type") in ("number", "integer"):
        yield _number(field)
    elif "type" in field:
        kinds = set(field["type"] if isinstance(field["type"], list) else [field["type"]])
        longest = f" of at most {field['maxLength']} characters" if "maxLength" in field else ""
        yield f"a text{longest}" if "string" in kinds else ", ".join(sorted(kinds - _LOOSE))


def _joined(key: str, field: Schema) -> str:
    return " or ".join(dict.fromkeys(_kinds(key, field)))


def _values(key: str, values: Sequence[object]) -> Iterator[str]:
    """Give in words the values that a field may have, without the other ways in which YAML writes true and false."""
    if {True, False} <= set(values) and "not_stated" not in values:
        yield "`true` or `false`"
        return
    usual = [value for value in values if isinstance(value, str) and value not in ("", "yes", "no", "on", "off")]
    shown = [f"`{value}`{_named(key, value)}" for value in usual if value == value.lower()]
    if shown:
        yield ", ".join(shown)


_MEANINGS = {
    "Header.levels": "Other versions of the passage, easier or harder to read.",
    "Quote.levels": "The words of each level that says it in other words; an empty text where a level does not say it.",
}
"""What is said of fields whose name means several things."""
_TOLD = {"question": "a question", "part": "a question without an id", "type": "one of the types below"}


def _named_values(key: str, field: Schema) -> str:
    """Give in words what a mapping holds."""
    if "properties" in field:
        inner = " or ".join(dict.fromkeys(_joined(key, each) for each in field["properties"].values()))
        return f"{', '.join(f'`{name}`' for name in field['properties'])}, each with: {inner}"
    inner = field.get("additionalProperties")
    return f"names, each with: {_joined(key, inner) if isinstance(inner, dict) else 'a value'}"


def _named(key: str, value: str) -> str:
    words = choice_words(key, value)
    return "" if words == value else f" ({words})"


def _counted(field: Schema) -> str:
    least, most = field.get("minItems", 0), field.get("maxItems")
    if most is None:
        return "a list"
    return f"a list of {least} to {most}" if least else f"a list of up to {most}"


def _number(field: Schema) -> str:
    name = "a whole number" if field["type"] == "integer" else "a number"
    least, most = field.get("minimum"), field.get("maximum", field.get("exclusiveMaximum"))
    if least is None and "exclusiveMinimum" in field:
        return f"{name} above {field['exclusiveMinimum']}" + (f", up to {most}" if most is not None else "")
    return f"{name} from {least} to {most}" if least is not None and most is not None else name


def frames() -> str:
    """Give a line for each file that goes between a teacher and a learner, and what its body holds."""
    rows = ["| file | first line | what it is | at most | protected |", "|---|---|---|---|---|"]
    for module in (assignment_file, submission_file, reopening_file, feedback_file):
        kind: Kind = module.KIND
        most = f"{kind.most // 2**20} MB" if kind.most >= 2**20 else f"{kind.most // 2**10} KB"
        first = f"quizapp-{kind.name} {kind.version}"
        rows.append(f"| `{module.SUFFIX}` | `{first}` | {kind.called} | {most} | {SEALS[kind.name]} |")
    return "\n".join(rows)


def bodies() -> str:
    """Give the fields of what each of these files holds, and what its record says of them."""
    parts = []
    for suffix, records in (
        (assignment_file.SUFFIX, (Assignment, AssignmentSettings, Part)),
        (submission_file.SUFFIX, (Submission, HandedInPart)),
        (reopening_file.SUFFIX, (Reopening,)),
        (feedback_file.SUFFIX, (Feedback, PartFeedback, AnswerFeedback)),
    ):
        parts.append(f"### What is in a {suffix} file")
        for record in records:
            names = ", ".join(f"`{field.encode_name}`" for field in msgspec.structs.fields(record))
            told = " ".join((getdoc(record) or "").replace("``", "`").split())
            parts.append(f"**{record.__name__}** ({names}). {told}")
    return "\n\n".join(parts)


def room() -> str:
    """Give the fields of settings for a room, with what they are if they are left out."""
    told = dict(re.findall(r"^ {4}(\w+): (.*)$", getdoc(RoomSettings) or "", re.MULTILINE))
    rows = ["| field | | if left out |", "|---|---|---|"]
    for field in msgspec.structs.fields(RoomFile):
        words = told.get(field.name, f"The version of this format: {field.default}.")
        words = words.replace("None for", "empty for").replace("`ALL_MODES`", "these")
        usual = json.dumps(field.default)
        rows.append(f"| `{field.encode_name}` | {words[:1].upper()}{words[1:]} | `{usual}` |")
    return "\n".join(rows)


def manifest() -> str:
    """Give the fields of the manifest of a pack."""
    rows = ["| field | needed | |", "|---|---|---|"]
    for field in msgspec.structs.fields(pack_file.Manifest):
        rows.append(f"| `{field.encode_name}` | {'yes' if field.required else ''} | {MANIFEST[field.name]} |")
    return "\n".join(rows)


MANIFEST = {
    "format": f"The version of this format: {pack_file.FORMAT}.",
    "id": "The short name of the pack.",
    "title": "What the library shows.",
    "version": "Numbers with points between them, such as 2 or 1.4. A higher one is newer.",
    "banks": "The names of the banks' files in the pack.",
    "content": "The hash of all other files in the pack.",
    "author": "Who made it.",
    "license": "What others may do with it.",
    "language": "The tag of its language, such as en.",
}

"""The formats of files, made of the records that read them."""

from collections.abc import Iterator, Mapping
from inspect import getdoc
from typing import Any

import msgspec

from quizapp.formats import assignment_file, feedback_file, pack_file, reopening_file, submission_file
from quizapp.formats.bank_schema import bank_schema
from quizapp.formats.envelope import Kind
from quizapp.gui.editor.forms.words import choice_words, hint_of, label_of
from quizapp.question_types.catalog import BY_NAME
from quizapp.reports.names import TYPE_NAMES

Schema = Mapping[str, Any]
_TRUTH = {True, False}
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
    types = {each.__name__ for each in BY_NAME.values()}
    common = set.intersection(*(set(records[name]["properties"]) for name in types)) - {"points"}
    parts = ["## The bank itself", _table("Header", schema), "## What each question has"]
    parts.append(_table("Question", _only(records["SingleChoice"], {*common, "points"})))
    for name, each in BY_NAME.items():
        record = records[each.__name__]
        own = set(record["properties"]) - common - {"points"} | (set(record["properties"]) & {"shuffle"})
        parts += [f"## {name}", f"*{TYPE_NAMES[name]}.* {_first(each)}", _table(each.__name__, _only(record, own))]
    for name, record in records.items():
        if name not in types and name not in ("question", "part"):
            parts += [f"## {name}", _table(name, record)]
    return "\n\n".join(parts)


def _first(record: type) -> str:
    """Give the first paragraph of what a record says of itself."""
    text = " ".join((getdoc(record) or "").split("\n\n")[0].split())
    return text.replace("<", "\\<").replace("*", "\\*")


def _only(record: Schema, names: set[str]) -> Schema:
    return {
        **record,
        "properties": {name: record["properties"][name] for name in record["properties"] if name in names},
    }


def _table(record: str, schema: Schema) -> str:
    required = set(schema.get("required", ()))
    rows = []
    for name, field in schema["properties"].items():
        kind = ", ".join(dict.fromkeys(_kinds(f"{record}.{name}", field)))
        needed = "yes" if name in required else ""
        rows.append(f"| `{name}` | {needed} | {kind} | {_meaning(f'{record}.{name}', field)} |")
    return "\n".join(("| field | needed | holds | |", "|---|---|---|---|", *rows))


def _meaning(key: str, field: Schema) -> str:
    """Give what the schema says of a field, and what the form of the editor calls it."""
    told = field.get("description", "")
    label, hint = label_of(key), hint_of(key)
    words = told or hint
    return f"{words} In the editor: *{label}*.".strip() if label != key.rpartition(".")[2] else words


def _kinds(key: str, field: Schema) -> Iterator[str]:
    """Give in words what a field may hold."""
    if "const" in field:
        yield f"`{field['const']}`"
    elif "enum" in field:
        values = [value for value in field["enum"] if value not in ("", None)]
        if set(values) >= _TRUTH and "not_stated" not in values:
            yield "`true` or `false`"
        else:
            shown = [value for value in values if (isinstance(value, str) and value.islower()) or value == "1"]
            yield ", ".join(f"`{value}`{_named(key, value)}" for value in dict.fromkeys(shown))
    elif "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        yield _TOLD.get(name) or f"[{name}](#{name.lower()})"
    elif field.get("type") == "array":
        inner = " or ".join(dict.fromkeys(_kinds(key, field["items"])))
        yield f"{_counted(field)}: {inner}"
    elif any(part in field for part in ("anyOf", "oneOf", "allOf")):
        kinds = [
            kind for each in field.get("anyOf") or field.get("oneOf") or field["allOf"] for kind in _kinds(key, each)
        ]
        numbers = [kind for kind in kinds if kind.startswith(("a number", "a whole"))]
        yield from ([kind for kind in kinds if kind != "a text"] if numbers else kinds)
    elif field.get("type") == "object":
        yield "names with their values"
    elif field.get("type") in ("number", "integer"):
        yield _number(field)
    elif "type" in field:
        kinds = set(field["type"] if isinstance(field["type"], list) else [field["type"]])
        longest = f" of at most {field['maxLength']} characters" if "maxLength" in field else ""
        yield f"a text{longest}" if "string" in kinds else ", ".join(sorted(kinds - _LOOSE))


_TOLD = {"question": "a question", "part": "a question without an id"}


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

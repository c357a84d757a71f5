"""The JSON Schema of a bank's file, by which editors of text complete and check what an author types.

It is made of the typed records, loosened as `authored` reads them, and tightened by what these bounds and words say. It
is written for editors, which read YAML with numbers and truth values where a bank has texts. What needs the passage,
other files, or two places at once stays with `quizapp check`.
"""

import json
from typing import Any

import msgspec

from quizapp.domain.evidence import MOST_QUOTES
from quizapp.domain.gaps import MOST_GAPS
from quizapp.domain.glossary import LONGEST_MEANING, LONGEST_WORD
from quizapp.domain.level import MOST_LEVELS
from quizapp.domain.question import MOST_HINTS, SKILLS, Question
from quizapp.formats.authored import SHORT_FORM
from quizapp.formats.bank_header import Header
from quizapp.formats.bounds import LONGEST_LINE, LONGEST_TEST
from quizapp.question_types.catalog import QUESTION_TYPES

Schema = dict[str, Any]

_ID = {"type": ["string", "integer", "boolean"], "minimum": 0, "pattern": "^[a-z0-9][a-z0-9-]{0,63}$"}
_NUMBER = r"^\s*[-+]?(\d[\d_]*(\.[\d_]*)?|\.\d+)([eE][-+]?\d+)?\s*$"
_TRUTH = ["yes", "no", "on", "off", "true", "false", "Yes", "No", "On", "Off", "True", "False"]
_SOMETHING = r"[^\s]"
_BESIDE = r"^(?!/)(?!(.*/)?\.\.(/|$))[^\\:]*$"
"""The name of a file that is in the bank's folder, or below it; see `files_beside.leads_out`."""

_ALSO_REQUIRED = {"Image": ["alt"]}
"""Fields that a record can do without, and an author cannot."""

_COUNTS: dict[str, dict[str, tuple[int, int]]] = {
    "Header": {"levels": (0, MOST_LEVELS)},
    "Question": {"hints": (0, MOST_HINTS)},
    "SingleChoice": {"options": (2, 20)},
    "MultipleChoice": {"options": (2, 20)},
    "ChoiceGap": {"options": (2, 20)},
    "Table": {"columns": (2, 6), "rows": (1, 40)},
    "Categorize": {"categories": (2, 6), "statements": (1, 40)},
    "Matching": {"prompts": (2, 20), "options": (2, 26)},
    "Ordering": {"items": (2, 20)},
    "ShortAnswer": {"accepted": (1, 100), "anticipated": (0, 100)},
    "Numeric": {"bands": (0, 20), "units": (0, 20), "anticipated": (0, 100)},
    "GapFill": {"gaps": (1, MOST_GAPS)},
    "TypedGap": {"accepted": (1, 100), "anticipated": (0, 100)},
    "InlineChoice": {"gaps": (1, MOST_GAPS)},
    "WordBank": {"words": (2, 60), "gaps": (1, MOST_GAPS)},
    "WordGap": {"anticipated": (0, 60)},
    "EvidenceSelection": {"distractors": (0, 20)},
    "HighlightWords": {"keys": (1, 50), "distractors": (0, 50)},
    "OpenResponse": {"rubric": (1, 10)},
    "Criterion": {"levels": (2, 10)},
}
"""The least and the most entries of lists."""

_RANGES: dict[str, dict[str, Schema]] = {
    "Header": {"time_limit": {"minimum": 0, "maximum": LONGEST_TEST}},
    "Question": {"points": {"exclusiveMinimum": 0, "maximum": 1000}, "weight": {"minimum": 0, "maximum": 1000}},
    "Hint": {"cost": {"minimum": 0, "maximum": 1}},
    "Accepted": {"share": {"exclusiveMinimum": 0, "maximum": 1}},
    "Band": {"share": {"exclusiveMinimum": 0, "exclusiveMaximum": 1}},
    "Level": {"points": {"minimum": 0, "maximum": 100}},
    "Words": {"least": {"minimum": 0, "maximum": 10_000}, "most": {"minimum": 0, "maximum": 10_000}},
}
_SOURCES = ("text", "file")
_LONGEST = {"title": LONGEST_LINE, "name": LONGEST_LINE, "word": LONGEST_WORD, "meaning": LONGEST_MEANING}
_MAY_BE_EMPTY = {"Quote": ("quote",), "LevelQuote": ("quote",), "WrongSentence": ("quote",)}
"""Texts that have to be there, and may be empty."""

_ABOUT = {
    "id": "A short name that nothing else of its kind has: lowercase letters, digits and hyphens.",
    "title": "What a learner sees in the library.",
    "questions": "The questions, in the order in which they are asked.",
    "passage": "What learners read: Markdown as text in this file, or the name of a Markdown file beside it.",
    "about": "A note about where the text comes from; written like passage.",
    "format": "The version of this file format: 1, also if left out.",
    "description": "Shown with the bank.",
    "author": "Shown with the bank.",
    "license": "Shown with the bank.",
    "language": "The tag of the bank's language, such as en, es or pt-BR; en if left out.",
    "translation_of": "The id of the bank that this one translates.",
    "time_limit": "How many minutes a test lasts, from 1 to 600. No limit if left out.",
    "levels": "Other versions of the passage, or what the levels of a criterion are worth.",
    "level_locked": "true keeps learners from changing the level.",
    "glossary": "Words of the passage that learners may not know, with their meanings.",
    "glossary_in_test": "true shows the glossary in tests too.",
    "name": "What the learner sees, such as: Easier to read.",
    "word": "The word, or several in a row, as the passage has it.",
    "meaning": "What the word means, in at most 400 characters.",
    "forms": "All other forms of the word that the passage has.",
    "file": "The name of a file in the bank's folder, or in a folder inside it.",
    "alt": "What the image shows, in words, without the answer.",
    "caption": "A line below the image, for everyone.",
    "type": "The type of the question.",
    "stem": "What is asked.",
    "image": "An image, shown between the stem and the answers.",
    "skill": "Results are added up for each skill.",
    "points": "What a fully right response earns: a number above 0; 1 if left out.",
    "weight": "How much the question counts in the total; 1 if left out.",
    "evidence": "The words of the passage that show it, quoted exactly; a list for several places.",
    "explanation": "Why the key is right; shown once the question has been marked.",
    "hints": "Up to five hints, shown one at a time to learners who ask for one in practice.",
    "cost": "The share of the points that the hint costs, from 0 to 1; 0.25 if left out.",
    "covers": "The points of your syllabus or source that the question covers, in your own codes.",
    "silenced": "Rules of the check that say nothing here, each with your reason.",
    "blueprint": "The percentage of the questions that each skill should have; together 100.",
    "shuffle": "false keeps the order of the file.",
    "options": "What learners choose from. One with nothing but a text can be written as that text alone.",
    "text": "The words that are shown.",
    "key": "What is right.",
    "keys": "What is right, quoted exactly.",
    "role": "The kind of mistake that a wrong answer stands for.",
    "feedback": "Said to learners whose answer this is about.",
    "pinned": "true keeps the option at its place when the others are shuffled.",
    "marking": "The rule by which points are given.",
    "not_stated": "true also offers the answer that the passage does not say.",
    "columns": "The two to six columns, in their order.",
    "rows": "The rows, each with its right column as key.",
    "categories": "The two to six categories, in their order.",
    "category": "The right category, as it is written in categories.",
    "statements": "The statements, each with its category.",
    "prompts": "The prompts, each with the text of its right option.",
    "option": "The text of the right option, as it is written in options.",
    "reuse": "true lets one option or word be used several times.",
    "items": "The items in the right order.",
    "accepted": "All answers that are right.",
    "share": "The part of the points that this answer earns.",
    "anticipated": "Wrong answers that you expect.",
    "forgive": "What makes no difference in a typed answer.",
    "case": "true (also if left out) forgives capital letters.",
    "accents": "true (also if left out) forgives accents.",
    "punctuation": "true (also if left out) forgives punctuation.",
    "slips": "How many single-letter slips are forgiven: 0, 1 or 2; 1 if left out.",
    "kind": "number or date.",
    "tolerance": "How far from the key an answer may be and still be right, such as 0.5 or 2 %.",
    "bands": "Part of the points for answers that are farther away.",
    "within": "How far from the key an answer of this band may be.",
    "units": "The units that learners may type.",
    "factor": "The number in this unit, times this, is the number in the unit of the key.",
    "unit_required": "true makes a number without a unit wrong.",
    "decimal": "What stands before the decimals: point or comma.",
    "exponents": "true also reads numbers such as 1.5e3.",
    "date_order": "How 8/5/2025 is read.",
    "gaps": "The gaps of the text, in the order of their numbers.",
    "words": "The words to put into the gaps; or how many words to write.",
    "select": "Tells learners how many sentences to select: the number of keys.",
    "paragraphs": "The numbers of the paragraphs whose sentences can be selected; all if left out.",
    "distractors": "Wrong places that you expect learners to select.",
    "sentence": "The sentence, or a few, whose words are selected.",
    "occurrence": "Which one is meant where the same words are there several times, counted from 1.",
    "part_a": "The question that is asked first.",
    "part_b": "The question about the evidence for the first answer.",
    "rubric": "What a person marks the answer by: each criterion with its levels.",
    "model_answer": "A good answer, shown once the question is done.",
    "least": "The fewest words that are suggested.",
    "most": "The most words that are suggested.",
    "quote": "Words of the passage, exactly.",
    "prefix": "The words just before the quotation, where it is there twice.",
    "suffix": "The words just after the quotation, where it is there twice.",
}
"""The note that editors show about a field, by its name; the guide for authors says more."""


def bank_schema() -> Schema:
    """The schema of a bank's file, as JSON Schema draft 7, which all editors of YAML know."""
    _, records = msgspec.json.schema_components([Header, *QUESTION_TYPES], ref_template="#/definitions/{name}")
    records.pop(Question.__name__)
    types = {each.type_name: each for each in QUESTION_TYPES}
    parts = [name for name, each in types.items() if not each.nested and not each.is_rated]
    definitions = {name: _record(name, schema) for name, schema in records.items()}
    _add_short_forms(definitions)
    header = definitions.pop(Header.__name__)
    for name, each in types.items():
        schema = definitions[each.__name__]
        schema["required"] = [field for field in schema["required"] if field != "id"]  # a part has none
        schema["properties"]["type"] = {"const": name}
    definitions["question"] = {**_by_type(types), "required": ["id", "type", "stem"]}
    definitions["part"] = {
        **_by_type({name: types[name] for name in parts}),
        "required": ["type", "stem"],
        "not": {
            "anyOf": [
                {"required": [field]} for field in ("id", "image", "skill", "weight", "hints", "covers", "silenced")
            ]
        },
    }
    for field in types["two_part"].nested:
        definitions["TwoPart"]["properties"][field] = _told(field, {"$ref": "#/definitions/part"})
    header["properties"]["questions"] = {
        "description": _ABOUT["questions"],
        "type": "array",
        "minItems": 1,
        "items": {"$ref": "#/definitions/question"},
    }
    _add_rules(header, definitions)
    definitions = {name: definitions[name] for name in sorted(definitions)}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Quizapp question bank",
        **header,
        "definitions": definitions,
    }


def schema_text() -> str:
    """The schema as it is shipped, one field a line."""
    return json.dumps(bank_schema(), indent=1, ensure_ascii=False) + "\n"


def _by_type(types: dict[str, type[Question]]) -> Schema:
    """A question of one of these types, told by its `type`, so that an editor tells the mistakes of that one alone."""
    return {
        "type": "object",
        "properties": {"type": {"description": _ABOUT["type"], "enum": list(types)}},
        "allOf": [
            {
                "if": {"properties": {"type": {"const": name}}, "required": ["type"]},
                "then": {"$ref": f"#/definitions/{each.__name__}"},
            }
            for name, each in types.items()
        ],
    }


def _add_rules(header: Schema, definitions: dict[str, Schema]) -> None:
    """Add what the records check of their fields together, as far as a schema can say it."""
    sources = [{"required": [field], "properties": {field: {"type": "string", "minLength": 1}}} for field in _SOURCES]
    header["properties"]["passage"]["allOf"].append({"oneOf": sources})
    header["properties"]["translation_of"]["pattern"] = f"^$|{_ID['pattern']}"
    shares = header["properties"]["blueprint"]
    shares["propertyNames"] = {"enum": ["", *SKILLS]}
    shares["additionalProperties"]["anyOf"][0] |= {"minimum": 0, "maximum": 100}
    header["if"] = {"required": ["levels"]}
    header["then"] = {"required": ["passage"]}
    definitions["TextSource"]["not"] = {"required": list(_SOURCES)}
    is_key = {"type": "object", "required": ["key"], "properties": {"key": {"enum": [True, *_TRUTH[::2]]}}}
    for name in ("SingleChoice", "MultipleChoice", "ChoiceGap"):
        definitions[name]["properties"]["options"]["allOf"] = [{"contains": is_key}, {"contains": {"not": is_key}}]
    answers = definitions["TrueFalse"]["properties"]
    answers["options"]["propertyNames"] = {"enum": [word for word in answers["key"]["enum"] if isinstance(word, str)]}
    has_role = {"required": ["role"], "properties": {"role": {"minLength": 1}}}
    definitions["Option"]["not"] = {"allOf": [is_key, has_role]}


def _record(name: str, schema: Schema) -> Schema:
    shared = "Question" if "stem" in schema["properties"] else ""
    counts = _COUNTS.get(shared, {}) | _COUNTS.get(name, {})
    ranges = _RANGES.get(shared, {}) | _RANGES.get(name, {})
    required = [*schema.get("required", []), *_ALSO_REQUIRED.get(name, [])]
    properties: dict[str, Schema] = {}
    for field, written in schema["properties"].items():
        is_wanted = field in required and field not in _MAY_BE_EMPTY.get(name, ())
        loose = dict(_ID) if field == "id" else _loosened(written, is_wanted, ranges.get(field, {}))
        if field in ("evidence", "keys"):
            _count(loose, 0, MOST_QUOTES)
        if field in counts:
            _count(loose, *counts[field])
        if field in _LONGEST:
            loose["maxLength"] = _LONGEST[field]
        if field == "file":
            loose["pattern"] = _BESIDE
        if field == "silenced":
            loose["additionalProperties"] = _text(True)
        properties[field] = _told(field, loose)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _told(field: str, schema: Schema) -> Schema:
    if "$ref" in schema:  # draft 7 looks at nothing that stands beside one
        schema = {"allOf": [schema]}
    return {"description": _ABOUT[field], **schema} if field in _ABOUT else schema


def _count(schema: Schema, least: int, most: int) -> None:
    lists = [each for each in (schema, *schema.get("anyOf", ())) if each.get("type") == "array"]
    for each in lists:
        each |= {"minItems": least, "maxItems": most} if least else {"maxItems": most}


def _loosened(schema: Schema, is_wanted: bool, bounds: Schema) -> Schema:
    """A field as an author may write it: words may look like numbers, a list with one text may be that text."""
    if "enum" in schema:
        return _words(schema["enum"])
    if "anyOf" in schema:
        inner = [_loosened(each, is_wanted, {}) for each in schema["anyOf"] if each != {"type": "null"}]
        return inner[0] if len(inner) == 1 else {"anyOf": inner}
    match schema.get("type"):
        case "string" if schema.get("format") == "decimal":
            return {"anyOf": [{"type": "number", **bounds}, {"type": "string", "pattern": _NUMBER}]}
        case "string":
            return _text(is_wanted)
        case "integer":
            return {"anyOf": [{"type": "integer", **bounds}, {"type": "string", "pattern": r"^\s*[-+]?\d+\s*$"}]}
        case "boolean":
            return {"enum": [True, False, *_TRUTH]}
        case "array":
            item = _loosened(schema.get("items", {}), True, {})
            many = {"type": "array", "items": item}
            return {"anyOf": [many, _text(True)]} if "type" in item else many
        case "object":
            return {"type": "object", "additionalProperties": _loosened(schema["additionalProperties"], False, {})}
        case _:
            return {name: value for name, value in schema.items() if name != "default"}


def _add_short_forms(definitions: dict[str, Schema]) -> None:
    """Let the entries of lists that need nothing but a `text` be written as that text alone."""
    for definition in definitions.values():
        for field in definition["properties"].values():
            name = field.get("items", {}).get("$ref", "").rpartition("/")[2]
            if name in definitions and definitions[name]["required"] == [SHORT_FORM]:
                field["items"] = {"anyOf": [field["items"], _text(True)]}


def _text(is_wanted: bool) -> Schema:
    if is_wanted:
        return {"type": ["string", "number", "boolean"], "pattern": _SOMETHING}
    return {"type": ["string", "number", "boolean", "null"]}


def _words(words: list[str]) -> Schema:
    """One of `words`, also where an editor takes it for a number, a truth value or nothing."""
    values: list[object] = [*sorted(words)]
    if "true" in words:
        values += [True, False, *(word for word in _TRUTH if word not in words)]
    values += [int(word) for word in sorted(words) if word.isdecimal()]
    if "" in words:
        values.append(None)
    return {"enum": values}

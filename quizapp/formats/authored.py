"""Conversion of what was read to typed records: short forms, and every mistake of form at once.

msgspec converts a right mapping in one step, but stops at the first thing that is wrong. So of what it refuses, short
forms are written out, and what it refuses even then is walked here by the same types: all that does not fit is told,
with what would.

What cannot be read has a stand-in, so that the rest of the record can still be checked in the same go.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from threading import Lock
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
import msgspec.inspect as shapes

from quizapp.domain.text import difference, shortened, suggestion
from quizapp.formats.yaml_events import MOST_MISTAKES
from quizapp.problems import Mistake, Path

Record = TypeVar("Record", bound=msgspec.Struct)

ALONE = Lock()
"""Held during a conversion: when msgspec sees a type for the first time in two threads at once, the process crashes."""

TRUTH_WORDS = dict.fromkeys(("true", "yes", "on", "1"), "true") | dict.fromkeys(("false", "no", "off", "0"), "false")
"""Words for yes and no in small letters, and the one that each means."""

SHORT_FORM = "text"
"""The field of a record that may be written as its text alone, where a list of such records is expected."""

_MEANT = {
    "answer": ("key", "accepted", "model_answer", "category", "option"),
    "answers": ("options", "accepted", "keys", "items", "words"),
    "choices": ("options", "words", "items", "columns", "categories"),
    "columns": ("categories",),
    "comment": ("feedback", "explanation"),
    "correct": ("key", "keys", "accepted"),
    "correct_answer": ("key", "accepted", "model_answer"),
    "events": ("items",),
    "folder": ("watched_folder",),
    "guests": ("others",),
    "hint": ("hints",),
    "instruction": ("stem",),
    "instructions": ("stem",),
    "items": ("options", "statements", "rows", "prompts", "words"),
    "lang": ("language",),
    "mark": ("points",),
    "marks": ("points",),
    "mode": ("modes",),
    "name": ("title",),
    "names": ("learners",),
    "options": ("items", "words", "columns", "categories"),
    "picture": ("image",),
    "prompt": ("stem", "text"),
    "question": ("stem", "text"),
    "quotation": ("quote", "evidence"),
    "reason": ("explanation", "feedback"),
    "right": ("key", "accepted"),
    "rows": ("statements", "prompts"),
    "score": ("points",),
    "sentences": ("statements", "rows", "keys"),
    "solution": ("key", "accepted", "model_answer", "explanation"),
    "statement": ("stem", "text"),
    "statements": ("rows", "options", "prompts"),
    "steps": ("items",),
    "students": ("learners",),
    "task": ("stem",),
    "time": ("time_limit",),
    "wrong": ("distractors", "anticipated"),
}
"""Words that teachers use for fields, and the fields that may be meant: the first that can be there and is not."""

_RESTS_ON = {
    "image_without_alt": ("image",),
    "key_is_not_offered": ("key", "not_stated"),
    "role_of_key": ("key",),
    "unknown_category": ("categories",),
    "unknown_column": ("columns",),
    "unknown_option": ("options",),
    "option_reused": ("options", "reuse"),
    "key_not_a_number": ("kind", "decimal", "exponents", "date_order"),
    "key_not_a_date": ("kind", "date_order"),
    "not_a_tolerance": ("kind", "decimal"),
    "band_without_effect": ("key", "kind", "decimal", "tolerance"),
    "unit_without_units": ("units",),
    "gap_unknown": ("gaps",),
    "unknown_word": ("words",),
    "words_do_not_suffice": ("words", "reuse"),
    "select_is_not_keys": ("keys",),
    "key_not_selectable": ("paragraphs",),
    "key_in_two_sentences": ("paragraphs",),
    "words_not_in_sentence": ("sentence",),
    "words_ambiguous": ("sentence",),
    "words_overlap": ("sentence", "keys"),
    "all_words_are_keys": ("sentence",),
    "nothing_to_compare": ("forgive",),
    "room_for_nobody": ("learners",),
    "anticipated_is_accepted": ("forgive", "accepted", "key", "kind", "decimal", "tolerance", "units"),
}
"""The fields by which a mistake is judged, besides the one that it is told of."""


class Converted(NamedTuple, Generic[Record]):
    """A record, if there is anything to make one of, and the places in it that hold stand-ins or want for something."""

    record: Record | None
    doubtful: frozenset[Path] = frozenset()
    nested: "Mapping[str, Converted[Any]]" = {}
    """Fields that hold records of their own, as they were converted before."""

    @property
    def is_doubtful(self) -> bool:
        return bool(self.doubtful) or any(inner.record is None or inner.is_doubtful for inner in self.nested.values())

    def certain(self, mistakes: Iterable[Mistake]) -> Iterator[Mistake]:
        """Yields those of the record's own `mistakes` that are not due to a stand-in."""
        for mistake in mistakes:
            inner = self.nested.get(str(mistake.path[0])) if len(mistake.path) > 1 else None
            if inner is not None:
                if inner.record is not None and any(inner.certain([mistake._replace(path=mistake.path[1:])])):
                    yield mistake
            elif mistake.code in ("too_few", "too_many"):
                if mistake.path not in self.doubtful:
                    yield mistake
            else:
                rests_on = _RESTS_ON.get(mistake.code.removesuffix("_suggest"), ())
                if not any(_on_one_way(place, mistake.path) or place[0] in rests_on for place in self.doubtful):
                    yield mistake


def _on_one_way(place: Path, other: Path) -> bool:
    """Tells whether one of two places is the other, or in it."""
    shorter = min(len(place), len(other))
    return place[:shorter] == other[:shorter]


def looked_at(mistake: Mistake) -> Mistake:
    """`mistake`; where a name only looks like the one that it suggests, in words that say how the two differ."""
    written, meant = (str(mistake.values.get(name, "")) for name in ("value", "suggestion"))
    written = written or str(mistake.values.get("name", ""))
    if not (meant and (how := difference(written, meant))):
        return mistake
    return Mistake("looks_like_name", mistake.path, {"value": written, "suggestion": meant, "difference": how})


def convert(raw: object, record: type[Record], path: Path, mistakes: list[Mistake]) -> Converted[Record]:
    """`raw` as a `record`. Its mistakes of form are added to `mistakes`, with `path` before theirs."""
    try:
        return Converted(_convert(raw, record))
    except msgspec.ValidationError:
        raw = _written_out(raw, record)
    try:
        return Converted(_convert(raw, record))
    except msgspec.ValidationError:
        pass
    walk = _Walk()
    try:
        mended = walk.node(raw, shape_of(record), ())
        converted = Converted(_convert(mended, record), frozenset(walk.doubtful))
    except _EnoughError:
        converted = Converted(None)
    except msgspec.ValidationError as error:
        converted = Converted(None)
        if not walk.mistakes:
            walk.mistakes.append(Mistake("does_not_fit", (), {"reason": str(error)}))
    mistakes.extend(mistake.below(*path) for mistake in walk.mistakes)
    return converted


@cache
def shape_of(record: type[msgspec.Struct]) -> shapes.Type:
    """The fields of a record and of those in it; making them out takes longer than reading a question by them."""
    return shapes.type_info(record)


def _written_out(raw: Any, record: type[msgspec.Struct]) -> Any:
    """`raw` with the entries of its lists, and of lists in these, in their long form."""
    if not isinstance(raw, dict):
        return raw
    out = dict(raw)
    for name, (entry_type, short) in _lists_of_records(record).items():
        if isinstance(raw.get(name), list):
            out[name] = [
                {SHORT_FORM: entry} if short and isinstance(entry, str) else _written_out(entry, entry_type)
                for entry in raw[name]
            ]
    return out


@cache
def _lists_of_records(record: type[msgspec.Struct]) -> dict[str, tuple[type[msgspec.Struct], bool]]:
    """The fields of `record` that list records, with the type of these and whether an entry has a short form."""
    found = {}
    for field in msgspec.structs.fields(record):
        match shapes.type_info(field.type):
            case shapes.VarTupleType(item_type=shapes.StructType(cls=entry_type, fields=fields)):
                short = any(each.name == SHORT_FORM and each.required for each in fields)
                found[field.encode_name] = (entry_type, short)
    return found


def _convert(raw: object, record: type[Record]) -> Record:
    with ALONE:
        return msgspec.convert(raw, record, strict=False)


class _EnoughError(Exception):
    """Ends the walk: more mistakes would tell nobody more."""


class _Walk:
    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.doubtful: set[Path] = set()

    def say(self, code: str, path: Path, **values: str) -> None:
        if len(self.mistakes) >= MOST_MISTAKES:
            raise _EnoughError
        self.mistakes.append(looked_at(Mistake(code, path, values)))
        self.doubtful.add(path)

    def stand_in(self, shape: shapes.Type) -> Any:
        """A value in place of one that is missing or cannot be read."""
        match shape:
            case shapes.StructType():
                return {field.encode_name: self.stand_in(field.type) for field in shape.fields if field.required}
            case shapes.VarTupleType() | shapes.ListType():
                return []
            case shapes.DictType():
                return {}
            case shapes.UnionType():
                return ""
            case shapes.LiteralType():
                return str(shape.values[0])
            case shapes.BoolType():
                return "false"
            case shapes.DecimalType() | shapes.IntType() | shapes.FloatType():
                return "1"
            case _:
                return f"\0{len(self.doubtful)}"  # like no other text

    def node(self, raw: Any, shape: shapes.Type, path: Path) -> Any:
        match shape:
            case shapes.StrType():  # first, as most are
                return self.text(raw, shape, path)
            case shapes.StructType():
                return self.record(raw, shape, path)
            case shapes.VarTupleType() | shapes.ListType():
                return self.entries(raw, shape.item_type, path)
            case shapes.DictType():
                return self.mapping(raw, shape, path)
            case shapes.UnionType():
                return self.node(raw, _fitting(raw, shape), path)
            case shapes.LiteralType():
                return self.word(raw, [str(value) for value in shape.values], path)
            case shapes.BoolType():
                return self.truth(raw, path)
            case shapes.DecimalType() | shapes.IntType() | shapes.FloatType():
                return self.number(raw, shape, path)
            case _:
                return self.text(raw, shape, path)

    def record(self, raw: Any, shape: shapes.StructType, path: Path) -> Any:
        fields = {field.encode_name: field for field in shape.fields}
        if not isinstance(raw, dict):
            self.say("not_a_mapping", path)
            return self.stand_in(shape)
        out = {}
        if (name := _name_in_text(raw, fields, path)) is not None:
            self.say("text_with_colon", path, quoted=_in_quotes(name, raw[name]))
            raw = {key: value for key, value in raw.items() if key != name}
        for name, value in raw.items():
            if name in fields:
                out[name] = self.node(value, fields[name].type, (*path, name))
            elif name == shape.tag_field:
                out[name] = value
            elif name.strip() != name:
                self.say("field_name_space", (*path, name), name=name.strip())
                self.doubtful.add((*path, name.strip()))
            else:
                left = [field for field in fields if field not in raw]
                near = _meant(name, left) or suggestion(name, left)
                code = "unknown_field_suggest" if near else "unknown_field"
                self.say(code, (*path, name), name=shortened(name), suggestion=near, choices=", ".join(fields))
                self.doubtful.add((*path, near))
        for name, field in fields.items():
            if field.required and name not in raw:
                if (*path, name) not in self.doubtful and path not in self.doubtful:  # nothing was told to be it
                    self.mistakes.append(Mistake("missing_field", path, {"name": name}))
                self.doubtful.add((*path, name))
                out[name] = self.stand_in(field.type)
        return out

    def entries(self, raw: Any, item: shapes.Type, path: Path) -> Any:
        if isinstance(raw, str) and raw and not isinstance(item, shapes.StructType):
            raw = [raw]
        if not isinstance(raw, list):
            self.say("not_a_list", path)
            return []
        return [self.node(value, item, (*path, index)) for index, value in enumerate(raw)]

    def mapping(self, raw: Any, shape: shapes.DictType, path: Path) -> Any:
        if not isinstance(raw, dict):
            self.say("not_a_mapping", path)
            return {}
        out: dict[Any, Any] = {}
        names: dict[Any, str] = {}
        for name, value in raw.items():
            told = len(self.mistakes)
            key = self.node(name, shape.key_type, (*path, name))
            entry = self.node(value, shape.value_type, (*path, name))
            if len(self.mistakes) > told:
                continue
            if key in out:
                self.say("duplicate_meaning", (*path, name), name=shortened(name), other=names[key])
            else:
                out[key], names[key] = entry, name
        return out

    def word(self, raw: Any, words: list[str], path: Path) -> Any:
        if not isinstance(raw, str):
            self.say("not_a_text", path)
        elif raw in words:
            return raw
        elif TRUTH_WORDS.get(raw.casefold()) in words:
            return TRUTH_WORDS[raw.casefold()]
        else:
            choices = [word for word in words if word]
            near = suggestion(raw, choices)
            code = "not_a_choice_suggest" if near else "not_a_choice"
            self.say(code, path, value=shortened(raw), suggestion=near, choices=", ".join(choices))
        return words[0]

    def truth(self, raw: Any, path: Path) -> Any:
        word = TRUTH_WORDS.get(raw.casefold()) if isinstance(raw, str) else None
        if word is None:
            self.say("not_a_truth_value", path, value=shortened(str(raw)))
        return word or "false"

    def number(self, raw: Any, shape: shapes.Type, path: Path) -> Any:
        try:
            msgspec.convert(raw, int if isinstance(shape, shapes.IntType) else Decimal, strict=False)
        except (msgspec.ValidationError, ValueError):
            self.say("not_a_number", path, value=shortened(str(raw)))
            return self.stand_in(shape)
        return raw

    def text(self, raw: Any, shape: shapes.Type, path: Path) -> Any:
        if isinstance(raw, str):
            return raw
        pairs = list(raw.items()) if isinstance(raw, dict) and path and isinstance(path[-1], int) else []
        if len(pairs) == 1 and isinstance(pairs[0][1], str):
            self.say("text_with_colon", path, quoted=_in_quotes(*pairs[0]))
        else:
            self.say("not_a_text", path)
        return self.stand_in(shape)


def _meant(name: str, left: Container[str]) -> str:
    """The one of the fields that are `left` that a teacher calls `name`; empty where there is none."""
    words = re.sub(r"[\W_]+", "_", name.strip().casefold())
    return next((field for field in _MEANT.get(words, ()) if field in left), "")


def _name_in_text(raw: Any, fields: Mapping[str, shapes.Field], path: Path) -> str | None:
    """The field of an entry of a list that is no field, but a text up to a “: ” in it, which was to be a record of its
    own; None where there is none.

    Of the `fields` that such a record has, no other may be wanting, and none be like it.
    """
    if not (path and isinstance(path[-1], int)):
        return None
    left = [name for name in fields if name not in raw]
    strange = [name for name in raw if name not in fields]
    needed = [name for name in left if fields[name].required]
    if len(strange) != 1 or needed not in ([SHORT_FORM], ["quote"]):
        return None
    (name,) = strange
    is_field = name.strip() != name or _meant(name, left) or suggestion(name, left)
    return None if is_field or not isinstance(raw[name], str) else name


def _in_quotes(name: str, value: str) -> str:
    """The text that was read as a field, as it can be written."""
    text = shortened(f"{name}: {value}".rstrip(), 90)
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def _fitting(raw: Any, shape: shapes.UnionType) -> shapes.Type:
    """The member of a union that `raw` is most likely meant to be."""

    def fits(member: shapes.Type) -> bool:
        match member:
            case shapes.StructType() | shapes.DictType():
                return isinstance(raw, dict)
            case shapes.VarTupleType() | shapes.ListType():
                return isinstance(raw, list)
            case _:
                return isinstance(raw, str)

    members = [member for member in shape.types if not isinstance(member, shapes.NoneType)]
    return next((member for member in members if fits(member)), members[0])

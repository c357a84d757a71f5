"""From what was read to typed records: short forms, and every mistake of form at once.

msgspec converts a right mapping in one step, but stops at the first thing that is wrong. So what it refuses is walked
here by the same types: short forms are written out, and all that does not fit is told, with what would.
"""

from decimal import Decimal
from typing import Any, TypeVar

import msgspec
import msgspec.inspect as shapes

from quizapp.domain.text import shortened, suggestion
from quizapp.errors import Mistake, Path

Record = TypeVar("Record", bound=msgspec.Struct)

_TRUTH = {"true": "true", "yes": "true", "on": "true", "false": "false", "no": "false", "off": "false"}

SHORT_FORM = "text"
"""A record that has a field of this name may be written as that text alone."""


def convert(raw: object, record: type[Record], path: Path, mistakes: list[Mistake]) -> Record | None:
    """`raw` as a `record`; None where there are mistakes, which are added to `mistakes` with `path` before theirs."""
    try:
        return msgspec.convert(raw, record, strict=False)
    except msgspec.ValidationError:
        pass
    walk = _Walk()
    written_out = walk.node(raw, shapes.type_info(record), path)
    mistakes.extend(walk.mistakes)
    if walk.mistakes:
        return None
    try:
        return msgspec.convert(written_out, record, strict=False)
    except msgspec.ValidationError as error:
        mistakes.append(Mistake("does_not_fit", path, {"reason": str(error)}))
        return None


class _Walk:
    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def say(self, code: str, path: Path, **values: str) -> None:
        self.mistakes.append(Mistake(code, path, values))

    def node(self, raw: Any, shape: shapes.Type, path: Path) -> Any:
        match shape:
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
                return self.text(raw, path)

    def record(self, raw: Any, shape: shapes.StructType, path: Path) -> Any:
        fields = {field.encode_name: field for field in shape.fields}
        if isinstance(raw, str) and SHORT_FORM in fields:
            raw = {SHORT_FORM: raw}
        if not isinstance(raw, dict):
            self.say("not_a_mapping", path)
            return raw
        out = {}
        for name, value in raw.items():
            if name in fields:
                out[name] = self.node(value, fields[name].type, (*path, name))
            elif name == shape.tag_field:
                out[name] = value
            else:
                left = [field for field in fields if field not in raw]
                near = suggestion(name, left)
                code = "unknown_field_suggest" if near else "unknown_field"
                self.say(code, (*path, name), name=shortened(name), suggestion=near, choices=", ".join(fields))
        for name, field in fields.items():
            if field.required and name not in raw:
                self.say("missing_field", path, name=name)
        return out

    def entries(self, raw: Any, item: shapes.Type, path: Path) -> Any:
        if isinstance(raw, str) and raw and not isinstance(item, shapes.StructType):
            raw = [raw]
        if not isinstance(raw, list):
            self.say("not_a_list", path)
            return raw
        return [self.node(value, item, (*path, index)) for index, value in enumerate(raw)]

    def mapping(self, raw: Any, shape: shapes.DictType, path: Path) -> Any:
        if not isinstance(raw, dict):
            self.say("not_a_mapping", path)
            return raw
        return {
            self.node(name, shape.key_type, (*path, name)): self.node(value, shape.value_type, (*path, name))
            for name, value in raw.items()
        }

    def word(self, raw: Any, words: list[str], path: Path) -> Any:
        if not isinstance(raw, str):
            self.say("not_a_text", path)
        elif raw not in words:
            if _TRUTH.get(raw.casefold()) in words:
                return _TRUTH[raw.casefold()]
            choices = [word for word in words if word]
            near = suggestion(raw, choices)
            code = "not_a_choice_suggest" if near else "not_a_choice"
            self.say(code, path, value=shortened(raw), suggestion=near, choices=", ".join(choices))
        return raw

    def truth(self, raw: Any, path: Path) -> Any:
        word = _TRUTH.get(raw.casefold()) if isinstance(raw, str) else None
        if word is None:
            self.say("not_a_truth_value", path, value=shortened(str(raw)))
        return word or raw

    def number(self, raw: Any, shape: shapes.Type, path: Path) -> Any:
        try:
            msgspec.convert(raw, int if isinstance(shape, shapes.IntType) else Decimal, strict=False)
        except (msgspec.ValidationError, ValueError):
            self.say("not_a_number", path, value=shortened(str(raw)))
        return raw

    def text(self, raw: Any, path: Path) -> Any:
        if not isinstance(raw, str):
            self.say("not_a_text", path)
        return raw


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

    return next((member for member in shape.types if fits(member)), shape.types[0])

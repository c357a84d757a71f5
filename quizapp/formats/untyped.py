"""Questions of which no type is told, or one that is not there: what is meant, and what can be told of them even so."""

from collections.abc import Mapping
from functools import cache
from itertools import islice
from typing import NamedTuple

import msgspec
import msgspec.inspect as shapes

from quizapp.domain.question import Question
from quizapp.domain.text import distance, suggestion
from quizapp.formats.authored import convert
from quizapp.formats.yaml_events import Raw
from quizapp.problems import Mistake

Types = Mapping[str, type[Question]]

TYPE = "type"
SHARED = frozenset(field.encode_name for field in msgspec.structs.fields(Question))
"""The fields that every question has."""


class _Fields(NamedTuple):
    """The fields that a type has of its own, and those of them that it needs."""

    all: frozenset[str]
    needed: frozenset[str]


def misnamed(raw: Mapping[str, Raw], types: Types) -> str:
    """The field of `raw` that was meant to be ``type``; empty where there is none.

    It is a name that no question has, with one slip at most, or with one of the `types` as its value.
    """
    known = SHARED | _known_fields(types)
    for name, value in raw.items():
        if name not in known and (
            (isinstance(value, str) and value in types) or distance(name.strip().casefold(), TYPE, 1) <= 1
        ):
            return name
    return ""


def meant_by_word(word: str, raw: Mapping[str, Raw], types: Types) -> tuple[str, bool]:
    """The one of the `types` that `word` most likely means, if any, and whether its fields can be told to be wrong.

    They cannot where those that are there are the fields of another type.
    """
    fitting = _fitting(raw, types)
    near = suggestion(word, types)
    if near and fitting and near not in fitting:
        near = suggestion(word, fitting) or near
    return near, bool(near) and (not fitting or near in fitting)


def meant_by_fields(raw: Mapping[str, Raw], types: Types) -> str:
    """The one of the `types` that the fields of `raw` are those of; empty where there is none, or more than one.

    Of several types that have these fields it is the one as which they can be read without a mistake.
    """
    fitting = _fitting(raw, types)
    if len(fitting) > 1:
        fitting = [name for name in fitting if _is_right(raw, types[name])]
    return fitting[0] if len(fitting) == 1 else ""


def shared_part(raw: Mapping[str, Raw], types: Types, most: int) -> tuple[dict[str, Raw], int]:
    """The part of `raw` that can be told whatever its type is: the fields that every question has.

    With them come those that none of the `types` has, and that are like one of them that is not there. At most `most`
    are looked at for that; how many were is told too.
    """
    known = {TYPE} | SHARED | _known_fields(types)
    left = sorted(SHARED.difference(raw))
    strange = list(islice((name for name in raw if name not in known), most))
    meant = {name for name in strange if name.strip() in SHARED or suggestion(name, left)}
    return {name: value for name, value in raw.items() if name in SHARED or name in meant}, len(strange)


def _fitting(raw: Mapping[str, Raw], types: Types) -> list[str]:
    """The types of which all fields are there that they need, and that have all that any type has of its own."""
    own = _known_fields(types).intersection(raw)
    fields_of = {name: _own_fields(question_type) for name, question_type in types.items()}
    return [name for name, fields in fields_of.items() if fields.needed <= own <= fields.all]


def _is_right(raw: Mapping[str, Raw], question_type: type[Question]) -> bool:
    """Says whether the fields of its own that are in `raw` make a question of this type."""
    own = {name: value for name, value in raw.items() if name in _own_fields(question_type).all}
    mistakes: list[Mistake] = []
    question = convert({"id": "q", "stem": "?", **own}, question_type, (), mistakes).record
    return question is not None and not mistakes and next(question.mistakes(), None) is None


def _known_fields(types: Types) -> frozenset[str]:
    return frozenset[str]().union(*(_own_fields(question_type).all for question_type in types.values()))


@cache
def _own_fields(question_type: type[Question]) -> _Fields:
    shape = shapes.type_info(question_type)
    assert isinstance(shape, shapes.StructType)
    own = [field for field in shape.fields if field.encode_name not in SHARED]
    return _Fields(
        frozenset(field.encode_name for field in own), frozenset(field.encode_name for field in own if field.required)
    )

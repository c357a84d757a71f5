"""Questions as data: a record of any type as JSON, and back. Mistakes of authors are not looked for."""

from typing import Any

import msgspec

from quizapp.domain.question import Question
from quizapp.question_types.catalog import BY_NAME

_PLACEHOLDER = {"type": "Question", "id": "", "stem": ""}
"""Stands where a record of another type comes."""


def write_record(question: Question) -> bytes:
    """Write the record of a question as JSON."""
    return msgspec.json.encode(question)


def read_record(data: bytes | str) -> Question:
    """Read what `write_record` wrote.

    Raises:
        ValueError: it is no record of a question.
    """
    try:
        return question_of(msgspec.json.decode(data))
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def question_of(fields: Any) -> Question:
    """The question that has these `fields`, as `msgspec.to_builtins` gives them.

    Raises:
        ValueError: it is none.
    """
    question_type = BY_NAME.get(str(fields.get("type"))) if isinstance(fields, dict) else None
    if question_type is None:
        raise ValueError("not a record of a question")
    nested = {field: question_of(fields.get(field)) for field in question_type.nested}
    if any(inner.nested for inner in nested.values()):
        raise ValueError("nested too deeply")
    outer = msgspec.convert({**fields, **dict.fromkeys(nested, _PLACEHOLDER)}, question_type)
    return msgspec.structs.replace(outer, **nested)

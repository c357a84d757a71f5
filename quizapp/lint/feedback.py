"""Texts that learners are told after they answered, wherever they stand in a question."""

from collections.abc import Iterator
from functools import cache
from typing import Any

import msgspec

from quizapp.problems import Path


def feedback_in(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Each feedback in a question or a part of one, with its place."""
    if isinstance(value, msgspec.Struct):
        for name in _fields(type(value)):
            inner = getattr(value, name)
            if name == "feedback":
                if inner:
                    yield (*path, name), inner
            elif isinstance(inner, tuple | dict | msgspec.Struct):
                yield from feedback_in(inner, (*path, name))
    elif isinstance(value, tuple | dict):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(inner, msgspec.Struct):
                yield from feedback_in(inner, (*path, key))


@cache
def _fields(record: type[msgspec.Struct]) -> tuple[str, ...]:
    return tuple(name for name in record.__struct_fields__ if name not in ("hints", "evidence", "image", "silenced"))

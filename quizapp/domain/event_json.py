"""Events as JSON texts: as the journal keeps them, and as a learner hands them in."""

from functools import cache
from typing import Any, Union

import msgspec

from quizapp.domain.event import Event

MOST_EVENTS = 200_000
"""The limit for one attempt in a file; a long one has some thousands."""


def encode(event: Event) -> str:
    """Write `event` as JSON.

    Raises:
        ValueError: it could not be read back: it has half a surrogate pair, or a number that is not finite.
    """
    try:
        text = msgspec.json.encode(event).decode()
        _decoder().decode(text)
    except TypeError as error:
        raise ValueError(str(error)) from error
    return text


def decode(*texts: str | bytes) -> tuple[Event, ...]:
    """Read events that `encode` wrote.

    Raises:
        ValueError: one is of a kind, or has fields, that this version does not know.
    """
    decoder = _decoder()
    try:
        return tuple(decoder.decode(text) for text in texts)
    except (TypeError, RecursionError) as error:
        raise ValueError(str(error)) from error


def kinds_of(base: type[Any]) -> tuple[type[Any], ...]:
    """List all kinds of a record such as `Event`: its subclasses, and theirs."""
    found: list[type[Any]] = []
    for kind in base.__subclasses__():
        found += [kind, *kinds_of(kind)]
    return tuple(found)


def _decoder() -> "msgspec.json.Decoder[Event]":
    return decoder_of(tuple(Event.__subclasses__()))


@cache
def decoder_of(kinds: tuple[type[Any], ...]) -> "msgspec.json.Decoder[Any]":
    """Make what reads records of these kinds, and of theirs, out of JSON."""
    union: Any = Union[tuple(each for kind in kinds for each in (kind, *kinds_of(kind)))]  # noqa: UP007 (made of a tuple)
    return msgspec.json.Decoder(union)

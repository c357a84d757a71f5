"""Events as the journal keeps them: a kind and a JSON text."""

from quizapp.domain import event_json
from quizapp.domain.event import Event
from quizapp.storage.errors import JournalError


def kind_of(event: Event) -> str:
    """Name this kind of event as the journal does."""
    return str(type(event).__struct_config__.tag)


def encode(event: Event) -> str:
    """Write `event` as JSON.

    Raises:
        JournalError: it could not be read back, as it has half a character or a number that is none.
    """
    try:
        return event_json.encode(event)
    except ValueError as error:
        raise JournalError(
            "Not saved: there is something in this answer that cannot be kept.", "Type the answer again."
        ) from error


def decode(*kept: str | bytes) -> tuple[Event, ...]:
    """Read the events of which `encode` made what is kept.

    Raises:
        JournalError: one is of a kind, or has fields, that this version does not know.
    """
    try:
        return event_json.decode(*kept)
    except ValueError as error:
        raise JournalError(
            "The journal has something in it that this version of Quizapp does not know.",
            "Use the newest version of Quizapp.",
        ) from error


def is_same(event: Event, data: str, kept: str) -> bool:
    """Tell whether `kept` is `event`, which is `data` as JSON; fields may have been written in another order."""
    return data == kept or decode(kept) == (event,)

"""Bounds of what files between a teacher and a learner may hold."""

from collections.abc import Mapping
from math import isfinite

from quizapp.domain.people import LONGEST_NAME
from quizapp.formats.yaml_events import MAX_ENTRY_TEXT, forbidden_in

MOST_PARTS = 100
MOST_IN_PART = 1000
"""Questions of one part."""
LONGEST_TEST = 600
"""Minutes that a test takes at most, or that a reopening adds to it."""
MOST_TRIES = 10
MOST_NUMBER = 1000
"""So often at most somebody hands in the same assignment."""
LONGEST_LINE = 500
"""Characters of what stands on a line, such as a title."""

_YEAR_3000 = 32_503_680_000
"""Seconds since the epoch; Windows knows no later ones."""
_DIGITS = frozenset("0123456789abcdef")


def is_hex_id(value: str) -> bool:
    """Tells whether `value` is an id: 32 hexadecimal digits."""
    return len(value) == 32 and _DIGITS.issuperset(value)


def is_time(value: float) -> bool:
    """Tells whether `value` can be a time in seconds since the epoch, which every system can show as a date."""
    return isfinite(value) and 0 <= value < _YEAR_3000


def is_name(value: str) -> bool:
    """Tells whether `value` can be the name of a person or a class."""
    return bool(value.strip()) and is_legible(value, LONGEST_NAME)


def is_legible(value: object, longest: int = MAX_ENTRY_TEXT) -> bool:
    """Tells whether each text in `value` has at most `longest` characters, and none that may not be in a bank."""
    texts: list[str] = []
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, str):
            texts.append(each)
        elif isinstance(each, list | tuple):
            waiting += each
        elif isinstance(each, Mapping):
            waiting += [*each, *each.values()]
    return max(map(len, texts), default=0) <= longest and next(forbidden_in("\n".join(texts)), None) is None

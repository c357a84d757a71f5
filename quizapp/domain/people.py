"""People who use the program."""

from typing import NamedTuple

LONGEST_NAME = 100
"""Characters."""


class Learner(NamedTuple):
    """Somebody who answers questions: with a name, or a guest. `created` is in seconds since the epoch."""

    id: str
    name: str
    is_guest: bool
    created: float


def name_key(name: str) -> str:
    """Reduce a name to what it has in common with all names that a reader would take for the same."""
    from unicodedata import normalize  # here, as only naming needs it

    return normalize("NFKC", name).casefold()

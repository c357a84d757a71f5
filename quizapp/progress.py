"""Progress of long work, and whether it is to go on: between whoever does it and whoever waits for it."""

from collections.abc import Callable

ProgressCallback = Callable[[int, int], None]
"""Called between the steps of long work: how many are done, of how many. It raises `CancelledError` to end it."""


class CancelledError(Exception):
    """Nobody waits for this any longer."""


def nobody_waits(done: int, total: int) -> None:
    """The `ProgressCallback` of work that goes on to its end, whatever it takes."""

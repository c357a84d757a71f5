"""Progress of long work, reported to whoever waits for it and may cancel it."""

from collections.abc import Callable

ProgressCallback = Callable[[int, int], None]
"""Called between the steps of long work, with the number done and the total. It raises `CancelledError` to end it."""


class CancelledError(Exception):
    """The work was canceled: nobody waits for it anymore."""


def nobody_waits(done: int, total: int) -> None:
    """The `ProgressCallback` of work that is never canceled."""

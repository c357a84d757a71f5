"""A line on the terminal that tells how far long work is."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

from quizapp.terminal.language import translate
from quizapp.texts import N_

READING = N_("Reading: {percent} %")
WRITING = N_("Writing: {percent} %")
_QUIET, _BETWEEN = 1.0, 0.2
"""Seconds before anything is told, and between two times."""


class ProgressLine:
    """Tells of work that takes longer than a second, where `target` is a terminal; a `ProgressCallback`.

    `text` is what it says, with ``{percent}`` in it.
    """

    def __init__(
        self,
        target: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
        text: str = READING,
    ) -> None:
        self._text = text
        self._target = sys.stderr if target is None else target
        self._clock = clock
        self._next = clock() + _QUIET
        self._shown = ""

    def __call__(self, done: int, total: int) -> None:
        now = self._clock()
        if now >= self._next and total and self._target is not None and self._target.isatty():
            self._next = now + _BETWEEN
            self._show(translate(self._text, percent=100 * done // total))

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            self._show("")

    def _show(self, text: str) -> None:
        self._target.write(f"\r{text.ljust(len(self._shown))}\r{text}")
        self._target.flush()
        self._shown = text

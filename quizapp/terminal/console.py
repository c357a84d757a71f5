"""A terminal, or what is connected to the program in its place."""

import shutil
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TextIO

from quizapp.reports.plain_text import visible


class Console:
    """Says lines and asks for one. What is said never holds anything that a terminal would take for a command."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source = source
        self._target = target
        self._typed = source.isatty()
        # Only with both can a line be edited while it is typed.
        self._edited = self._typed and source is sys.stdin and target is sys.stdout and target.isatty()
        if self._edited:
            with suppress(ImportError):
                import readline  # noqa: F401  # by being there it makes `input` edit

    @property
    def width(self) -> int:
        """The columns that a text may take: those of the terminal, up to what is easy to read."""
        return max(30, min(shutil.get_terminal_size((80, 24)).columns - 1, 96))

    def say(self, lines: Iterable[str] = ("",)) -> None:
        self._target.writelines(f"{visible(line)}\n" for line in lines)

    def ask(self, prompt: str) -> str | None:
        """One line that was typed, without white space around it; None at the end of input."""
        if self._edited:
            self._target.flush()
            try:
                return input(prompt).strip()
            except EOFError:
                self.say()
                return None
        self._target.write(prompt)
        self._target.flush()
        line = self._source.readline()
        if not self._typed or not line:
            self.say()  # nobody's Enter ended the line
        return line.strip().strip("\ufeff") if line else None

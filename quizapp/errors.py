"""Failures, in three kinds.

Bad content is told in `problems.Problem`s, which are collected and never raised. The surroundings (a missing folder, a
full disk) raise `QuizAppError`. Anything else is a bug.
"""

from collections.abc import Callable

Translate = Callable[[str], str]
"""Takes an English text of the program and gives it in the language of whoever reads it."""


def in_english(text: str) -> str:
    """The `Translate` of the command line: every text as it stands."""
    return text


class QuizAppError(Exception):
    """The surroundings failed: one plain sentence, and one that says what to do about it."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".rstrip()

"""Failures, in three kinds.

Bad content is told in `problems.Problem`s, which are collected and never raised. The surroundings (a missing folder, a
full disk) raise `QuizAppError`. Anything else is a bug.
"""

from quizapp.texts import ENGLISH, N_, SENTENCES, Message, Texts


class QuizAppError(Exception):
    """The surroundings failed: one plain sentence, and one that says what to do about it.

    Both are templates of `texts` that share `values`, or messages with values of their own; they are put into the
    user's words when they are shown.
    """

    def __init__(self, message: str | Message, remedy: str | Message = "", /, **values: object) -> None:
        super().__init__(message, remedy)
        self.what = message if isinstance(message, Message) else Message(message, values)
        self.what_to_do = remedy if isinstance(remedy, Message) else Message(remedy, values)

    @property
    def message(self) -> str:
        return ENGLISH.say(self.what)

    @property
    def remedy(self) -> str:
        return ENGLISH.say(self.what_to_do)

    @property
    def both(self) -> Message:
        """Both sentences."""
        return (
            Message(SENTENCES, {"first": self.what, "then": self.what_to_do}) if self.what_to_do.template else self.what
        )

    def in_words(self, texts: Texts) -> str:
        """Give both sentences in a user's language."""
        return texts.say(self.both)

    def __str__(self) -> str:
        return self.in_words(ENGLISH)


class UnfitError(ValueError):
    """An error for content that does not fit; `said` tells why, in a text of `texts`."""

    def __init__(self, text: str, /, **values: object) -> None:
        self.said = Message(text, values)
        super().__init__(ENGLISH.say(self.said))


_REASONS = N_(
    (
        "No such file or directory",
        "Permission denied",
        "Operation not permitted",
        "No space left on device",
        "Disk quota exceeded",
        "Read-only file system",
        "Not a directory",
        "Is a directory",
        "File exists",
        "Directory not empty",
        "File name too long",
        "File too large",
        "Input/output error",
        "Device or resource busy",
        "Too many open files",
    )
)
"""The reasons of systems whose C library says them in English; Windows says them in its own language."""


def reason_of(error: Exception) -> Message:
    """Tell why the system could not do something with a file."""
    return Message(getattr(error, "strerror", None) or str(error))

"""Mistakes in files, told by line and with what would be right."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from quizapp.texts import ABOUT, ENGLISH, N_, SENTENCES, Message, Texts, Value

WARNINGS = frozenset(
    (
        "comma_in_list", "other_comma_in_list", "comma_in_fields", "text_after_hash", "passage_flattened",
        "translation_source_unread", "translation_same_text", "language_doubtful", "level_not_easier", "level_alike",
    )
)  # fmt: skip
"""The codes of what is no mistake, but likely not what was meant."""
ALSO_IN = "also_in"
"""The name of a value of a mistake that other lines have too: their numbers, in words."""
SAME_ELSEWHERE = N_("The same is wrong in lines {also_in}.")
READING_STOPPED = "reading_stopped"
"""The name of a value of a mistake beyond which something could not be read."""
IN_LEVEL = "in_level"
"""The name of a value of a mistake that is one at a level of the passage alone: the level's id."""
ABOUT_LEVEL = N_("This is about the level “{in_level}”.")
CHECK_AGAIN = N_("Then check again: more may be found.")

Path = tuple[str | int, ...]
"""The place of something in a document: the keys and indexes that lead to it."""


class Mistake(NamedTuple):
    """A mistake of an author, before it is known in which file and line: see `Problem` for `code` and `values`."""

    code: str
    path: Path = ()
    values: Mapping[str, Value] = {}

    def below(self, *path: str | int) -> "Mistake":
        """The same mistake, as seen from further up the document."""
        return self._replace(path=(*path, *self.path))


class LineMistake(NamedTuple):
    """A mistake of form, with its line, counted from 1 (0 for none)."""

    line: int
    mistake: Mistake


class Problem(NamedTuple):
    """A mistake in a file.

    `code` is one of the keys of `PROBLEM_TEXTS`; `line` counts from 1, and is 0 where no line can be named; `field` is
    the way to the place in the document in words, such as ``questions[3].options[2].role``, counted from 1; `values`
    fill the places of the texts; `question` is the id of the question that it is in, empty where there is none. `path`
    is `field` for a program: empty for what was found in another file than the bank's, or is known from an index.
    """

    code: str
    file: str
    line: int = 0
    field: str = ""
    values: Mapping[str, Value] = {}
    question: str = ""
    path: Path = ()

    @property
    def is_warning(self) -> bool:
        """Says whether the file can be used all the same, but likely means something else than its author did."""
        return self.code in WARNINGS

    @property
    def what_message(self) -> Message:
        """The sentence that says what is wrong."""
        return self._message(self._texts[0])

    @property
    def remedy_message(self) -> Message:
        """The sentence that says what would be right; more tell of a level, of other lines, or that reading stopped."""
        what, remedy = self._texts
        said = self._message(remedy)
        if IN_LEVEL in self.values and "{in_level}" not in what:
            said = Message(SENTENCES, {"first": said, "then": self._message(ABOUT_LEVEL)})
        if ALSO_IN in self.values:
            said = Message(SENTENCES, {"first": said, "then": self._message(SAME_ELSEWHERE)})
        if READING_STOPPED in self.values:
            said = Message(SENTENCES, {"first": said, "then": Message(CHECK_AGAIN)})
        return said

    @property
    def _texts(self) -> tuple[str, str]:
        from quizapp.problem_texts.catalog import PROBLEM_TEXTS  # a start has nothing to tell

        return PROBLEM_TEXTS[self.code]

    def _message(self, template: str) -> Message:
        printable = {
            name: _printable(value) if isinstance(value, str) else value for name, value in self.values.items()
        }
        return Message(template, printable)

    def what(self, translate: Texts = ENGLISH) -> str:
        return translate.say(self.what_message)

    def remedy(self, translate: Texts = ENGLISH) -> str:
        return translate.say(self.remedy_message)

    def where(self) -> str:
        """`file:line`, or the file alone where there is no line."""
        file = _printable(self.file)
        return f"{file}:{self.line}" if self.line else file

    @property
    def line_message(self) -> Message:
        """The problem on one line: its place, and both sentences."""
        said = Message(SENTENCES, {"first": self.what_message, "then": self.remedy_message})
        places: list[Value] = [self.where()]
        if self.is_warning:
            places.append(Message("warning"))
        if self.question:
            places.append(Message("question {id}", {"id": _printable(self.question)}))
        if self.field:
            places.append(_printable(self.field))
        for place in reversed(places):
            said = Message(ABOUT, {"first": place, "then": said})
        return said

    def line_of(self, translate: Texts = ENGLISH) -> str:
        """The problem on one line, as `line_message` tells it."""
        return translate.say(self.line_message)

    def __str__(self) -> str:
        return self.line_of()


_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"


def _printable(text: str) -> str:
    """`text` on one line and without what would steer a terminal or turn the direction of writing."""
    return re.sub(_UNPRINTABLE, "\ufffd", text)  # compiled when there is something to tell, and kept by `re`

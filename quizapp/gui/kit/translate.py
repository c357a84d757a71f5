"""Translation of texts that are kept outside the windows."""

import re
from collections.abc import Mapping
from unicodedata import bidirectional

from PySide6.QtCore import QCoreApplication, QLocale

from quizapp.errors import QuizAppError
from quizapp.texts import CONTEXT, Texts

_FIRST_STRONG_ISOLATE, _END = "\u2068", "\u2069"
_WORDS = re.compile(r"\{\w*\}|[^\W\d_]")


def isolated(value: object) -> object:
    """Keep a value that is read from right to left together in a text that is not (UAX 9, FSI).

    Its closing signs, and the numbers that follow in the text, would else stand at the wrong end of it.
    """
    if isinstance(value, str) and not value.isascii() and any(map(_is_reversed, value)):
        return f"{_FIRST_STRONG_ISOLATE}{value}{_END}"
    return value


def _is_reversed(character: str) -> bool:
    return bidirectional(character) in ("R", "AL")


class QtTexts(Texts):
    """The texts in the language that Qt's translators speak at the moment."""

    def _filled(self, template: str, values: Mapping[str, object]) -> str:
        if not values or all(found.startswith("{") for found in _WORDS.findall(template)):
            return super()._filled(template, values)  # nothing to fill in, or no words of our own around it
        return template.format_map({name: isolated(self._in_words(value)) for name, value in values.items()})

    def look_up(self, text: str, count: int | None = None) -> str:
        return QCoreApplication.translate(CONTEXT, text, None, -1 if count is None else count)

    def number(self, text: str) -> str:
        locale = QLocale()
        return text.translate({ord(","): locale.groupSeparator(), ord("."): locale.decimalPoint()})


translate = QtTexts()
"""Called with a text and its values, gives it in the user's language; `translate.plural` takes a count as well."""


def error_text(error: object) -> str:
    """Tell of a failure in the user's language."""
    return error.in_words(translate) if isinstance(error, QuizAppError) else str(error)

"""Translation of texts that are kept outside the windows."""

from PySide6.QtCore import QCoreApplication, QLocale

from quizapp.errors import QuizAppError
from quizapp.texts import CONTEXT, Texts


class QtTexts(Texts):
    """The texts in the language that Qt's translators speak at the moment."""

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

"""Translation of texts that are kept outside the windows."""

from PySide6.QtCore import QCoreApplication


def translate(text: str) -> str:
    """Translate `text` into the user's language, or give it as it is; this is the windows' `errors.Translate`."""
    return QCoreApplication.translate("quizapp", text)

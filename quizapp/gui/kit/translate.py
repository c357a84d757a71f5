"""Texts of the program that are kept outside the windows, in the language of the user."""

from PySide6.QtCore import QCoreApplication


def translate(text: str) -> str:
    """The `errors.Translate` of the windows: `text` as the translation file has it, or as it stands."""
    return QCoreApplication.translate("quizapp", text)

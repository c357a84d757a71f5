"""The language of the window: the program's texts, those of Qt's own dialogs, dates and numbers."""

from functools import cache
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from quizapp.bundled import translations_dir
from quizapp.texts import best_language

NAMES = {"en": "English", "es": "Español", "pt_BR": "Português (Brasil)"}
"""Each language of the program, called as those who speak it call it."""


def language_of(setting: str) -> str:
    """Give the language that a setting stands for; of an empty one, the system's, or English."""
    if setting in NAMES:
        return setting
    system, usual = QLocale.system(), _usual()
    return best_language((system if usual == system else usual).uiLanguages())


def current_language() -> str:
    """Give the language that the window speaks."""
    return str(_application().property("language") or "")


def reader_language() -> str:
    """Give the language in which banks are shown, such as ``pt_BR``; a system that says none reads English."""
    name = QLocale().name()
    return "en" if name == "C" else name


def use_language(language: str) -> None:
    """Speak `language` from here on; what is shown already stays as it is until it is made again."""
    app, usual = _application(), _usual()
    for translator in _in_use():
        app.removeTranslator(translator)
    _in_use().clear()
    app.setProperty("language", language)
    spoken, (usually, _, region) = language.partition("_")[0], usual.name().partition("_")
    if spoken == usually or (spoken == "en" and not region):
        QLocale.setDefault(usual)
    else:
        QLocale.setDefault(QLocale(f"{spoken}_{region}" if region else language))
    _add_texts(app, translations_dir() / "quizapp_en.qm")  # for what is not translated, whose plurals agree too
    if language != "en":
        from PySide6.QtCore import QLibraryInfo  # English can do without

        _add_texts(app, translations_dir() / f"quizapp_{language}.qm")
        folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        _add_texts(app, folder / f"qtbase_{language}.qm")


def _add_texts(app: QCoreApplication, file: Path) -> None:
    translator = QTranslator()
    if file.is_file() and translator.load(file.name, str(file.parent)):
        app.installTranslator(translator)
        _in_use().append(translator)


def _application() -> QCoreApplication:
    app = QCoreApplication.instance()
    assert app is not None
    return app


@cache
def _in_use() -> list[QTranslator]:
    """Give the list of what the application translates with; to look for its children would take 5 ms of the start."""
    return []


@cache
def _usual() -> QLocale:
    """Give how the system writes dates and numbers, as it was when it was first asked for."""
    return QLocale()

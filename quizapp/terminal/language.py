"""The language of the command line: that of --language, else that of the settings, else the system's."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence

from quizapp.errors import QuizAppError
from quizapp.texts import LANGUAGES, Texts, best_language

OPTION = "--language"
_POINT = frozenset(("US", "MX", "PR", "GT", "HN", "NI", "PA", "PE", "DO", "SV", "CU"))
"""The countries of Spanish in which a number has a point, not a comma, before its decimals (CLDR)."""

translate = Texts()
"""Called with a text and its values, gives it in the language of the command line; `translate.plural` takes a count."""


def use_language(typed: str, setting: str) -> None:
    """Speak the language that was `typed`, else that of the `setting`; the system's where both are empty."""
    system = tuple(system_languages(os.environ))
    language = best_language((typed or setting,)) if typed or setting else best_language(system)
    country = next((_country(name) for name in (typed, *system) if best_language((name,)) == language), "")
    has_point = language == "en" or (language == "es" and country in _POINT)
    translate.speak(language, "." if has_point else ",")


def typed_language(arguments: Sequence[str]) -> str:
    """Give the language that --language names among `arguments`, as one of `LANGUAGES`; empty where it is not there.

    Raises:
        QuizAppError: it names another one.
    """
    for place, argument in enumerate(arguments):
        name, equals, value = argument.partition("=")
        if argument == "--":
            break
        if name == OPTION and (equals or place + 1 < len(arguments)):
            return known_language(value if equals else arguments[place + 1])
    return ""


def known_language(name: str) -> str:
    """Give the language of the program that `name` means, such as ``es`` for ``es-MX``."""
    found = best_language((name,))
    if found == "en" and name[:2].lower() != "en":
        raise QuizAppError(
            "Quizapp does not speak “{language}”.",
            "Use one of: {choices}.",
            language=name,
            choices=", ".join(LANGUAGES),
        )
    return found


def system_languages(environment: Mapping[str, str]) -> Iterator[str]:
    """Give the languages that the system's user reads, the best one first, such as ``es_MX.UTF-8``.

    The environment is read as gettext does: LANGUAGE counts only where a locale is set that is not ``C``.
    """
    locale = next(filter(None, (environment.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    if locale.partition(".")[0] not in ("", "C", "POSIX"):
        yield from filter(None, environment.get("LANGUAGE", "").split(":"))
    if locale:
        yield locale
    elif sys.platform == "win32":
        yield from _of_windows()
    elif sys.platform == "darwin":
        yield from _of_macos()


def _of_windows() -> Iterator[str]:
    import ctypes
    from locale import windows_locale

    yield windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "")  # type: ignore[attr-defined]


def _of_macos() -> Iterator[str]:
    import plistlib
    from contextlib import suppress
    from pathlib import Path

    with suppress(OSError, ValueError, plistlib.InvalidFileException):
        content = plistlib.loads(Path("~/Library/Preferences/.GlobalPreferences.plist").expanduser().read_bytes())
        yield from map(str, content.get("AppleLanguages", ()))


def _country(name: str) -> str:
    return name.replace("-", "_").partition(".")[0].partition("@")[0].rpartition("_")[2].upper()

"""Versions that somebody who reports a mistake, or changes computers, has to know."""

import platform
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from quizapp.storage.desk.revision import NEWEST
from quizapp.storage.migrations import MIGRATIONS
from quizapp.version import VERSION


class Versions(NamedTuple):
    """The versions of the program, of what it runs on, and of what it keeps.

    `pyside6` and `qt` are empty where PySide6 is not installed. A data folder whose journal or desk is of a higher
    version than these is refused.
    """

    quizapp: str
    python: str
    qt: str
    pyside6: str
    journal: int
    desk: int


def versions() -> Versions:
    """Give the versions of everything, without importing Qt."""
    pyside6 = _installed("PySide6-Essentials") or _installed("PySide6")
    qt = ".".join(pyside6.split(".")[:3])  # what follows counts releases of PySide6 for the same Qt
    return Versions(VERSION, platform.python_version(), qt, pyside6, len(MIGRATIONS), int(NEWEST))


def _installed(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""

"""Reasons why a window cannot be opened."""

import os
import sys
from collections.abc import Mapping


def may_have_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tells whether it is worth asking Qt for a window. On macOS and Windows there always is a screen; elsewhere one is
    named in `environment`, or Qt is told to do without one. Whether somebody answers there, Qt finds out.
    """
    if platform in ("darwin", "win32", "cygwin"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET")
    plugins = [name.partition(":")[0] for name in environment.get("QT_QPA_PLATFORM", "").split(";") if name]
    return any(environment.get(name) for name in names) or any(
        name != "xcb" and not name.startswith("wayland") for name in plugins
    )


def missing_library() -> str:
    """The library that Qt needs for X and that this system lacks, such as libxcb-cursor.so.0; empty where it has all.

    Qt looks for them when it opens the first window, and ends the process where one is missing.
    """
    import ctypes
    from importlib.util import find_spec

    qt = find_spec("PySide6")  # finds it without importing it
    for folder in (qt and qt.submodule_search_locations) or ():
        library = os.path.join(folder, "Qt", "lib", "libQt6XcbQpa.so.6")
        if os.path.exists(library):
            try:
                ctypes.CDLL(library)
            except OSError as error:
                return lacking(str(error))
    return ""


def lacking(message: str) -> str:
    """The library that is missing by the loader's `message`; empty where that is about anything else."""
    library, _, reason = message.partition(": ")
    return library if reason.startswith("cannot open shared object file") else ""


def package_of(library: str) -> str:
    """The package of Debian and Ubuntu that has `library`: by their policy, it is called like it."""
    if library.startswith("libglib-2.0.so"):
        return "libglib2.0-0"
    name, _, version = library.lower().partition(".so.")
    return f"{name}-{version}" if name[-1:].isdigit() else name + version

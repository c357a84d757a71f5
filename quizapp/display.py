"""Reasons why a window cannot be opened."""

import os
import sys
from collections.abc import Mapping


def may_have_screen(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> bool:
    """Tells whether it is worth asking Qt for a window, which then finds out whether the screen answers.

    macOS and Windows always have a screen. Elsewhere `environment` names one, or tells Qt to do without.
    """
    if platform in ("darwin", "win32", "cygwin"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET")
    plugins = [name.partition(":")[0] for name in environment.get("QT_QPA_PLATFORM", "").split(";") if name]
    return any(environment.get(name) for name in names) or any(
        name != "xcb" and not name.startswith("wayland") for name in plugins
    )


def missing_library() -> str:
    """A library that Qt needs for X and this system lacks, such as libxcb-cursor.so.0; empty where there is none.

    Without it, Qt would end the process when it opens the first window.
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
    """The library that is missing according to the loader's `message`; empty if that is about something else."""
    library, _, reason = message.partition(": ")
    return library if reason.startswith("cannot open shared object file") else ""


def package_of(library: str) -> str:
    """The package of Debian and Ubuntu with `library`, whose name follows from it by their policy."""
    if library.startswith("libglib-2.0.so"):
        return "libglib2.0-0"
    name, _, version = library.lower().replace("_", "-").partition(".so.")
    return f"{name}-{version}" if name[-1:].isdigit() else name + version

"""The contents of the program that needs no Python: what of Qt and of the system goes in, and why.

What is not named here is left out. That nothing which is left out is needed is known from three sides: the modules of
Qt are those that the source imports (a test reads it), a library stays while anything that stays links to it (the
build asks the linker's own entries), and `tests/packaging/smoke.py` uses the built program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

QT_MODULES = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtPrintSupport", "QtTextToSpeech", "QtMultimedia")
"""What the source imports, and QtMultimedia, which QtTextToSpeech imports."""

QT_PLUGINS = {
    "platforms/libqxcb.so": "windows on X",
    "xcbglintegrations/libqxcb-egl-integration.so": "the same",
    "xcbglintegrations/libqxcb-glx-integration.so": "the same",
    "platforms/libqwayland.so": "windows on Wayland",
    "wayland-shell-integration/libxdg-shell.so": "the same",
    "wayland-graphics-integration-client/libqt-plugin-wayland-egl.so": "the same",
    "wayland-decoration-client/libadwaita.so": "frames of windows where the desktop draws none",
    "wayland-decoration-client/libbradient.so": "the same, elsewhere than on GNOME",
    "platforms/libqoffscreen.so": "PDF files made by a command, without a screen",
    "platformthemes/libqgtk3.so": "the file dialogs of GNOME, where GTK is installed",
    "platformthemes/libqxdgdesktopportal.so": "the file dialogs of the desktop",
    "platforminputcontexts/libcomposeplatforminputcontextplugin.so": "accents by the compose key and dead keys",
    "platforminputcontexts/libibusplatforminputcontextplugin.so": "Chinese, Japanese, Korean and others by IBus",
    "iconengines/libqsvgicon.so": "icons",
    "imageformats/libqsvg.so": "icons",
    "imageformats/libqjpeg.so": "pictures of banks",
    "imageformats/libqwebp.so": "pictures of banks",
    "printsupport/libcupsprintersupport.so": "printers",
    "texttospeech/libqtexttospeech_speechd.so": "reading aloud, where Speech Dispatcher is installed",
}

QT_LANGUAGES = ("es", "pt_BR")
"""Languages of the program besides English; Qt's own texts (buttons of dialogs) are kept in these."""

X_LIBRARIES = (
    *("libxcb-cursor.so.0", "libxcb-icccm.so.4", "libxcb-image.so.0", "libxcb-keysyms.so.1", "libxcb-util.so.1"),
    *("libxcb-randr.so.0", "libxcb-render-util.so.0", "libxcb-render.so.0", "libxcb-shape.so.0", "libxcb-shm.so.0"),
    *("libxcb-sync.so.1", "libxcb-xfixes.so.0", "libxcb-xkb.so.1", "libxkbcommon-x11.so.0", "libxkbcommon.so.0"),
)
"""Small libraries of X that many systems lack: they go along in the archive; a .deb asks for their packages."""

PYTHON_LIBRARIES = ("libsqlite3.so.0", "libffi.so.8", "libz.so.1", "libbz2.so.1.0", "liblzma.so.5")
"""Libraries of the system that Python's own modules link to."""

MODULES_BY_NAME = (
    "PySide6.QtTextToSpeech",
    "_cffi_backend",
    "sqlalchemy.dialects.sqlite.pysqlite",
    "alembic.ddl.sqlite",
)
"""Modules that are imported by a name in a text, besides our own, which all go in."""

DATA_OF = ("quizapp", "simplemma")
"""Packages that bring files along: banks, icons, translations, pages of the help; dictionaries."""

METADATA_OF = ("quizapp", "PySide6-Essentials")
"""Packages whose versions the program tells."""

UNUSED_MODULES = (
    # of Python: there is no page of the web, no other process in Python, and no console of its own
    *("_ssl", "ssl", "_hashlib", "_tkinter", "tkinter", "curses", "_curses", "readline", "_uuid", "test", "lib2to3"),
    *("pydoc", "pydoc_data", "doctest", "unittest", "ensurepip", "venv", "idlelib", "xmlrpc", "ftplib"),
    *("distutils", "setuptools", "pkg_resources", "pip", "wheel"),
    # databases that no desk is in; the extra `school` brings psycopg where the program is installed by pip
    *("psycopg", "psycopg2", "pysqlite2", "MySQLdb", "sqlalchemy.testing", "alembic.testing"),
)

Entry = tuple[str, str, str]
"""A file of the program as PyInstaller lists it: its name in the folder, its source, its kind."""


def trimmed(entries: Iterable[Entry], needs: Callable[[str], Iterable[str]]) -> list[Entry]:
    """Return what is kept of libraries, plugins and modules in C; `needs` gives what the file at a path links to."""
    found = [entry for entry in entries if _is_wanted(*entry[:2])]
    sources = {name: source for name, source, _ in found}
    libraries = {name for name in sources if is_library(name)}
    kept = linked(libraries, sources.keys() - libraries, lambda name: needs(sources[name]))
    kept |= {name for name in libraries if _base(name).startswith("libpython")}
    return [entry for entry in found if entry[0] not in libraries or entry[0] in kept]


def trimmed_data(entries: Iterable[Entry], binaries: set[str]) -> list[Entry]:
    """Return what is kept of other files; a link stays where its target is among the `binaries`."""
    return [
        (name, source, kind)
        for name, source, kind in entries
        if (source in binaries if kind == "SYMLINK" else _is_wanted(name, ""))
    ]


def is_library(name: str) -> bool:
    """Tell whether the file is a library that others link to, and neither a plugin nor a module."""
    return ".so" in name and _base(name).startswith("lib") and "/plugins/" not in name


def linked(libraries: Iterable[str], roots: Iterable[str], needs: Callable[[str], Iterable[str]]) -> set[str]:
    """Return those of the `libraries` that are reached from `roots`; `needs` gives what a file links to."""
    by_name = {_base(name): name for name in libraries}
    reached: set[str] = set()
    waiting = list(roots)
    while waiting:
        for needed in needs(waiting.pop()):
            found = by_name.get(_base(needed))
            if found is not None and found not in reached:
                reached.add(found)
                waiting.append(found)
    return reached


def _is_wanted(name: str, source: str) -> bool:
    """Tell whether the file called `name` in the program's folder is of use; libraries are looked at later."""
    base = _base(name)
    if source.startswith(("/lib/", "/lib64/", "/usr/lib/", "/usr/lib64/")):
        return base in (*X_LIBRARIES, *PYTHON_LIBRARIES)
    if ".dist-info/" in name:
        return base == "METADATA"
    if name.startswith(_PLUGINS):
        return name.removeprefix(_PLUGINS) in QT_PLUGINS
    if name.startswith("PySide6/Qt/translations/"):
        return base in {f"qtbase_{language}.qm" for language in QT_LANGUAGES}
    if name.startswith("PySide6/") and base.endswith(".abi3.so"):
        return base.removesuffix(".abi3.so") in QT_MODULES
    return not name.startswith(("PySide6/Qt/qml/", "PySide6/Qt/libexec/"))


def _base(name: str) -> str:
    return name.rpartition("/")[2]


_PLUGINS = "PySide6/Qt/plugins/"

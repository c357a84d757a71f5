"""Why there is no window, where there is none."""

from types import SimpleNamespace

import pytest

import start
from quizapp.display import may_have_screen, missing_library, package_of


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_macos_and_windows_always_have_one(platform):
    assert may_have_screen({}, platform)


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": "", "WAYLAND_DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb"}])
def test_nothing_named_is_none(environment):
    assert not may_have_screen(environment, "linux")


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"])
def test_what_is_named_is_worth_asking_for(name):
    assert may_have_screen({name: "0"}, "linux")


@pytest.mark.parametrize("plugin", ["offscreen", "minimal", "vnc:size=800x600", "linuxfb", "xcb;offscreen"])
def test_what_needs_no_screen_needs_none_to_be_named(plugin):
    assert may_have_screen({"QT_QPA_PLATFORM": plugin}, "linux")


@pytest.mark.parametrize(
    ("message", "library"),
    [
        ("libxcb-cursor.so.0: cannot open shared object file: No such file or directory", "libxcb-cursor.so.0"),
        ("/a/libQt6XcbQpa.so.6: invalid ELF header", ""),  # Qt will say what it thinks of that
    ],
)
def test_a_library_that_qt_would_miss(message, library, monkeypatch, tmp_path):
    def load(path: str) -> None:
        raise OSError(message)

    qt = tmp_path / "PySide6" / "Qt" / "lib" / "libQt6XcbQpa.so.6"
    qt.parent.mkdir(parents=True)
    qt.touch()
    spec = SimpleNamespace(submodule_search_locations=[str(tmp_path / "PySide6")])
    monkeypatch.setattr("importlib.util.find_spec", lambda name: spec)
    monkeypatch.setattr("ctypes.CDLL", load)
    assert missing_library() == library


def test_without_qt_no_library_is_missing(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert missing_library() == ""


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libodd.so.7", "libodd7"),
        *start.LIBRARIES.items(),
    ],
)
def test_the_package_of_a_library(library, package):
    assert package_of(library) == package

"""A screen of its own, the program on it, and the two ways to deal with it: keys, and what a screen reader finds."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 180.0
"""Seconds until a test gives up: much more than it takes, as the machine may be busy."""
_MUTE = 45.0
"""Seconds without an answer, after which a reader will not give any."""
_MOMENT = 0.05  # seconds between two looks


class Thing(NamedTuple):
    """One thing that a screen reader finds; `text` is what is in a field, or the beginning of it."""

    role: str
    name: str
    description: str
    states: tuple[str, ...]
    text: str = ""


def _things(told: Sequence[Sequence[Any]]) -> list[Thing]:
    return [Thing(role, name, description, tuple(states), text) for role, name, description, states, text in told]


def missing(*programs: str) -> str:
    """Return the reason why there can be no window; empty where there can."""
    absent = [program for program in programs if shutil.which(program) is None]
    return f"needs {' and '.join(absent)}" if absent else ""


def python_with_atspi() -> str:
    """A Python that can be asked what a screen reader finds; empty where there is none."""
    for python in dict.fromkeys(filter(None, ("/usr/bin/python3", shutil.which("python3")))):
        check = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
        if os.path.exists(python) and subprocess.run([python, "-c", check], capture_output=True).returncode == 0:
            return python
    return ""


def stop(process: subprocess.Popen[str], with_group: bool = False) -> None:
    """End a process that was started here; `with_group`, also those that it started."""
    if with_group:
        with suppress(ProcessLookupError):  # a session of its own is a group of the same number
            os.killpg(process.pid, signal.SIGTERM)
    elif process.poll() is None:
        process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for stream in (process.stdin, process.stdout, process.stderr):
        if stream is not None:
            stream.close()


class Screen:
    """An X server in memory, with a window manager if there is one, and a session bus if there is one."""

    def __init__(self, folder: Path) -> None:
        reading, writing = os.pipe()
        self._server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
            pass_fds=[writing],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        os.close(writing)
        with os.fdopen(reading) as told:
            self.display = f":{told.readline().strip()}"
        folder.chmod(0o700)
        hidden = (
            "WAYLAND_DISPLAY",
            "WAYLAND_SOCKET",
            "QT_QPA_PLATFORM",
            "DBUS_SESSION_BUS_ADDRESS",
            "AT_SPI_BUS_ADDRESS",
        )
        self.environment = {name: value for name, value in os.environ.items() if name not in hidden}
        self.environment |= {
            "DISPLAY": self.display,
            "XDG_RUNTIME_DIR": str(folder),
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_LOGGING_RULES": "qt.accessibility.atspi=false",  # complains of a question that it does not know
            "PYTHONPATH": str(ROOT),
            "LC_ALL": "C.UTF-8",
            "PYTHONFAULTHANDLER": "1",
        }
        self._helpers: list[subprocess.Popen[str]] = []
        self.has_bus = shutil.which("dbus-daemon") is not None
        if self.has_bus:
            address = f"--address=unix:path={folder / 'bus'}"
            bus = self._start("dbus-daemon", "--session", address, "--nofork", "--print-address=1")
            assert bus.stdout is not None
            self.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
        self.has_manager = shutil.which("openbox") is not None
        if self.has_manager:
            self._start("openbox", "--sm-disable")

    def _start(self, *command: str) -> subprocess.Popen[str]:
        helper = subprocess.Popen(
            command,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        self._helpers.append(helper)
        return helper

    def close(self) -> None:
        for helper in reversed(self._helpers):
            stop(helper, with_group=True)
        stop(self._server)


class Window:
    """The program as it runs on a `Screen`, started by `command`."""

    command: Sequence[str] = (sys.executable, "-m", "quizapp")
    patience = PATIENCE
    skipped: Sequence[str] = ()
    """Names of things of which nobody looks at what is in them, which takes its time."""

    def __init__(self, screen: Screen, reader_python: str, *arguments: object) -> None:
        self._screen = screen
        self.environment = screen.environment
        self.process = subprocess.Popen(
            [*self.command, *map(str, arguments)],
            env=screen.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._spoken: list[str] = []
        self._reader_python = reader_python
        self._reader = self._new_reader() if reader_python else None

    def _new_reader(self) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [self._reader_python, str(Path(__file__).with_name("tell_accessible.py"))],
            env=self._screen.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def things(self, role: str = "") -> list[Thing]:
        """Return the things that a screen reader finds now, or those of this role."""
        return self._look("things", role)

    def _look(self, what: str, role: str, name: str | None = None, how: str = "is") -> list[Thing]:
        asked = {"look": what, "role": role, "name": name, "how": how, "skipped": self.skipped}
        return _things(self._ask(asked))

    def shows(self, name: str, role: str = "", how: str = "is") -> bool:
        """Say whether there is something whose name is `name`, or "begins" with it, or "has" it; quicker than all."""
        return bool(self._look("first", role, name, how))

    def _ask(self, request: object) -> Any:
        """Return the answer of the reader; the words that it heard are kept.

        A reader whose bus does not answer waits for ever, so another one takes its place.
        """
        for _ in range(3):
            assert self._reader is not None
            assert self._reader.stdin is not None
            assert self._reader.stdout is not None
            self._reader.stdin.write(json.dumps(request) + "\n")
            self._reader.stdin.flush()
            if select.select([self._reader.stdout], [], [], _MUTE)[0]:
                break
            stop(self._reader)
            self._reader = self._new_reader()
        else:
            raise AssertionError("no reader gives an answer")
        told = self._reader.stdout.readline()
        assert told, "the reader has ended"
        found, spoken = json.loads(told)
        self._spoken += spoken
        return found

    def act(self, do: str, role: str, name: str = "", number: int = 0, **more: object) -> None:
        """Do something by the accessibility tree alone, see `tell_accessible.act`; waits for the thing."""
        asked = {"do": do, "role": role, "name": name, "number": number, **more}
        self.wait_for(lambda: self._ask(asked), f"{role} “{name}”, to {do}")

    def names(self, role: str = "") -> list[str]:
        return [thing.name for thing in self._look("names", role)]

    def find(self, name: str, role: str = "") -> Thing:
        """The first thing of this name, waiting until it is there."""
        found: list[Thing] = []

        def is_there() -> bool:
            found[:] = self._look("things", role, name)
            return bool(found)

        self.wait_for(is_there, f"“{name}”")
        return found[0]

    def focused(self) -> Thing | None:
        """Return the thing that has the focus."""
        return next((thing for thing in self.all_focused() if thing.name), None)

    def all_focused(self) -> list[Thing]:
        """Return what has the focus; the current row of a list has it beside the list."""
        return _things(self._ask("focus"))

    def wait_for_focus(self, name: str) -> None:
        """Wait until what has the focus has a name that begins so."""
        self.wait_for(lambda: (thing := self.focused()) and thing.name.startswith(name), f"the focus on “{name}”")

    def wait_for_thing(self, role: str, name: str, description: str = "", *states: str) -> None:
        """Wait for a thing with a description that begins so, and with these states at least."""

        def is_there() -> bool:
            return any(
                thing.description.startswith(description) and set(states) <= set(thing.states)
                for thing in self._look("things", role, name)
            )

        self.wait_for(is_there, f"{role} “{name}” “{description}” {states}")

    def wait_to_hear(self, words: str) -> None:
        """Wait until something is spoken that has these words in it; what was spoken until then is forgotten."""

        def is_heard() -> bool:
            if not any(words in text for text in self._spoken):
                self._ask("listen")
            return any(words in text for text in self._spoken)

        self.wait_for(is_heard, f"hearing “{words}” among {self._spoken}")
        at = next(at for at, text in enumerate(self._spoken) if words in text)
        del self._spoken[: at + 1]

    def wait_for(self, condition: Callable[[], object], what: str) -> None:
        deadline = time.monotonic() + self.patience
        while not condition():
            assert self.process.poll() is None, f"ended while waiting for {what}: {self.process.communicate()}"
            assert time.monotonic() < deadline, f"waited for {what}; there is {self.names() if self._reader else '?'}"
            with suppress(subprocess.TimeoutExpired):  # a moment in which nobody keeps the program from its work
                self.process.wait(_MOMENT)

    def wait_for_name(self, name: str, role: str = "") -> None:
        """Wait until something of this name is to be found."""
        self.wait_for(lambda: self.shows(name, role), f"“{name}”")

    def is_mapped(self) -> bool:
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "Quizapp"],
            env=self._screen.environment,
            capture_output=True,
            text=True,
        )
        return bool(found.stdout.strip())

    def focus(self) -> None:
        """Give the window the keyboard."""
        self.wait_for(self.is_mapped, "the window")
        search = ["search", "--sync", "--onlyvisible", "--name", "Quizapp"]
        how = ["windowactivate", "--sync"] if self._screen.has_manager else ["windowfocus", "--sync"]
        command = ["xdotool", *search, *how]
        # it is refused until the window manager has come up
        self.wait_for(
            lambda: (
                subprocess.run(
                    command, env=self._screen.environment, stderr=subprocess.DEVNULL, timeout=PATIENCE
                ).returncode
                == 0
            ),
            "the keyboard",
        )

    def press(self, *keys: str) -> None:
        """Press keys by their names in X, such as Return or alt+Down."""
        subprocess.run(["xdotool", "key", *keys], env=self._screen.environment, check=True, timeout=PATIENCE)

    def type(self, text: str) -> None:
        subprocess.run(["xdotool", "type", text], env=self._screen.environment, check=True, timeout=PATIENCE)

    def end(self, signal_number: int | None = None) -> tuple[int, str]:
        """Wait for the program to end, after a signal if one is given: its exit code, and what it complained of."""
        if signal_number is not None:
            self.process.send_signal(signal_number)
        _, complaints = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, complaints

    def close(self) -> None:
        stop(self.process)
        if self._reader is not None:
            stop(self._reader)


@pytest.fixture(scope="session")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    if told := missing("Xvfb", "xdotool"):
        pytest.skip(told)
    screen = Screen(tmp_path_factory.mktemp("runtime"))
    yield screen
    screen.close()


@pytest.fixture(scope="session")
def reader_python(screen: Screen) -> str:
    python = python_with_atspi()
    if not python or not screen.has_bus:
        pytest.skip("needs dbus-daemon, at-spi2-core and a system Python with gi.repository.Atspi")
    return python


@pytest.fixture
def open_window(screen: Screen, known_banks: Path) -> Iterator[Callable[..., Window]]:
    """Starts the program with its data in a folder; `reader_python` is needed for reading what it shows.

    A program without a cache gets one of a program that has read the bundled banks.
    """
    opened: list[Window] = []

    def run(folder: Path, *arguments: object, reader_python: str = "") -> Window:
        if not (folder / "cache").exists():
            shutil.copytree(known_banks, folder / "cache")
        opened.append(Window(screen, reader_python, "--data-dir", folder, *arguments))
        return opened[-1]

    yield run
    for window in opened:
        window.close()

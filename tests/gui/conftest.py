"""What the tests of the windows need: the program as it is put together, on a screen that is only in memory."""

import os

# Set to xcb, wayland, …, one can watch the tests at work. Without the file, the screen would have 800 × 800 pixels.
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={os.path.dirname(__file__)}/screen.json")

import gc
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from PySide6 import QtGui
from PySide6.QtCore import (
    QAbstractEventDispatcher,
    QCoreApplication,
    QEvent,
    QEventLoop,
    QLocale,
    QThreadPool,
    QTimer,
    QTimerEvent,
    SignalInstance,
)
from PySide6.QtGui import QAccessible, QFont, QPalette
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import MultiSignalBlocker, SignalBlocker
from shiboken6 import isValid

from quizapp.app import new_application
from quizapp.domain.bank import Bank
from quizapp.formats.native import read_bank
from quizapp.gui.kit import line_spacing
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.learning import Learning
from quizapp.gui.shell.main_window import MainWindow
from quizapp.paths import UserPaths, bundled_bank_folders, resources_dir
from quizapp.services.library import Library, library_of
from quizapp.services.room import NO_ROOM, RoomSettings
from quizapp.settings import Look, Settings
from tests.gui.held_jobs import HeldJobs
from tests.gui.made_timers import running_timers
from tests.gui.pseudo import brackets  # noqa: F401 (a fixture for all)

EVERY_TYPE = Path(__file__).parents[1] / "data" / "every-type.yaml"
"""A bank with one question of each type, and a passage that has to be scrolled."""


PATIENCE = 120_000
"""Milliseconds until a test gives up."""


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Program(NamedTuple):
    """The program as a test started it. `folder` is where it keeps everything, `bank` the bank of every type there."""

    window: MainWindow
    theme: Theme
    settings: Settings
    library: Library
    jobs: HeldJobs
    clock: Clock
    folder: Path
    bank: Path


class PatientBot(QtBot):
    """Waits much longer than anything takes, as the machine may be busy."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE) -> None:
        super().waitUntil(callback, timeout=timeout)

    def waitSignal(self, signal: SignalInstance, *, timeout: int = PATIENCE, **more: Any) -> SignalBlocker:
        return super().waitSignal(signal, timeout=timeout, **more)

    def waitSignals(
        self, signals: Sequence[SignalInstance], *, timeout: int = PATIENCE, **more: Any
    ) -> MultiSignalBlocker:
        return super().waitSignals(signals, timeout=timeout, **more)


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> PatientBot:
    return PatientBot(request)


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as every start of the program makes it, in English."""
    QLocale.setDefault(QLocale("en_GB"))
    return QApplication.instance() or new_application()  # type: ignore[return-value]


def flush() -> None:
    """Have done what Qt does later: events, and the deletion of objects."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QCoreApplication.processEvents()


def comes_to_rest() -> bool:
    """Says whether there is a moment without anything to do; a window that lays itself out for ever has none."""
    dispatcher, every = QAbstractEventDispatcher.instance(), QEventLoop.ProcessEventsFlag.AllEvents
    return any(not dispatcher.processEvents(every) for _ in range(300))


def run_out(timer: QTimer) -> None:
    """Let `timer` run out now, if it runs: one that was stopped, or ran out once and for all, does nothing."""
    if timer.isActive():
        QCoreApplication.sendEvent(timer, QTimerEvent(timer.timerId()))


def _other_threads() -> set[int]:
    """The threads in which Python is running now, work in a pool too."""
    return set(sys._current_frames()) - {threading.get_ident()}


def _top_level_widgets() -> set[QWidget]:
    return {widget for widget in QApplication.topLevelWidgets() if isValid(widget)}


@pytest.fixture(autouse=True)
def leaves_nothing_behind(qapp: QApplication) -> Iterator[None]:
    """A test that leaves a widget, a running timer, a thread or work in a pool behind fails."""
    widgets, timers, threads = _top_level_widgets(), set(running_timers()), _other_threads()
    yield
    flush()
    if _top_level_widgets() - widgets or set(running_timers()) - timers:
        gc.collect()  # what nobody holds any more is not left behind
        flush()
    deadline = time.monotonic() + PATIENCE / 1000
    while _other_threads() - threads and time.monotonic() < deadline:
        QThreadPool.globalInstance().waitForDone(10)  # lets a thread that has just ended go
    left = [f"{type(widget).__name__} {widget.objectName()}" for widget in _top_level_widgets() - widgets]
    left += [f"a timer of {timer.parent()}" for timer in set(running_timers()) - timers]
    left += [f"work in thread {thread}" for thread in _other_threads() - threads]
    assert not left, f"left behind: {left}"


@pytest.fixture(autouse=True, scope="module")
def nothing_runs_on() -> Iterator[None]:
    """A file of tests that leaves a running timer behind fails; what nobody holds any more is deleted after each file.

    The rest is left out of later collections of garbage.
    """
    before = set(running_timers())
    yield
    flush()
    gc.collect()
    gc.freeze()
    assert not [f"a timer of {timer.parent()}" for timer in set(running_timers()) - before]


@pytest.fixture(autouse=True)
def looks_as_before(qapp: QApplication) -> Iterator[None]:
    """A test that changes how the application looks does not change it for the next one."""
    font = QFont(qapp.font())
    yield
    flush()  # what is to be deleted need not be styled again
    qapp.setStyleSheet("")
    qapp.setFont(font)
    qapp.setPalette(QPalette())


@pytest.fixture
def new_theme(qapp: QApplication) -> Iterator[Callable[..., Theme]]:
    made: list[Theme] = []

    font = QFont(qapp.font())

    def make(name: str = "light", text_size: int = 100, look: Look | None = None) -> Theme:
        qapp.setFont(font)  # not what an earlier look has made of it
        made.append(Theme(qapp, resources_dir(), look or Look(name, text_size)))
        return made[-1]

    yield make
    qapp.setFont(font)
    line_spacing.use(0)
    for theme in made:
        theme.deleteLater()


@pytest.fixture
def theme(new_theme: Callable[..., Theme]) -> Theme:
    return new_theme()


@pytest.fixture(scope="session")
def every_type() -> Bank:
    bank = read_bank(EVERY_TYPE).bank
    assert bank is not None
    return bank


@pytest.fixture(scope="session")
def known_banks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is kept of the bundled banks, so that not every test reads all of them: a folder."""
    folder = tmp_path_factory.mktemp("known") / "cache"
    library = Library(bundled_bank_folders(), folder / "library.json")
    library.read_all()
    library.close()
    return folder


def new_folder(folder: Path, known_banks: Path) -> Path:
    """Make the folder of a program that knows the bundled banks; gives the bank of every type, which is in it."""
    bank = folder / "banks" / EVERY_TYPE.name
    bank.parent.mkdir(parents=True)
    shutil.copy(EVERY_TYPE, bank)
    shutil.copytree(known_banks, folder / "cache")
    return bank


def new_program(
    theme: Theme,
    settings: Settings,
    folder: Path,
    *,
    holds: bool = False,
    room: RoomSettings = NO_ROOM,
    random: Random | None = None,
) -> Program:
    """Start the program in a folder as `new_folder` makes it."""
    library = library_of(UserPaths(folder), settings.opened_files, room)
    jobs, clock = HeldJobs(), Clock()
    jobs.holds = holds
    learning = Learning(UserPaths(folder), settings, jobs, room)
    window = MainWindow(theme, settings, library, jobs, learning, random or Random(1), clock)
    learning.access.open()
    window.show()
    return Program(window, theme, settings, library, jobs, clock, folder, folder / "banks" / EVERY_TYPE.name)


def wait_for_start(program: Program, bot: PatientBot, bundled: bool = NO_ROOM.bundled) -> None:
    """Wait until all of a start is done, also what can wait until after the first paint."""
    window = program.window
    bot.waitUntil(lambda: any(entry.path == program.bank for entry in program.library.entries()))
    bot.waitUntil(lambda: window.library_page.model.row_of(program.bank) > bundled)
    bot.waitUntil(lambda: window.learning.present is not None)
    bot.waitUntil(lambda: bool(window.centralWidget().actions()) and program.jobs.is_idle)


def end_program(program: Program) -> None:
    """End the program; its window is deleted with the next `flush`."""
    program.jobs.wait()
    program.window.learning.access.close()
    program.window.desk.close()
    if isValid(program.window):
        program.window.hide()
        program.window.deleteLater()


@pytest.fixture
def start(
    qtbot: PatientBot, new_theme: Callable[..., Theme], qapp: QApplication, known_banks: Path, tmp_path: Path
) -> Iterator[Callable[..., Program]]:
    """Starts the program: a function that gives a `Program`. What one start has kept is there for the next one."""
    folder = tmp_path / "quizapp"
    new_folder(folder, known_banks)
    font = QFont(qapp.font())
    programs: list[Program] = []

    def run(*, wait: bool = True, holds: bool = False, room: RoomSettings = NO_ROOM) -> Program:
        qapp.setFont(font)
        if room.file is not None:
            for kept in (folder / "cache").glob("library.*"):
                shutil.copy(kept, kept.with_name(f"room{kept.suffix}"))
        settings = Settings(folder / "settings.json")
        program = new_program(new_theme(look=settings.look), settings, folder, holds=holds, room=room)
        programs.append(program)
        program.window.activateWindow()
        qtbot.waitUntil(program.window.isActiveWindow)
        if wait:
            wait_for_start(program, qtbot, room.bundled)
        return program

    yield run
    for program in programs:
        end_program(program)
    flush()


@pytest.fixture
def program(start: Callable[..., Program]) -> Program:
    return start()


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader says of what changes away from the focus, in order."""
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: None)
    monkeypatch.setattr(QtGui, "QAccessibleAnnouncementEvent", lambda widget, text: told.append(text))
    return told

"""One program for the tests of a file: a new window for each of them takes most of the time of a small test.

A test finds it as after a start: its settings, its size, the library, nothing under way. What is made when it is first
needed is there already; a test for which that matters, or which ends the program, starts one of its own with `start`.
"""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from quizapp.gui.kit import line_spacing
from quizapp.gui.kit.theme import Theme
from quizapp.paths import resources_dir
from quizapp.settings import Settings
from tests.gui.conftest import Clock, PatientBot, Program, end_program, flush, new_folder, new_program, wait_for_start


def bring_forward(window: QWidget, bot: PatientBot) -> None:
    """Make `window` the active one, though another one was, or it was hidden."""
    if not window.isActiveWindow():
        other = QWidget()  # a window that was hidden gets the focus back only from another one
        other.show()
        bot.waitUntil(other.isActiveWindow)
        window.activateWindow()
        bot.waitUntil(window.isActiveWindow)
        other.deleteLater()
        flush()


class KeptProgram:
    """A program that goes from test to test."""

    def __init__(self, app: QApplication, folder: Path, known_banks: Path) -> None:
        new_folder(folder, known_banks)
        settings, self._random = Settings(folder / "settings.json"), Random(1)
        theme = Theme(app, resources_dir(), settings.look)
        self.program = new_program(theme, settings, folder, random=self._random)
        self._app, self._style = app, app.styleSheet()

    def wait(self, bot: PatientBot) -> None:
        """Wait until all of the start is done, and note how the program is then."""
        program = self.program
        program.window.activateWindow()
        bot.waitUntil(program.window.isActiveWindow)
        wait_for_start(program, bot)
        self._size = program.window.size()
        self._settings = deepcopy({name: getattr(program.settings, name) for name in Settings.__annotations__})

    def begin(self, bot: PatientBot) -> None:
        """Be there for a test, though another program was there meanwhile."""
        program = self.program
        if self._app.styleSheet() != self._style:
            program.theme._apply()
        program.clock.now = Clock().now
        self._random.seed(1)
        bring_forward(program.window, bot)

    def put_back(self) -> None:
        """Make all as it was after the start."""
        program, window = self.program, self.program.window
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in window.findChildren(QDialog):
            dialog.close()
        self._settle()
        window.show_library()
        window.session._left.clear()
        window.session._finished = 0
        for name, value in deepcopy(self._settings).items():
            setattr(program.settings, name, value)
        window.library_page.detail.show_settings()
        program.theme.show(program.settings.look)
        if (quiz := window._attempt.quiz) is not None:
            quiz.tools._split.tabs[1].setChecked(True)
        window.resize(self._size)
        window.show()
        window.notice.hide()
        flush()
        self._settle()
        for timer in window.findChildren(QTimer):
            if timer.isSingleShot():
                timer.stop()

    def _settle(self) -> None:
        """Have all arrive that was asked for."""
        jobs = self.program.jobs
        jobs.holds = False
        jobs.arrive()
        while not jobs.is_idle:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def close(self) -> None:
        end_program(self.program)
        self.program.theme.deleteLater()
        flush()
        self._app.setStyleSheet("")
        line_spacing.use(0)


@pytest.fixture(scope="module")
def kept(
    qapp: QApplication, known_banks: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[KeptProgram]:
    font = QFont(qapp.font())
    kept = KeptProgram(qapp, tmp_path_factory.mktemp("kept") / "quizapp", known_banks)
    kept.wait(PatientBot(request))
    yield kept
    kept.close()
    qapp.setFont(font)
    qapp.setPalette(QPalette())


@pytest.fixture
def program(kept: KeptProgram, qtbot: PatientBot) -> Iterator[Program]:
    """The program, as it is after a start."""
    kept.begin(qtbot)
    yield kept.program
    kept.put_back()


@pytest.fixture(autouse=True)
def looks_as_before(request: pytest.FixtureRequest) -> None:
    """A program that stays keeps its look until the end of the file."""
    if "kept" not in request.fixturenames:
        request.getfixturevalue("looks_as_before")


@pytest.fixture(autouse=True)
def leaves_nothing_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test leaves nothing but menus and timers of the program; `nothing_runs_on` looks at those at the end."""
    if "kept" not in request.fixturenames:
        request.getfixturevalue("leaves_nothing_behind")
        yield
        return
    before = set(QApplication.topLevelWidgets())
    yield
    left = [each for each in QApplication.topLevelWidgets() if each not in before and each.parent() is None]
    assert not left, f"left behind: {left}"

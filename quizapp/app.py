"""The assembly of the program: the one module that knows all parts of the window."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from PySide6.QtCore import QEvent, Qt, QTimer, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.language import language_of, use_language
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.learning import Learning
from quizapp.gui.shell.first_instance import FolderLock, listen, show_first
from quizapp.gui.shell.main_window import MainWindow
from quizapp.paths import UserPaths, resources_dir
from quizapp.services.library import library_of
from quizapp.services.room import NO_ROOM, RoomSettings
from quizapp.settings import Settings

_REST = 100
"""Milliseconds between the first paint and the work that can wait."""
_HIDDEN_BY_THEN = 2000
"""Milliseconds after which a window that has not been painted is taken to be hidden, as one that starts minimized."""
_MOST_TOLD = 8
"""Mistakes that a small window tells."""


class Application(QApplication):
    """The application.

    Signals:
        file_opened: macOS has handed over a file, by a double click or by a drop on the icon.
    """

    file_opened = Signal(str)


class MacApplication(Application):
    """Tells of files; where there are none to tell of, no event should have to go through Python."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self.file_opened.emit(event.file())
            return True
        return super().event(event)


def run(
    user_paths: UserPaths,
    files: Sequence[Path],
    no_screen: Callable[[], object],
    language: str = "",
    room: RoomSettings = NO_ROOM,
) -> int:
    """Open the window, with `files` added to the library, and return its exit code when it is closed.

    If a window is already open with the same data, that one comes forward instead, and opens the files. If Qt finds
    no screen, `no_screen` is called and the process ends with 1, before Qt aborts it. A `language` is chosen as if in
    the menu, and goes over that of the `room`.

    Raises:
        QuizAppError: a window is already open, but does not answer, or runs with other settings for a room.
    """
    lock = FolderLock(user_paths.data)
    if not lock.take():
        return show_first(lock, files, room.file)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # while Python cannot handle it; see _leave_on_signals
    app = _application_or_end(no_screen)
    is_first_start = not (user_paths.journal.exists() or user_paths.config_file.exists())
    window = new_window(app, user_paths, language, room=room)
    if is_first_start and not files and room.file is None:
        window.welcome.show()
    window.show()
    window.open_files(files)
    _once_painted(window, lambda: _go_on(window, user_paths, room))
    code = app.exec()
    window.learning.access.close()
    lock.release()
    return code


def _application_or_end(no_screen: Callable[[], object]) -> Application:
    def handle(kind: QtMsgType, context: object, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            no_screen()
            os._exit(1)

    before = qInstallMessageHandler(handle)
    app = new_application()
    qInstallMessageHandler(before)
    return app


def _once_painted(window: MainWindow, go_on: Callable[[], object]) -> None:
    """Call `go_on` once the window has been painted, however long that takes, or would be if it were not hidden."""
    waiting = QTimer(window, singleShot=True)
    waiting.timeout.connect(go_on)
    waiting.start(_HIDDEN_BY_THEN)
    window.painted.connect(lambda: waiting.start(_REST) if waiting.isActive() else None)


def _go_on(window: MainWindow, user_paths: UserPaths, room: RoomSettings) -> None:
    """Do the work that can wait until the window has been painted."""
    gc.enable()
    gc.freeze()
    window.learning.access.open()
    from quizapp.gui.shell.bug_report import BugReports

    BugReports(window).install()
    _leave_on_signals(window)
    listen(user_paths.data, window.come_forward, window, room.file)


def show_refusal(text: str, lines: Sequence[str]) -> None:
    """Tell in a window why the program does not start, and return when it is closed."""
    from PySide6.QtWidgets import QMessageBox

    app = QApplication.instance() or new_application()
    box = QMessageBox(QMessageBox.Icon.Warning, "Quizapp", "")
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText("\n\n".join((text, *lines[:_MOST_TOLD])))
    box.exec()
    del app


def new_application() -> Application:
    """Make the application, as every start of the program needs it."""
    # without this, a second style sheet removes the fonts of single widgets
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
    # by argument, as the setter would return the style, and so load QStyle with its long lists of names
    kind = MacApplication if sys.platform == "darwin" else Application
    app = kind([*sys.argv[:1], "-style", "fusion"])
    for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateTooltip):
        app.setEffectEnabled(effect, False)  # nothing here moves by itself
    app.setApplicationName("quizapp")
    app.setApplicationDisplayName("Quizapp")
    app.setDesktopFileName("org.quizapp.Quizapp")
    if sys.platform == "win32":
        _show_icon(app)
    use_language(language_of(""))
    return app


def _show_icon(app: QApplication) -> None:
    """Show our own icon in Windows' taskbar, where all programs of a Python would else be one, with its icon."""
    import ctypes

    from PySide6.QtGui import QIcon

    ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID("org.quizapp.Quizapp")  # type: ignore[attr-defined]
    app.setWindowIcon(QIcon(str(resources_dir() / "quizapp.svg")))


def new_window(
    app: Application,
    user_paths: UserPaths,
    language: str = "",
    random: Random | None = None,
    room: RoomSettings = NO_ROOM,
) -> MainWindow:
    """Make the window, with all that it needs; `random` shuffles what is shown."""
    settings = Settings(user_paths.config_file)
    settings.language = language or settings.language
    if language:
        room = room._replace(language="")
    if room.language or settings.language:
        use_language(language_of(room.language or settings.language))
    theme = Theme(app, resources_dir(), settings.look)
    library = library_of(user_paths, settings.opened_files, room)
    jobs = Jobs(app)
    app.aboutToQuit.connect(jobs.wait)  # Ctrl+C closes no window, and no work may outlive what it reports to
    learning = Learning(user_paths, settings, jobs, room, parent=app)
    window = MainWindow(theme, settings, library, jobs, learning, random or Random())
    app.file_opened.connect(lambda file: window.open_files([Path(file)]))
    return window


def _leave_on_signals(window: MainWindow) -> None:
    """Let Ctrl+C in a terminal close the window, though Python runs only when Qt lets it."""
    import socket  # only once the window is there

    from PySide6.QtCore import QSocketNotifier

    waker, woken = socket.socketpair()
    waker.setblocking(False)
    woken.setblocking(False)
    signal.set_wakeup_fd(waker.fileno(), warn_on_full_buffer=False)
    signal.signal(signal.SIGINT, lambda *_: QApplication.exit(130))
    notifier = QSocketNotifier(woken.fileno(), QSocketNotifier.Type.Read, window)
    notifier.activated.connect(lambda *_: (woken.recv(4096), waker.fileno()))  # keeps both ends open

"""The assembly of the program: the one module that knows all parts of the window."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from PySide6.QtCore import Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.language import language_of, use_language
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.learning import Learning
from quizapp.gui.shell.first_instance import FolderLock, listen, show_first
from quizapp.gui.shell.main_window import MainWindow
from quizapp.paths import UserPaths, resources_dir
from quizapp.services.library import library_of
from quizapp.settings import Settings

_PAINTED_BY_THEN = 150
"""Milliseconds; work that can wait would delay the first paint if it began earlier."""


def run(user_paths: UserPaths, files: Sequence[Path], no_screen: Callable[[], object], language: str = "") -> int:
    """Open the window, with `files` added to the library, and return when it is closed; gives the exit code.

    If a window is already open with the same data, that one comes forward instead, and opens the files. If Qt finds
    no screen, `no_screen` is called and the process ends with 1, before Qt aborts it. A `language` is chosen as if in
    the menu.

    Raises:
        QuizAppError: a window is already open, but does not answer.
    """
    lock = FolderLock(user_paths.data)
    if not lock.take():
        return show_first(lock, files)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # while Python cannot handle it; see _leave_on_signals
    app = _application_or_end(no_screen)
    is_first_start = not (user_paths.journal.exists() or user_paths.config_file.exists())
    window = new_window(app, user_paths, language)
    if is_first_start and not files:
        window.welcome.show()
    window.show()
    window.open_files(files)
    QTimer.singleShot(_PAINTED_BY_THEN, lambda: _go_on(window, user_paths))
    code = app.exec()
    window.learning.access.close()
    lock.release()
    return code


def _application_or_end(no_screen: Callable[[], object]) -> QApplication:
    def handle(kind: QtMsgType, context: object, message: str) -> None:
        if kind == QtMsgType.QtFatalMsg:
            no_screen()
            os._exit(1)

    before = qInstallMessageHandler(handle)
    app = new_application()
    qInstallMessageHandler(before)
    return app


def _go_on(window: MainWindow, user_paths: UserPaths) -> None:
    """Do the work that can wait until the window has been painted."""
    gc.enable()
    gc.freeze()
    window.learning.access.open()
    from quizapp.gui.shell.bug_report import BugReports

    BugReports(window).install()
    _leave_on_signals(window)
    listen(user_paths.data, window.come_forward, window)


def new_application() -> QApplication:
    """Make the application, as every start of the program needs it."""
    # without this, a second style sheet removes the fonts of single widgets
    QApplication.setAttribute(Qt.ApplicationAttribute.AA_UseStyleSheetPropagationInWidgetStyles)
    # by argument, as the setter would return the style, and so load QStyle with its long lists of names
    app = QApplication([*sys.argv[:1], "-style", "fusion"])
    for effect in (Qt.UIEffect.UI_AnimateMenu, Qt.UIEffect.UI_AnimateCombo, Qt.UIEffect.UI_AnimateTooltip):
        app.setEffectEnabled(effect, False)  # nothing here moves by itself
    app.setApplicationName("quizapp")
    app.setApplicationDisplayName("Quizapp")
    app.setDesktopFileName("org.quizapp.Quizapp")
    use_language(language_of(""))
    return app


def new_window(app: QApplication, user_paths: UserPaths, language: str = "") -> MainWindow:
    """Make the window, with all that it needs."""
    settings = Settings(user_paths.config_file)
    settings.language = language or settings.language
    if settings.language:
        use_language(language_of(settings.language))
    theme = Theme(app, resources_dir(), settings.look)
    library = library_of(user_paths, settings.opened_files)
    jobs = Jobs(app)
    app.aboutToQuit.connect(jobs.wait)  # Ctrl+C closes no window, and no work may outlive what it reports to
    learning = Learning(user_paths, settings, jobs, parent=app)
    return MainWindow(theme, settings, library, jobs, learning, Random())


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

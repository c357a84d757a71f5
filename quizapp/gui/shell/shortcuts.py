"""The keys that do the same on every page."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.theme import Theme


def add_shortcuts(window: QWidget, theme: Theme) -> None:
    """Let keys change the size of all texts, and close `window`."""
    for keys, slot in (
        ("Ctrl++", lambda: theme.step_text(1)),
        ("Ctrl+=", lambda: theme.step_text(1)),
        ("Ctrl+-", lambda: theme.step_text(-1)),
        ("Ctrl+0", lambda: theme.resize_text(100)),
        ("Ctrl+Q", window.close),
    ):
        action = QAction(window)
        action.setProperty("shortcut", keys)  # the setter would load QKeySequence with its lists of names
        action.triggered.connect(slot)
        window.addAction(action)

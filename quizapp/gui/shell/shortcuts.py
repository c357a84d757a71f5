"""Keys that do the same on every page."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.kit.theme import Theme
from quizapp.gui.shell.header_bar import HeaderBar


class Shortcuts(QObject):
    """Makes the keys that change the text size, show help, and close `window`; `banks` is the folder of own banks."""

    def __init__(self, window: QWidget, theme: Theme, header: HeaderBar, banks: Path) -> None:
        super().__init__(window)
        self._window = window
        self._header = header
        self._banks = banks
        for name, slot in (
            ("larger", lambda: theme.step_text(1)),
            ("smaller", lambda: theme.step_text(-1)),
            ("usual size", lambda: theme.resize_text(100)),
            ("quit", window.close),
        ):
            for keys in KEYS[name]:
                self._add(keys, slot)
        for keys in KEYS["help"]:
            self._add(keys, lambda _=False, keys=keys: self._show_help(keys))
        header.help_requested.connect(self.show_help)

    def show_help(self, page: str) -> None:
        """Show the page of the help called `page`; see `HelpDialog`."""
        from quizapp.gui.shell.help_dialog import HelpDialog

        shown = self._window.findChild(HelpDialog)
        if shown is None:
            shown = HelpDialog(self._header.theme, self._window, self._banks)
        shown.show_page(page)

    def _show_help(self, keys: str) -> None:
        """Show help for a key, unless it is a single character and the user has turned those off."""
        if len(keys) > 1 or self._header.letter_keys_used:
            self.show_help("shortcuts")

    def _add(self, keys: str, slot: object) -> None:
        action = QAction(self._window)
        action.setProperty("shortcut", keys)  # the setter would load QKeySequence with its lists of names
        action.triggered.connect(slot)
        self._window.addAction(action)

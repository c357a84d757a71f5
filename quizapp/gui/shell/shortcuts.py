"""Keys that do the same on every page, and the help."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.shortcut_keys import KEYS, add_key
from quizapp.gui.kit.theme import Theme
from quizapp.settings import Settings


class Shortcuts(QObject):
    """Makes the keys that change the text size, show help, and close `window`; `banks` is the folder of own banks."""

    def __init__(self, window: QWidget, theme: Theme, settings: Settings, banks: Path) -> None:
        super().__init__(window)
        self._window = window
        self._theme = theme
        self._settings = settings
        self._banks = banks
        for name, do in (
            ("larger", lambda: theme.step_text(1)),
            ("smaller", lambda: theme.step_text(-1)),
            ("usual size", lambda: theme.resize_text(100)),
            ("quit", window.close),
        ):
            for keys in KEYS[name]:
                add_key(window, keys, do)
        for keys in KEYS["help"]:
            add_key(window, keys, lambda _=False, keys=keys: self._show_help(keys))

    def show_help(self, page: str) -> None:
        """Show the page of the help called `page`; see `HelpDialog`."""
        from quizapp.gui.shell.help_dialog import HelpDialog

        shown = self._window.findChild(HelpDialog) or HelpDialog(self._theme, self._window, self._banks)
        shown.show_page(page)

    def _show_help(self, keys: str) -> None:
        """Show help for a key, unless it is a single character and the user has turned those off."""
        if len(keys) > 1 or self._settings.letter_keys:
            self.show_help("shortcuts")

"""Keys that do the same on every page, and the help."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.shortcut_keys import KEYS, add_key, add_size_keys
from quizapp.gui.kit.theme import Theme
from quizapp.gui.learners.learning import Learning
from quizapp.services.bank_entries import level_names
from quizapp.services.library import Library
from quizapp.settings import Settings


class Shortcuts(QObject):
    """Makes the keys that change the text size, show help or the profile, and close the window of `frame`.

    They go when the frame goes, which is made again in another language.

    Signals:
        profile_changed: the learner has changed something in the profile.

    Args:
        library: the banks, and the folder of own ones.
    """

    profile_changed = Signal()

    def __init__(self, frame: QWidget, theme: Theme, settings: Settings, learning: Learning, library: Library) -> None:
        super().__init__(frame)
        self._learning = learning
        self._window = window = frame.window()
        self._theme = theme
        self._settings = settings
        self._library = library
        add_size_keys(frame, theme)
        for name, do in (
            ("look", lambda: self.show_profile("look")),
            ("quit", window.close),
        ):
            for keys in KEYS[name]:
                add_key(frame, keys, do)
        for keys in KEYS["help"]:
            add_key(frame, keys, lambda _=False, keys=keys: self._show_help(keys))

    def show_help(self, page: str) -> None:
        """Show the page of the help called `page`; see `HelpDialog`."""
        from quizapp.gui.shell.help_dialog import HelpDialog
        from quizapp.gui.shell.room_words import room_words

        shown = self._window.findChild(HelpDialog) or HelpDialog(
            self._theme, self._window, self._library.own_folder, self._settings.keys, room_words(self._learning.room)
        )
        shown.show_page(page)

    def show_profile(self, page: str) -> None:
        """Show this page of the learner's profile; see `ProfileDialog`."""
        from quizapp.gui.learners.profile_dialog import ProfileDialog

        shown = self._window.findChild(ProfileDialog)
        if shown is None:
            levels = level_names(self._library.entries())
            shown = ProfileDialog(self._theme, self._settings, self._window, self._learning.named[1], levels)
            shown.changed.connect(self.profile_changed)
        shown.show_page(page)

    def _show_help(self, keys: str) -> None:
        """Show help for a key, unless it is a single character and the user has turned those off."""
        if len(keys) > 1 or self._settings.letter_keys:
            self.show_help("shortcuts")

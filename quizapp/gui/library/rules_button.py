"""A small button whose menu offers the rules of an attempt, beside the button that begins it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from quizapp.gui.kit.building import name_by_tip
from quizapp.gui.kit.menu_button import MenuButton, add_choice
from quizapp.gui.kit.theme import Theme
from quizapp.settings import Settings


class RulesButton(MenuButton):
    """Opens a menu with the rules for attempts in `mode`, one of which is chosen in `settings`.

    Signals:
        settings_changed: other rules are chosen, or Enter is to do what the button beside this one does.

    Args:
        mode: "practice" or "test".
        words: for each of the rules, by their names.
        default: the words for the entry that makes Enter do what the button beside this one does; empty where Enter
            can do nothing else.
    """

    settings_changed = Signal()

    def __init__(
        self, theme: Theme, settings: Settings, mode: str, name: str, words: Mapping[str, str], default: str
    ) -> None:
        super().__init__(name, self._fill_menu)
        self._settings = settings
        self._mode = mode
        self._name = name
        self._words = words
        self._default = default
        self.setObjectName("framed")
        self.show_rules()
        theme.put_icon(self, "down")

    @property
    def rules(self) -> str:
        """The name of the chosen rules."""
        return str(getattr(self._settings, f"{self._mode}_rules"))

    @property
    def is_default(self) -> bool:
        """Tells whether Enter does what the button beside this one does."""
        return not self._default or self._settings.default_mode == self._mode

    def show_rules(self) -> None:
        """Tell the chosen rules."""
        name_by_tip(self, f"{self._name}: {self._words[self.rules]}")

    def _fill_menu(self, menu: QMenu) -> None:
        menu.setAccessibleName(self._name)
        for rules, words in self._words.items():
            action = add_choice(menu, words, rules == self.rules, lambda _, rules=rules: self._choose(rules))
            if rules == self.rules:
                menu.setActiveAction(action)
        if not self._default:
            return
        menu.addSeparator()
        add_choice(menu, self._default, self.is_default, lambda _: self._use_as_default())

    def _choose(self, rules: str) -> None:
        setattr(self._settings, f"{self._mode}_rules", rules)
        self.settings_changed.emit()

    def _use_as_default(self) -> None:
        self._settings.default_mode = self._mode
        self.settings_changed.emit()

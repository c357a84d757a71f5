"""A small button whose menu offers the rules of an attempt, beside the button that begins it."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu

from quizapp.gui.kit.menu_button import MenuButton, add_choice
from quizapp.gui.kit.theme import Theme


class RulesButton(MenuButton):
    """Opens a menu of a few rules, one of which is chosen.

    Signals:
        rules_chosen: other `rules` are chosen.
        default_chosen: Enter is to do what the button beside this one does.

    Args:
        name: says what the rules are for.
        rules: words for each of the rules, by their names.
        chosen: the name of the chosen rules.
        default: the words for the entry that makes Enter do what the button beside this one does.
    """

    rules_chosen = Signal()
    default_chosen = Signal()

    def __init__(self, theme: Theme, name: str, rules: Mapping[str, str], chosen: str, default: str) -> None:
        super().__init__(name, self._fill_menu)
        self._theme = theme
        self._name = name
        self._rules = rules
        self._default = default
        self.is_default = False
        self.setObjectName("framed")
        self.show_rules(chosen)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_rules(self, rules: str) -> None:
        """Show the rules called `rules` as the chosen ones."""
        self.rules = rules
        self.setAccessibleName(f"{self._name}: {self._rules[rules]}")
        self.setToolTip(self.accessibleName())

    def _fill_menu(self, menu: QMenu) -> None:
        menu.setAccessibleName(self._name)
        for rules, words in self._rules.items():
            action = add_choice(menu, words, rules == self.rules, lambda _, rules=rules: self._choose(rules))
            if rules == self.rules:
                menu.setActiveAction(action)
        menu.addSeparator()
        add_choice(menu, self._default, self.is_default, lambda _: self.default_chosen.emit())

    def _choose(self, rules: str) -> None:
        self.show_rules(rules)
        self.rules_chosen.emit()

    def _restyle(self) -> None:
        self._theme.put_icon(self, "down")

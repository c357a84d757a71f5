"""A small button beside another one, whose menu says by which rules an attempt is taken."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QMenu

from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.kit.theme import Theme


class RulesButton(MenuButton):
    """Opens a menu of a few rules, one of which is chosen.

    Signals:
        rules_chosen: the name of other rules.
        default_chosen: Enter is to do what the button beside this one does.

    Args:
        name: says what the rules are for.
        rules: the words for each of the rules, by their names.
        chosen: the name of those that are chosen.
        default: the words for doing with Enter what the button beside this one does.
    """

    rules_chosen = Signal(str)
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
        """Show the rules of this name as the chosen ones."""
        self.rules = rules
        self.setAccessibleName(f"{self._name}: {self._rules[rules]}")
        self.setToolTip(self.accessibleName())

    def _fill_menu(self, menu: QMenu) -> None:
        menu.setAccessibleName(self._name)
        for rules, words in self._rules.items():
            action = menu.addAction(words)
            action.setCheckable(True)
            action.setChecked(rules == self.rules)
            action.triggered.connect(lambda _=False, rules=rules: self._choose(rules))
            if rules == self.rules:
                menu.setActiveAction(action)
        menu.addSeparator()
        action = menu.addAction(self._default)
        action.setCheckable(True)
        action.setChecked(self.is_default)
        action.triggered.connect(lambda: self.default_chosen.emit())

    def _choose(self, rules: str) -> None:
        self.show_rules(rules)
        self.rules_chosen.emit(rules)

    def _restyle(self) -> None:
        side = self._theme.pixels(18)
        self.setIcon(self._theme.icon("down"))
        self.setIconSize(QSize(side, side))

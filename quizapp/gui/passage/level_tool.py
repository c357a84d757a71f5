"""The button above a passage that changes its reading level."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from quizapp.domain.level import ReadingLevel
from quizapp.domain.text import shortened
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.inline_text import tool_tip
from quizapp.gui.kit.key_names import key_names
from quizapp.gui.kit.menu_button import add_choice
from quizapp.gui.kit.shortcut_keys import KEYS
from quizapp.gui.kit.translate import translate
from quizapp.gui.passage.passage_card import PassageCard

_LONGEST_NAME = 24
"""Letters of a level's name that are shown on its button."""


class LevelTool(QObject):
    """Offers the levels of a bank in a menu among the tools of `card`.

    Signals:
        level_requested: the user has chosen the level with this id.
    """

    level_requested = Signal(str)

    def __init__(self, card: PassageCard) -> None:
        super().__init__(card)
        self._card = card
        self._levels: Sequence[ReadingLevel] = ()
        self._chosen = ""
        self.button = card.tools.add_tool("level", "level", self.tr("Reading level"), fill=self._fill)
        card.tools.add_key("level", "level", self._take_next)
        card.tools.offer("level", False)

    def show_levels(self, levels: Sequence[ReadingLevel], chosen: str, *, can_change: bool = True) -> None:
        """Offer `levels`, with the one of the id `chosen` as the one that is shown."""
        self._levels, self._chosen = levels, chosen
        if levels:
            self.button.setAccessibleName(self.tr("Reading level: {level}").format(level=self._name))
            self.button.setText(" " + shortened(self._name, _LONGEST_NAME))  # shown where there is room for all tools
            keys = key_names(KEYS["level"][0])
            told = self.tr("Reading level: {level} ({key})")
            self.button.setToolTip(tool_tip(told.format(level=self._name, key=keys)))
        self._card.tools.offer("level", can_change and len(levels) > 1)

    def tell_change(self) -> None:
        """Say which level is shown now."""
        announce(self._card.passage, self.tr("The text is now: {level}").format(level=self._name))

    @property
    def _name(self) -> str:
        return next((each.shown_name(translate) for each in self._levels if each.id == self._chosen), "")

    def _fill(self, menu: QMenu) -> None:
        menu.setAccessibleName(self.tr("Reading level"))
        for level in self._levels:
            is_chosen = level.id == self._chosen
            choose = lambda _, id_=level.id: self._choose(id_)  # noqa: E731
            action = add_choice(menu, level.shown_name(translate), is_chosen, choose)
            if is_chosen:
                menu.setActiveAction(action)

    def _choose(self, id_: str) -> None:
        if id_ != self._chosen:
            self.level_requested.emit(id_)

    def _take_next(self) -> None:
        """Choose the level after the one that is shown; after the last one, the first."""
        ids = [level.id for level in self._levels]
        self._choose(ids[(ids.index(self._chosen) + 1) % len(ids)])

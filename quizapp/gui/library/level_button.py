"""A button whose menu offers the reading levels of a bank, before the bank is begun."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu

from quizapp.gui.kit.menu_button import MenuButton, add_choice
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.services.bank_entries import BankEntry
from quizapp.settings import Settings

_STANDARD = "standard"  # `domain.level.STANDARD`, which would be imported before the first screen


class LevelButton(MenuButton):
    """Shows the reading level at which the bank begins, and keeps the one that is chosen in `settings`.

    Signals:
        settings_changed: another level is chosen.
    """

    settings_changed = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__(self.tr("Reading level"), self._fill_menu)
        self._settings = settings
        self._levels: dict[str, tuple[str, int]] = {}
        self.setObjectName("framed")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        theme.put_icon(self, "level")

    def show_levels(self, entry: BankEntry) -> None:
        """Offer the levels of the bank `entry`."""
        self._levels = {id_: (name, words) for id_, name, words in entry.levels}
        self.show_chosen()

    @property
    def has_choice(self) -> bool:
        return len(self._levels) > 1

    @property
    def chosen(self) -> str:
        """The id of the level at which the bank begins."""
        return self._settings.reading_level if self._settings.reading_level in self._levels else _STANDARD

    def show_chosen(self) -> None:
        """Tell the level at which the bank begins."""
        if self.has_choice:
            words = self.tr("Level: {level}").format(level=self._name_of(self.chosen))
            self.setText(words.replace("&", "&&"))
            self.setAccessibleName(self.tr("Reading level: {level}").format(level=self._name_of(self.chosen)))
            self.setToolTip(self.tr("Choose how easy the text is to read. You can change it while you read."))

    def _name_of(self, id_: str) -> str:
        return self._levels.get(id_, ("", 0))[0] or translate("Standard")

    def _fill_menu(self, menu: QMenu) -> None:
        menu.setAccessibleName(self.tr("Reading level"))
        for id_, (_, words) in self._levels.items():
            text = self.tr("{level} (%Ln words)", "", words).format(level=self._name_of(id_)).replace("&", "&&")
            action = add_choice(menu, text, id_ == self.chosen, lambda _, id_=id_: self._choose(id_))
            if id_ == self.chosen:
                menu.setActiveAction(action)

    def _choose(self, id_: str) -> None:
        self._settings.reading_level = "" if id_ == _STANDARD else id_
        self.show_chosen()
        self.settings_changed.emit()

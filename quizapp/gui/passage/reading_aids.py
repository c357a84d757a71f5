"""Aids for reading a passage: the line ruler and the glossary, made when they are first used."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from quizapp.domain.bank import Bank
from quizapp.gui.kit.menu_button import MenuButton, add_choice
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.settings import MOST_RULER_LINES, Settings

if TYPE_CHECKING:
    from quizapp.gui.passage.glossary_tool import GlossaryTool
    from quizapp.gui.passage.line_ruler import LineRuler


class ReadingAids(QObject):
    """Adds its tools to those of `card`, and keeps in `settings` which are on."""

    def __init__(self, theme: Theme, settings: Settings, card: PassageCard) -> None:
        super().__init__(card)
        self._theme = theme
        self._settings = settings
        self._view = card.passage
        self._bar = card.tools
        self._ruler: LineRuler | None = None
        self._glossary: GlossaryTool | None = None
        self._bank: Bank | None = None
        button = self._bar.add_tool("ruler", "ruler", self.tr("Line ruler"), fill=self._fill_ruler)
        assert isinstance(button, MenuButton)
        self.ruler_button = button
        self.ruler_button.setCheckable(True)  # so that it shows whether the ruler is on
        self.ruler_button.toggled.connect(
            lambda is_on: self.use_ruler(is_on=is_on) if is_on is not self._is_ruled else None
        )
        self._bar.add_key("ruler", "ruler", lambda: self.use_ruler(is_on=not self._settings.ruler_on))
        words = self.tr("Word meanings")
        self.glossary_button = self._bar.add_tool("glossary", "glossary", words, toggled=self._use_glossary)
        self._bar.add_key("next meaning", "glossary", lambda: self._show_meaning(1))
        self._bar.add_key("previous meaning", "glossary", lambda: self._show_meaning(-1))

    def show_bank(self, bank: Bank | None) -> None:
        """Show the aids that there are for the passage of `bank`, or for a text of none, as they were used last."""
        self._bank = bank
        self.glossary_button.setChecked(self._settings.glossary_on)
        self._bar.offer("glossary", bank is not None and bool(bank.glossary_places))
        self._show_glossary()
        self._show_ruler()

    # the ruler

    def use_ruler(self, *, is_on: bool, lines: int = 0) -> None:
        """Turn the ruler on or off, with as many lines as before for 0."""
        self._settings.ruler_on = is_on
        self._settings.ruler_lines = lines or self._settings.ruler_lines
        self._show_ruler()

    @property
    def _is_ruled(self) -> bool:
        return self._settings.ruler_on and self._bar.is_there("ruler")

    def _show_ruler(self) -> None:
        is_on = self._is_ruled
        self.ruler_button.setChecked(is_on)
        if is_on and self._ruler is None:
            from quizapp.gui.passage.line_ruler import LineRuler

            self._ruler = LineRuler(self._theme, self._view)
        if self._ruler is not None:
            self._ruler.show(self._settings.ruler_lines if is_on else 0)

    def _fill_ruler(self, menu: QMenu) -> None:
        is_on, lines = self._settings.ruler_on, self._settings.ruler_lines
        add_choice(menu, self.tr("Off"), not is_on, lambda: self.use_ruler(is_on=False))
        for count in range(1, MOST_RULER_LINES + 1):
            words = self.tr("%n lines", "", count)
            add_choice(menu, words, is_on and lines == count, lambda _, n=count: self.use_ruler(is_on=True, lines=n))

    # the glossary

    def _use_glossary(self, is_on: bool) -> None:
        self._settings.glossary_on = is_on
        self._show_glossary()

    def _show_glossary(self) -> None:
        bank = self._bank
        is_there = self._bar.is_there("glossary") and self._settings.glossary_on
        places = bank.glossary_places if bank is not None and is_there else ()
        if places and self._glossary is None:
            from quizapp.gui.passage.glossary_tool import GlossaryTool

            self._glossary = GlossaryTool(self._theme, self._view)
        if self._glossary is not None:
            self._glossary.show_places(places)

    def _show_meaning(self, by: int) -> None:
        self.glossary_button.setChecked(True)
        assert self._glossary is not None
        self._glossary.show_next(by)

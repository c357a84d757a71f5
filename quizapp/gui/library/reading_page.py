"""A text to read without questions: a passage, or the note about where it comes from."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from quizapp.domain.bank import Bank
from quizapp.domain.level import STANDARD
from quizapp.domain.passage import Passage
from quizapp.gui.kit.building import fill, push_button
from quizapp.gui.kit.jobs import Jobs
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.shortcut_keys import KEYS, add_key
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.followed_place import followed_place
from quizapp.gui.passage.level_tool import LevelTool
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.gui.passage.passage_reader import PassageReader
from quizapp.gui.passage.reading_aids import ReadingAids
from quizapp.settings import Settings

_BESIDE = 100
"""Pixels beside the lines, at the plain text size: for margins, paragraph numbers and the scroll bar."""


class ReadingPage(QWidget):
    """Shows one text, and records nothing."""

    back_requested = Signal()
    practice_requested = Signal()
    look_requested = Signal()

    def __init__(self, theme: Theme, settings: Settings, jobs: Jobs, *, can_practice: bool = True) -> None:
        super().__init__()
        self._can_practice = can_practice
        self._theme = theme
        self._settings = settings
        self._bank: Bank | None = None
        """The bank whose passage is shown, at its level; None if a note is."""
        self._pictures = Pictures(jobs, self)
        self.card = PassageCard(theme, self._pictures, self)
        self._levels = LevelTool(self.card)
        self._levels.level_requested.connect(self._change_level)
        self._aids = ReadingAids(theme, settings, self.card)
        self.read_aloud = PassageReader(theme, settings, self.card)
        for name, do in (
            ("next sentence", lambda: self.read_aloud.step(1)),
            ("previous sentence", lambda: self.read_aloud.step(-1)),
            ("stop reading", self.read_aloud.stop),
        ):
            for keys in KEYS[name]:
                add_key(self, keys, do)
        self.card.tools.add_tool("look", "look", self.tr("How text looks"), clicked=self.look_requested.emit)
        self.back = push_button(self.tr("Back to the library"), self.back_requested)
        self.practice = push_button(self.tr("Practice"), self.practice_requested, is_main=True)
        buttons = fill(QHBoxLayout(), self.back, 1, self.practice)
        self._middle = QWidget()
        fill(QVBoxLayout(self._middle), (self.card, 1), buttons, margins=(0, 0, 0, 0), spacing=10)
        fill(QHBoxLayout(self), 1, (self._middle, 20), 1, margins=(14, 12, 14, 12))
        self._fit()
        theme.changed.connect(self._fit)

    def show_bank(self, bank: Bank) -> None:
        """Show the passage of a bank, at the level that was chosen last."""
        self._bank = bank.at_level(self._level)
        self._levels.show_levels(bank.levels, self._bank.level, can_change=not bank.level_locked)
        self._show_text(self._bank.passage, bank.images)

    def show_note(self, bank: Bank) -> None:
        """Show the note about where the text of a bank comes from."""
        if bank.about is not None:
            self._bank = None
            self._levels.show_levels((), "")
            self._show_text(bank.about, bank.images)

    def show_anew(self, bank: Bank, *, is_note: bool) -> None:
        """Show the passage of a bank, or the note about it, after a change, at the place where the reader was."""
        text = bank.about if is_note else bank.at_level(self._level).passage
        view = self.card.passage
        before, focus = view.passage, self.window().focusWidget()
        place = None
        if before is not None and text is not None:
            place = followed_place(view.paragraph_place(), before, text)
        (self.show_note if is_note else self.show_bank)(bank)
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        view.return_to(place)

    @property
    def _level(self) -> str:
        """The level that was chosen last."""
        return self._settings.reading_level or STANDARD

    def _change_level(self, level: str) -> None:
        assert self._bank is not None  # a note has no levels
        place = self.card.passage.paragraph_place()
        self._settings.reading_level = "" if level == STANDARD else level
        self._bank = self._bank.at_level(level)
        self._levels.show_levels(self._bank.levels, level)
        self.card.show_passage(self._bank.passage)
        self.card.passage.return_to(place)
        self._show_tools()
        self._levels.tell_change()

    def _show_tools(self) -> None:
        """Offer the reading aids that there are for the text that is shown."""
        self._aids.show_bank(self._bank)
        self.read_aloud.show_bank(self._bank)

    def _show_text(self, text: Passage, images: Mapping[str, bytes]) -> None:
        is_note = self._bank is None
        self._pictures.use(images)
        self.card.show_passage(text)
        self.card.show_length(not is_note)
        if is_note:
            self.card.passage.setAccessibleName(self.tr("About this text"))
        self.practice.setVisible(not is_note and self._can_practice)
        self.card.passage.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_tools()

    def _fit(self) -> None:
        theme = self._theme
        self._middle.setMaximumWidth(theme.line_width(FontRole.PASSAGE) + theme.pixels(_BESIDE))

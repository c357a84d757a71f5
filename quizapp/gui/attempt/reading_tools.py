"""The tools on the passage of the quiz page: which are there, and when their keys act."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication

from quizapp.domain.level import STANDARD
from quizapp.domain.text_place import TextPlace
from quizapp.gui.attempt.card_split import CardSplit
from quizapp.gui.attempt.draft_timer import DraftTimer
from quizapp.gui.attempt.question_display import QuestionDisplay
from quizapp.gui.attempt.read_aloud import ReadAloud
from quizapp.gui.attempt.reading_watch import ReadingWatch
from quizapp.gui.kit.shortcut_keys import KEYS, add_key
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.annotation_tool import AnnotationTool
from quizapp.gui.passage.level_tool import LevelTool
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.gui.passage.reading_aids import ReadingAids
from quizapp.services.annotating import Annotating
from quizapp.services.taking import Taking
from quizapp.settings import Settings


class InUse(NamedTuple):
    """Tools that are open or on: the search, the highlighter, and the note on a place."""

    find: bool
    highlighter: bool
    noted: TextPlace | None


class ReadingTools(QObject):
    """Gives the passage of the quiz page the tools that the attempt allows.

    Tools that need the attempt or its bank are made here, and hear of another attempt by `show_taking`.

    Signals:
        level_changed: the passage is shown at another level, so the question is to be shown anew.
    """

    level_changed = Signal()

    def __init__(
        self,
        theme: Theme,
        settings: Settings,
        card: PassageCard,
        split: CardSplit,
        display: QuestionDisplay,
        drafts: DraftTimer,
    ) -> None:
        super().__init__(split)
        self._taking: Taking | None = None
        self._settings = settings
        self._card = card
        self._split = split
        self._display = display
        self.bar = card.tools
        self.bar.is_usable = self._can_be_used
        self.bar.passage_requested.connect(self._show_passage)
        self.annotations = AnnotationTool(theme, card)
        self.annotations.drafted.connect(self._settle_soon)
        self._annotating: Annotating | None = None
        self._drafts = drafts
        self.levels = LevelTool(card)
        self.levels.level_requested.connect(self.change_level)
        self.aids = ReadingAids(theme, settings, card)
        self.read_aloud = ReadAloud(theme, settings, card, display)
        self.watch = ReadingWatch(card.passage, self.read_aloud)
        for key, do in (
            ("read question", self._read_question),
            ("next sentence", lambda: self.read_aloud.step(1)),
            ("previous sentence", lambda: self.read_aloud.step(-1)),
            ("stop reading", self.read_aloud.stop),
        ):
            for keys in KEYS[key]:
                add_key(split.parentWidget() or split, keys, do)

    def show_taking(self, taking: Taking) -> None:
        """Show the tools of this attempt; when it is over, all that help to look back."""
        if taking is not self._taking:
            self._annotating = Annotating(taking, lambda: self._card.passage.passage or taking.bank.passage)
        self._taking = taking
        self.bar.allow(lambda tool: tool == "read_aloud" or taking.allows(tool))  # which depends on the profile too
        self.read_aloud.show_taking(taking)
        self.annotations.use(self._annotating)
        self.levels.show_levels(taking.bank.levels, taking.bank.level, can_change=taking.can_change_level)
        self.aids.show_bank(taking.bank)
        self.watch.show_taking(taking)

    def change_level(self, level: str) -> None:
        """Show the passage at another of its levels, at the same place."""
        taking, place = self._taking, self._card.passage.paragraph_place()
        if taking is None or not taking.change_level(level):
            return
        if not (taking.attempt.submitted or taking.attempt.started.assignment):  # a choice for what comes next, too
            self._settings.reading_level = "" if level == STANDARD else level
        self._card.show_passage(taking.bank.passage)
        self.show_taking(taking)
        focused = QApplication.focusWidget()
        cursor = focused.property("cursorPosition") if focused is not None else None
        self.level_changed.emit()  # which takes the focus from an answer
        if focused is not None and focused.isVisible() and focused.isEnabled():
            focused.setFocus()
            focused.setProperty("cursorPosition", cursor)
        self._card.passage.return_to(place)
        self.levels.tell_change()
        self.annotations.tell_missing()

    def _show_passage(self) -> None:
        """Bring the passage into view; it takes the focus where the question that had it is hidden for that."""
        focused = QApplication.focusWidget()
        self._split.show_passage()
        if focused is None or not focused.isVisible():
            self._card.passage.setFocus()

    def _read_question(self) -> None:
        if self.read_aloud.can_read_question:
            if self._split.show_question():  # which hides the passage, that may have the focus
                self._display.focus(Qt.FocusReason.ShortcutFocusReason)
            self.read_aloud.read_question()

    def show_remark(self, id_: str, is_note: bool) -> None:
        """Bring a highlight or note into view, with what was written."""
        self._split.show_passage()
        self.annotations.show_remark(id_, is_note)

    @property
    def in_use(self) -> InUse:
        """The tools that are open or on now."""
        note = self.annotations.open_note
        place = note.place if note is not None else None
        return InUse(self._card.is_finding, self.annotations.on.isChecked(), place)

    def use_again(self, tools: InUse) -> None:
        """Open and turn on `tools` again, where they can be used."""
        if not self._can_be_used() or self._annotating is None:
            return
        self.annotations.on.setChecked(tools.highlighter and self.bar.is_there("highlighter"))
        place = self._annotating.span_of(tools.noted) if tools.noted is not None else None
        if place is not None:
            self.annotations.write_note(place)
        if tools.find and self.bar.is_there("find"):
            self._card.open_search()

    def undo(self) -> bool:
        """Take back the last highlight or note, if the passage or its panels have the focus; False where none is."""
        focused = QApplication.focusWidget()
        return focused is not None and self._card.isAncestorOf(focused) and self.annotations.undo()

    def _settle_soon(self) -> None:
        if self._taking is not None:
            self._drafts.settle_soon(self._taking)

    def _can_be_used(self) -> bool:
        taking = self._taking
        return taking is not None and not taking.is_paused and not self._split.hides_passage

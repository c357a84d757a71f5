"""The tools on the passage of the quiz page: which are there, and when their keys act."""

from PySide6.QtCore import QObject

from quizapp.gui.attempt.card_split import CardSplit
from quizapp.gui.attempt.draft_timer import DraftTimer
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.annotation_tool import AnnotationTool
from quizapp.gui.passage.passage_card import PassageCard
from quizapp.services.annotating import Annotating
from quizapp.services.taking import Taking


class ReadingTools(QObject):
    """Gives the passage of the quiz page the tools that the attempt allows.

    Tools that need the attempt or its bank are made here, and hear of another attempt by `show_taking`.
    """

    def __init__(self, theme: Theme, card: PassageCard, split: CardSplit, drafts: DraftTimer) -> None:
        super().__init__(split)
        self._taking: Taking | None = None
        self._split = split
        self.bar = card.tools
        self.bar.is_usable = self._can_be_used
        self.bar.passage_requested.connect(split.show_passage)
        self.annotations = AnnotationTool(theme, card)
        self.annotations.drafted.connect(self._settle_soon)
        self._annotating: Annotating | None = None
        self._drafts = drafts
        self._passage = card.passage

    def show_taking(self, taking: Taking) -> None:
        """Show the tools of this attempt; when it is over, all that help to look back."""
        if taking is not self._taking:
            self._annotating = Annotating(taking, lambda: self._passage.passage or taking.bank.passage)
        self._taking = taking
        self.bar.allow(taking.allows)
        self.annotations.use(self._annotating)

    def undo(self) -> bool:
        """Take back the last highlight or note, if the passage has the focus; False where there is none."""
        return self._passage.hasFocus() and self.annotations.undo()

    def _settle_soon(self) -> None:
        if self._taking is not None:
            self._drafts.settle_soon(self._taking)

    def _can_be_used(self) -> bool:
        taking = self._taking
        return taking is not None and not taking.is_paused and not self._split.hides_passage

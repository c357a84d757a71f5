"""A list of the questions of an attempt and their states."""

from enum import Enum
from typing import Any

from PySide6.QtCore import QObject, QStringListModel, Qt

from quizapp.gui.kit.card_list import Index
from quizapp.reports.verdict import verdict
from quizapp.services.taking import Taking


class QuestionState(Enum):
    """The state of a question as the learner knows it; once the mark is shown, the value is the verdict of reports."""

    OPEN = ""
    ANSWERED_IN_PART = "in_part"
    ANSWERED = "answered"
    TRIED = "again"
    RIGHT = "right"
    PARTIAL = "partial"
    WRONG = "wrong"
    UNANSWERED = "unanswered"
    UNMARKED = "unmarked"


def state_of(taking: Taking, id_: str) -> QuestionState:
    """Give the state of a question; its mark only once the learner has seen it."""
    if taking.is_told(id_) and taking.bank.has_key:
        return QuestionState(verdict(taking.mark(id_)))
    if taking.last_try(id_) is not None:
        return QuestionState.TRIED
    if taking.response(id_) is None:
        return QuestionState.OPEN
    return QuestionState.ANSWERED_IN_PART if taking.is_answered_in_part(id_) else QuestionState.ANSWERED


class NavigatorModel(QStringListModel):  # which counts its rows itself: a list asks for that often
    """The questions of an attempt, in the order they are asked."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.taking: Taking | None = None
        # kept, as marking every visible question at each step would be slow
        self._states: dict[int, QuestionState] = {}

    def show_taking(self, taking: Taking) -> None:
        self.taking = taking
        self._states.clear()
        self.setStringList([str(number) for number in range(1, len(taking.order) + 1)])

    def state(self, index: int) -> QuestionState:
        """Give the state of a question, as of its last `refresh`."""
        if index not in self._states:
            assert self.taking is not None
            self._states[index] = state_of(self.taking, self.taking.order[index])
        return self._states[index]

    def refresh(self, index: int) -> None:
        """Look at the state of one question again."""
        self._states.pop(index, None)
        self.dataChanged.emit(self.index(index), self.index(index))

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(index.row())
        return super().data(index, role)

    def words(self, index: int) -> str:
        """Describe the state of a question."""
        assert self.taking is not None
        id_ = self.taking.order[index]
        states = {
            QuestionState.OPEN: self.tr("not answered"),
            QuestionState.ANSWERED_IN_PART: self.tr("partly answered"),
            QuestionState.ANSWERED: self.tr("answered"),
            QuestionState.TRIED: self.tr("not right yet"),
            QuestionState.RIGHT: self.tr("correct"),
            QuestionState.PARTIAL: self.tr("partly correct"),
            QuestionState.WRONG: self.tr("not correct"),
            QuestionState.UNANSWERED: self.tr("not answered"),
            QuestionState.UNMARKED: self.tr("not marked yet"),
        }
        words = self.tr("Question {number}, {state}").format(number=index + 1, state=states[self.state(index)])
        if id_ in self.taking.attempt.flagged:
            words = self.tr("{words}, flagged").format(words=words)
        return self.tr("{words}, with a note").format(words=words) if self.taking.note(id_) else words

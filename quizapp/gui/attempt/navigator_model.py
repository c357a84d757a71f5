"""A list of the questions of an attempt and their states."""

from enum import Enum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from quizapp.reports.verdict import verdict
from quizapp.services.taking import Taking

_Index = QModelIndex | QPersistentModelIndex


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


class NavigatorModel(QAbstractListModel):
    """The questions of an attempt, in the order they are asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.taking: Taking | None = None
        self._states: dict[
            int, QuestionState
        ] = {}  # kept, as marking every visible question at each step would be slow

    def show_taking(self, taking: Taking) -> None:
        self.beginResetModel()
        self.taking = taking
        self._states.clear()
        self.endResetModel()

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

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        return len(self.taking.order) if self.taking is not None and not parent.isValid() else 0

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if self.taking is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return str(index.row() + 1)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.words(index.row())
        return None

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

"""The questions of an attempt and their results, as a list."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from quizapp.domain.marked_attempt import MarkedAttempt, MarkedQuestion
from quizapp.gui.kit.translate import translate
from quizapp.reports.attempt_report import QuestionEntry, question_entry

_Index = QModelIndex | QPersistentModelIndex


class Filter(Enum):
    """The kinds of questions that can be listed."""

    ALL = "all"
    MISSED = "missed"
    FLAGGED = "flagged"


class QuestionModel(QAbstractListModel):
    """Lists the questions of an attempt. The texts about a question are made when it is first shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked: MarkedAttempt | None = None
        self._shown: Sequence[MarkedQuestion] = ()
        self._entries: dict[int, QuestionEntry] = {}
        self.which = Filter.ALL

    def show_marked(self, marked: MarkedAttempt) -> None:
        self.beginResetModel()
        self._marked = marked
        self._entries.clear()
        self._shown = marked.questions
        self.which = Filter.ALL
        self.endResetModel()

    def use_filter(self, which: Filter) -> None:
        """List only the questions of this kind."""
        self.beginResetModel()
        self.which = which
        self._shown = [entry for entry in self._all() if self._passes(entry, which)]
        self.endResetModel()

    def count(self, which: Filter) -> int:
        """The number of questions of this kind."""
        return sum(self._passes(entry, which) for entry in self._all())

    def _all(self) -> Sequence[MarkedQuestion]:
        return self._marked.questions if self._marked else ()

    def _passes(self, entry: MarkedQuestion, which: Filter) -> bool:
        match which:
            case Filter.ALL:
                return True
            case Filter.MISSED:
                return entry.missed
            case Filter.FLAGGED:
                return self._marked is not None and entry.question.id in self._marked.attempt.flagged

    def entry(self, row: int) -> QuestionEntry:
        """The texts about the question in this row."""
        assert self._marked is not None
        shown = self._shown[row]
        if shown.number not in self._entries:
            self._entries[shown.number] = question_entry(self._marked.bank, shown, translate)
        return self._entries[shown.number]

    def is_flagged(self, row: int) -> bool:
        """Tells whether the learner has flagged the question in this row."""
        return self._passes(self._shown[row], Filter.FLAGGED)

    def row_of(self, number: int) -> int:
        """The row of the question with this number, or -1."""
        return next((row for row, entry in enumerate(self._shown) if entry.number == number), -1)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            text = self.entry(index.row()).text
            if self.is_flagged(index.row()):
                text = f"{text}\n{self.tr('Flagged')}"
            if self.entry(index.row()).verdict == "unmarked":
                text = f"{text}\n{self.tr('Press Enter to mark it now')}"
            return text
        return None

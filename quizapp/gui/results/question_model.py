"""The questions of an attempt and their results, as a list."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtWidgets import QWidget

from quizapp.domain.marked_attempt import MarkedAttempt, MarkedQuestion
from quizapp.gui.kit.row_model import RowModel
from quizapp.gui.kit.translate import translate
from quizapp.reports.attempt_report import QuestionEntry, question_entry


class Filter(Enum):
    """The kinds of questions that can be listed."""

    ALL = "all"
    MISSED = "missed"
    FLAGGED = "flagged"


class QuestionModel(RowModel[MarkedQuestion]):
    """Lists the questions of an attempt. The texts about a question are made when it is first shown."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marked: MarkedAttempt | None = None
        self._entries: dict[int, QuestionEntry] = {}
        self.which = Filter.ALL

    def show_marked(self, marked: MarkedAttempt) -> None:
        self._marked = marked
        self._entries.clear()
        self.use_filter(Filter.ALL)

    def use_filter(self, which: Filter) -> None:
        """List only the questions of this kind."""
        self.which = which
        self.show_rows(self._of(which))

    def count(self, which: Filter) -> int:
        """The number of questions of this kind."""
        return len(self._of(which))

    def _of(self, which: Filter) -> Sequence[MarkedQuestion]:
        if self._marked is None:
            return ()
        questions = self._marked.questions
        match which:
            case Filter.ALL:
                return questions
            case Filter.MISSED:
                return [each for each in questions if each.missed]
            case Filter.FLAGGED:
                return [each for each in questions if self._is_flagged(each)]

    def _is_flagged(self, question: MarkedQuestion) -> bool:
        return self._marked is not None and question.question.id in self._marked.attempt.flagged

    def can_be_marked(self, entry: QuestionEntry) -> bool:
        """Tells whether the learner is to mark this, as nobody has; in an assignment, the teacher does."""
        is_assigned = self._marked is not None and self._marked.attempt.started.assignment
        return entry.verdict == "unmarked" and not is_assigned

    def entry(self, row: int) -> QuestionEntry:
        """The texts about the question in this row."""
        return self._entry(self.rows[row])

    def _entry(self, question: MarkedQuestion) -> QuestionEntry:
        assert self._marked is not None
        if question.number not in self._entries:
            self._entries[question.number] = question_entry(self._marked.bank, question, translate)
        return self._entries[question.number]

    def is_flagged(self, row: int) -> bool:
        """Tells whether the learner has flagged the question in this row."""
        return self._is_flagged(self.rows[row])

    def row_of(self, number: int) -> int:
        """The row of the question with this number, or -1."""
        return next((row for row, each in enumerate(self.rows) if each.number == number), -1)

    def title(self, row: MarkedQuestion) -> str:
        entry = self._entry(row)
        text = entry.text
        if self._is_flagged(row):
            text += "\n" + self.tr("Flagged")
        if self.can_be_marked(entry):
            text += "\n" + self.tr("Press Enter to mark it now")
        return text

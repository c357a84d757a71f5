"""The base of the views of `table` and `categorize`: texts with the same few values to choose from."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from quizapp.domain.mark import Mark
from quizapp.domain.pairs import PairsQuestion
from quizapp.domain.question import Arrangement, Response
from quizapp.domain.text import letter
from quizapp.gui.answers.answer_view import AnswerView
from quizapp.gui.answers.parts.pill_row import PillRow
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.building import fill, show_kept
from quizapp.gui.kit.choosing_keys import index_of_key
from quizapp.gui.kit.focus import with_focus
from quizapp.gui.kit.theme import Theme


class RowView(AnswerView):
    """Rows of a text and the values to choose from for it."""

    question: PairsQuestion

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.rows: list[PillRow] = []
        """The rows of this question, and those kept for the next one, which are hidden."""
        self.shown_rows: list[PillRow] = []
        self._layout = fill(QVBoxLayout(self), spacing=4, margins=(0, 0, 0, 0))

    @property
    def values(self) -> Sequence[str]:
        """The values to choose from, as their author typed them."""
        return list(self.question.value_texts)

    def place_text(self) -> str:
        """Return what tells screen-reader users where a value stands, with `{number}` and `{count}` to be filled in."""
        raise NotImplementedError

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        given, values, place = self.question.given(response), self.values, self.place_text()
        places = [place.format(number=number, count=len(values)) for number in range(1, len(values) + 1)]
        self.shown_rows = show_kept(self.rows, len(arrangement), self._add_row)
        for index, (row, id_) in enumerate(zip(self.shown_rows, arrangement, strict=True)):
            row.show_row(id_, letter(index), self.question.part_text(id_), values, places, given.get(id_))

    def _add_row(self) -> PillRow:
        row = self.new_row()
        row.value_changed.connect(self.notice)
        self._layout.addWidget(row)
        return row

    def new_row(self) -> PillRow:
        """Make a row with this view as its parent."""
        return PillRow(self.theme, self)

    def show_outcomes(self, mark: Mark) -> None:
        right = self.question.right
        for row in self.shown_rows:
            row.show_marked(right[row.id])

    def show_tried(self, tried: Sequence[Response]) -> None:
        right, given = self.question.right, [self.question.given(each) for each in tried]
        for row in self.shown_rows:
            row.show_tried({each.get(row.id) for each in given} - {right[row.id]})

    def name_of(self, part: str) -> str:
        return next((row.name for row in self.shown_rows if row.id == part), "")

    def take_key(self, key: str) -> bool:
        """Choose by digit in the row with the focus, or the first empty one, then go to the next row."""
        if not key.isdigit():
            return False
        rows = self.shown_rows
        row = with_focus(rows) or self._first_empty()
        if not row.choose(index_of_key(key)):
            return False
        announce(self, f"{row.shown_text} {row.value}")  # as the focus moves on at once
        following = rows[rows.index(row) + 1 :]
        if following:
            following[0].focus_first(Qt.FocusReason.ShortcutFocusReason)
        return True

    def _first_empty(self) -> PillRow:
        return next((row for row in self.shown_rows if row.value is None), self.shown_rows[0])

    def focus_first(self, reason: Qt.FocusReason) -> None:
        self._first_empty().focus_first(reason)

    def response(self) -> Response | None:
        chosen = {row.id: row.value for row in self.shown_rows if row.value is not None}
        return dict(sorted(chosen.items())) or None

"""Answering `categorize`."""

from PySide6.QtWidgets import QWidget

from quizapp.domain.mark import Mark
from quizapp.domain.question import Arrangement, Response
from quizapp.gui.answers.parts.bucket_bar import Bucket, BucketBar
from quizapp.gui.answers.parts.dragging import Dragging, scroll_area_of
from quizapp.gui.answers.parts.pill_row import PillRow
from quizapp.gui.answers.row_view import RowView
from quizapp.gui.kit.announce import announce
from quizapp.gui.kit.theme import Theme


class CategorizeView(RowView):
    """Statements below one another, each with its categories side by side.

    While a statement is dragged, a bar with the categories lies over the bottom of the view. It takes no other room,
    and is in reach however far the statements are scrolled.
    """

    needs_key_hint = True  # as the letters name the statements, and digits choose

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.bar: BucketBar | None = None
        self._dragging = Dragging(self, scrolls=False)
        self._dragging.started.connect(self._open_bar)
        self._dragging.over_changed.connect(self._show_over)
        self._dragging.ended.connect(self._close_bar)
        self._dragging.dropped.connect(self._drop)

    def new_row(self) -> PillRow:
        row = PillRow(self.theme, self, drags=True)
        self._dragging.add_source(row, row.picture)
        return row

    def place_text(self) -> str:
        return self.tr("Category {number} of {count}")

    def fill(self, arrangement: Arrangement, response: Response | None) -> None:
        self._dragging.cancel()
        super().fill(arrangement, response)

    def show_outcomes(self, mark: Mark) -> None:
        self._dragging.cancel()
        super().show_outcomes(mark)

    def name_in_sentence(self, part: str) -> str:
        return self.tr("Statement {name}").format(name=self.name_of(part))

    def letter_hint(self) -> str:
        return self.tr("Press 1–{last} to sort one by one, Enter to go on").format(last=len(self.values))

    # dragging

    def _open_bar(self, row: PillRow) -> None:
        area = scroll_area_of(self)
        here = self.tr("It’s here now")
        buckets = [(category, here if row.value == category else "") for category in self.values]
        self.bar = BucketBar(self.theme, buckets, area.viewport() if area is not None else self.window())
        self._dragging.set_targets(self.bar.buckets)

    def _show_over(self, target: QWidget | None) -> None:
        if self.bar is not None:
            for bucket in self.bar.buckets:
                bucket.show_over(bucket is target)

    def _close_bar(self) -> None:
        self._dragging.set_targets(())
        if self.bar is not None:
            self.bar.close_bar()
            self.bar = None

    def _drop(self, row: PillRow, bucket: Bucket | None) -> None:
        if bucket is not None and row.value != bucket.name:
            row.choose(self.values.index(bucket.name))
            words = self.tr("{statement}: put into {category}")
            announce(self, words.format(statement=row.shown_text, category=bucket.name))

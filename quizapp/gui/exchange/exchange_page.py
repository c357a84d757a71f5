"""The layout that the pages of the exchange share: the report, and beside it what is to be done and a question."""

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from quizapp.gui.attempt.preview import Preview
from quizapp.gui.exchange.item_card import ItemCard
from quizapp.gui.exchange.loss_model import LossRow
from quizapp.gui.exchange.report_card import ReportCard
from quizapp.gui.kit.building import fill
from quizapp.gui.kit.page_margins import fit_margins, stack_if_narrow
from quizapp.gui.kit.scroll_area import scrolling
from quizapp.gui.kit.theme import Theme
from quizapp.services.made_questions import ShownQuestion


class ExchangePage(QWidget):
    """Shows a loss report. Fill the `column` of what is to be done.

    Args:
        new_preview: see `ItemCard`.
    """

    def __init__(self, theme: Theme, new_preview: Callable[[], Preview]) -> None:
        super().__init__()
        self._theme = theme
        self.report = ReportCard(theme)
        self.item = ItemCard(theme, new_preview)
        self.report.chosen.connect(self._show_row)
        task = QFrame()
        task.setObjectName("card")
        self.column = fill(QVBoxLayout(task), margins=(16, 12, 14, 12), spacing=8)
        inner = QWidget()
        fill(QVBoxLayout(inner), task, (self.item, 1), margins=(0, 0, 0, 0), spacing=10)
        self._row = fill(QHBoxLayout(self), self.report, scrolling(inner), spacing=12)

    def questions_of(self, row: LossRow) -> list[ShownQuestion]:
        """The questions that a row is about."""
        return []

    def _show_row(self, row: LossRow | None) -> None:
        self.item.setVisible(row is not None)
        self.item.show_row(row, self.questions_of(row) if row is not None else [])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_margins(self._row, self, self._theme)
        stack_if_narrow(self._row, self, self._theme, (46, 54))

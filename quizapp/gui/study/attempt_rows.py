"""The rows of the list of past attempts."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from quizapp.gui.kit.card_list import BOTTOM, END, START, TOP, CardList, write_line
from quizapp.gui.kit.meter import paint_meter
from quizapp.gui.kit.row_model import Index
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.study.history_model import HistoryModel, share_of


class AttemptRows(QStyledItemDelegate):
    """Paints an attempt as a card: its bank, its result, and how and when it was taken."""

    def __init__(self, theme: Theme, model: HistoryModel, view: CardList) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.pixels(62))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, model = self._theme, self._model
        attempt = model.rows[index.row()]
        painter.save()
        room = self._view.paint_card(painter, theme, option.rect, index)
        color = "text" if attempt.submitted else "warn"
        score = write_line(painter, theme, room, FontRole.STRONG, color, model.score(attempt), TOP | END)
        above = room.adjusted(0, 0, -score - 12, 0)
        write_line(painter, theme, above, FontRole.STRONG, "text", attempt.title, TOP | START)
        bar, share = theme.pixels(84), share_of(attempt)
        below = room if share is None else room.adjusted(0, 0, -bar - 12, 0)
        write_line(painter, theme, below, FontRole.SMALL, "muted", model.detail(attempt), BOTTOM | START)
        if share is not None:
            height = max(6, theme.pixels(7))
            top = room.bottom() - (painter.fontMetrics().height() + height) / 2 + 1
            box = QRectF(room.right() - bar, top, bar, height)
            filled = QRectF(box.left(), top, max(height, bar * share), height) if share else None
            paint_meter(painter, theme, box, filled)
        painter.restore()

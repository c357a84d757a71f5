"""Attempts that were taken, to choose one."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizapp.gui.kit.selection import follow_selection
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.study.history_model import HistoryModel, share_of

_Index = QModelIndex | QPersistentModelIndex


class AttemptRows(QStyledItemDelegate):
    """Paints an attempt as a card: its bank, what came of it, and how and when it was taken."""

    def __init__(self, theme: Theme, model: HistoryModel, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(100, self._theme.pixels(62))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme, model = self._theme, self._model
        attempt = model.attempt(index.row())
        box: QRect = option.rect
        chosen = self._view.currentIndex() == index
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(box).adjusted(4, 3, -4, -3)
        painter.setPen(QPen(theme.color("accent" if chosen else "line"), 2 if chosen else 1))
        painter.setBrush(theme.color("soft" if chosen else "card"))
        painter.drawRoundedRect(frame, 10, 10)
        if chosen and self._view.hasFocus():
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(-2.5, -2.5, 2.5, 2.5), 12, 12)
        room = box.adjusted(18, theme.pixels(11), -18, -theme.pixels(11))
        score = model.score(attempt)
        painter.setFont(theme.font(FontRole.STRONG))
        width = min(painter.fontMetrics().horizontalAdvance(score) + 4, room.width() // 2)
        painter.setPen(theme.color("text" if attempt.submitted else "warn"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop), score)
        left = room.adjusted(0, 0, -width - 12, 0)
        painter.setPen(theme.color("text"))
        title = painter.fontMetrics().elidedText(
            " ".join(attempt.title.split()), Qt.TextElideMode.ElideRight, left.width()
        )
        painter.drawText(left, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), title)
        painter.setFont(theme.font(FontRole.SMALL))
        painter.setPen(theme.color("muted"))
        bar = theme.pixels(84)
        below = room.adjusted(0, 0, -bar - 12, 0)
        detail = painter.fontMetrics().elidedText(model.detail(attempt), Qt.TextElideMode.ElideRight, below.width())
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), detail)
        share = share_of(attempt)
        if share is not None:
            height = max(6, theme.pixels(7))
            line = painter.fontMetrics().height()
            at = QRectF(room.right() - bar, room.bottom() - line / 2 - height / 2 + 1, bar, height)
            self._paint_share(painter, at, share)
        painter.restore()

    def _paint_share(self, painter: QPainter, box: QRectF, share: float) -> None:
        radius = box.height() / 2
        painter.setPen(QPen(self._theme.color("edge"), 1.0))
        painter.setBrush(self._theme.color("card"))
        painter.drawRoundedRect(box, radius, radius)
        if share:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            filled = QRectF(box.left(), box.top(), max(box.height(), box.width() * share), box.height())
            painter.drawRoundedRect(filled, radius, radius)


class AttemptList(QListView):
    """Shows a `HistoryModel`; Enter chooses what a double click chooses.

    Signals:
        chosen: by Enter; what is to be done now is to be done with the current one.
    """

    chosen = Signal()

    def __init__(self, theme: Theme, model: HistoryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        follow_selection(self)
        self.setItemDelegate(AttemptRows(theme, model, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("Attempts"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self.chosen.emit()
            return
        super().keyPressEvent(event)

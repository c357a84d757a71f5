"""The questions of an assignment, those first that a class has most to gain from talking about."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizapp.domain.inline import plain_text
from quizapp.gui.desk.class_charts import paint_interval
from quizapp.gui.desk.figures import percent, share_words
from quizapp.gui.kit.card_list import CardList, write_line
from quizapp.gui.kit.row_model import Index, RowModel
from quizapp.gui.kit.shapes import from_start, paint_icon
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.desk.understanding import ItemPicture

_START, _END = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class ItemModel(RowModel[ItemPicture]):
    """Lists questions with their facility."""

    def title(self, row: ItemPicture) -> str:
        text = self.tr("{stem}: {facility} of the points")
        told = text.format(stem=stem_of(row), facility=share_words(row.statistics.facility))
        look = self.tr("Look at this key")
        return f"{told}. {look}" if row.doubt is not None else told

    def tip(self, row: ItemPicture) -> str:
        return self.title(row)


class ItemList(CardList):
    """Shows an `ItemModel`: the stem, and the facility on a small scale."""

    def __init__(self, theme: Theme, model: ItemModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setItemDelegate(_Rows(theme, self, model))
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("Questions, what to talk about first"))
        theme.changed.connect(self.scheduleDelayedItemsLayout)


class _Rows(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: ItemList, model: ItemModel) -> None:
        super().__init__(view)
        self._theme = theme
        self._view: ItemList = view
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.pixels(62))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, item = self._theme, self._model.rows[index.row()]
        painter.save()
        painter.setLayoutDirection(self._view.layoutDirection())
        room: QRect = self._view.paint_card(painter, theme, option.rect, index)
        room = room.adjusted(-6, -2, 4, 2)
        half = room.height() // 2
        above = QRect(room.left(), room.top(), room.width(), half)
        number = f"{index.row() + 1}"
        wide = theme.pixels(26)
        box = from_start(painter, QRectF(room.left(), room.top(), wide, half), room).toRect()
        write_line(painter, theme, box, FontRole.LABEL, "muted", number, _START | _MIDDLE)
        words = above.adjusted(wide, 0, -theme.pixels(24) if item.doubt is not None else 0, 0)
        shown = from_start(painter, QRectF(words), room).toRect()
        write_line(painter, theme, shown, FontRole.STRONG, "text", stem_of(item), _START | _MIDDLE)
        if item.doubt is not None:
            side = theme.pixels(18)
            sign = QRectF(room.right() - side, room.top(), side, half)
            paint_icon(painter, theme, "warning", "warn", from_start(painter, sign, room).center(), side)
        facility = item.statistics.facility
        below = QRectF(room.left() + wide, room.top() + half + 2, room.width() - wide - theme.pixels(54), half - 4)
        paint_interval(painter, theme, from_start(painter, below, room).adjusted(0, 2, 0, -2), facility, 0.0, 1.0)
        value = QRectF(room.right() - theme.pixels(48), room.top() + half, theme.pixels(48), half)
        place = from_start(painter, value, room).toRect()
        write_line(painter, theme, place, FontRole.STRONG, "text", percent(facility.value), _END | _MIDDLE)
        painter.restore()


def stem_of(item: ItemPicture) -> str:
    """The stem on one line."""
    return " ".join(plain_text(item.question.stem).split())

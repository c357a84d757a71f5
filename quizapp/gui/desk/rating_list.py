"""The written answers of an assignment, as a list."""

from typing import Literal, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizapp.domain.inline import plain_text
from quizapp.gui.kit.card_list import CardList, write_line
from quizapp.gui.kit.row_model import Index, RowModel
from quizapp.gui.kit.shapes import from_start, paint_icon
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.services.desk.rating import WrittenAnswer

State = Literal["open", "rated", "saving", "failed"]
Key = tuple[str, int, str]
"""A learner, a part and a question."""

_SIGNS = {"open": ("unmarked", "accent"), "rated": ("right", "right"), "saving": ("save", "muted"),
          "failed": ("warning", "wrong")}  # fmt: skip
_START = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class Row(NamedTuple):
    """An answer in the list: whose it is or its number, and the state of its rating."""

    answer: WrittenAnswer
    name: str
    state: State

    @property
    def key(self) -> Key:
        return key_of(self.answer)


def key_of(answer: WrittenAnswer) -> Key:
    """The place of an answer."""
    return answer.learner, answer.part, answer.question.id


class RatingModel(RowModel[Row]):
    """Lists written answers, each with the name of the learner or its number, its question, and its state."""

    def title(self, row: Row) -> str:
        return f"{row.name}, {self.stem(row)}, {self.state_words(row)}"

    def stem(self, row: Row) -> str:
        """The question, on one line."""
        return " ".join(plain_text(row.answer.question.stem).split())

    def state_words(self, row: Row) -> str:
        """The state of the rating in words."""
        return {
            "open": self.tr("to rate"),
            "rated": self.tr("rated"),
            "saving": self.tr("being saved"),
            "failed": self.tr("not saved"),
        }[row.state]

    def put(self, at: int, row: Row) -> None:
        """Show another row in the place of the one at `at`."""
        self.rows = [*self.rows[:at], row, *self.rows[at + 1 :]]
        self.dataChanged.emit(self.index(at), self.index(at))


class RatingList(CardList):
    """Shows a `RatingModel`; keys that are not for a list are left to the page."""

    def __init__(self, theme: Theme, model: RatingModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setItemDelegate(_Rows(theme, self, model))
        self.setUniformItemSizes(True)
        self.setAccessibleName(self.tr("Written answers"))
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_PageUp)
        if event.key() in (*moves, Qt.Key.Key_PageDown) and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        else:
            event.ignore()


class _Rows(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: RatingList, model: RatingModel) -> None:
        super().__init__(view)
        self._theme = theme
        self._view: RatingList = view
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, self._theme.pixels(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = self._theme, self._model.rows[index.row()]
        painter.save()
        painter.setLayoutDirection(self._view.layoutDirection())
        room: QRect = self._view.paint_card(painter, theme, option.rect, index)
        room = room.adjusted(-8, 0, 6, 0)
        side = theme.pixels(18)
        box = from_start(painter, QRectF(room.left(), room.top(), side, room.height()), room)
        icon, color = _SIGNS[row.state]
        paint_icon(painter, theme, icon, color, box.center(), side)
        words = QRectF(room).adjusted(side + theme.pixels(8), 0, 0, 0)
        words = from_start(painter, words, room)
        half = words.height() / 2
        first, second = words.adjusted(0, 0, 0, -half).toRect(), words.adjusted(0, half, 0, 0).toRect()
        write_line(painter, theme, first, FontRole.STRONG, "text", row.name, _START)
        write_line(painter, theme, second, FontRole.SMALL, "muted", self._model.stem(row), _START)
        painter.restore()

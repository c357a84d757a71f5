"""The rows of the list in the editor: about the bank, its passage, and its questions."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QMimeData, QModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizapp.domain.inline import inline_text
from quizapp.gui.kit.card_list import START, CardList, write_line
from quizapp.gui.kit.row_model import Index, RowModel
from quizapp.gui.kit.shapes import paint_icon
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate
from quizapp.reports.names import type_name

ABOUT, PASSAGE = -2, -1
"""The places of the two rows above the questions."""
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_FORMAT = "application/x-quizapp-question"


class Row(NamedTuple):
    """A row: `place` is that of the question from 0, or `ABOUT` or `PASSAGE`; `type` is empty for those.

    `errors` and `cautions` count what the check has found in it.
    """

    place: int
    type: str = ""
    stem: str = ""
    id: str = ""
    errors: int = 0
    cautions: int = 0


class QuestionRows(RowModel[Row]):
    """Lists rows. A question can be dragged to another place while `can_move`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.can_move = True

    def show_row(self, row: int, content: Row) -> None:
        """Show `content` in the row of this number."""
        if self.rows[row] != content:
            rows = list(self.rows)
            rows[row] = content
            self.rows = rows
            self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, place: int) -> int:
        """Give the number of the row of `place`; −1 where it is not listed."""
        return next((number for number, row in enumerate(self.rows) if row.place == place), -1)

    def title(self, row: Row) -> str:
        if row.place == ABOUT:
            return self.tr("About this bank")
        if row.place == PASSAGE:
            return self.tr("Passage")
        return " ".join(str(inline_text(row.stem)).split()) or self.tr("(no text yet)")

    def detail(self, row: Row) -> str:
        """The type of a question, in words; empty for the other rows."""
        if row.place < 0:
            return ""
        return type_name(row.type, translate) if row.type else self.tr("No type yet")

    def found(self, row: Row) -> str:
        """The words for what the check has found; empty where that is nothing."""
        told = []
        if row.errors:
            told.append(self.tr("%n mistakes", "", row.errors))
        if row.cautions:
            told.append(self.tr("%n findings", "", row.cautions))
        return ", ".join(told)

    def spoken(self, row: Row) -> str:
        number = str(row.place + 1) if row.place >= 0 else ""
        return ". ".join(filter(None, (number, self.title(row), self.detail(row), self.found(row))))

    def tip(self, row: Row) -> str:
        return "\n".join(filter(None, (self.title(row), self.detail(row), self.found(row))))

    def flags(self, index: Index) -> Qt.ItemFlag:
        known = super().flags(index)
        if not index.isValid():
            return known | Qt.ItemFlag.ItemIsDropEnabled
        is_question = self.can_move and self.rows[index.row()].place >= 0
        return known | Qt.ItemFlag.ItemIsDragEnabled if is_question else known

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [_FORMAT]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(_FORMAT, str(self.rows[indexes[0].row()].place).encode())
        return data


def dragged_place(data: QMimeData) -> int:
    """Give the place of the question that is dragged; −1 for anything else."""
    dragged = bytes(data.data(_FORMAT).data())
    return int(dragged) if dragged.isdigit() else -1


class RowPainter(QStyledItemDelegate):
    """Paints a row: the icon of the type, the number and the beginning of the stem, the type, and a sign."""

    def __init__(self, theme: Theme, rows: QuestionRows, view: CardList) -> None:
        super().__init__(view)
        self._theme = theme
        self._rows = rows
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        is_question = self._rows.rows[index.row()].place >= 0
        return QSize(100, self._theme.pixels(54 if is_question else 40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, row = self._theme, self._rows.rows[index.row()]
        box: QRect = option.rect
        painter.save()
        self._view.paint_card(painter, theme, box, index)
        room, side = (
            box.adjusted(theme.pixels(10), theme.pixels(7), -theme.pixels(10), -theme.pixels(7)),
            theme.pixels(18),
        )
        is_mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        at = room.right() - side / 2 if is_mirrored else room.left() + side / 2
        icon = {ABOUT: "list", PASSAGE: "book"}.get(row.place) or f"type_{row.type}"
        if row.type or row.place < 0:
            paint_icon(painter, theme, icon, "muted", QPointF(at, room.center().y()), side)
        words = room.adjusted(0, 0, -side - 8, 0) if is_mirrored else room.adjusted(side + 8, 0, 0, 0)
        if row.errors or row.cautions:
            at = words.left() + side / 2 if is_mirrored else words.right() - side / 2
            sign, color = ("wrong", "wrong") if row.errors else ("warning", "warn")
            paint_icon(painter, theme, sign, color, QPointF(at, room.center().y()), side)
            words = words.adjusted(side + 6, 0, 0, 0) if is_mirrored else words.adjusted(0, 0, -side - 6, 0)
        title = self._rows.title(row)
        if row.place < 0:
            write_line(painter, theme, words, FontRole.STRONG, "text", title, _MIDDLE | START)
        else:
            upper = QRect(words.left(), words.top(), words.width(), words.height() // 2)
            lower = QRect(words.left(), upper.bottom(), words.width(), words.height() // 2)
            color = "text" if row.stem.strip() else "muted"
            write_line(painter, theme, upper, FontRole.PLAIN, color, f"{row.place + 1}  {title}", _MIDDLE | START)
            write_line(painter, theme, lower, FontRole.SMALL, "muted", self._rows.detail(row), _MIDDLE | START)
        painter.restore()

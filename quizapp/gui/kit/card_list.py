"""A list whose rows look like cards."""

from PySide6.QtCore import QAbstractItemModel, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from quizapp.gui.kit.inline_text import paint_line
from quizapp.gui.kit.row_model import Index as Index
from quizapp.gui.kit.selection import follow_selection
from quizapp.gui.kit.shapes import paint_box
from quizapp.gui.kit.theme import FontRole, Theme

TOP, BOTTOM = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom
START, END = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight


class CardList(QListView):
    """Shows one card per row. Enter does what a double click does.

    Signals:
        chosen: Enter was pressed on the current row.
    """

    chosen = Signal()

    def __init__(self, model: QAbstractItemModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(model)
        follow_selection(self)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayoutMode(QListView.LayoutMode.Batched)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.currentIndex().isValid():
            self.chosen.emit()

    def paint_card(self, painter: QPainter, theme: Theme, box: QRect, index: Index, ground: str = "card") -> QRect:
        """Paint the card of the row at `index` for a delegate; gives the room for its contents.

        It asks the view, not an option's state, for the current row: importing QStyle would slow down the start.
        """
        chosen = self.currentIndex() == index
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, fill, line = ("accent", "soft", 2) if chosen else ("line", ground, 1)
        has_ring = chosen and self.hasFocus()
        paint_box(painter, theme, box.adjusted(1, 0, -1, 0), edge, fill, line=line, has_ring=has_ring)
        return box.adjusted(18, theme.pixels(11), -16, -theme.pixels(11))


def write_line(
    painter: QPainter, theme: Theme, room: QRect, role: FontRole, color: str, text: str, where: Qt.AlignmentFlag
) -> int:
    """Write `text` on one line in `room`; gives the width of the whole text."""
    painter.setFont(theme.font(role))
    painter.setPen(theme.color(color))
    shown = " ".join(text.split())
    paint_line(painter, room, shown, where)
    return painter.fontMetrics().horizontalAdvance(shown)

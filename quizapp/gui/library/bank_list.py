"""The list of units and their banks, to choose one."""

from PySide6.QtCore import QModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from quizapp.gui.kit.card_list import BOTTOM, END, START, TOP, CardList, write_line
from quizapp.gui.kit.inline_text import paint_text
from quizapp.gui.kit.row_model import NO_INDEX, Index
from quizapp.gui.kit.shapes import paint_icon
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.library.library_model import LibraryModel
from quizapp.services.bank_entries import BankEntry, Unit
from quizapp.services.found import FoundQuestion

_IN_VIEW = QAbstractItemView.ScrollHint.EnsureVisible
_PAGES = {QAbstractItemView.CursorAction.MovePageDown: 1, QAbstractItemView.CursorAction.MovePageUp: -1}
_WRAPPED = Qt.TextFlag.TextWordWrap | TOP | START


class BankRows(QStyledItemDelegate):
    """Paints a unit as a heading, a bank as a card with its last result, and a question that was found as a line."""

    def __init__(self, theme: Theme, model: LibraryModel, view: "BankList") -> None:
        super().__init__(view)
        self._theme = theme
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        entry = self._model.rows[index.row()]
        if not isinstance(entry, Unit):
            return QSize(100, self._theme.pixels(60 if isinstance(entry, BankEntry) else 48))
        metrics = QFontMetrics(self._theme.font(FontRole.TITLE))
        room = QRect(0, 0, max(1, self._view.row_width - 20), 10_000)
        high = metrics.boundingRect(room, _WRAPPED, self._model.title(entry)).height()
        return QSize(100, self._theme.pixels(62) + max(0, high - metrics.height()))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry = self._model.rows[index.row()]
        painter.save()
        if isinstance(entry, Unit):
            room = option.rect.adjusted(10, self._theme.pixels(12), -10, -6)
            title, detail = self._model.title(entry), self._model.detail(entry)
            painter.setFont(self._theme.font(FontRole.TITLE))
            painter.setPen(self._theme.color("text"))
            paint_text(painter, room, _WRAPPED, title)
            write_line(painter, self._theme, room, FontRole.SMALL, "muted", detail, BOTTOM | START)
        elif isinstance(entry, FoundQuestion):
            self._paint_question(painter, option.rect, entry, index)
        else:
            self._paint_bank(painter, option.rect, entry, index)
        painter.restore()

    def _paint_question(self, painter: QPainter, box: QRect, question: FoundQuestion, index: Index) -> None:
        theme = self._theme
        ground = "hover" if self._view.hovered_row == index.row() else "window"
        box = box.adjusted(theme.pixels(18), 0, 0, 0)
        self._view.paint_card(painter, theme, box, index, ground)
        room = box.adjusted(theme.pixels(12), theme.pixels(5), -theme.pixels(12), -theme.pixels(5))
        write_line(painter, theme, room, FontRole.PLAIN, "text", self._model.title(question), TOP | START)
        write_line(painter, theme, room, FontRole.SMALL, "muted", self._model.detail(question), BOTTOM | START)

    def _paint_bank(self, painter: QPainter, box: QRect, entry: BankEntry, index: Index) -> None:
        theme = self._theme
        ground = "hover" if self._view.hovered_row == index.row() else "card"
        room = above = below = self._view.paint_card(painter, theme, box, index, ground)
        if entry.problems:
            side = theme.pixels(20)
            paint_icon(painter, theme, "warning", "warn", QPointF(room.right() - side / 2, box.center().y()), side)
            above = below = room.adjusted(0, 0, -side - 8, 0)
        elif (last := self._model.result(entry)) is not None:
            score = write_line(painter, theme, room, FontRole.STRONG, "text", last.score, TOP | END)
            day = write_line(painter, theme, room, FontRole.SMALL, "muted", last.short, BOTTOM | END)
            above, below = room.adjusted(0, 0, -score - 12, 0), room.adjusted(0, 0, -day - 12, 0)
        write_line(painter, theme, above, FontRole.STRONG, "text", self._model.title(entry), TOP | START)
        color = "warn" if entry.problems else "muted"
        write_line(painter, theme, below, FontRole.SMALL, color, self._model.detail(entry), BOTTOM | START)


class BankList(CardList):
    """Shows a `LibraryModel`. The key Delete asks to remove the current bank."""

    remove_requested = Signal()

    def __init__(self, theme: Theme, model: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self._model = model
        self.hovered_row = -1
        self.row_width = self.width()
        self.setItemDelegate(BankRows(theme, model, self))
        self.setAccessibleName(self.tr("Banks"))
        self.setMouseTracking(True)
        self.entered.connect(self._hover)
        self.viewportEntered.connect(self._hover)

    def _hover(self, index: QModelIndex = NO_INDEX) -> None:
        self.hovered_row = index.row()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.row_width = event.size().width()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # a title may need more lines, or fewer

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Go past headings, which cannot be chosen: to the first bank with Home, and always on with a page key."""
        if action == QAbstractItemView.CursorAction.MoveHome:
            return self._model.index(self._model.row_of(None))
        by = _PAGES.get(action, 0)
        return self._a_page_on(by) if by and self.currentIndex().isValid() else super().moveCursor(action, modifiers)

    def _a_page_on(self, by: int) -> QModelIndex:
        """The last row to choose within a page below the current one (1) or above it (-1), or else the next one."""
        at = self.currentIndex()
        rows = range(at.row() + 1, self._model.rowCount()) if by > 0 else range(at.row() - 1, -1, -1)
        here, page, found = self.visualRect(at).top(), self.viewport().height(), at
        for index in map(self._model.index, rows):
            if found is not at and abs(self.visualRect(index).top() - here) > page:
                break
            if index.flags():
                found = index
        return found

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _IN_VIEW) -> None:
        """Bring a row into view, and a heading above it, which nobody could go to by key."""
        heading = self.model().index(index.row() - 1, 0)
        if heading.isValid() and not heading.flags():
            super().scrollTo(heading, hint)
        super().scrollTo(index, hint)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.remove_requested.emit()
        else:
            super().keyPressEvent(event)

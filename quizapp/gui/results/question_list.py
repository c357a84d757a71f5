"""The list of an attempt's questions and their results, for up to ten thousand of them."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView

from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.gui.kit.card_list import CardList
from quizapp.gui.kit.pictures import Pictures
from quizapp.gui.kit.row_model import Index
from quizapp.gui.kit.theme import Theme
from quizapp.gui.results.question_model import Filter, QuestionModel
from quizapp.gui.results.question_row import QuestionRows


class QuestionList(CardList):
    """Shows a `QuestionModel`. Arrow keys move between questions, and through one that is higher than the list.

    Signals:
        question_requested: Enter or a double click asks for the question of this number, counted from 1.
    """

    question_requested = Signal(int)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        self.questions = QuestionModel()
        super().__init__(self.questions)
        self._theme = theme
        self._rows = QuestionRows(theme, self, self.questions, pictures)
        self._pictures = pictures
        pictures.changed.connect(self._follow_picture)
        self._is_following = False
        self.setItemDelegate(self._rows)
        self.setAccessibleName(self.tr("Questions"))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMouseTracking(True)
        self.verticalScrollBar().rangeChanged.connect(self._follow)
        self.chosen.connect(self.ask_for_current)
        self.doubleClicked.connect(self._ask_for)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_marked(self, marked: MarkedAttempt) -> None:
        self._rows.forget()
        self.questions.show_marked(marked)
        self.go_to(0)

    def _follow_picture(self, name: str) -> None:
        """Show the image called `name` once it is decoded, or close its gap if it cannot be."""
        if self._pictures.size(name).isEmpty():
            self._rows.forget()
            self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def show_again(self, marked: MarkedAttempt) -> None:
        """Show the same attempt with new marks, and stay at the current question."""
        number, which = self.current_number(), self.questions.which
        self.show_marked(marked)
        self.questions.use_filter(which)
        self.go_to(max(0, self.questions.row_of(number)))

    def use_filter(self, which: Filter) -> None:
        """List only the questions of this kind; the current one stays the current one if it is among them."""
        number = self.current_number()
        self.questions.use_filter(which)
        self.go_to(max(0, self.questions.row_of(number)))

    def current_number(self) -> int:
        """The number of the current question, or 0 where there is none."""
        index = self.currentIndex()
        return self.questions.rows[index.row()].number if index.isValid() else 0

    def go_to(self, row: int) -> None:
        """Make this row the current one."""
        index = self.questions.index(row)
        if index.isValid():
            self.setCurrentIndex(index)
            self._keep_in_view()

    def _keep_in_view(self) -> None:
        """Scroll to the current row, now or as soon as the list is laid out that far."""
        self._is_following = True
        self._follow()

    def _follow(self) -> None:
        index = self.currentIndex()
        if self._is_following and index.isValid() and not self.visualRect(index).isEmpty():
            self._is_following = False
            self.scrollTo(index)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Find the first and the last row even if the list is not laid out that far."""
        ends = {
            QAbstractItemView.CursorAction.MoveHome: 0,
            QAbstractItemView.CursorAction.MoveEnd: self.questions.rowCount() - 1,
        }
        if action in ends:
            return self.questions.index(ends[action])
        return super().moveCursor(action, modifiers)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self._keep_in_view()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._is_following = False
        super().wheelEvent(event)

    def ask_for_current(self) -> None:
        """Ask for the current question."""
        self._ask_for(self.currentIndex())

    def _ask_for(self, index: Index) -> None:
        if index.isValid():
            self.question_requested.emit(self.questions.rows[index.row()].number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if not (plain and self._scroll_in_row(Qt.Key(event.key()))):
            super().keyPressEvent(event)

    def _scroll_in_row(self, key: Qt.Key) -> bool:
        """Scroll to the rest of a current row that an edge cuts; False where nothing is cut."""
        row, bar = self.visualRect(self.currentIndex()), self.verticalScrollBar()
        room = self.viewport().height()
        if key == Qt.Key.Key_Down and row.top() < room < row.bottom() + 1:
            bar.setValue(bar.value() + min(row.bottom() + 1 - room, room // 2))
        elif key == Qt.Key.Key_Up and row.top() < 0 < row.bottom():
            bar.setValue(bar.value() - min(-row.top(), room // 2))
        else:
            return False
        return True

    def keyboardSearch(self, search: str) -> None:
        """Ignore typed letters, as every row begins with a number."""

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._on_link(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over.isValid() else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self._on_link(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and index == self.currentIndex():
            self._ask_for(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._on_link(event.position().toPoint()).isValid():  # the first click has already asked
            super().mouseDoubleClickEvent(event)

    def link_rect(self, row: int) -> QRect:
        """The part of the viewport in which a click asks for the question in this row."""
        index = self.questions.index(row)
        return self._rows.link_rect(self.visualRect(index), index)

    def _on_link(self, at: QPoint) -> QModelIndex:
        index = self.indexAt(at)
        return index if index.isValid() and self.link_rect(index.row()).contains(at) else QModelIndex()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._rows.forget()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()  # rows have other heights now, which the view would not notice
            self._is_following = True

    def _restyle(self) -> None:
        self._rows.forget()
        self.verticalScrollBar().setSingleStep(self._theme.pixels(24))
        self.scheduleDelayedItemsLayout()
        self._is_following = True

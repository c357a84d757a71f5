"""The list of questions in the editor, and what can be done with them."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from quizapp.gui.editor.question_rows import ABOUT, QuestionRows, Row, RowPainter, dragged_place
from quizapp.gui.kit.building import fill, name_by_tip
from quizapp.gui.kit.card_list import CardList
from quizapp.gui.kit.menu_button import MenuButton
from quizapp.gui.kit.row_model import NO_INDEX
from quizapp.gui.kit.scroll_area import scrolling
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.translate import translate
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.reports.names import type_name

_ALT = Qt.KeyboardModifier.AltModifier


class _Rows(CardList):
    """The list itself. Alt with the arrow keys moves a question; it can be dragged, too.

    Signals:
        move_requested: the question at the first place is to stand at the second one.
        remove_requested: Delete was pressed.
    """

    move_requested = Signal(int, int)
    remove_requested = Signal()

    def __init__(self, theme: Theme, rows: QuestionRows) -> None:
        super().__init__(rows)
        self._rows = rows
        self.setItemDelegate(RowPainter(theme, rows, self))
        self.setAccessibleName(self.tr("Questions"))
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setUniformItemSizes(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        by = steps.get(Qt.Key(event.key()))
        if by is not None and event.modifiers() & _ALT:
            place = self._rows.rows[self.currentIndex().row()].place if self.currentIndex().isValid() else ABOUT
            if place >= 0 and self._rows.can_move:
                self.move_requested.emit(place, place + by)
        elif event.key() == Qt.Key.Key_Delete and self.currentIndex().isValid():  # none is where a search hides it
            self.remove_requested.emit()
        else:
            super().keyPressEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)
        if dragged_place(event.mimeData()) >= 0:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        place = dragged_place(event.mimeData())
        event.accept()
        self.setState(QAbstractItemView.State.NoState)
        at, point = self.indexAt(event.position().toPoint()), event.position().toPoint()
        to = self._rows.rows[at.row()].place if at.isValid() else len(self._rows.rows)
        if at.isValid() and point.y() > self.visualRect(at).center().y():
            to += 1
        to = max(0, to - 1 if to > place else to)
        if to != place:
            self.move_requested.emit(place, to)


class QuestionList(QFrame):
    """Shows what a bank consists of, and searches in it.

    Signals:
        chosen: the row of this place is to be shown; see `question_rows`.
        form_requested: Enter was pressed on a row.
        add_requested: a question of this type is wanted.
        duplicate_requested, remove_requested: for the question at this place.
        move_requested: the question at the first place is to stand at the second one.
        transfer_requested: the question at this place is to be copied to another bank, or moved there (True).
    """

    chosen = Signal(int)
    form_requested = Signal()
    add_requested = Signal(str)
    duplicate_requested = Signal(int)
    remove_requested = Signal(int)
    move_requested = Signal(int, int)
    transfer_requested = Signal(int, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._all: Sequence[Row] = ()
        self._place = ABOUT
        self.setObjectName("card")
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search (Ctrl+F)"))
        self.search.setAccessibleName(self.tr("Search the questions"))
        self.search.textChanged.connect(self._filter)
        self.rows = QuestionRows(self)
        self.list = _Rows(theme, self.rows)
        self.list.setMinimumHeight(30)  # beside the buttons in a small window with very large text
        self.list.selectionModel().currentChanged.connect(self._tell_chosen)
        self.list.chosen.connect(self.form_requested)
        self.list.doubleClicked.connect(self.form_requested)
        self.list.move_requested.connect(self.ask_to_move)
        self.list.remove_requested.connect(self._remove)
        self.add = MenuButton(self.tr("Add a question"), self._fill_types, opens_above=True)
        self.add.setObjectName("framed")
        self.add.setText(self.tr("Add") + " ▾")
        self.up = self._tool("up", self.tr("Move up (Alt+↑)"), lambda: self.ask_to_move(self._place, self._place - 1))
        self.down = self._tool(
            "down", self.tr("Move down (Alt+↓)"), lambda: self.ask_to_move(self._place, self._place + 1)
        )
        self.more = MenuButton(self.tr("More for this question"), self._fill_more, opens_above=True)
        self.more.setObjectName("framed")
        self.more.setText("…")
        for button in (self.add, self.more):
            button.prepare()
        tools = fill(QHBoxLayout(), self.add, 1, self.up, self.down, self.more, spacing=2)
        inner = QWidget()
        fill(QVBoxLayout(inner), self.search, (self.list, 1), tools, margins=(10, 10, 10, 8), spacing=6)
        fill(QVBoxLayout(self), scrolling(inner), margins=(0, 0, 0, 0))
        theme.changed.connect(self.list.scheduleDelayedItemsLayout)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        has_room = self.height() > self._theme.pixels(125)  # or else, in a small window with very large text, no row
        self.search.setVisible(has_room or bool(self.search.text()))

    def show_rows(self, rows: Sequence[Row], place: int) -> None:
        """List `rows`, and make the one of `place` the current one."""
        self._all = rows
        self._place = place
        self._filter()

    def choose(self, place: int) -> None:
        """Make the row of `place` the current one; a search that leaves it out ends."""
        self._place = place
        if self.rows.row_of(place) < 0:
            self.search.clear()
        self._show_place()

    def ask_to_move(self, place: int, to: int) -> None:
        """Ask for the question at `place` to stand at another one, if there is such a place."""
        if place >= 0 and 0 <= to < self._questions:
            self.move_requested.emit(place, to)

    @property
    def _questions(self) -> int:
        return sum(row.place >= 0 for row in self._all)

    def _filter(self) -> None:
        words = self.search.text().casefold().split()
        shown = [row for row in self._all if self._has(row, words)] if words else self._all
        self.rows.can_move = not words
        if [row.place for row in shown] == [row.place for row in self.rows.rows]:
            for number, row in enumerate(shown):
                self.rows.show_row(number, row)
        else:
            self.list.selectionModel().blockSignals(True)
            self.rows.show_rows(shown)
            self.list.selectionModel().blockSignals(False)
        self._show_place()

    def _has(self, row: Row, words: Sequence[str]) -> bool:
        text = f"{row.stem} {row.id} {self.rows.detail(row)}".casefold()
        return row.place >= 0 and all(word in text for word in words)

    def _show_place(self) -> None:
        row = self.rows.row_of(self._place)
        index = self.rows.index(row) if row >= 0 else NO_INDEX
        if self.list.currentIndex() != index:
            self.list.setCurrentIndex(index)
        if row >= 0:
            self.list.scrollTo(index)
        is_question, last = self._place >= 0, self._questions - 1
        self.up.setEnabled(is_question and self._place > 0 and self.rows.can_move)
        self.down.setEnabled(is_question and self._place < last and self.rows.can_move)
        self.more.setEnabled(is_question)

    def _tell_chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            place = self.rows.rows[index.row()].place
            if place != self._place:
                self._place = place
                self.chosen.emit(place)

    def _remove(self) -> None:
        if self._place >= 0:
            self.remove_requested.emit(self._place)

    def _fill_types(self, menu: QMenu) -> None:
        for kind in QUESTION_TYPES:
            name = kind.type_name
            action = menu.addAction(self._theme.icon(f"type_{name}"), type_name(name, translate))
            action.triggered.connect(lambda _=False, name=name: self.add_requested.emit(name))

    def _fill_more(self, menu: QMenu) -> None:
        place = self._place
        menu.addAction(self.tr("Duplicate (Ctrl+Shift+D)")).triggered.connect(
            lambda _=False: self.duplicate_requested.emit(place)
        )
        menu.addAction(self.tr("Copy to another bank…")).triggered.connect(
            lambda _=False: self.transfer_requested.emit(place, False)
        )
        menu.addAction(self.tr("Move to another bank…")).triggered.connect(
            lambda _=False: self.transfer_requested.emit(place, True)
        )
        menu.addSeparator()
        menu.addAction(self.tr("Delete (Del)")).triggered.connect(lambda _=False: self.remove_requested.emit(place))

    def _tool(self, icon: str, name: str, do: object) -> QToolButton:
        button = QToolButton()
        button.setObjectName("framed")
        name_by_tip(button, name)
        self._theme.put_icon(button, icon, 16)
        button.clicked.connect(do)
        return button

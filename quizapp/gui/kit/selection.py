"""Selections in lists that are made otherwise than by their own keys and the mouse."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

if TYPE_CHECKING:  # the first screen has no such box
    from PySide6.QtWidgets import QComboBox


def follow_selection(view: QAbstractItemView, chosen: Callable[[QModelIndex], object] | None = None) -> None:
    """Make current, or pass to `chosen`, what assistive technology selects in `view`; Qt moves only the selection.

    Keys and the mouse move the current item too, so there is nothing to do for them.
    """

    def compare() -> None:
        by_row = view.selectionBehavior() == QAbstractItemView.SelectionBehavior.SelectRows
        selected = view.selectionModel().selectedIndexes()
        is_one = len(selected) == 1 or (by_row and len({each.row() for each in selected}) == 1)
        if is_one and view.currentIndex() not in selected:
            (chosen or view.setCurrentIndex)(selected[0])

    # later: Qt emits this before it moves the current item
    view.selectionModel().selectionChanged.connect(lambda: QTimer.singleShot(0, view, compare))


class _Arrows(QObject):
    def __init__(self, field: QWidget, view: QAbstractItemView) -> None:
        super().__init__(field)
        self._view = view
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in keys:
            QCoreApplication.sendEvent(self._view, event)
            return True
        return False


def move_by_arrows(view: QAbstractItemView, field: QWidget) -> None:
    """Let the arrow keys up and down move in `view` while `field` has the focus."""
    _Arrows(field, view)


def follow_choice(box: "QComboBox") -> Callable[[int], None]:
    """Choose what assistive technology selects in the list of `box`, open or not.

    Returns what selects a row in the list, for choices without a signal: a row that is still selected there from before
    could not be selected again.
    """
    view = box.view()

    def choose(index: QModelIndex) -> None:
        box.setCurrentIndex(index.row())
        box.hidePopup()

    def show_chosen(row: int) -> None:
        if row < 0:
            view.selectionModel().clear()
        else:
            view.setCurrentIndex(box.model().index(row, box.modelColumn()))

    box.currentIndexChanged.connect(show_chosen)
    follow_selection(view, choose)
    return show_chosen

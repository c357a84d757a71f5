"""Selections that assistive technology makes in lists."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QAbstractItemView, QComboBox


def follow_selection(view: QAbstractItemView, chosen: Callable[[QModelIndex], object] | None = None) -> None:
    """Make current, or pass to `chosen`, what assistive technology selects in `view`; Qt moves only the selection.

    Keys and the mouse move the current item too, so there is nothing to do for them.
    """

    def compare() -> None:
        selected = view.selectionModel().selectedIndexes()
        if len(selected) == 1 and selected[0] != view.currentIndex():
            (chosen or view.setCurrentIndex)(selected[0])

    # later: Qt emits this before it moves the current item
    view.selectionModel().selectionChanged.connect(lambda: QTimer.singleShot(0, view, compare))


def follow_choice(box: QComboBox) -> None:
    """Choose what assistive technology selects in the list of `box`, open or not."""
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

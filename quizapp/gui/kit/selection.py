"""What assistive technology selects in a list."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtWidgets import QAbstractItemView, QComboBox


def follow_selection(view: QAbstractItemView, chosen: Callable[[QModelIndex], object] | None = None) -> None:
    """Make current, or `chosen`, what assistive technology selects in `view`: Qt moves the selection alone then.

    Keys and the mouse move the current item with the selection, so they are not followed.
    """

    def compare() -> None:
        selected = view.selectionModel().selectedIndexes()
        if len(selected) == 1 and selected[0] != view.currentIndex():
            (chosen or view.setCurrentIndex)(selected[0])

    # later, as Qt tells of the selection before it moves the current item
    view.selectionModel().selectionChanged.connect(lambda: QTimer.singleShot(0, view, compare))


def follow_choice(box: QComboBox) -> None:
    """Choose in `box` what assistive technology selects in its list, open or not."""
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

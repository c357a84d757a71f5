"""What the mouse does in a story beside clicking on what has a name: rows of lists, dragging them, dropping files."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QTreeView, QWidget

LEFT, NO_KEYS = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ACTIONS = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


def click_row(widgets: Sequence[QWidget], text: str, *, twice: bool = False) -> None:
    """Click on the row of a list that has this text; `twice` for a double click."""
    view, index = _row(widgets, text)
    place = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=place)
    if twice:
        QTest.mouseDClick(view.viewport(), LEFT, pos=place)


def select_row(widgets: Sequence[QWidget], text: str) -> None:
    """Select the row of a list that has this text as assistive technology does: the current row is left to the view."""
    view, index = _row(widgets, text)
    flags = QItemSelectionModel.SelectionFlag
    view.selectionModel().select(index, flags.ClearAndSelect | flags.Rows)


def drag_row(widgets: Sequence[QWidget], words: str) -> None:
    """Drag a row: “Ada above Ben”, “Ada below Ben”, or “Ada away”, where the list has no more rows."""
    for where in (" above ", " below ", " away"):
        text, found, target = words.partition(where)
        if found:
            break
    view, index = _row(widgets, text)
    assert view.model().flags(index) & Qt.ItemFlag.ItemIsDragEnabled, f"“{text}” cannot be dragged"
    place = QPoint(view.viewport().width() // 2, view.viewport().height() - 1)
    if target:
        box = view.visualRect(_row([view], target)[1])
        place = QPoint(box.center().x(), box.top() + 2 if where == " above " else box.bottom() - 2)
    assert view.dragDropMode() == QAbstractItemView.DragDropMode.InternalMove, "nothing can be dropped there"
    data = view.model().mimeData([index])
    actions = view.model().supportedDropActions()
    move = QDragMoveEvent(place, actions, data, LEFT, NO_KEYS)
    view.dragMoveEvent(move)  # sent as an event, it would not come, as it was not this list where it began
    assert move.isAccepted(), "it cannot be dropped there"
    view.dropEvent(QDropEvent(QPointF(place), actions, data, LEFT, NO_KEYS))


def takes_drops(widget: QWidget) -> bool:
    return (widget.viewport() if isinstance(widget, QAbstractScrollArea) else widget).acceptDrops()


def put_files(on: QWidget, files: Sequence[Path]) -> bool:
    """Drag files onto a widget, and let go of them; whether they were taken."""
    target = on.viewport() if isinstance(on, QAbstractScrollArea) else on
    at, data = target.rect().center(), files_data(files)
    enter = QDragEnterEvent(at, ACTIONS, data, LEFT, NO_KEYS)
    QApplication.sendEvent(target, enter)
    if enter.isAccepted():
        QApplication.sendEvent(target, QDropEvent(QPointF(at), ACTIONS, data, LEFT, NO_KEYS))
    return enter.isAccepted()


def files_data(files: Sequence[Path]) -> QMimeData:
    """What the clipboard, or a drag, holds of these files."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    return data


def _row(widgets: Sequence[QWidget], text: str) -> tuple[QAbstractItemView, QModelIndex]:
    for view in (each for each in widgets if isinstance(each, QAbstractItemView)):
        index = view.model().index(0, 0)
        while index.isValid():
            heard = index.data(Qt.ItemDataRole.AccessibleTextRole)
            if text in f"{heard or index.data()}":
                view.scrollTo(index)
                return view, index
            index = view.indexBelow(index) if isinstance(view, QTreeView) else index.siblingAtRow(index.row() + 1)
    raise AssertionError(f"no row has the text “{text}”")

"""The way of the Tab key through a form: the order in which its layouts have what is in them."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def put_in_order(root: QWidget) -> None:
    """Have Tab go through `root` in the order in which it is read; Qt goes by the order in which things were made."""
    last: QWidget | None = None
    for stop in _stops(root):
        if last is not None:
            QWidget.setTabOrder(last, stop)
        last = stop


def _stops(widget: QWidget) -> Iterator[QWidget]:
    if widget.isHidden():
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        yield widget
    layout = widget.layout()
    if layout is not None:
        yield from _stops_in(layout)


def _stops_in(layout: QLayout) -> Iterator[QWidget]:
    for index in range(layout.count()):
        item = layout.itemAt(index)
        inner, widget = (item.layout(), item.widget()) if item is not None else (None, None)
        if inner is not None:
            yield from _stops_in(inner)
        elif widget is not None:
            yield from _stops(widget)

"""The way of the Tab key through a window: round and back, in the order in which it is read."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.gui.conftest import flush
from tests.gui.seen import text_of

_MOST_STOPS = 120
_MOST_PARTS = 3
"""Of one widget: the day, month and year of a date."""


def press(widget: QWidget, key: Qt.Key) -> None:
    """Press a key in a widget at once; one of `QTest` waits for AT-SPI, where that is there, and comes later."""
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier))


def tab_faults(first: QWidget) -> Iterator[str]:
    """Go round by the Tab key from `first`, which has the focus, and back to it; tell of traps and of steps back."""
    seen, steps = [first], []
    for _ in range(_MOST_STOPS):
        for _ in range(_MOST_PARTS):
            press(seen[-1], Qt.Key.Key_Tab)
            widget = QApplication.focusWidget()
            if widget is not seen[-1]:
                break
        if widget is None or not widget.isVisible():
            yield f"Tab after {_words(seen[-1])} leads to nothing that is seen"
            break
        if widget is seen[-1]:
            if len(seen) > 1:
                yield f"Tab stays in {_words(widget)}"
            break
        steps.append((_words(seen[-1]), _box(seen[-1]), _words(widget), _box(widget)))
        if widget in seen:
            if widget not in seen[:2]:  # an answer that can be reached by its letter alone is left for good
                yield f"Tab goes from {_words(seen[-1])} to {_words(widget)}, never to {_words(first)}"
            break
        seen.append(widget)
    else:
        yield f"Tab never comes back to {_words(first)}"
    back = [f"Tab goes back from {one} to {other}" for one, at, other, to in steps if _is_before(to, at)]
    if len(back) > 1:  # one is from the last to the first
        yield from back
    first.setFocus(Qt.FocusReason.OtherFocusReason)
    flush()


def _box(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint()), widget.size())


def _is_before(one: QRect, other: QRect) -> bool:
    """Tell whether `one` is to be read before `other`: above it in its column, or before it in its row."""
    in_column = min(one.right(), other.right()) - max(one.left(), other.left()) > 0
    in_row = min(one.bottom(), other.bottom()) - max(one.top(), other.top()) > min(one.height(), other.height()) / 2
    return (in_column and one.bottom() <= other.top()) or (in_row and one.right() <= other.left())


def _words(widget: QWidget) -> str:
    return f"{type(widget).__name__} “{(widget.accessibleName() or text_of(widget))[:60]}”"

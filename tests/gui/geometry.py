"""What of a window cannot be seen: texts that are cut, and widgets that lie over others or beyond their place."""

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from quizapp.gui.kit.label import ElidedLabel
from quizapp.gui.kit.word_button import WordButton
from tests.gui.seen import shown_in

_SMALL = 2
"""Pixels that nobody sees."""
_OVER = ("QSizeGrip", "FocusRing", "QFocusFrame", "CrossOutButton")


def faults(window: QWidget) -> list[str]:
    """Tell what is cut or covered in a window that has been laid out."""
    found = []
    for widget in [window, *shown_in(window)]:
        if widget.width() > 0:
            found += [f"{_name(widget)} {fault}" for fault in (*_cut(widget), *_beyond(widget), *_covered(widget))]
    return found


def _name(widget: QWidget) -> str:
    text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    around = widget.parentWidget()
    within = f" in {type(around).__name__}" if around is not None else ""
    return f"{type(widget).__name__} {(text or widget.accessibleName())[:40]!r}{within}"


def _cut(widget: QWidget) -> Iterator[str]:
    has_text = isinstance(widget, QAbstractButton | QLabel)
    if isinstance(widget, ElidedLabel) or (has_text and not widget.text()):
        return
    hint = widget.sizeHint() if has_text else widget.size()
    if (
        isinstance(widget, QPushButton | QToolButton)
        and not isinstance(widget, WordButton)
        and widget.width() < hint.width() - _SMALL
    ) or (isinstance(widget, QLabel) and not widget.wordWrap() and widget.width() < hint.width() - _SMALL):
        yield f"is {widget.width()} wide, needs {hint.width()}"
    if widget.hasHeightForWidth() and widget.layout() is None and not isinstance(widget, QAbstractScrollArea):
        if widget.height() < widget.heightForWidth(widget.width()) - _SMALL:
            yield f"is {widget.height()} high, needs {widget.heightForWidth(widget.width())}"
    elif has_text and widget.height() < hint.height() - _SMALL:
        yield f"is {widget.height()} high, needs {hint.height()}"


def _beyond(widget: QWidget) -> Iterator[str]:
    around = widget.parentWidget()
    if around is None or widget.isWindow() or _lies_over(widget):
        return
    place = widget.geometry()
    if place.left() < -_SMALL or place.right() > around.width() + _SMALL:
        yield f"goes from {place.left()} to {place.right()} of {around.width()}"
    scrolls = isinstance(around.parentWidget(), QAbstractScrollArea)
    if not scrolls and (place.top() < -_SMALL or place.bottom() > around.height() + _SMALL):
        yield f"goes down from {place.top()} to {place.bottom()} of {around.height()}"


def _covered(around: QWidget) -> Iterator[str]:
    if isinstance(around, QStackedWidget) or around.layout() is None:
        return
    children = [
        child
        for child in around.children()
        if isinstance(child, QWidget) and child.isVisibleTo(around) and not child.isWindow() and not _lies_over(child)
    ]
    for one, other in combinations(children, 2):
        room = one.geometry().intersected(other.geometry())
        if room.width() > _SMALL and room.height() > _SMALL:
            yield f"has {_name(one)} over {_name(other)} by {room.width()} × {room.height()}"


def _lies_over(widget: QWidget) -> bool:
    """Tell whether a widget is meant to lie over others, such as a message or a ring."""
    return getattr(widget, "floats", False) or type(widget).__name__ in _OVER

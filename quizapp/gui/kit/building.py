"""Short ways to build a page: fill a layout, make a button, keep widgets or throw them away."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QBoxLayout, QFrame, QGridLayout, QLayout, QPushButton, QWidget

from quizapp.gui.kit.word_button import WordButton

_Box = TypeVar("_Box", bound=QBoxLayout)
_Widget = TypeVar("_Widget", bound=QWidget)
Item = QWidget | QLayout


def fill(
    box: _Box,
    *items: Item | int | tuple[Item, int],
    margins: tuple[int, int, int, int] | None = None,
    spacing: int | None = None,
) -> _Box:
    """Put `items` into `box`, one after the other, with `margins` (left, above, right, below) and `spacing` in pixels.

    An item stands alone or with the factor by which it stretches; a number is empty room that does.
    """
    if margins is not None:
        box.setContentsMargins(*margins)
    if spacing is not None:
        box.setSpacing(spacing)
    for item in items:
        if isinstance(item, int):
            box.addStretch(item)
            continue
        content, stretch = item if isinstance(item, tuple) else (item, 0)
        if isinstance(content, QWidget):
            box.addWidget(content, stretch)
        else:
            box.addLayout(content, stretch)
    return box


def rule(parent: QWidget | None = None) -> QFrame:
    """Make a thin line between two parts of a page."""
    line = QFrame(parent)
    line.setObjectName("rule")
    return line


def new_grid(
    parent: QWidget | None,
    *,
    stretch: int,
    spacing: tuple[int, int],
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> QGridLayout:
    """Make a grid whose column `stretch` takes the room that is left; `spacing` is that of columns, and of rows."""
    grid = QGridLayout(parent)
    grid.setContentsMargins(*margins)
    grid.setHorizontalSpacing(spacing[0])
    grid.setVerticalSpacing(spacing[1])
    grid.setColumnStretch(stretch, 1)
    return grid


def push_button(
    words: str, clicked: Callable[..., object] | SignalInstance, *, is_main: bool = False, tip: str = ""
) -> QPushButton:
    """Make a button that calls or emits `clicked`; one that `is_main` stands out."""
    button = WordButton(words)
    if is_main:
        button.setObjectName("primary")
    button.setToolTip(tip)
    button.clicked.connect(clicked)
    return button


def name_by_tip(widget: QWidget, words: str) -> None:
    """Give `widget` a tool tip that is its name too, and that a screen reader doesn't say again as a description."""
    widget.setAccessibleName(words)
    widget.setToolTip(words)
    widget.setAccessibleDescription(" ")


def show_kept(kept: list[_Widget], count: int, make: Callable[[], _Widget]) -> list[_Widget]:
    """Show the first `count` of `kept`, made and added as needed, and hide the others; gives those that are shown."""
    while len(kept) < count:
        kept.append(make())
    for widget in kept[:count]:
        widget.show()
    for widget in kept[count:]:
        if widget.isHidden():
            break  # so are those that follow, as only this function shows them
        widget.hide()
    return kept[:count]


def put_in_columns(cards: Iterable[tuple[QWidget, bool]], first: QBoxLayout, second: QBoxLayout) -> None:
    """Put each card above the empty room at the end of the `first` column, or, where it is told so, of the `second`."""
    for card, is_in_second in cards:
        first.removeWidget(card)
        second.removeWidget(card)
        column = second if is_in_second else first
        column.insertWidget(column.count() - 1, card)


def discard(widgets: list[QWidget]) -> None:
    """Take widgets off the screen for good, and empty the list."""
    for widget in widgets:
        widget.hide()
        widget.deleteLater()
    widgets.clear()

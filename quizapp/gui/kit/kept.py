"""Widgets that are kept for the next question."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def show_kept(kept: list[W], count: int, make: Callable[[], W]) -> list[W]:
    """Show the first `count` of `kept`, made and added as needed, and hide the others; gives those that are shown."""
    while len(kept) < count:
        kept.append(make())
    for index, widget in enumerate(kept):
        widget.setVisible(index < count)
    return kept[:count]

"""The focus, as the views of answers look for it."""

from collections.abc import Iterable
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget

W = TypeVar("W", bound=QWidget)


def with_focus(widgets: Iterable[W]) -> W | None:
    """Return the one of `widgets` that has the focus, itself or in one of its children."""
    inside = QApplication.focusWidget()
    return next(
        (each for each in widgets if inside is not None and (each is inside or each.isAncestorOf(inside))), None
    )

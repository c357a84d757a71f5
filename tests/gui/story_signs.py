"""What a widget only paints, in words: the sign of a mark, a line through an option, where an option went."""

from functools import cache
from types import FunctionType

from PySide6.QtWidgets import QWidget

_PAINTED = {
    "marked": "marked {}",
    "was_tried": "marked as tried",
    "is_crossed_out": "crossed out",
    "used": "used up",
    "tail": "with “{}”",
    "is_over": "under what is dragged",
    "_over": "under what is dragged",
}
"""What is painted, by the attribute that says so."""


def signs(widget: QWidget) -> list[str]:
    if not _paints(type(widget)):
        return []
    values = ((words, getattr(widget, name, None)) for name, words in _PAINTED.items())
    return [words.format(value) for words, value in values if value]


@cache
def _paints(kind: type[QWidget]) -> bool:
    """Say whether widgets of this kind are painted by the program; asking each one for what it lacks takes long."""
    return isinstance(kind.paintEvent, FunctionType)

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
    kind = type(widget)
    if not _paints(kind):
        return []
    own = vars(widget)
    values = ((words, own[name] if name in own else _of_kind(kind, name, widget)) for name, words in _PAINTED.items())
    return [words.format(value) for words, value in values if value]


def _of_kind(kind: type[QWidget], name: str, widget: QWidget) -> object:
    return getattr(widget, name) if _has(kind, name) else None


@cache
def _has(kind: type[QWidget], name: str) -> bool:
    """Say whether all widgets of this kind have that; asking each one for what it lacks takes long."""
    return hasattr(kind, name)


@cache
def _paints(kind: type[QWidget]) -> bool:
    """Say whether widgets of this kind are painted by the program."""
    return isinstance(kind.paintEvent, FunctionType)

"""The space between the lines of all texts: one for the whole application, as its font is."""

from PySide6.QtGui import QFont, QFontInfo

_percent = 0


def use(percent: int) -> None:
    """Put lines `percent` of the size of their font apart from here on; 0 for what is usual."""
    global _percent
    _percent = percent


def em(font: QFont) -> int:
    """Give the size of `font` in pixels."""
    return QFontInfo(font).pixelSize()


def line_distance(font: QFont) -> float:
    """Give the pixels from one line of a text in `font` to the next; 0 for what is usual."""
    return em(font) * _percent / 100 if _percent else 0.0

"""Numbers as the reader's language writes them."""

from PySide6.QtCore import QLocale


def number_text(value: float, decimals: int | None = None) -> str:
    """Give a number with this many `decimals`, or with those it has, at most six digits in all."""
    if decimals is None:
        return QLocale().toString(float(value), "g", 6)
    return QLocale().toString(float(value), "f", decimals)

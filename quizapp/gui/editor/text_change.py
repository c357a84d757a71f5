"""Texts in plain text fields: what differs is written alone, and places are converted to those of Qt."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QSignalBlocker
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit


class TextChange(NamedTuple):
    """The characters from `start` to `end` of a text are replaced by `added`."""

    start: int
    end: int
    added: str


def change_between(old: str, new: str) -> TextChange:
    """Give the shortest change that makes `new` of `old`: all that is alike at both ends is left out."""
    start = _alike(min(len(old), len(new)), lambda n: old[:n] == new[:n])
    most = min(len(old), len(new)) - start
    tail = _alike(most, lambda n: not n or old[-n:] == new[-n:])
    return TextChange(start, len(old) - tail, new[start : len(new) - tail])


def _alike(most: int, is_alike: Callable[[int], bool]) -> int:
    """Give the largest number up to `most` for which `is_alike`, which holds up to some number and not beyond."""
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if is_alike(middle):
            low = middle
        else:
            high = middle - 1
    return low


class QtOffsets:
    """Converts places in `text`, counted in characters, to those of a Qt document, and back.

    Qt counts a character beyond the Basic Multilingual Plane as two.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._is_wide = len(text.encode("utf-16-le", "surrogatepass")) != 2 * len(text)

    def to_qt(self, offset: int) -> int:
        """Give the place in the document of the character at `offset`."""
        return offset + (sum(sign > "\uffff" for sign in self._text[:offset]) if self._is_wide else 0)

    def from_qt(self, place: int) -> int:
        """Give the offset of the character at `place` in the document."""
        return _alike(len(self._text), lambda n: self.to_qt(n) <= place) if self._is_wide else place


def text_in(field: QPlainTextEdit) -> str:
    """Give the text of `field`; not `toPlainText`, which makes spaces of those that don't break."""
    return field.document().toRawText().replace("\u2029", "\n")


def write_into(field: QPlainTextEdit, text: str) -> None:
    """Have `text` in `field` without telling so. Only what differs is written, so the cursor and the view stay."""
    old = text_in(field)
    if old == text:
        return
    start, end, added = change_between(old, text)
    places = QtOffsets(old)
    with QSignalBlocker(field):
        cursor = QTextCursor(field.document())
        cursor.setPosition(places.to_qt(start))
        cursor.setPosition(places.to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(added)

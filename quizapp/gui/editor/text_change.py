"""Texts in plain text fields: what differs is written alone, and places are converted to those of Qt."""

from PySide6.QtCore import QMimeData, QSignalBlocker
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from quizapp.services.edited_text import difference


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
        units = self._text.encode("utf-16-le", "surrogatepass") if self._is_wide else b""
        return len(units[: 2 * place].decode("utf-16-le", "ignore")) if self._is_wide else place


def text_in(field: QPlainTextEdit) -> str:
    """Give the text of `field`; not `toPlainText`, which makes spaces of those that don't break."""
    return field.document().toRawText().replace("\u2029", "\n")


def words_in(source: QMimeData) -> str:
    """Give the plain text that is pasted or dropped; nothing of files, whose addresses nobody wants in a text."""
    return "" if any(url.isLocalFile() for url in source.urls()) else source.text()


def write_into(field: QPlainTextEdit, text: str) -> None:
    """Have `text` in `field` without telling so. Only what differs is written, so the cursor and the view stay."""
    old = text_in(field)
    if old == text:
        return
    start, removed, added = difference(old, text)
    places = QtOffsets(old)
    with QSignalBlocker(field):
        cursor = QTextCursor(field.document())
        cursor.setPosition(places.to_qt(start))
        cursor.setPosition(places.to_qt(start + len(removed)), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(added)

"""Texts in a story: what has changed in a long one, and where the cursor is in the one that has the focus."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

LONGEST = 300
"""The signs of a text that are told when it comes."""
_VERSION = re.compile(r"\b\d+\.\d+\.\d+\b")
_MOST_CHANGED = 20
_AROUND = 40

_places: dict[str, str] = {}


def call_places(places: dict[str, str]) -> None:
    """Have stories call folders of this computer so."""
    _places.clear()
    _places.update(places)
    plain.cache_clear()


@lru_cache(20_000)
def plain(text: str) -> str:
    """A text in one line, shortened, which does not hang on how long the name of a folder or a version is."""
    for folder, words in _places.items():
        text = text.replace(folder, words)
    line = _VERSION.sub("«version»", " ".join(re.sub("<[^<>]*>", " ", text).split()))
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}… ({len(line)})"


TextWidget = QTextEdit | QPlainTextEdit


class Texts:
    """What was in the long texts at the last look, and where the cursor was."""

    def __init__(self) -> None:
        self._lines: dict[TextWidget, list[str]] = {}
        self._cursor: tuple[QWidget | None, str] = None, ""

    def changes(self, widgets: Sequence[QWidget]) -> list[str]:
        """The lines that are others in a long text; nothing of one that has just come, or is another one."""
        before, self._lines = self._lines, {}
        told = []
        for widget in (each for each in widgets if isinstance(each, TextWidget)):
            text = widget.toPlainText()
            if len(text) > LONGEST:
                self._lines[widget] = now = text.split("\n")
                others = changed(before.get(widget, now), now)
                told += [f"    in “{widget.accessibleName()}”", *others] if 0 < len(others) <= _MOST_CHANGED else []
        return told

    def cursor(self, focused: QWidget | None) -> list[str]:
        """Where the cursor is, if that is another place; it is at the end where nothing else is said."""
        is_text = isinstance(focused, QLineEdit | TextWidget) and not focused.isReadOnly()
        now = (focused, _around_cursor(focused)) if is_text else (focused, "")
        before, self._cursor = self._cursor, now
        if now == before or not (now[1] or (before[1] and before[0] is focused)):
            return []
        return [f"  cursor: {now[1] or 'at the end'}"]


def changed(before: Sequence[str], now: Sequence[str]) -> list[str]:
    """The lines that are gone, and those that have come."""
    lines = []
    for kind, first, last, start, end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        if kind != "equal":
            lines += [f"      - {line}" for line in before[first:last]]
            lines += [f"      + {line}" for line in now[start:end]]
    return lines


def _around_cursor(field: QLineEdit | TextWidget) -> str:
    """The words around the cursor, with what is selected in brackets; empty at the end of the text."""
    if isinstance(field, QLineEdit):
        text, start, end = field.text(), field.selectionStart(), field.selectionEnd()
        if start < 0:
            start = end = field.cursorPosition()
    else:
        cursor = field.textCursor()
        text, start, end = field.document().toRawText(), cursor.selectionStart(), cursor.selectionEnd()
        units = text.encode("utf-16-le", "surrogatepass")
        start, end = (len(units[: 2 * place].decode("utf-16-le", "ignore")) for place in (start, end))
    if start == end == len(text):
        return ""
    chosen = text[start:end]
    if len(chosen) > 2 * _AROUND:
        chosen = f"{chosen[:_AROUND]} … {chosen[-_AROUND:]}"
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    return f"“{before}{f'[{chosen}]' if chosen else '|'}{after}”".replace("\u2029", "¶").replace("\n", "¶")

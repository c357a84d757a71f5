"""Quiet colors for YAML: keys, quoted texts, and comments."""

import re

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from quizapp.gui.kit.theme import Theme

_KEY = re.compile(r"^(\s*(?:-\s+)*)([^\s#\"'\[{|>&*!%@`-][^#\"']*?|\"[^\"]*\"|'[^']*')(?=\s*:(?:\s|$))")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_COMMENT = re.compile(r"(?:^|(?<=\s))#.*$")
_BLOCK_TEXT = re.compile(r"(?::|-)\s+[|>][+-]?\d*\s*(?:#.*)?$")
_OUTSIDE = -1


class YamlColors(QSyntaxHighlighter):
    """Colors a document line by line. The state of a line is the indentation of the block text (`|`, `>`) around it."""

    def __init__(self, theme: Theme, document: QTextDocument) -> None:
        super().__init__(document)
        self._theme = theme
        self._key, self._quoted, self._comment = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        self._restyle()
        theme.changed.connect(self._restyle)

    def highlightBlock(self, text: str) -> None:
        block = self.previousBlockState()
        indentation = len(text) - len(text.lstrip(" "))
        if block != _OUTSIDE and (indentation > block or not text.strip()):
            self.setCurrentBlockState(block)
            return
        self.setCurrentBlockState(indentation if _BLOCK_TEXT.search(text) else _OUTSIDE)
        key = _KEY.match(text)
        if key is not None:
            self.setFormat(key.start(2), len(key[2]), self._key)
        rest = key.end() if key is not None else 0
        quoted = list(_QUOTED.finditer(text, rest)) if '"' in text or "'" in text else []
        for found in quoted:
            if text[rest : found.start()].strip(" :-[{,"):
                continue  # a quotation mark inside a plain text
            self.setFormat(found.start(), len(found[0]), self._quoted)
        if "#" not in text:
            return
        for comment in _COMMENT.finditer(text):
            if not any(each.start() < comment.start() < each.end() for each in quoted):
                self.setFormat(comment.start(), len(text) - comment.start(), self._comment)
                break

    def _restyle(self) -> None:
        for format, color in ((self._key, "accent"), (self._quoted, "right"), (self._comment, "muted")):
            format.setForeground(self._theme.color(color))
        self._comment.setFontItalic(True)
        self.rehighlight()

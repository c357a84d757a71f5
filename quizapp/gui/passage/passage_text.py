"""A passage as a document of Qt, and the places of one in the other."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLine,
    QTextListFormat,
)
from PySide6.QtWidgets import QTextEdit

from quizapp.domain.image import Image
from quizapp.domain.passage import PICTURE, Block, Passage, Span
from quizapp.domain.runs import Run
from quizapp.gui.kit.inline_text import cursor_x, direction_of
from quizapp.gui.kit.line_spacing import em, line_distance
from quizapp.gui.kit.theme import MONOSPACE

IMAGE_OBJECT = QTextFormat.ObjectTypes.UserObject.value + 1
"""The type of the characters that stand for images; see `PassageText.image_of`."""
_BYTE_ORDER = "\ufeff"
_LINE_HEIGHT = 118
"""Percent of the font's own line spacing."""
_NUMBER = QTextFormat.Property.UserProperty.value + 1
_PLACE = _NUMBER + 1
"""The property with the index of an image's block. Qt is given no file name that it could open."""


class Lines(NamedTuple):
    """Consecutive lines of one block. `top` and `bottom` are in the document's coordinates."""

    block: QTextBlock
    first: QTextLine
    last: QTextLine

    @property
    def top(self) -> float:
        return self.block.layout().position().y() + self.first.y()

    @property
    def bottom(self) -> float:
        return self.block.layout().position().y() + self.last.y() + self.last.ascent() + self.last.descent()


class PassageText:
    """Writes one passage at a time into `document`, by a cursor, so that nothing is ever read as HTML.

    Offsets in `Passage.text` and positions in the document differ only in that Qt counts a character beyond the Basic
    Multilingual Plane as two. A span past the end is cut.
    """

    def __init__(self, document: QTextDocument) -> None:
        self.document = document
        self.passage: Passage | None = None
        self.direction = Qt.LayoutDirection.LeftToRight
        self.has_images = False
        self.is_writing = False
        self.paragraph_spacing = 0
        """Percent of the size of the font, between two paragraphs; 0 for what is usual."""
        self._wide: list[int] = []
        document.setUndoRedoEnabled(False)
        document.setDocumentMargin(2)

    def write(self, passage: Passage) -> None:
        """Write `passage`, with spacing that suits the document's default font. Colors are left to the palette."""
        self.passage = passage
        self.direction = direction_of(passage.text)
        self.has_images = bool(passage.images)
        self._wide = [found.start() for found in re.finditer("[^\0-\uffff]", passage.text)]
        self.is_writing = True
        self.document.clear()
        spacing = self._spacing()
        cursor = QTextCursor(self.document)
        cursor.beginEditBlock()
        for index, block in enumerate(passage.blocks):
            block_format = _block_format(block, spacing, is_first=index == 0)
            block_format.setLayoutDirection(direction_of(block.text, self.direction))
            if index:
                cursor.insertBlock(block_format, QTextCharFormat())
            else:
                cursor.setBlockFormat(block_format)
            if block.image is not None:
                _write_image(cursor, index, block)
                continue
            if block.marker:
                _make_item(cursor, block)
            for run in block.runs:
                _insert(cursor, run.text, _run_format(block, run))
        cursor.endEditBlock()
        self.is_writing = False

    def _spacing(self) -> "_Spacing":
        font = self.document.defaultFont()
        height, distance = QFontMetrics(font).height(), line_distance(font)
        between = em(font) * self.paragraph_spacing / 100 or height * 0.7
        return _Spacing(height, round(100 * distance / height) if distance else _LINE_HEIGHT, between)

    def number_of(self, block: QTextBlock) -> int:
        """Return the number of the paragraph `block`; 0 if it has none."""
        return int(block.blockFormat().property(_NUMBER) or 0)

    def image_of(self, style: QTextFormat) -> Image | None:
        """Return the image that a character of this format stands for, if there is one."""
        if self.passage is None or style.objectType() != IMAGE_OBJECT:
            return None
        return self.passage.blocks[int(style.property(_PLACE))].image

    def position(self, offset: int) -> int:
        """Return the position in the document of an offset in the passage."""
        return offset + bisect_left(self._wide, offset)

    def offset(self, position: int) -> int:
        """Return the offset in the passage of a position in the document."""
        wide = self._wide
        return position - bisect_left(range(len(wide)), position, key=lambda index: wide[index] + index)

    def cursor(self, span: Span) -> QTextCursor:
        """Return a cursor that selects `span`."""
        start, end = self._positions(span)
        cursor = QTextCursor(self.document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def selection(self, span: Span, style: QTextCharFormat) -> QTextEdit.ExtraSelection:
        """Return `span` in another format, for `QTextEdit.setExtraSelections`."""
        selection = QTextEdit.ExtraSelection()
        selection.cursor, selection.format = self.cursor(span), style
        return selection

    def span_of(self, block: QTextBlock) -> Span:
        """Return the span of `block` in the passage, with the line end after it."""
        return Span(self.offset(block.position()), self.offset(block.position() + block.length()))

    def lines(self, span: Span) -> Iterator[Lines]:
        """Yield the lines of `span`, block by block, as far as they are laid out."""
        start, end = self._positions(span)
        block = self.document.findBlock(start)
        while block.isValid() and block.position() < end:
            layout = block.layout()
            first = layout.lineForTextPosition(max(0, start - block.position()))
            last = layout.lineForTextPosition(min(block.length() - 1, end - 1 - block.position()))
            if first.isValid() and last.isValid():
                yield Lines(block, first, last)
            block = block.next()

    def boxes(self, span: Span) -> list[QRectF]:
        """Return the boxes of `span`, one for each line, in the document's coordinates."""
        start, end = self._positions(span)
        found: list[QRectF] = []
        for block, first, last in self.lines(span):
            corner = block.layout().position()
            for number in range(first.lineNumber(), last.lineNumber() + 1):
                line = block.layout().lineAt(number)
                from_ = max(start - block.position(), line.textStart())
                to = min(end - block.position(), line.textStart() + line.textLength())
                if from_ < to:
                    one, other = cursor_x(line, from_), cursor_x(line, to - 1, QTextLine.Edge.Trailing)
                    left, top = corner.x() + min(one, other), corner.y() + line.y() + 2
                    found.append(QRectF(left, top, abs(other - one), line.ascent() + line.descent()))
        return found

    def _positions(self, span: Span) -> tuple[int, int]:
        last = self.document.characterCount() - 1
        return min(self.position(span.start), last), min(self.position(span.end), last)


class _Spacing(NamedTuple):
    """The `height` of a line, that of a line with the room below it in percent, and the room between paragraphs."""

    height: int
    line: int
    paragraph: float


def _block_format(block: Block, spacing: _Spacing, *, is_first: bool) -> QTextBlockFormat:
    made, height = QTextBlockFormat(), spacing.height
    if block.image is None:  # a share of an image's height would leave a gap below it
        made.setLineHeight(spacing.line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    made.setBottomMargin(height * 0.3 if block.kind in ("heading", "item") else spacing.paragraph)
    if block.kind == "heading":
        made.setTopMargin(0 if is_first else height * 0.35)
        made.setHeadingLevel(block.level)
    if block.kind == "quotation":
        made.setLeftMargin(height * block.level)
    if block.kind == "item" and not block.marker:
        made.setLeftMargin(height * 1.6 * block.level)
    if block.number:
        made.setProperty(_NUMBER, block.number)
    return made


def _run_format(block: Block, run: Run) -> QTextCharFormat:
    made = QTextCharFormat()
    if block.kind == "heading":
        made.setFontWeight(QFont.Weight.DemiBold)
        made.setProperty(QTextFormat.Property.FontSizeAdjustment, 1 if block.level <= 2 else 0)
    if block.kind == "quotation" or run.emphasis:
        made.setFontItalic(not (block.kind == "quotation" and run.emphasis))
    if run.strong:
        made.setFontWeight(QFont.Weight.Bold)
    if run.code:
        made.setFontFamilies(MONOSPACE)
    return made


def _make_item(cursor: QTextCursor, block: Block) -> None:
    item = QTextListFormat()
    item.setIndent(block.level)
    if block.marker == "•":
        item.setStyle(QTextListFormat.Style.ListDisc)
    else:
        item.setStyle(QTextListFormat.Style.ListDecimal)
        item.setStart(int(block.marker.rstrip(".")))
    cursor.createList(item)


def _write_image(cursor: QTextCursor, place: int, block: Block) -> None:
    picture = QTextCharFormat()
    picture.setObjectType(IMAGE_OBJECT)
    picture.setProperty(_PLACE, place)
    cursor.insertText(PICTURE, picture)
    caption = QTextCharFormat()
    caption.setProperty(QTextFormat.Property.FontSizeAdjustment, -1)
    caption.setFontItalic(True)
    cursor.insertText(block.text.removeprefix(PICTURE), caption)


def _insert(cursor: QTextCursor, text: str, style: QTextCharFormat) -> None:
    if not text.startswith(_BYTE_ORDER):
        cursor.insertText(text, style)
        return
    start = cursor.position()
    cursor.insertText(f".{text}", style)  # at the beginning of a text, PySide would drop it
    first = QTextCursor(cursor.document())
    first.setPosition(start)
    first.deleteChar()

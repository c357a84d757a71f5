"""A passage on paper, with the numbers of its paragraphs, of every fifth line and, where wanted, of its sentences."""

from bisect import bisect_right
from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QPagedPaintDevice,
    QPainter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)

from quizapp.domain.passage import Block, Passage, Span
from quizapp.domain.runs import InlineText, sliced
from quizapp.gui.kit.inline_text import direction_of
from quizapp.gui.kit.translate import translate
from quizapp.gui.paper.drawings import COLORS
from quizapp.gui.paper.paper import POINT, Paper
from quizapp.gui.paper.picture_drawing import picture_drawing

_GUTTER = 24.0
"""The room at both sides of the text, in points: numbers stand there."""
_EVERY = 5
_SIZE = 10.5
_NUMBERS = 8.0


class _Piece(NamedTuple):
    """Some words of the passage: where they begin in the passage's text, in its document, and the words."""

    start: int
    position: int
    text: str


class _Beside(NamedTuple):
    """A number beside the text: its baseline, and whether it stands at the left."""

    y: float
    number: int
    at_left: bool


class PassageWriting:
    """The passage of one part, written on `paper` at its cursor."""

    def __init__(self, paper: Paper, passage: Passage, images: Mapping[str, bytes], has_sentence_numbers: bool) -> None:
        self._paper = paper
        self._passage = passage
        self._images = images
        starts = (sentence.span.start for sentence in passage.sentences if not sentence.is_heading)
        self._sentences = (
            dict(zip(starts, range(1, len(passage.text) + 2), strict=False)) if has_sentence_numbers else {}
        )
        self._pieces: list[_Piece] = []
        self._counted: list[QTextBlock] = []
        self._numbered: list[tuple[QTextBlock, int]] = []
        self._beside: list[_Beside] | None = None

    def write(self, above: str = "") -> None:
        """Write the passage; its title is left out where it is the one that stands `above`."""
        paper = self._paper
        heading: QTextBlock | None = None
        if self._passage.title and self._passage.title != above:
            paper.block(above=6, below=5, margins=(_GUTTER, _GUTTER), direction=self._direction_of(self._passage.title))
            paper.text(self._passage.title, size=13, bold=True)
            heading = paper.cursor.block()
        for block in self._passage.blocks:
            written = self._write_block(block)
            if heading is not None and paper.page_of(heading) != paper.page_of(written, 1):
                format = heading.blockFormat()
                format.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                QTextCursor(heading).setBlockFormat(format)
            heading = written if block.kind == "heading" else None

    def _direction_of(self, text: str) -> Qt.LayoutDirection:
        return direction_of(text, direction_of(self._passage.text))

    def _write_block(self, block: Block) -> QTextBlock:
        paper, direction = self._paper, self._direction_of(block.text)
        if block.image is not None:
            drawing = picture_drawing(self._images.get(block.image.file, b""), paper, is_gray=True)
            if drawing is not None:
                paper.write_drawing(paper.add_drawing(*drawing), below=2, left=_GUTTER)
            first = paper.cursor.block()
            paper.block(below=6, margins=(_GUTTER, _GUTTER), direction=direction)
            paper.text(block.text.lstrip("\ufffc\r\n"), size=8.5, color=COLORS.muted)
            for line in filter(None, (block.image.caption,)):
                paper.block(below=4, margins=(_GUTTER, _GUTTER), direction=direction)
                paper.text(" ".join(line.split()), size=8.5, color=COLORS.muted)
            return first
        inset = {"item": 16.0 * block.level, "quotation": 14.0 * max(1, block.level)}.get(block.kind, 0.0)
        left = _GUTTER + inset
        if block.kind == "heading":
            paper.block(above=8, below=3, margins=(left, _GUTTER), direction=direction)
        else:
            hanging = -12.0 if block.kind == "item" else 0.0
            below, margins = 3 if block.kind == "item" else 7, (left, _GUTTER)
            paper.block(below=below, margins=margins, indent=hanging, height=132, direction=direction)
        written = paper.cursor.block()
        if block.kind == "item":
            paper.text(f"{block.marker or '•'} ", size=_SIZE, serif=True)
        self._write_words(block)
        if block.kind != "heading":
            self._counted.append(written)
        if block.number:
            self._numbered.append((written, block.number))
        return written

    def _write_words(self, block: Block) -> None:
        text, is_heading = InlineText(block.runs), block.kind == "heading"
        cuts = sorted(
            {0, len(text), *(at - block.start for at in self._sentences if 0 <= at - block.start < len(text))}
        )
        for start, end in pairwise(cuts):
            number = self._sentences.get(block.start + start)
            if number is not None and not is_heading:
                self._paper.cursor.insertText(f"{number}\u00a0", _raised(self._paper))
            words = sliced(text, start, end)
            self._pieces.append(_Piece(block.start + start, self._paper.cursor.position(), words))
            self._paper.text(words, size=_SIZE + is_heading, bold=is_heading, serif=not is_heading)

    # lines

    def lines_of(self, span: Span) -> tuple[int, int]:
        """Give the numbers of the lines where `span` begins and ends; 0 for words in a line that has none."""
        return self._line_at(span.start), self._line_at(max(span.start, span.end - 1))

    def _line_at(self, offset: int) -> int:
        at = bisect_right(self._pieces, offset, key=lambda piece: piece.start) - 1
        if at < 0:
            return 0
        piece = self._pieces[at]
        position = piece.position + _units(piece.text[: offset - piece.start])
        block = self._paper.document.findBlock(position)
        before = 0
        for counted in self._counted:
            if counted == block:
                return before + block.layout().lineForTextPosition(position - block.position()).lineNumber() + 1
            before += counted.layout().lineCount()
        return 0

    def paint_beside(self, painter: QPainter, clip: QRectF) -> None:
        """Paint the numbers of paragraphs and lines that are within `clip`."""
        if self._beside is None:
            self._beside = self._places()
        letters = self._paper.letters(size=_NUMBERS, color=COLORS.muted)
        font = letters.font()
        painter.setFont(font)
        painter.setPen(QColor(COLORS.muted))
        metrics = QFontMetricsF(font)
        for y, number, at_left in self._beside:
            if clip.top() <= y <= clip.bottom():
                text = str(number)
                x = 2 * POINT if at_left else self._paper.width - 2 * POINT - metrics.horizontalAdvance(text)
                painter.drawText(QPointF(x, y), text)

    def _places(self) -> list[_Beside]:
        """Find where numbers stand: paragraphs where reading begins, lines at the other side."""
        layout = self._paper.document.documentLayout()
        found = []
        count = 0
        for block in self._counted:
            is_reversed = block.textDirection() is Qt.LayoutDirection.RightToLeft
            top = layout.blockBoundingRect(block).top()
            lines = block.layout()
            for index in range(lines.lineCount()):
                line = lines.lineAt(index)
                count += 1
                if count % _EVERY == 0:
                    found.append(_Beside(top + line.y() + line.ascent(), count, at_left=is_reversed))
            number = next((number for numbered, number in self._numbered if numbered == block), 0)
            if number and lines.lineCount():
                line = lines.lineAt(0)
                found.append(_Beside(top + line.y() + line.ascent(), number, at_left=not is_reversed))
        return found


class PassageLines(Paper):
    """A passage alone, laid out for a device as it is on a sheet, to know its lines."""

    def __init__(self, passage: Passage, has_sentence_numbers: bool, device: QPagedPaintDevice) -> None:
        self._passage = passage
        self._has_sentence_numbers = has_sentence_numbers
        super().__init__("", "", "", device)

    def write(self) -> None:
        self._writing = PassageWriting(self, self._passage, {}, self._has_sentence_numbers)
        self._writing.write()

    def text_of(self, span: Span) -> str:
        """Give the lines of `span` in words; empty where they have no numbers."""
        first, last = self._writing.lines_of(span)
        if not first or not last:
            return ""
        if first == last:
            return translate("line {number}").format(number=first)
        return translate("lines {first}–{last}").format(first=first, last=last)


def _raised(paper: Paper) -> QTextCharFormat:
    """Give the looks of a sentence's number."""
    format = paper.letters(size=9.5, bold=True)
    format.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
    return format


def _units(text: str) -> int:
    """Count as Qt counts: a character beyond the Basic Multilingual Plane as two."""
    return len(text.encode("utf-16-le")) // 2

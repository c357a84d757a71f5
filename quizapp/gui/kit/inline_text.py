"""Texts of authors, measured and painted: those with emphasis in its fonts, plain ones by the quick ways of Qt.

Each runs in its own direction, that of its first strong character (UAX 9, P2 and P3), whatever the window's is, and a
word that is wider than its room is broken. Neither kind is ever read as HTML.
"""

from collections.abc import Sequence
from math import ceil
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextLine,
    QTextOption,
)
from PySide6.QtGui import Qt as QtOfTexts

from quizapp.domain.runs import InlineText, Run, joined, runs_of
from quizapp.gui.kit.theme import MONOSPACE

_NO_END = 1e6  # wider than any line
_WRAPS = Qt.TextFlag.TextWordWrap
_ACROSS = Qt.AlignmentFlag.AlignHorizontal_Mask
_ALIGNED = _ACROSS | Qt.AlignmentFlag.AlignVertical_Mask
_MIDDLE, _BOTTOM = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignBottom
_ELIDE = Qt.TextElideMode.ElideRight
_RIGHT_TO_LEFT_MARK = "\u200f"


def run_font(font: QFont, run: Run) -> QFont:
    """Give the font of a run in a text of this font. What is strong in bold letters is underlined too, to be seen."""
    made = QFont(font)
    if run.emphasis:
        made.setItalic(not font.italic())
    if run.strong:
        is_bold = font.weight() >= QFont.Weight.DemiBold
        made.setWeight(QFont.Weight.Black if is_bold else QFont.Weight.Bold)
        made.setUnderline(is_bold)
    if run.code:
        made.setFamilies(MONOSPACE)
        made.setFixedPitch(True)
    return made


def direction_of(text: str, neutral: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> Qt.LayoutDirection:
    """Give the base direction of `text`: `neutral` where no character has one, as in a number."""
    for character in text:
        kind = bidirectional(character)
        if kind == "L":
            return Qt.LayoutDirection.LeftToRight
        if kind in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
    return neutral


def headed(head: str, text: str, between: str = ". ") -> str:
    """Put `head` before `text`, with its emphasis; both run in the direction of `text`."""
    is_reversed = direction_of(text) is Qt.LayoutDirection.RightToLeft
    return joined(((_RIGHT_TO_LEFT_MARK if is_reversed else "") + head, text), between)


def visual_order(texts: Sequence[str], direction: Qt.LayoutDirection) -> list[int]:
    """Give the places of `texts`, which stand on one line with spaces between them, from left to right."""
    if direction is Qt.LayoutDirection.LeftToRight and all(map(str.isascii, texts)):
        return list(range(len(texts)))
    option = QTextOption()
    option.setTextDirection(direction)
    layout = QTextLayout(" ".join(texts))
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_NO_END)
    layout.endLayout()
    places: list[float] = []
    start = 0
    for text in texts:
        places.append(left_of(line, start, _units(text)))
        start += _units(text) + 1
    return sorted(range(len(texts)), key=places.__getitem__)


def cursor_x(line: QTextLine, position: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    """Give how far from the left of its line an edge of a character is, in pixels."""
    found = line.cursorToX(position, edge)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def left_of(line: QTextLine, start: int, length: int = 1) -> float:
    """Give how far from the left of its line the leftmost of some characters is, in pixels.

    A cursor would not tell: between two directions it has two places.
    """
    runs = line.glyphRuns(start, length)
    return min((at.x() for run in runs for at in run.positions()), default=cursor_x(line, start))


class InlineLayout:
    """A text with emphasis in lines of at most `width` pixels.

    Args:
        width: None where no line is broken that the author has not broken.
        alignment: left stands for the side where lines of the text begin.
    """

    def __init__(
        self,
        text: str,
        font: QFont,
        width: float | None = None,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
        neutral: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
        *,
        wraps: bool = True,
    ) -> None:
        self._layout = QTextLayout(text.replace("\n", "\u2028"), font)
        self._layout.setTextOption(_option(text, alignment, neutral, wraps=wraps and width is not None))
        self._layout.setCacheEnabled(True)
        self._layout.setFormats(_formats(text, font))
        self._layout.beginLayout()
        height = 0.0
        while (line := self._layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(_NO_END if width is None else width)
            line.setPosition(QPointF(0, height))
            height += line.height()
        self._layout.endLayout()
        self._height = height

    def size(self) -> QSize:
        """Give the room that the text takes."""
        lines = map(self._layout.lineAt, range(self._layout.lineCount()))
        width = max((line.naturalTextWidth() for line in lines), default=0.0)
        return QSize(int(width) + 1, round(self._height))

    @property
    def formats(self) -> list[QTextLayout.FormatRange]:
        """The fonts of the pieces; places are counted as Qt does."""
        return self._layout.formats()

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Paint it in the painter's color, its upper left corner at `at`."""
        self._layout.draw(painter, at)


def text_size(text: str, font: QFont, width: int | None = None) -> QSize:
    """Give the room that `text` takes, in lines of at most `width` pixels if that is given."""
    if isinstance(text, InlineText):
        return InlineLayout(text, font, width).size()
    if width is None:
        return QSize(max(map(QFontMetrics(font).horizontalAdvance, text.split("\n"))), _height(text, font))
    metrics = QFontMetricsF(font)
    box = metrics.boundingRect(QRectF(0, 0, width, 100_000), _WRAPS.value, text)
    if box.width() > width:  # a word is longer than a line
        return InlineLayout(text, font, width).size()
    return QSize(ceil(box.width()), ceil(box.height()))


def paint_text(painter: QPainter, room: QRect, flags: Qt.AlignmentFlag | Qt.TextFlag, text: str) -> None:
    """Paint `text` in the painter's font and color where `flags` put it in `room`; lines break if they say so.

    Left stands for the side where lines begin in the layout, so that a text in another language keeps to its badge.
    """
    wraps = bool(int(flags) & _WRAPS.value)
    alignment = Qt.AlignmentFlag(int(flags) & _ALIGNED.value)
    neutral = painter.layoutDirection()
    if not alignment & (Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignAbsolute):
        is_right = bool(alignment & Qt.AlignmentFlag.AlignRight) != (neutral is Qt.LayoutDirection.RightToLeft)
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        alignment = alignment & ~_ACROSS | side | Qt.AlignmentFlag.AlignAbsolute
    if not isinstance(text, InlineText):
        painter.drawText(QRectF(room), text, _option(text, alignment, neutral, wraps=wraps))
        return
    layout = InlineLayout(text, painter.font(), room.width(), alignment & _ACROSS, neutral, wraps=wraps)
    down = room.height() - layout.size().height()
    top = down // 2 if alignment & _MIDDLE else down if alignment & _BOTTOM else 0
    layout.draw(painter, QPointF(room.left(), room.top() + top))


def paint_line(
    painter: QPainter, room: QRect, text: str, alignment: Qt.AlignmentFlag = _MIDDLE | Qt.AlignmentFlag.AlignLeft
) -> bool:
    """Paint `text` on one line in `room`, its end cut off where there is no room, and tell whether all is seen."""
    font = painter.font()
    if text_size(text, font).width() <= room.width() + 1:
        paint_text(painter, room, alignment, text)
        return True
    paint_text(painter, room, alignment, QFontMetrics(font).elidedText(str(text), _ELIDE, room.width()))
    return False


def tool_tip(text: str) -> str:
    """Give `text` for a tool tip, which Qt would otherwise show as HTML where it looks like that."""
    return QtOfTexts.convertFromPlainText(text) if QtOfTexts.mightBeRichText(text) else str(text)


def _option(text: str, alignment: Qt.AlignmentFlag, neutral: Qt.LayoutDirection, *, wraps: bool) -> QTextOption:
    option = QTextOption(alignment)
    option.setTextDirection(direction_of(text, neutral))
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if wraps else QTextOption.WrapMode.ManualWrap)
    return option


def _units(text: str) -> int:
    """Give the length of `text` as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _height(text: str, font: QFont) -> int:
    return QFontMetrics(font).height() + text.count("\n") * QFontMetrics(font).lineSpacing()


def _formats(text: str, font: QFont) -> list[QTextLayout.FormatRange]:
    formats = []
    start = 0
    for run in runs_of(text):
        length = _units(run.text)
        if run[1:] != (False, False, False):
            made = QTextLayout.FormatRange()
            made.start, made.length = start, length
            letters = QTextCharFormat()
            letters.setFont(run_font(font, run))
            made.format = letters
            formats.append(made)
        start += length
    return formats

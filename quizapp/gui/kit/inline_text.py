"""Measuring and painting of authors' texts, with their emphasis; plain ones take Qt's quick ways.

Each text runs in its own direction, whatever the window's direction. A word that is wider than its room is broken. No
text is ever read as HTML.
"""

import re
from collections.abc import Sequence
from functools import cache
from math import ceil
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF, QPainter, QTextOption

from quizapp.domain.runs import InlineText, Run, joined, runs_of
from quizapp.gui.kit.line_spacing import line_distance
from quizapp.gui.kit.theme import MONOSPACE

if TYPE_CHECKING:  # the first screen does not need them
    from PySide6.QtGui import QTextLayout, QTextLine

_NO_END = 1e6  # wider than any line
_WRAPS = Qt.TextFlag.TextWordWrap
_ACROSS = Qt.AlignmentFlag.AlignHorizontal_Mask
_ALIGNED = _ACROSS | Qt.AlignmentFlag.AlignVertical_Mask
_MIDDLE, _BOTTOM = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignBottom
_ELIDE = Qt.TextElideMode.ElideRight
_LEFT_TO_RIGHT_MARK, _RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"
_may_be_reversed = re.compile(
    "[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
).search
"""Finds where scripts are that run from right to left, and their mark: most texts have none, which is told at once."""


def run_font(font: QFont, run: Run) -> QFont:
    """Give the font of a run in a text of this font. Strong words in a bold text are underlined, to stand out."""
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


def direction_of(text: str, around: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> Qt.LayoutDirection:
    """Give the base direction of `text`; `around` is that of what it stands in, which counts where the text is unclear.

    A sentence in Arabic may begin with a name in Latin letters: it is one in Arabic if most of its words are, or if
    what it stands in is. A text that begins in Arabic is always taken for one, and a number for what is around it.
    """
    first = first_direction(text)
    if first is not Qt.LayoutDirection.LeftToRight or not _may_be_reversed(text):
        return around if first is None else first
    if text.startswith(_LEFT_TO_RIGHT_MARK):
        return first
    words = list(filter(None, map(first_direction, text.split())))
    reversed_words = words.count(Qt.LayoutDirection.RightToLeft)
    if reversed_words and around is Qt.LayoutDirection.RightToLeft:
        return around
    return Qt.LayoutDirection.RightToLeft if 2 * reversed_words > len(words) else first


def first_direction(text: str) -> Qt.LayoutDirection | None:
    """Give the direction of the first strong character (UAX 9, P2 and P3), by which Qt's own widgets go, if any.

    What is isolated does not count; see `translate.isolated`.
    """
    depth = 0
    for character in text:
        kind = bidirectional(character)
        if kind in ("LRI", "RLI", "FSI"):
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif kind == "L":
            return Qt.LayoutDirection.LeftToRight
        elif kind in ("R", "AL"):
            return Qt.LayoutDirection.RightToLeft
    return None


def is_misread(text: str, around: Qt.LayoutDirection) -> bool:
    """Tell whether Qt's own widgets would show `text` in another direction than `direction_of` gives."""
    if not _may_be_reversed(text):
        return False
    first = first_direction(text)
    return first is not None and direction_of(text, around) is not first


def headed(head: str, text: str, between: str = ". ") -> str:
    """Put `head` before `text`, whose emphasis is kept; both run in the direction of `text`."""
    is_reversed = direction_of(text) is Qt.LayoutDirection.RightToLeft
    return joined(((_RIGHT_TO_LEFT_MARK if is_reversed else "") + head, text), between)


def visual_order(texts: Sequence[str], direction: Qt.LayoutDirection) -> list[int]:
    """Give the indexes of `texts`, joined by spaces on one line, from left to right as seen."""
    if direction is Qt.LayoutDirection.LeftToRight and all(map(str.isascii, texts)):
        return list(range(len(texts)))
    from PySide6.QtGui import QTextLayout

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


def cursor_x(line: "QTextLine", position: int, *edge: "QTextLine.Edge") -> float:
    """Give the distance of a character's `edge`, by default the leading one, from the left of its line, in pixels."""
    found = line.cursorToX(position, *edge)
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]


def left_of(line: "QTextLine", start: int, length: int = 1) -> float:
    """Give the distance of the leftmost of some characters from the left of its line, in pixels.

    A cursor can't tell: between two directions it has two positions.
    """
    runs = line.glyphRuns(start, length)
    return min((at.x() for run in runs for at in run.positions()), default=cursor_x(line, start))


class InlineLayout:
    """A text with emphasis in lines of at most `width` pixels.

    Args:
        width: None to break lines only where the author did.
        alignment: left means the side where the text's lines begin.
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
        from PySide6.QtGui import QTextLayout

        self._layout = QTextLayout(text.replace("\n", "\u2028"), font)
        direction = direction_of(text, neutral)
        self._layout.setTextOption(_option(direction, alignment, wraps=wraps and width is not None))
        self._layout.setCacheEnabled(True)
        self._layout.setFormats(_formats(text, font))
        self._layout.beginLayout()
        top = height = 0.0
        distance = line_distance(font)
        while (line := self._layout.createLine()).isValid():
            line.setLeadingIncluded(True)
            line.setLineWidth(_NO_END if width is None else width)
            line.setPosition(QPointF(0, top))
            height = top + line.height()
            top += max(line.height(), distance)
        self._layout.endLayout()
        self._height = height

    def size(self) -> QSize:
        """Give the size of the text."""
        lines = map(self._layout.lineAt, range(self._layout.lineCount()))
        width = max((line.naturalTextWidth() for line in lines), default=0.0)
        return QSize(int(width) + 1, round(self._height))

    def draw(self, painter: QPainter, at: QPointF) -> None:
        """Paint the text in the painter's color, its upper left corner at `at`."""
        self._layout.draw(painter, at)


def text_size(text: str, font: QFont, width: int | None = None) -> QSize:
    """Give the size of `text`, in lines of at most `width` pixels if given."""
    if isinstance(text, InlineText) or (line_distance(font) and (width is not None or "\n" in text)):
        return InlineLayout(text, font, width).size()
    if width is None:
        metrics, lines = QFontMetrics(font), text.split("\n")
        height = metrics.height() + (len(lines) - 1) * metrics.lineSpacing()
        return QSize(max(map(metrics.horizontalAdvance, lines)), height)
    box = QFontMetricsF(font).boundingRect(QRectF(0, 0, width, 100_000), _WRAPS.value, text)
    if box.width() > width:  # a word is longer than a line
        return InlineLayout(text, font, width).size()
    return QSize(ceil(box.width()), ceil(box.height()))


def paint_text(painter: QPainter, room: QRect, flags: Qt.AlignmentFlag | Qt.TextFlag, text: str) -> None:
    """Paint `text` in the painter's font and color, aligned in `room` by `flags`, and wrapped if they say so.

    Left means the side where lines begin in the layout, so that a text in another language stays beside its badge.
    """
    neutral = painter.layoutDirection()
    alignment, wraps = _placed(flags, neutral)
    if not isinstance(text, InlineText) and not (line_distance(painter.font()) and (wraps or "\n" in text)):
        painter.drawText(QRectF(room), text, _option(direction_of(text, neutral), alignment, wraps=wraps))
        return
    layout = InlineLayout(text, painter.font(), room.width(), alignment & _ACROSS, neutral, wraps=wraps)
    down = room.height() - layout.size().height()
    top = down // 2 if alignment & _MIDDLE else down if alignment & _BOTTOM else 0
    layout.draw(painter, QPointF(room.left(), room.top() + top))


def paint_line(
    painter: QPainter, room: QRect, text: str, alignment: Qt.AlignmentFlag = _MIDDLE | Qt.AlignmentFlag.AlignLeft
) -> bool:
    """Paint `text` on one line in `room`, cut off if it is too long; tell whether all of it is seen."""
    font = painter.font()
    if text_size(text, font).width() <= room.width() + 1:
        paint_text(painter, room, alignment, text)
        return True
    paint_text(painter, room, alignment, QFontMetrics(font).elidedText(str(text), _ELIDE, room.width()))
    return False


def tool_tip(text: str) -> str:
    """Give `text` for a tool tip, where Qt would show it as HTML if it looks like HTML."""
    from PySide6.QtGui import Qt as QtOfTexts

    return QtOfTexts.convertFromPlainText(text) if QtOfTexts.mightBeRichText(text) else str(text)


@cache  # sums of Python's flags are slow
def _placed(flags: Qt.AlignmentFlag | Qt.TextFlag, layout: Qt.LayoutDirection) -> tuple[Qt.AlignmentFlag, bool]:
    """Give the alignment on the screen that `flags` mean in a layout of this direction, and True if they wrap lines."""
    alignment = Qt.AlignmentFlag(int(flags) & _ALIGNED.value)
    if not alignment & (Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignAbsolute):
        is_right = bool(alignment & Qt.AlignmentFlag.AlignRight) != (layout is Qt.LayoutDirection.RightToLeft)
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        alignment = alignment & ~_ACROSS | side | Qt.AlignmentFlag.AlignAbsolute
    return alignment, bool(int(flags) & _WRAPS.value)


@cache
def _option(direction: Qt.LayoutDirection, alignment: Qt.AlignmentFlag, *, wraps: bool) -> QTextOption:
    option = QTextOption(alignment)
    option.setTextDirection(direction)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere if wraps else QTextOption.WrapMode.ManualWrap)
    return option


def _units(text: str) -> int:
    """Give the length of `text` as Qt counts it."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _formats(text: str, font: QFont) -> "list[QTextLayout.FormatRange]":
    if not isinstance(text, InlineText):
        return []
    from PySide6.QtGui import QTextCharFormat, QTextLayout

    formats = []
    start = 0
    for run in runs_of(text):
        length = _units(run.text)
        if not run.is_plain:
            made = QTextLayout.FormatRange()
            made.start, made.length = start, length
            letters = QTextCharFormat()
            letters.setFont(run_font(font, run))
            made.format = letters
            formats.append(made)
        start += length
    return formats

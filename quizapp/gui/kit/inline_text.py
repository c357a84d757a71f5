"""Texts of authors, measured and painted: those with emphasis in its fonts, plain ones by the quick ways of Qt.

Neither is ever read as HTML.
"""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtGui import Qt as QtOfTexts

from quizapp.domain.runs import InlineText, Run, runs_of
from quizapp.gui.kit.theme import MONOSPACE

_NO_END = 1e6  # wider than any line
_WRAPS = Qt.TextFlag.TextWordWrap
_ACROSS = Qt.AlignmentFlag.AlignHorizontal_Mask
_MIDDLE, _BOTTOM = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignBottom


def run_font(font: QFont, run: Run) -> QFont:
    """The font of a run in a text of this font. What is strong in bold letters is underlined too, to be seen."""
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


class InlineLayout:
    """A text with emphasis in lines of at most `width` pixels, or in one for each of its own where there is none."""

    def __init__(
        self,
        text: InlineText,
        font: QFont,
        width: float | None = None,
        alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        option = QTextOption(alignment)
        mode = QTextOption.WrapMode
        option.setWrapMode(mode.ManualWrap if width is None else mode.WrapAtWordBoundaryOrAnywhere)
        self._layout = QTextLayout(text.replace("\n", "\u2028"), font)
        self._layout.setTextOption(option)
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
        """The room that the text takes."""
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
    """The room that `text` takes, in lines of at most `width` pixels if that is given."""
    if isinstance(text, InlineText):
        return InlineLayout(text, font, width).size()
    metrics = QFontMetrics(font)
    if width is None:
        return QSize(metrics.horizontalAdvance(text), metrics.height())
    return metrics.boundingRect(QRect(0, 0, width, 100_000), _WRAPS.value, text).size()


def paint_text(painter: QPainter, room: QRect, flags: Qt.AlignmentFlag | Qt.TextFlag, text: str) -> None:
    """Paint `text` in the painter's font and color where `flags` put it in `room`; lines break if they say so."""
    if not isinstance(text, InlineText):
        painter.drawText(room, int(flags), text)
        return
    wraps = int(flags) & _WRAPS.value
    across = Qt.AlignmentFlag(int(flags) & _ACROSS.value) or Qt.AlignmentFlag.AlignLeft
    font = painter.font()
    layout = InlineLayout(text, font, room.width() if wraps else None, across if wraps else Qt.AlignmentFlag.AlignLeft)
    size = layout.size()
    down = room.height() - size.height()
    top = down // 2 if int(flags) & _MIDDLE.value else down if int(flags) & _BOTTOM.value else 0
    layout.draw(painter, QPointF(room.left(), room.top() + top))


def paint_line(painter: QPainter, room: QRect, text: str) -> bool:
    """Paint `text` on one line in the middle of `room`, its end cut off where there is no room; whether all is seen."""
    wanted = text_size(text, painter.font()).width()
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    if isinstance(text, InlineText) and wanted <= room.width() + 1:
        paint_text(painter, room, flags, text)
        return True
    shown = painter.fontMetrics().elidedText(str(text), Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(flags), shown)
    return shown == text


def tool_tip(text: str) -> str:
    """`text` for a tool tip, which Qt would otherwise show as HTML where it looks like that."""
    return QtOfTexts.convertFromPlainText(text) if QtOfTexts.mightBeRichText(text) else str(text)


def _formats(text: InlineText, font: QFont) -> list[QTextLayout.FormatRange]:
    formats = []
    start = 0
    for run in runs_of(text):
        length = len(run.text.encode("utf-16-le", "surrogatepass")) // 2  # what Qt counts
        if run[1:] != (False, False, False):
            made = QTextLayout.FormatRange()
            made.start, made.length = start, length
            letters = QTextCharFormat()
            letters.setFont(run_font(font, run))
            made.format = letters
            formats.append(made)
        start += length
    return formats

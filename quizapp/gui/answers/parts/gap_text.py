"""A text that flows around the fields in its gaps."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QPoint, QRect, QSize
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from quizapp.domain.gaps import Piece
from quizapp.domain.runs import Run, runs_of
from quizapp.gui.kit.inline_text import direction_of, left_of, run_font
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme

_GAP = "\u2007"
"""Stands for a field in the text: a space as wide as the field is. No line is broken beside it (its class in UAX 14 is
glue), so it clings to letters and to punctuation; a space that follows lets the line end."""
_LEAST = 60


class GapText(Label):
    """A text with widgets in its gaps; to screen-reader users, the text with the numbers of the gaps."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, FontRole.OPTION, wraps=True, parent=parent)
        self._pieces: Sequence[Piece] = ()
        self._fields: dict[str, QWidget] = {}
        self._heights: dict[int, int] = {}
        self._places: dict[str, int] = {}
        self.document = QTextDocument(self)
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document.setDefaultTextOption(option)
        self._sizes: dict[str, QSize] = {}
        self._below = 0

    @property
    def below_baseline(self) -> int:
        """Pixels from the baseline to the lower edge of a field, whose middle is that of the letters."""
        one_line = max((field.minimumSizeHint().height() for field in self._fields.values()), default=0)
        metrics = self.fontMetrics()
        return max(metrics.descent(), (one_line - metrics.ascent() + metrics.descent()) // 2)

    def field_size(self, id_: str, width: int) -> QSize:
        """Return the size of a field in lines of this width."""
        field = self._fields[id_]
        hint = field.sizeHint()
        wide = min(hint.width(), width)
        return QSize(wide, field.heightForWidth(wide) if field.hasHeightForWidth() else hint.height())

    def show_pieces(self, pieces: Sequence[Piece], fields: Mapping[str, QWidget]) -> None:
        """Show `pieces`, with `fields`, which are children of this widget, in the gaps."""
        self._pieces, self._fields = tuple(pieces), dict(fields)
        self.setText("".join(f"[{piece.gap}]" if piece.gap else piece.text for piece in pieces))
        gap = self.tr("(gap {number})")
        self.setAccessibleName("".join(gap.format(number=p.gap) if p.gap else p.text for p in pieces))
        self.refit()

    def refit(self) -> None:
        """Place the fields again when the size of a field or of the text has changed."""
        self._heights.clear()
        self._write()
        self.updateGeometry()
        self._place()
        self.update()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._lay_out(width)
        return self._heights[width]

    def sizeHint(self) -> QSize:
        return QSize(320, self.minimumSizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() * 2)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a field may be of another size
            width = max(self.width(), _LEAST)
            sizes = self._sizes.items()
            if self._below != self.below_baseline or any(self.field_size(id_, width) != size for id_, size in sizes):
                self.refit()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, self._theme.color("text"))
        context.palette = palette
        self._lay_out(self.width())
        self.document.documentLayout().draw(painter, context)

    def _write(self) -> None:
        font, metrics = self.font(), self.fontMetrics()
        self._places, self._sizes, self._below = {}, {}, self.below_baseline
        self.document.clear()
        option = self.document.defaultTextOption()
        option.setTextDirection(direction_of(self.text(), self.layoutDirection()))
        self.document.setDefaultTextOption(option)
        self.document.setDefaultFont(font)
        lines = QTextBlockFormat()
        apart = max(round(metrics.height() * 0.56), self.below_baseline - metrics.descent() + 6)
        lines.setLineHeight(apart, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        cursor = QTextCursor(self.document)
        cursor.setBlockFormat(lines)
        for piece in self._pieces:
            if piece.gap:
                self._places[piece.gap] = cursor.position()
                cursor.insertText(_GAP, QTextCharFormat())
                continue
            for run in runs_of(piece.text):
                letters = QTextCharFormat()
                if run != Run(run.text):
                    letters.setFont(run_font(font, run))
                for number, text in enumerate(run.text.split("\n")):
                    if number and cursor.block().text().strip(" "):
                        cursor.insertBlock(lines)
                    cursor.insertText(text if not cursor.atBlockStart() else text.lstrip(), letters)

    def _lay_out(self, width: int) -> int:
        """Break the lines for this width, and return their height."""
        width = max(width, _LEAST)
        for id_, position in self._places.items():
            size = self.field_size(id_, width)
            if size != self._sizes.get(id_):
                self._sizes[id_] = size
                cursor = QTextCursor(self.document)
                cursor.setPosition(position)
                cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(self._space(size))
        self.document.setTextWidth(width)
        return round(self.document.size().height()) + self.below_baseline

    def _space(self, size: QSize) -> QTextCharFormat:
        """Return the format that makes a space as wide and as high above the baseline as a field of `size`."""
        font = QFont(self.font())
        font.setStyleStrategy(QFont.StyleStrategy.NoFontMerging)  # beside Hebrew, the space would have a lower font
        metrics = QFontMetricsF(font)
        rises = max(1.0, (size.height() - self.below_baseline + 3) / metrics.ascent())
        font.setPointSizeF(font.pointSizeF() * rises)
        wide = QFontMetricsF(font).horizontalAdvance(_GAP)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, size.width() - wide)
        made = QTextCharFormat()
        made.setFont(font)
        return made

    def _place(self) -> None:
        self._lay_out(self.width())
        below = self.below_baseline
        for id_, position in self._places.items():
            block = self.document.findBlock(position)
            layout, at = block.layout(), position - block.position()
            line = layout.lineForTextPosition(at)
            size = self._sizes[id_]
            left = layout.position().x() + left_of(line, at)
            baseline = layout.position().y() + line.y() + line.ascent()
            top = round(baseline) + below - size.height()
            self._fields[id_].setGeometry(QRect(QPoint(round(left), top), size))

    def _restyle(self) -> None:
        super()._restyle()
        if hasattr(self, "document"):  # called once before it is made
            self.refit()

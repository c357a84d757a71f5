"""A text that flows around the fields that stand in its gaps."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, QSizeF
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QPainter,
    QPaintEvent,
    QPalette,
    QPyTextObject,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from quizapp.domain.gaps import Piece
from quizapp.domain.runs import Run, runs_of
from quizapp.gui.kit.inline_text import cursor_x, run_font
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.theme import FontRole, Theme

_GAP = QTextFormat.ObjectTypes.UserObject.value + 1
_NUMBER = QTextFormat.Property.UserProperty.value + 1
_OBJECT = "\ufffc"
_JOINER = "\u2060"  # no line is broken here: a gap clings to letters and to punctuation, not to spaces
_LEAST = 60


class _Gaps(QPyTextObject):
    """Keeps room for the fields between the letters."""

    def __init__(self, text: "GapText") -> None:
        super().__init__(text)
        self._text = text

    def intrinsicSize(self, doc: QTextDocument, position: int, format: QTextFormat) -> QSizeF:
        room = self._text.field_size(str(format.property(_NUMBER)), round(doc.textWidth()))
        return QSizeF(room.width(), max(1, room.height() - self._text.below_baseline + self._text.descent))

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, format: QTextFormat
    ) -> None:
        """Paint nothing: the field is a widget."""


class GapText(Label):
    """A text with widgets in its gaps; to screen-reader users, the text with the numbers of the gaps."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, FontRole.OPTION, wraps=True, parent=parent)
        self._pieces: Sequence[Piece] = ()
        self._fields: dict[str, QWidget] = {}
        self._heights: dict[int, int] = {}
        self.document = QTextDocument(self)
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document.setDefaultTextOption(option)
        self._gaps = _Gaps(self)
        self.document.documentLayout().registerHandler(_GAP, self._gaps)

    @property
    def descent(self) -> int:
        return self.fontMetrics().descent()

    @property
    def below_baseline(self) -> int:
        """How far the lower edge of a field is below the baseline, so that its middle is that of the letters."""
        one_line = max((field.minimumSizeHint().height() for field in self._fields.values()), default=0)
        metrics = self.fontMetrics()
        return max(metrics.descent(), (one_line - metrics.ascent() + metrics.descent()) // 2)

    def field_size(self, id_: str, width: int) -> QSize:
        """Give the room that a field takes in lines of this width."""
        field = self._fields[id_]
        hint = field.sizeHint()
        wide = min(hint.width(), width)
        return QSize(wide, field.heightForWidth(wide) if field.hasHeightForWidth() else hint.height())

    def show_pieces(self, pieces: Sequence[Piece], fields: Mapping[str, QWidget]) -> None:
        """Show `pieces`, with `fields`, whose parent this is, in their gaps."""
        self._pieces, self._fields = tuple(pieces), dict(fields)
        self.setText("".join(f"[{piece.gap}]" if piece.gap else piece.text for piece in pieces))
        gap = self.tr("(gap {number})")
        self.setAccessibleName("".join(gap.format(number=p.gap) if p.gap else p.text for p in pieces))
        self.refit()

    def refit(self) -> None:
        """Find the places anew: the size of a field, or of the text, has changed."""
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
        """Write the pieces into the document, line by line."""
        font, metrics = self.font(), self.fontMetrics()
        self.document.clear()
        self.document.setDefaultFont(font)
        lines = QTextBlockFormat()
        apart = max(round(metrics.height() * 0.56), self.below_baseline - metrics.descent() + 6)
        lines.setLineHeight(apart, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        cursor = QTextCursor(self.document)
        cursor.setBlockFormat(lines)
        for index, piece in enumerate(self._pieces):
            if piece.gap:
                gap = QTextCharFormat()
                gap.setObjectType(_GAP)
                gap.setProperty(_NUMBER, piece.gap)
                gap.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
                cursor.insertText(_JOINER if self._clings(index, -1) else "", QTextCharFormat())
                cursor.insertText(_OBJECT, gap)
                cursor.insertText(_JOINER if self._clings(index, 1) else "", QTextCharFormat())
                continue
            for run in runs_of(piece.text):
                letters = QTextCharFormat()
                if run != Run(run.text):
                    letters.setFont(run_font(font, run))
                for number, text in enumerate(run.text.replace(_OBJECT, "\ufffd").split("\n")):
                    if number and cursor.block().text().strip():
                        cursor.insertBlock(lines)
                    cursor.insertText(text if not cursor.atBlockStart() else text.lstrip(), letters)

    def _clings(self, index: int, by: int) -> bool:
        """Tell whether the gap at `index` of the pieces stands right beside letters or punctuation."""
        at = index + by
        text = self._pieces[at].text if 0 <= at < len(self._pieces) else ""
        return bool(text) and not text[-1 if by < 0 else 0].isspace()

    def _lay_out(self, width: int) -> int:
        """Break the lines for this width; gives the height that they take."""
        self.document.setTextWidth(max(width, _LEAST))
        return round(self.document.size().height()) + self.below_baseline

    def _place(self) -> None:
        """Put each field into its gap."""
        width = self.width()
        self._lay_out(width)
        below, block = self.below_baseline, self.document.begin()
        while block.isValid():
            layout, text = block.layout(), block.text()
            at = text.find(_OBJECT)
            while at >= 0:
                cursor = QTextCursor(self.document)
                cursor.setPosition(block.position() + at + 1)
                id_ = str(cursor.charFormat().property(_NUMBER))
                line = layout.lineForTextPosition(at)
                size = self.field_size(id_, max(width, _LEAST))
                left = layout.position().x() + min(cursor_x(line, at), cursor_x(line, at + 1))
                baseline = layout.position().y() + line.y() + line.ascent()
                self._fields[id_].setGeometry(
                    QRect(round(left), round(baseline) + below - size.height(), size.width(), size.height())
                )
                at = text.find(_OBJECT, at + 1)
            block = block.next()

    def _restyle(self) -> None:
        super()._restyle()
        if hasattr(self, "document"):  # not while the label itself is made
            self.refit()

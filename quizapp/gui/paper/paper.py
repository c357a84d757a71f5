"""A document that is laid out for the pages of a PDF file or of a printer.

The colors are a light theme's, whatever the window's are.
"""

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QPagedPaintDevice,
    QPainter,
    QPalette,
    QPen,
    QPyTextObject,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextOption,
    QTextTable,
    QTextTableCellFormat,
    QTextTableFormat,
)

from quizapp.domain.runs import runs_of, sliced
from quizapp.gui.kit.inline_text import paint_line, run_font
from quizapp.gui.kit.theme import SERIF, THEMES
from quizapp.gui.kit.translate import translate
from quizapp.reports.document import Cell, Fact, Table

COLORS = THEMES["light"]
_LINE_END = re.compile("\r\n|[\n-\r\x1c-\x1e\x85\u2029]")
POINT = 10.0
"""A typographic point in the unit in which the document is laid out. A unit of our own, with fonts in it too, as what
Qt makes of a length otherwise depends on the screen."""

SIGN = QTextFormat.ObjectTypes.UserObject.value + 1
BAR = SIGN + 1
OWN = BAR + 1
"""Kinds of things that `Paper.draw` draws: a sign, a bar, or what `Paper.add_drawing` has added."""
_WHAT = QTextFormat.Property.UserProperty.value + 1
SIGN_COLORS = {
    "right": COLORS.right,
    "wrong": COLORS.wrong,
    "partial": COLORS.warn,
    "missed": COLORS.muted,
    "unanswered": COLORS.muted,
    "not_done": COLORS.muted,
    "unmarked": COLORS.accent,
}


class _Drawings(QPyTextObject):
    """Drawings between the letters: the sign of an outcome and the bar of a share, each as high as a letter, and
    what is somebody's `own`, each in its size.
    """

    def __init__(self) -> None:
        super().__init__()
        self.own: list[tuple[QSizeF, Callable[[QPainter, QRectF], object]]] = []

    def intrinsicSize(self, doc: QTextDocument, position: int, format: QTextFormat) -> QSizeF:
        if format.objectType() == OWN:
            return self.own[int(format.property(_WHAT))][0]
        height = QFontMetricsF(format.toCharFormat().font()).ascent()
        return QSizeF(height * (6 if format.objectType() == BAR else 1), height)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, format: QTextFormat
    ) -> None:
        rect = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        what = format.property(_WHAT)
        if format.objectType() == OWN:
            self.own[int(what)][1](painter, rect)
        elif format.objectType() == BAR:
            self._draw_bar(painter, rect, float(what))
        else:
            self._draw_sign(painter, rect, str(what))
        painter.restore()

    @staticmethod
    def _draw_bar(painter: QPainter, rect: QRectF, share: float) -> None:
        high = rect.height() * 0.62
        bar = QRectF(rect.left(), rect.bottom() - high, rect.width(), high)
        painter.setPen(QPen(QColor(COLORS.edge), rect.height() * 0.06))
        painter.setBrush(QColor("#ffffff"))
        painter.drawRect(bar)
        painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * share, high), QColor(COLORS.accent))

    @staticmethod
    def _draw_sign(painter: QPainter, rect: QRectF, what: str) -> None:
        pen = QPen(QColor(SIGN_COLORS[what]), rect.height() * 0.13)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)

        def at(x: float, y: float) -> QPointF:
            return QPointF(rect.left() + rect.width() * x, rect.top() + rect.height() * y)

        match what:
            case "right":
                painter.drawPolyline([at(0.12, 0.55), at(0.38, 0.82), at(0.88, 0.24)])
            case "wrong":
                painter.drawLine(at(0.18, 0.22), at(0.8, 0.84))
                painter.drawLine(at(0.8, 0.22), at(0.18, 0.84))
            case "partial":
                painter.drawLine(at(0.12, 0.55), at(0.86, 0.55))
            case "unmarked":
                painter.drawPoints([at(0.16, 0.55), at(0.5, 0.55), at(0.84, 0.55)])
            case _:
                painter.drawEllipse(at(0.5, 0.54), rect.width() * 0.33, rect.height() * 0.33)


class Paper:
    """A report as a document, laid out for one device. What is written on it is up to who is derived from it.

    Args:
        title: what stands above each further page.
        name: whose it is, which stands there too; may be empty.
        foot: what stands below each further page.

    Attributes:
        width: of the text, in the unit of `POINT`; `page` is its height.
        cursor: where it is written.
    """

    def __init__(self, title: str, name: str, foot: str, device: QPagedPaintDevice) -> None:
        self._title, self._name, self._foot = title, name, foot
        self._scale = device.logicalDpiY() / 72 / POINT
        self.width, height = device.width() / self._scale, device.height() / self._scale
        self._band = 26 * POINT
        self.page = height - 2 * self._band
        self._ranges = device.pageRanges()
        self._device = device
        self._font = QFont(QGuiApplication.font())
        self._font.setPixelSize(round(9.5 * POINT))
        self._font.setFeature(QFont.Tag("liga"), 0)  # so that who searches the file for “file” finds it
        self.drawings = _Drawings()
        self._document = QTextDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        self._document.setDefaultFont(self._font)
        layout = self._document.documentLayout()
        for kind in (SIGN, BAR, OWN):
            layout.registerHandler(kind, self.drawings)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        self._document.setPageSize(QSizeF(self.width, self.page))
        self.cursor = QTextCursor(self._document)
        self._is_fresh = True
        self.write()

    def write(self) -> None:
        """Write what the report says."""
        raise NotImplementedError

    def paint(self, painter: QPainter) -> None:
        """Paint the pages that are wanted, each with its head and its foot."""
        painter.scale(self._scale, self._scale)
        layout = self._document.documentLayout()
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(COLORS.text))
        context.palette = palette
        pages = self._document.pageCount()
        wanted = [page for page in range(1, pages + 1) if self._ranges.isEmpty() or self._ranges.contains(page)]
        for index, page in enumerate(wanted):
            if index:
                self._device.newPage()
            self._paint_edges(painter, page, pages)
            painter.save()
            painter.translate(0, self._band - (page - 1) * self.page)
            clip = QRectF(0, (page - 1) * self.page, self.width, self.page - POINT)  # not the next one's first line
            painter.setClipRect(clip)
            context.clip = clip
            layout.draw(painter, context)
            painter.restore()

    def _paint_edges(self, painter: QPainter, page: int, pages: int) -> None:
        """Paint what stands above and below the text of a page; the first page has its title anyway."""
        font = QFont(self._font)
        font.setPixelSize(round(8 * POINT))
        painter.setFont(font)
        painter.setPen(QColor(COLORS.muted))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        line = 14 * POINT
        share = self.width * 0.6
        if page > 1:
            paint_line(painter, QRectF(0, 0, share, line).toRect(), self._title, left)
            paint_line(painter, QRectF(share, 0, self.width - share, line).toRect(), self._name, right)
        foot = QRectF(0, self.page + 2 * self._band - line, self.width, line).toRect()
        paint_line(painter, foot, self._foot if page > 1 else "", left)
        paint_line(painter, foot, translate("Page {page} of {pages}").format(page=page, pages=pages), right)

    def write_table(self, table: Table) -> QTextBlock:
        """Write a table below its title, with its notes below it; gives the block of the title."""
        heading = self.write_heading(table.title)
        self.cursor.beginEditBlock()  # laid out once, and not after each cell
        columns = len(table.head)
        first = 34 if columns > 3 else 40
        widths = table.widths or (first, *([(100 - first) / (columns - 1)] * (columns - 1)))
        written = self.table(len(table.rows) + 1, columns, widths, heads=1)
        for column, head in enumerate(table.head):
            cell = written.cellAt(0, column)
            self._underline(cell.format().toTableCellFormat(), COLORS.edge, cell.setFormat)
            self.in_cell(cell.firstCursorPosition(), head, color=COLORS.muted, size=8.5)
        for row, cells in enumerate(table.rows, 1):
            for column, content in enumerate(cells):
                cell = written.cellAt(row, column)
                self._underline(cell.format().toTableCellFormat(), COLORS.line, cell.setFormat)
                self._write_cell(cell.firstCursorPosition(), content)
        self.cursor.endEditBlock()
        self.leave_table()
        for index, note in enumerate(table.notes):
            self.block(above=6 if not index else 0, below=2)
            self.text(note)
        return heading

    def _write_cell(self, at: QTextCursor, cell: Cell) -> None:
        if cell.share is not None:
            self.draw(at, BAR, cell.share)
            at.insertText("  ", self.letters())
        if cell.outcome is not None:
            self.draw(at, SIGN, cell.outcome)
            at.insertText(" ", self.letters())
        at.insertText(cell.text, self.letters(bold=cell.outcome in ("right", "wrong")))

    def write_heading(self, text: str) -> QTextBlock:
        """Write the heading of a part; gives its block."""
        self.block(above=18, below=5)
        self.text(text, size=12.5, bold=True)
        return self.cursor.block()

    def keep_together(self, first: QTextBlock, least: int = 2) -> None:
        """Begin a new page before `first` where the end of a page would cut what is written from there on, if that is
        short, or would leave its beginning alone, if it is long: the block with the `least` that follow it. So no page
        has much room left at its end.
        """
        layout = self._document.documentLayout()
        top = layout.blockBoundingRect(first).top()
        last = self._document.lastBlock()
        if layout.blockBoundingRect(last).bottom() - top > self.page * 0.22:
            last = first
            for _ in range(least):
                last = last.next()
        bottom = layout.blockBoundingRect(last).bottom()
        if int(top // self.page) != int((bottom - 1) // self.page):
            format = first.blockFormat()
            format.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(first).setBlockFormat(format)
            table: QTextTable | None = QTextCursor(first.previous()).currentTable()
            if table is not None and layout.blockBoundingRect(first).top() - top > self.page:
                # Where the margin below a table ends the page, Qt begins one for that and another one for the block.
                above = table.format().toTableFormat()
                above.setBottomMargin(0)
                table.setFormat(above)

    def block(self, *, above: float = 0, below: float = 0, ground: str = "", tab: float = 0) -> None:
        """Begin a block; lengths in points, but `tab`, which is where text stands at the right."""
        format = QTextBlockFormat()
        format.setTopMargin(above * POINT)
        format.setBottomMargin(below * POINT)
        format.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if ground:
            format.setBackground(QBrush(QColor(ground)))
        if tab:
            format.setTabPositions([QTextOption.Tab(tab, QTextOption.TabType.RightTab)])
        if self._is_fresh:
            self.cursor.setBlockFormat(format)
        else:
            self.cursor.insertBlock(format)
        self._is_fresh = False

    def letters(
        self, *, size: float = 9.5, bold: bool = False, color: str = COLORS.text, serif: bool = False
    ) -> QTextCharFormat:
        font = QFont(self._font)
        if serif:
            font.setFamilies(SERIF)
        font.setPixelSize(round(size * POINT))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        format = QTextCharFormat()
        format.setFont(font)
        format.setForeground(QColor(color))
        return format

    def text(
        self,
        text: str,
        *,
        size: float = 9.5,
        bold: bool = False,
        color: str = COLORS.text,
        serif: bool = False,
        at: QTextCursor | None = None,
    ) -> None:
        """Write a text, with its emphasis if it has any; the ends of its lines stay inside the block."""
        at = at or self.cursor
        letters = self.letters(size=size, bold=bold, color=color, serif=serif)
        for run in runs_of(sliced(text, 0, len(text.rstrip("\r\n")))):
            if run[1:] != (False, False, False):
                emphasized = QTextCharFormat(letters)
                emphasized.setFont(run_font(letters.font(), run))
                at.insertText(_in_one_block(run.text), emphasized)
            else:
                at.insertText(_in_one_block(run.text), letters)

    def add_drawing(self, size: QSizeF, paint: Callable[[QPainter, QRectF], object]) -> int:
        """Have something drawn by `paint` in a room of `size`; gives what to `draw` it by, as `OWN`."""
        self.drawings.own.append((size, paint))
        return len(self.drawings.own) - 1

    def draw(self, at: QTextCursor, kind: int, what: str | float) -> None:
        format = self.letters()
        format.setObjectType(kind)
        format.setProperty(_WHAT, what)
        at.insertText("\ufffc", format)

    def in_cell(self, at: QTextCursor, text: str, *, color: str = COLORS.text, size: float = 9.5) -> None:
        at.insertText(_in_one_block(text), self.letters(color=color, size=size))

    def table(self, rows: int, columns: int, widths: Sequence[float], heads: int = 0, padding: float = 4) -> QTextTable:
        """Begin a table. Its first `heads` rows stand again at the top of each further page.

        Args:
            widths: percent, of each column.
            padding: points, around the text of each cell.
        """
        format = QTextTableFormat()
        format.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        format.setBorder(0)
        format.setBorderCollapse(True)
        format.setCellPadding(padding * POINT)
        format.setBottomMargin(10 * POINT)
        format.setCellSpacing(0)
        format.setHeaderRowCount(heads)
        format.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        format.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, width) for width in widths])
        return self.cursor.insertTable(rows, columns, format)

    def fill_facts(self, table: QTextTable, facts: Sequence[Fact]) -> None:
        """Put `facts` into two pairs of columns of `table`, which has half as many rows."""
        half = (len(facts) + 1) // 2
        for index, (name, value) in enumerate(facts):
            column, row = divmod(index, half)
            self.in_cell(table.cellAt(row, column * 2).firstCursorPosition(), name, color=COLORS.muted)
            self.in_cell(table.cellAt(row, column * 2 + 1).firstCursorPosition(), value)

    def _underline(
        self, format: QTextTableCellFormat, color: str, use: Callable[[QTextTableCellFormat], object]
    ) -> None:
        format.setBottomBorder(0.7 * POINT)
        format.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        format.setBottomBorderBrush(QBrush(QColor(color)))
        use(format)

    def leave_table(self) -> None:
        """Go on writing below the table that was begun last."""
        self.cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_fresh = True


def _in_one_block(text: str) -> str:
    return _LINE_END.sub("\u2028", text)

"""A document on pages, for a PDF file or a printer, in the colors of the light theme."""

import re
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSizeF, Qt
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
    QTextTableCell,
    QTextTableFormat,
)

from quizapp.domain.runs import runs_of, sliced
from quizapp.gui.kit.inline_text import direction_of, paint_line, run_font
from quizapp.gui.kit.theme import SERIF
from quizapp.gui.kit.translate import translate
from quizapp.gui.paper.drawings import COLORS, DRAWING, NUMBER, Drawings, Paint, draw_bar, draw_sign
from quizapp.reports.document import Cell, Fact, Table

_LINE_END = re.compile("\r\n|[\n-\r\x1c-\x1e\x85\u2029]")
POINT = 10.0
"""A typographic point in the unit of the document. The unit is our own, for fonts too: Qt's depends on the screen."""


class Paper:
    """A report as a document, laid out for one device. Subclasses `write` its contents.

    Args:
        title: stands above every page but the first.
        name: the learner's name, which stands there too; may be empty.
        moment: the time of the report, which stands below these pages.

    Attributes:
        width: the width of the text, in the unit of `POINT`; `page` is its height.
        cursor: the place to write at.
        document: the document that is written.
    """

    def __init__(self, title: str, name: str, moment: str, device: QPagedPaintDevice) -> None:
        self._title, self._name, self._moment = title, name, moment
        self._scale = device.logicalDpiY() / 72 / POINT
        self.width, height = device.width() / self._scale, device.height() / self._scale
        self._band = 26 * POINT
        self.page = height - 2 * self._band
        self._ranges = device.pageRanges()
        self._device = device
        self._font = QFont(QGuiApplication.font())
        self._font.setPixelSize(round(9.5 * POINT))
        self._font.setFeature(QFont.Tag("liga"), 0)  # so that a search for “file” finds it
        self._drawings = Drawings()
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        self.document.setDocumentMargin(0)
        self.document.setDefaultFont(self._font)
        self.document.documentLayout().registerHandler(DRAWING, self._drawings)
        option = self.document.defaultTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document.setDefaultTextOption(option)
        self.document.setPageSize(QSizeF(self.width, self.page))
        self.cursor = QTextCursor(self.document)
        self._is_fresh = True
        self._begins_page = False
        self.write()

    def write(self) -> None:
        """Write the report."""
        raise NotImplementedError

    def paint_beside(self, painter: QPainter, clip: QRectF) -> None:
        """Paint what stands beside the text of one page, which is `clip` of the document."""

    @property
    def pages(self) -> int:
        """The number of pages."""
        return self.document.pageCount()

    def paint(self, painter: QPainter, before: int = 0, is_first: bool = True) -> bool:
        """Paint the pages that the device wants, with headers and footers; gives whether nothing was painted so far.

        `before` is the number of pages of other papers before this one. `is_first`: nothing was painted yet.
        """
        painter.save()
        painter.scale(self._scale, self._scale)
        layout = self.document.documentLayout()
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(COLORS.text))
        context.palette = palette
        pages = self.document.pageCount()
        for page in range(1, pages + 1):
            if not (self._ranges.isEmpty() or self._ranges.contains(before + page)):
                continue
            if not is_first:
                self._device.newPage()
            is_first = False
            self._paint_edges(painter, page, pages)
            painter.save()
            painter.translate(0, self._band - (page - 1) * self.page)
            above = (page - 1) * self.page
            clip = QRectF(0, above, self.width, self.page - POINT)  # without the first line of the next page
            painter.setClipRect(clip)
            context.clip = clip
            layout.draw(painter, context)
            self.paint_beside(painter, clip)
            painter.restore()
        painter.restore()
        return is_first

    def _paint_edges(self, painter: QPainter, page: int, pages: int) -> None:
        """Paint the header and the footer of a page; the first page shows its title anyway."""
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
        paint_line(painter, foot, self._moment if page > 1 else "", left)
        paint_line(painter, foot, translate("Page {page} of {pages}").format(page=page, pages=pages), right)

    def write_table(self, table: Table) -> QTextBlock:
        """Write a table with its title above and its notes below; gives the block of the title."""
        heading = self.write_heading(table.title)
        self.cursor.beginEditBlock()  # lays out once, not after each cell
        columns = len(table.head)
        first = 34 if columns > 3 else 40
        widths = table.widths or (first, *([(100 - first) / (columns - 1)] * (columns - 1)))
        written = self.table(len(table.rows) + 1, columns, widths, heads=1)
        for column, head in enumerate(table.head):
            at = _underlined(written.cellAt(0, column), COLORS.edge)
            self.text(head, color=COLORS.muted, size=8.5, at=at)
        for row, cells in enumerate(table.rows, 1):
            for column, content in enumerate(cells):
                self._write_cell(_underlined(written.cellAt(row, column), COLORS.line), content)
        self.cursor.endEditBlock()
        self.leave_table()
        for index, note in enumerate(table.notes):
            self.block(above=6 if not index else 0, below=2)
            self.text(note)
        return heading

    def _write_cell(self, at: QTextCursor, cell: Cell) -> None:
        _turn(at, cell.text, in_cell=True)
        if cell.share is not None:
            self.draw(at, self.add_drawing(self._sign_size(6), partial(draw_bar, cell.share)))
            at.insertText("  ", self.letters())
        if cell.outcome is not None:
            self.draw_sign(at, cell.outcome)
            at.insertText(" ", self.letters())
        at.insertText(cell.text, self.letters(bold=cell.outcome in ("right", "wrong")))

    def write_heading(self, text: str) -> QTextBlock:
        """Write a heading; gives its block."""
        self.block(above=18, below=5)
        self.text(text, size=12.5, bold=True)
        return self.cursor.block()

    def keep_together(self, first: QTextBlock, least: int = 2) -> None:
        """Begin a new page before `first` if a page ends within the text from there on.

        If that text is long, only `first` and the `least` blocks after it stay together, so that pages get filled.
        """
        layout = self.document.documentLayout()
        top = layout.blockBoundingRect(first).top()
        last = self.document.lastBlock()
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
                # if the margin below a table ends the page, Qt begins two pages
                above = table.format().toTableFormat()
                above.setBottomMargin(0)
                table.setFormat(above)

    def keep_whole(self, first: QTextBlock) -> None:
        """Begin a new page before `first` if all from there on is on one page then, and is on several now.

        Where it is on several anyway, the first blocks stay together.
        """
        before = first.blockFormat()
        if self._pages_from(first) > 1 and before.pageBreakPolicy() == QTextFormat.PageBreakFlag.PageBreak_Auto:
            broken = first.blockFormat()
            broken.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(first).setBlockFormat(broken)
            if self._pages_from(first) > 1:
                QTextCursor(first).setBlockFormat(before)
                self.keep_together(first, 4)

    def _pages_from(self, first: QTextBlock) -> int:
        """Count the pages that the text from `first` on is on."""
        bottom = self.document.documentLayout().blockBoundingRect(self.document.lastBlock()).bottom()
        return int((bottom - 1) // self.page) - self.page_of(first) + 1

    def page_of(self, block: QTextBlock, line: int = 0) -> int:
        """Give the page, from 0, that a line of `block` is on; a block may begin at the end of the page before."""
        top = self.document.documentLayout().blockBoundingRect(block).top()
        lines = block.layout()
        if lines.lineCount():
            top += lines.lineAt(min(line, lines.lineCount() - 1)).y()
        return int((top + 1) // self.page)

    def begin_page(self) -> None:
        """Let the next block begin a page."""
        self._begins_page = True

    def block(
        self,
        *,
        above: float = 0,
        below: float = 0,
        ground: str = "",
        tab: float = 0,
        margins: tuple[float, float] = (0, 0),
        indent: float = 0,
        height: int = 112,
        direction: Qt.LayoutDirection = Qt.LayoutDirection.LayoutDirectionAuto,
    ) -> None:
        """Begin a block.

        Args:
            above: the room above, as `below` and the `margins` in points: where reading begins, and where it ends.
            tab: a place at the right, in the document's unit.
            indent: that of the first line, in points; negative for a hanging one.
            height: that of the lines, in percent.
            direction: the one in which the block is read.
        """
        format = QTextBlockFormat()
        format.setTopMargin(above * POINT)
        format.setBottomMargin(below * POINT)
        is_reversed = direction is Qt.LayoutDirection.RightToLeft
        format.setLayoutDirection(direction)
        format.setLeftMargin(margins[is_reversed] * POINT)
        format.setRightMargin(margins[not is_reversed] * POINT)
        format.setTextIndent(indent * POINT)
        if self._begins_page:
            self._begins_page = False
            format.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
        format.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
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
        """Write a text with its emphasis; its line breaks stay inside the block."""
        _turn(at or self.cursor, text, in_cell=at is not None)
        at = at or self.cursor
        letters = self.letters(size=size, bold=bold, color=color, serif=serif)
        for run in runs_of(sliced(text, 0, len(text.rstrip("\r\n")))):
            emphasized = QTextCharFormat(letters)
            emphasized.setFont(run_font(letters.font(), run))
            at.insertText(_in_one_block(run.text), emphasized)

    def add_drawing(self, size: QSizeF, paint: Paint) -> int:
        """Add a drawing of `size` that `paint` paints; gives its number, for `write_drawing`."""
        self._drawings.added.append((size, paint))
        return len(self._drawings.added) - 1

    def write_drawing(self, number: int, *, below: float, left: float = 0) -> None:
        """Write a drawing of `add_drawing` in a block of its own."""
        self.block(above=2, below=below, margins=(left, 0))
        single = self.cursor.blockFormat()
        single.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        self.cursor.setBlockFormat(single)
        self.draw(self.cursor, number)

    def write_head(self, title: str) -> None:
        """Write the title of the report, and its moment."""
        self.block(below=2)
        self.text(title, size=19, bold=True)
        self.block(below=10)
        self.text(self._moment, color=COLORS.muted)

    def draw_sign(self, at: QTextCursor, sign: str) -> None:
        """Write the sign of an outcome or a verdict, as high as a letter."""
        self.draw(at, self.add_drawing(self._sign_size(), partial(draw_sign, sign)))

    def _sign_size(self, times: int = 1) -> QSizeF:
        height = QFontMetricsF(self.letters().font()).ascent()
        return QSizeF(height * times, height)

    def draw(self, at: QTextCursor, number: int) -> None:
        """Write a drawing of `add_drawing` within the text."""
        format = self.letters()
        format.setObjectType(DRAWING)
        format.setProperty(NUMBER, number)
        at.insertText("\ufffc", format)

    def table(self, rows: int, columns: int, widths: Sequence[float], heads: int = 0, padding: float = 4) -> QTextTable:
        """Begin a table. Its first `heads` rows are repeated on each page.

        Args:
            widths: of the columns, in percent.
            padding: around the text of each cell, in points.
        """
        format = QTextTableFormat()
        format.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        format.setBorder(0)
        format.setCellPadding(padding * POINT)
        format.setBottomMargin(10 * POINT)
        format.setCellSpacing(0)
        format.setHeaderRowCount(heads)
        format.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        format.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, width) for width in widths])
        return self.cursor.insertTable(rows, columns, format)

    def facts_table(self, facts: Sequence[Fact], widths: Sequence[float]) -> QTextTable:
        """Begin a table with the learner's name and `facts` in two pairs of columns."""
        named = [Fact(translate("Name"), self._name), *facts] if self._name else facts
        half = (len(named) + 1) // 2
        table = self.table(half, len(widths), widths)
        for index, (name, value) in enumerate(named):
            column, row = divmod(index, half)
            self.text(name, color=COLORS.muted, at=table.cellAt(row, column * 2).firstCursorPosition())
            self.text(value, at=table.cellAt(row, column * 2 + 1).firstCursorPosition())
        return table

    def leave_table(self) -> None:
        """Continue below the last table."""
        self.cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_fresh = True


def _underlined(cell: QTextTableCell, color: str) -> QTextCursor:
    """Underline `cell`; gives the cursor to write in it."""
    format = cell.format().toTableCellFormat()
    format.setBottomBorder(0.7 * POINT)
    format.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    format.setBottomBorderBrush(QBrush(QColor(color)))
    cell.setFormat(format)
    return cell.firstCursorPosition()


def _turn(at: QTextCursor, text: str, *, in_cell: bool) -> None:
    """Let an empty block run in the direction of `text`, if none was set; in a cell, it stays below its head."""
    format = at.blockFormat()
    is_set = format.layoutDirection() is not Qt.LayoutDirection.LayoutDirectionAuto
    if is_set or text.isascii() or at.block().length() > 1:
        return
    format.setLayoutDirection(direction_of(text))
    if in_cell:
        format.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    at.setBlockFormat(format)


def _in_one_block(text: str) -> str:
    return _LINE_END.sub("\u2028", text)

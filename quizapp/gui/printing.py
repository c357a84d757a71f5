"""A report on paper: as a PDF file, or from a printer. The colours are a light theme's, whatever the window's are."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QDate,
    QIODevice,
    QLocale,
    QMarginsF,
    QPointF,
    QRect,
    QRectF,
    QSizeF,
    Qt,
    QTime,
)
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QGuiApplication,
    QImage,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
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
from PySide6.QtWidgets import QDialog, QWidget

from quizapp.domain.image import Image
from quizapp.domain.inline import runs_of, sliced
from quizapp.errors import QuizAppError
from quizapp.gui.pictures import decoded
from quizapp.gui.theme import SERIF, THEMES
from quizapp.gui.translate import translate
from quizapp.gui.widgets.inline_text import run_font
from quizapp.reports.attempt_report import Cell, QuestionEntry, Report, Said, Table
from quizapp.settings import write_whole

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_COLORS = THEMES["light"]
_LINE_END = re.compile("\r\n|[\n-\r\x1c-\x1e\x85\u2029]")
_RESOLUTION = 600
_POINT = 10.0
"""A typographic point in the unit in which the document is laid out. A unit of our own, with fonts in it too, as what
Qt makes of a length otherwise depends on the screen."""

_MARGINS = QMarginsF(18, 15, 18, 14)  # millimetres
_LETTER = frozenset(
    {
        QLocale.Country.Canada,
        QLocale.Country.Chile,
        QLocale.Country.Colombia,
        QLocale.Country.CostaRica,
        QLocale.Country.Mexico,
        QLocale.Country.Philippines,
        QLocale.Country.PuertoRico,
        QLocale.Country.UnitedStates,
        QLocale.Country.Venezuela,
    }
)
"""Where paper is of the size Letter; elsewhere it is A4."""

_SIGN = QTextFormat.ObjectTypes.UserObject.value + 1
_BAR = _SIGN + 1
_PICTURE = _BAR + 1
_WIDEST_PICTURE = 1400
"""Pixels: as fine as paper shows them, and no more for a file to hold."""
_WHAT = QTextFormat.Property.UserProperty.value + 1
_SIGN_COLORS = {
    "right": _COLORS.right,
    "wrong": _COLORS.wrong,
    "partial": _COLORS.warn,
    "missed": _COLORS.muted,
    "unanswered": _COLORS.muted,
    "unmarked": _COLORS.accent,
}


def save_pdf(report: Report, path: Path) -> None:
    """Write the report to a PDF file, whole or not at all. Can be done off the GUI thread.

    Raises:
        QuizAppError: it cannot be written.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(report.title)
    writer.setCreator("Quizapp")
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(paper_size(QLocale())))
    writer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    paint_report(report, writer)
    buffer.close()
    write_whole(path, bytes(data.data()))


def choose_printer(title: str, parent: QWidget, chosen: "Callable[[QPrinter], object]") -> None:
    """Let the user choose a printer for a document of this title; `chosen` is called if they do."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # not needed before somebody prints

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(paper_size(QLocale())))
    printer.setPageMargins(_MARGINS, QPageLayout.Unit.Millimeter)
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.finished.connect(lambda result: chosen(printer) if result == QDialog.DialogCode.Accepted else None)
    QDialog.open(dialog)  # not the print dialog's own `open`, which wants a slot of C++


def print_report(report: Report, printer: "QPrinter") -> None:
    """Print the report. Can be done off the GUI thread.

    Raises:
        QuizAppError: the printer does not take it.
    """
    paint_report(report, printer)


def paper_size(locale: QLocale) -> QPageSize.PageSizeId:
    """The paper that is used where this language is spoken."""
    return QPageSize.PageSizeId.Letter if locale.territory() in _LETTER else QPageSize.PageSizeId.A4


def date_text(when: datetime) -> str:
    """A date and a time of day as the user's system writes them."""
    locale = QLocale()
    day = locale.toString(QDate(when.year, when.month, when.day), QLocale.FormatType.LongFormat)
    return f"{day}, {locale.toString(QTime(when.hour, when.minute), QLocale.FormatType.ShortFormat)}"


def paint_report(report: Report, device: QPagedPaintDevice) -> None:
    """Paint the report on the pages of `device`.

    Raises:
        QuizAppError: the device does not take it.
    """
    paper = _Paper(report, device)
    painter = QPainter()
    if not painter.begin(device):
        raise QuizAppError(
            translate("The report cannot be printed."), translate("Check the printer, or save it as a PDF instead.")
        )
    try:
        paper.paint(painter)
    finally:
        painter.end()


class _Drawings(QPyTextObject):
    """What is drawn between the letters: the sign of an outcome and the bar of a share, each as high as a letter, and
    the `pictures`, each in its size.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pictures: list[tuple[QImage, QSizeF]] = []

    def intrinsicSize(self, doc: QTextDocument, position: int, format: QTextFormat) -> QSizeF:
        if format.objectType() == _PICTURE:
            return self.pictures[int(format.property(_WHAT))][1]
        height = QFontMetricsF(format.toCharFormat().font()).ascent()
        return QSizeF(height * (6 if format.objectType() == _BAR else 1), height)

    def drawObject(
        self, painter: QPainter, rect: QRectF | QRect, doc: QTextDocument, position: int, format: QTextFormat
    ) -> None:
        rect = QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        what = format.property(_WHAT)
        if format.objectType() == _PICTURE:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, self.pictures[int(what)][0])
            painter.setPen(QPen(QColor(_COLORS.line), 0.7 * _POINT))
            painter.drawRect(rect)
        elif format.objectType() == _BAR:
            self._draw_bar(painter, rect, float(what))
        else:
            self._draw_sign(painter, rect, str(what))
        painter.restore()

    @staticmethod
    def _draw_bar(painter: QPainter, rect: QRectF, share: float) -> None:
        high = rect.height() * 0.62
        bar = QRectF(rect.left(), rect.bottom() - high, rect.width(), high)
        painter.setPen(QPen(QColor(_COLORS.edge), rect.height() * 0.06))
        painter.setBrush(QColor("#ffffff"))
        painter.drawRect(bar)
        painter.fillRect(QRectF(bar.left(), bar.top(), bar.width() * share, high), QColor(_COLORS.accent))

    @staticmethod
    def _draw_sign(painter: QPainter, rect: QRectF, what: str) -> None:
        pen = QPen(QColor(_SIGN_COLORS[what]), rect.height() * 0.13)
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


class _Paper:
    """A report as a document, laid out for one device."""

    def __init__(self, report: Report, device: QPagedPaintDevice) -> None:
        self._report = report
        self._scale = device.logicalDpiY() / 72 / _POINT
        self._width, height = device.width() / self._scale, device.height() / self._scale
        self._band = 26 * _POINT
        self._page = height - 2 * self._band
        self._ranges = device.pageRanges()
        self._device = device
        self._font = QFont(QGuiApplication.font())
        self._font.setPixelSize(round(9.5 * _POINT))
        self._font.setFeature(QFont.Tag("liga"), 0)  # so that who searches the file for “file” finds it
        self._drawings = _Drawings()
        self._places: dict[str, int | None] = {}
        self._document = QTextDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0)
        self._document.setDefaultFont(self._font)
        layout = self._document.documentLayout()
        for kind in (_SIGN, _BAR, _PICTURE):
            layout.registerHandler(kind, self._drawings)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._document.setDefaultTextOption(option)
        self._document.setPageSize(QSizeF(self._width, self._page))
        self._cursor = QTextCursor(self._document)
        self._is_fresh = True
        self._write()

    def paint(self, painter: QPainter) -> None:
        """Paint the pages that are wanted, each with its head and its foot."""
        painter.scale(self._scale, self._scale)
        layout = self._document.documentLayout()
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(_COLORS.text))
        context.palette = palette
        pages = self._document.pageCount()
        wanted = [page for page in range(1, pages + 1) if self._ranges.isEmpty() or self._ranges.contains(page)]
        for index, page in enumerate(wanted):
            if index:
                self._device.newPage()
            self._paint_edges(painter, page, pages)
            painter.save()
            painter.translate(0, self._band - (page - 1) * self._page)
            clip = QRectF(0, (page - 1) * self._page, self._width, self._page)
            painter.setClipRect(clip)
            context.clip = clip
            layout.draw(painter, context)
            painter.restore()

    def _paint_edges(self, painter: QPainter, page: int, pages: int) -> None:
        """What stands above and below the text of a page; the first page has its title below the upper edge anyway."""
        font = QFont(self._font)
        font.setPixelSize(round(8 * _POINT))
        painter.setFont(font)
        painter.setPen(QColor(_COLORS.muted))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        line = 14 * _POINT
        metrics = QFontMetricsF(font)
        title = metrics.elidedText(self._report.title, Qt.TextElideMode.ElideRight, self._width * 0.6)
        name = metrics.elidedText(self._report.name, Qt.TextElideMode.ElideRight, self._width * 0.35)
        if page > 1:
            head = QRectF(0, 0, self._width, line)
            painter.drawText(head, int(left), title)
            painter.drawText(head, int(right), name)
        foot = QRectF(0, self._page + 2 * self._band - line, self._width, line)
        painter.drawText(foot, int(left), date_text(self._report.when) if page > 1 else "")
        number = translate("Page {page} of {pages}").format(page=page, pages=pages)
        painter.drawText(foot, int(right), number)

    def _write(self) -> None:
        self._write_head()
        for table in self._report.tables:
            self._write_table(table)
        for index, entry in enumerate(self._report.questions):
            heading = self._write_heading(translate("Questions")) if not index else None
            first = self._write_question(entry)
            self._keep_together(heading or first)

    def _write_head(self) -> None:
        report = self._report
        self._block(below=2)
        self._text(report.title, size=19, bold=True)
        self._block(below=10)
        self._text(date_text(report.when), color=_COLORS.muted)
        facts = [(fact.name, fact.value) for fact in report.facts]
        if report.name:
            facts.insert(0, (translate("Name"), report.name))
        half = (len(facts) + 1) // 2
        table = self._table(half, 5, (15, 29, 20, 11, 25))
        for index, (name, value) in enumerate(facts):
            column, row = divmod(index, half)
            self._in_cell(table.cellAt(row, column * 2).firstCursorPosition(), name, color=_COLORS.muted)
            self._in_cell(table.cellAt(row, column * 2 + 1).firstCursorPosition(), value)
        table.mergeCells(0, 4, half, 1)
        cell = table.cellAt(0, 4)
        at = cell.firstCursorPosition()
        alignment = QTextBlockFormat()
        alignment.setAlignment(Qt.AlignmentFlag.AlignRight)
        at.setBlockFormat(alignment)
        score = "–" if report.percent is None else f"{report.percent} %"
        at.insertText(score, self._letters(size=30, bold=True))
        at.insertBlock(alignment)
        at.insertText(report.points, self._letters(size=10.5))
        if report.unmarked and report.percent is not None:
            at.insertBlock(alignment)
            at.insertText(report.unmarked, self._letters(size=9, color=_COLORS.accent))
        self._leave_table()

    def _write_table(self, table: Table) -> None:
        self._write_heading(table.title)
        columns = len(table.head)
        first = 34 if columns > 3 else 40
        written = self._table(len(table.rows) + 1, columns, (first, *([(100 - first) / (columns - 1)] * (columns - 1))))
        for column, head in enumerate(table.head):
            cell = written.cellAt(0, column)
            self._underline(cell.format().toTableCellFormat(), _COLORS.edge, cell.setFormat)
            self._in_cell(cell.firstCursorPosition(), head, color=_COLORS.muted, size=8.5)
        for row, cells in enumerate(table.rows, 1):
            for column, content in enumerate(cells):
                cell = written.cellAt(row, column)
                self._underline(cell.format().toTableCellFormat(), _COLORS.line, cell.setFormat)
                self._write_cell(cell.firstCursorPosition(), content)
        self._leave_table()
        for index, note in enumerate(table.notes):
            self._block(above=6 if not index else 0, below=2)
            self._text(note)

    def _write_cell(self, at: QTextCursor, cell: Cell) -> None:
        if cell.share is not None:
            self._draw(at, _BAR, cell.share)
            at.insertText("  ", self._letters())
        if cell.outcome is not None:
            self._draw(at, _SIGN, cell.outcome)
            at.insertText(" ", self._letters())
        at.insertText(cell.text, self._letters(bold=cell.outcome in ("right", "wrong")))

    def _write_question(self, entry: QuestionEntry) -> QTextBlock:
        """Write one question; gives its first block."""
        self._block(above=13, below=5, ground=_COLORS.window, tab=self._width - 4 * _POINT)
        first = self._cursor.block()
        self._text(f" {entry.number}  ", bold=True)
        self._draw(self._cursor, _SIGN, entry.verdict)
        self._text(f"  {entry.verdict_text}", bold=True, color=_SIGN_COLORS[entry.verdict])
        self._text(f"\t{entry.points}", size=8.5)
        self._block(below=4)
        self._text(entry.stem, bold=True, size=10)
        if entry.image is not None and (place := self._place_of(entry.image)) is not None:
            self._block(above=2, below=6)
            single = self._cursor.blockFormat()
            single.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
            self._cursor.setBlockFormat(single)
            self._draw(self._cursor, _PICTURE, place)
        for said in entry.said:
            self._write_said(said)
        for index, quotation in enumerate(entry.evidence):
            name = translate("In the passage") if not index else ""
            self._named_block(name)
            self._text(f"“{quotation.text}”", serif=True)
            if quotation.paragraph:
                text = translate("paragraph {number}").format(number=quotation.paragraph).replace(" ", "\u00a0")
                self._text(f"  ({text})", color=_COLORS.muted, size=8.5)
        return first

    def _place_of(self, image: Image) -> int | None:
        """The place of `image` among the pictures of the report; None where it cannot be decoded."""
        name = image.file
        if name not in self._places:
            self._places[name] = None
            picture = decoded(self._report.images.get(name, b""), _WIDEST_PICTURE)
            if not picture.isNull():
                wide, high = picture.width() * 0.75 * _POINT, picture.height() * 0.75 * _POINT  # at 96 dots to an inch
                factor = min(1.0, self._width * 0.7 / wide, self._page * 0.3 / high)
                self._places[name] = len(self._drawings.pictures)
                self._drawings.pictures.append((picture, QSizeF(wide * factor, high * factor)))
        return self._places[name]

    def _write_said(self, said: Said) -> None:
        for index, line in enumerate(said.lines):
            self._named_block(said.name if not index else "")
            if line.outcome is not None:
                self._draw(self._cursor, _SIGN, line.outcome)
                self._text(" ")
            self._text(line.text)

    def _named_block(self, name: str) -> None:
        """A block with `name` at its start and its text beside that."""
        column = 82 * _POINT
        self._block(below=2, indent=column)
        self._text(f"{name}\t", color=_COLORS.muted, size=8.5)

    def _write_heading(self, text: str) -> QTextBlock:
        self._block(above=18, below=5)
        self._text(text, size=12.5, bold=True)
        return self._cursor.block()

    def _keep_together(self, first: QTextBlock) -> None:
        """Begin a new page before `first` where the end of a page would cut the question, if that is a short one, or
        would leave its beginning alone, if it is a long one.
        """
        layout = self._document.documentLayout()
        top = layout.blockBoundingRect(first).top()
        last = self._document.lastBlock()
        if layout.blockBoundingRect(last).bottom() - top > self._page * 0.4:
            last = first.next().next()
        bottom = layout.blockBoundingRect(last).bottom()
        if int(top // self._page) != int((bottom - 1) // self._page):
            format = first.blockFormat()
            format.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            QTextCursor(first).setBlockFormat(format)

    def _block(
        self, *, above: float = 0, below: float = 0, ground: str = "", tab: float = 0, indent: float = 0
    ) -> None:
        """Begin a block; lengths in points, but `tab`, which is where text stands at the right, and `indent`."""
        format = QTextBlockFormat()
        format.setTopMargin(above * _POINT)
        format.setBottomMargin(below * _POINT)
        format.setLineHeight(112, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if ground:
            format.setBackground(QBrush(QColor(ground)))
        if tab:
            format.setTabPositions([QTextOption.Tab(tab, QTextOption.TabType.RightTab)])
        if indent:
            format.setLeftMargin(indent)
            format.setTextIndent(-indent)
            format.setTabPositions([QTextOption.Tab(indent, QTextOption.TabType.LeftTab)])
        if self._is_fresh:
            self._cursor.setBlockFormat(format)
        else:
            self._cursor.insertBlock(format)
        self._is_fresh = False

    def _letters(
        self, *, size: float = 9.5, bold: bool = False, color: str = _COLORS.text, serif: bool = False
    ) -> QTextCharFormat:
        font = QFont(self._font)
        if serif:
            font.setFamilies(SERIF)
        font.setPixelSize(round(size * _POINT))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        format = QTextCharFormat()
        format.setFont(font)
        format.setForeground(QColor(color))
        return format

    def _text(
        self, text: str, *, size: float = 9.5, bold: bool = False, color: str = _COLORS.text, serif: bool = False
    ) -> None:
        """Write a text, with its emphasis if it has any; the ends of its lines stay inside the block."""
        letters = self._letters(size=size, bold=bold, color=color, serif=serif)
        for run in runs_of(sliced(text, 0, len(text.rstrip("\r\n")))):
            if run[1:] != (False, False, False):
                emphasized = QTextCharFormat(letters)
                emphasized.setFont(run_font(letters.font(), run))
                self._cursor.insertText(_in_one_block(run.text), emphasized)
            else:
                self._cursor.insertText(_in_one_block(run.text), letters)

    def _draw(self, at: QTextCursor, kind: int, what: str | float) -> None:
        format = self._letters()
        format.setObjectType(kind)
        format.setProperty(_WHAT, what)
        at.insertText("\ufffc", format)

    def _in_cell(self, at: QTextCursor, text: str, *, color: str = _COLORS.text, size: float = 9.5) -> None:
        at.insertText(_in_one_block(text), self._letters(color=color, size=size))

    def _table(self, rows: int, columns: int, widths: Sequence[float]) -> QTextTable:
        format = QTextTableFormat()
        format.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
        format.setBorder(0)
        format.setBorderCollapse(True)
        format.setCellPadding(4 * _POINT)
        format.setBottomMargin(10 * _POINT)
        format.setCellSpacing(0)
        format.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        format.setColumnWidthConstraints([QTextLength(QTextLength.Type.PercentageLength, width) for width in widths])
        return self._cursor.insertTable(rows, columns, format)

    def _underline(
        self, format: QTextTableCellFormat, color: str, use: Callable[[QTextTableCellFormat], object]
    ) -> None:
        format.setBottomBorder(0.7 * _POINT)
        format.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        format.setBottomBorderBrush(QBrush(QColor(color)))
        use(format)

    def _leave_table(self) -> None:
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._is_fresh = True


def _in_one_block(text: str) -> str:
    return _LINE_END.sub("\u2028", text)

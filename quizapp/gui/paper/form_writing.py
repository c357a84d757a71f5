"""Forms of questions on paper: each kind of element is written in one way, in black on white."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QPainter,
    QPen,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextOption,
    QTextTable,
    QTextTableCell,
)

from quizapp.domain.runs import InlineText, sliced
from quizapp.gui.kit.inline_text import direction_of
from quizapp.gui.paper.drawings import COLORS
from quizapp.gui.paper.paper import POINT, Paper
from quizapp.reports.paper_forms import (
    Blank,
    Boxes,
    Bracket,
    Choices,
    Element,
    Frame,
    Grid,
    Heading,
    Lines,
    Task,
    Text,
    Words,
)

INSET = 22.0
"""The room at the left of all that belongs to a question, in points."""
_RIGHT_TO_LEFT_MARK = "\u200f"
_INK = "#000000"
_THIN = 0.8 * POINT
_SIZE = 10.0
_HANDWRITING = 25.0
"""The height of a line that is written on, in points."""
_ROW = 16.0
"""The least height of a line in a table, in points."""
_BLANK = {False: 135.0, True: 42.0}
_SHORT_LINE = 190.0


class FormWriting:
    """The elements of forms, written on `paper` at its cursor."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper
        self._around = Qt.LayoutDirection.LeftToRight
        self._box = paper.add_drawing(QSizeF(11 * POINT, 9 * POINT), partial(_draw_box, 2))
        self._wide_box = paper.add_drawing(QSizeF(26 * POINT, 14 * POINT), partial(_draw_box, 5))
        self._line = paper.add_drawing(
            QSizeF(paper.width - INSET * POINT, _HANDWRITING * POINT), partial(_draw_line, 0.96)
        )
        self._short_line = paper.add_drawing(
            QSizeF(_SHORT_LINE * POINT, _HANDWRITING * POINT), partial(_draw_line, 0.96)
        )
        self._blanks = {
            is_short: paper.add_drawing(QSizeF(width * POINT, 19 * POINT), partial(_draw_line, 0.97))
            for is_short, width in _BLANK.items()
        }

    def write(self, form: Sequence[Element], around: Qt.LayoutDirection) -> None:
        """Write the form of a question whose stem runs in the direction `around`."""
        self._around = around
        for element in form:
            _WRITERS[type(element)](self, element)

    def _direction(self, texts: Sequence[str]) -> Qt.LayoutDirection:
        return direction_of(" ".join(texts), self._around)

    def _write_task(self, task: Task) -> None:
        self._paper.block(below=4, margins=(INSET, 0))
        at = self._paper.cursor
        letters = self._paper.letters(size=8.5, color=COLORS.muted)
        letters.setFontItalic(True)
        at.insertText(task.text, letters)

    def _write_choices(self, choices: Choices) -> None:
        self._write_entries(choices.entries, self._box, (18, 36))

    def _write_boxes(self, boxes: Boxes) -> None:
        has_numbers = any(number for number, _ in boxes.entries)
        self._write_entries(boxes.entries, self._wide_box, (34, 56) if has_numbers else (34,))

    def _write_entries(self, entries: Sequence[tuple[str, str]], box: int, stops: tuple[float, ...]) -> None:
        """Write a box, a label if there is room for one, and a text in each entry; the text hangs at the last stop."""
        direction = self._direction([text for _, text in entries])
        hang = stops[-1]
        # tabs have no width in a block that runs from right to left
        between = f"{_RIGHT_TO_LEFT_MARK}\u2003" if direction is Qt.LayoutDirection.RightToLeft else "\t"
        for label, text in entries:
            self._paper.block(below=5, margins=(INSET + hang, 0), indent=-hang, direction=direction)
            _set(self._paper.cursor, stops=stops)
            self._paper.draw(self._paper.cursor, box)
            if len(stops) > 1:
                self._paper.text(f"{between}{label}", size=_SIZE, bold=True)
            self._paper.text(between, size=_SIZE)
            self._paper.text(text, size=_SIZE)
        self._room()

    def _write_grid(self, grid: Grid) -> None:
        direction = self._direction(grid.rows)
        count = len(grid.columns)
        of_column = min(16.0, 56.0 / count)
        widths = (4.5, 5, 90.5 - of_column * count, *[of_column] * count)
        table = self._columns(len(grid.rows) + 1, widths, direction, padding=3, heads=1)
        for column, (letter, text) in enumerate(grid.columns, 3):
            at = _centered(table(0, column))
            self._paper.text(letter, size=_SIZE, bold=True, at=at)
            if text != letter:
                at.insertText("\u2028", self._paper.letters())
                self._paper.text(text, size=8.5, at=at)
        for row, text in enumerate(grid.rows, 1):
            cells = [table(row, column) for column in range(1, 3 + count)]
            for at in cells:
                _set(at, least=_ROW)  # else Qt breaks a row between the box and the text
            self._paper.text(str(row), size=_SIZE, bold=True, at=cells[0])
            self._paper.text(text, size=_SIZE, at=cells[1])
            for at in cells[2:]:
                self._paper.draw(_centered(at), self._box)
        for row in range(len(grid.rows) + 1):
            for column in range(1, 3 + count):
                table.underline(row, column)
        self._leave()

    def _write_frame(self, frame: Frame) -> None:
        direction = self._direction([text for _, text in frame.entries])
        table = self._columns(1, (4.5, 95.5), direction, padding=5)
        table.frame(0, 1)
        at = table(0, 1)
        if frame.in_a_row:
            _set(at, height=150)
        for index, (letter, text) in enumerate(frame.entries):
            if index and frame.in_a_row:
                at.insertText(" \u2003", self._paper.letters(size=_SIZE))
            elif index:
                at.insertBlock()
            if not frame.in_a_row:
                _set(at, direction=direction)
            self._paper.text(f"{letter}{_mark(direction)}\u00a0\u00a0", size=_SIZE, bold=True, at=at)
            self._paper.text(text, size=_SIZE, at=at)
            at.insertText(_mark(direction), self._paper.letters(size=_SIZE))
        self._leave()

    def _write_lines(self, lines: Lines) -> None:
        for _ in range(lines.rows):
            self._paper.block(margins=(INSET, 0))
            self._single()
            self._paper.draw(self._paper.cursor, self._short_line if lines.is_short else self._line)
            if lines.after:
                self._paper.text(f"\u00a0{lines.after}", size=_SIZE)
        self._room()

    def _write_text(self, text: Text) -> None:
        whole = "".join(piece for piece in text.pieces if isinstance(piece, str))
        self._begin_paragraph(whole)
        for piece in text.pieces:
            match piece:
                case Blank(number, is_short):
                    self._number(number)
                    self._paper.draw(self._paper.cursor, self._blanks[is_short])
                case Bracket():
                    self._write_bracket(piece)
                case _:
                    self._write_words_of(piece, whole)
        self._room()

    def _write_words_of(self, words: str, whole: str) -> None:
        """Write words of a text, each of whose lines is a paragraph."""
        at = 0
        for index, line in enumerate(words.split("\n")):
            if index:
                self._begin_paragraph(whole)
            if line.strip("\r"):
                self._paper.text(sliced(words, at, at + len(line)), size=_SIZE)
            at += len(line) + 1

    def _begin_paragraph(self, text: str) -> None:
        self._paper.block(below=3, margins=(INSET, 0), height=135, direction=direction_of(text, self._around))

    def _write_bracket(self, bracket: Bracket) -> None:
        at = self._paper.cursor
        mark = _mark(at.blockFormat().layoutDirection())
        self._number(bracket.number)
        self._paper.text("[\u00a0", size=_SIZE, bold=True)
        for index, (letter, text) in enumerate(bracket.entries):
            if index:
                at.insertText(" \u2002", self._paper.letters(size=_SIZE))
            self._paper.draw(at, self._box)
            self._paper.text(f"\u2060\u00a0{letter}{mark}\u00a0", size=_SIZE, bold=True)
            self._paper.text(text + mark if mark and not isinstance(text, InlineText) else text, size=_SIZE)
        self._paper.text("\u00a0]", size=_SIZE, bold=True)

    def _number(self, number: str) -> None:
        self._small(f"{number}\u00a0", QTextCharFormat.VerticalAlignment.AlignSuperScript, is_bold=True)

    def _small(self, text: str, place: QTextCharFormat.VerticalAlignment, is_bold: bool = False) -> None:
        letters = self._paper.letters(size=8, bold=is_bold, color=_INK if is_bold else COLORS.muted)
        letters.setVerticalAlignment(place)
        self._paper.cursor.insertText(text, letters)

    def _write_words(self, words: Words) -> None:
        direction = self._direction([text for _, text in words.pieces])
        self._paper.block(below=4, margins=(INSET, 0), height=170, direction=direction)
        for index, (number, text) in enumerate(words.pieces):
            if index:
                self._paper.cursor.insertText(" \u2003" if number else " ", self._paper.letters(size=_SIZE))
            self._paper.text(text, size=11)
            if number:
                self._small(f"\u2060{number}", QTextCharFormat.VerticalAlignment.AlignSubScript)
        self._room()

    def _write_heading(self, heading: Heading) -> None:
        self._paper.block(above=6, below=3, margins=(INSET, 0), direction=direction_of(heading.stem, self._around))
        self._paper.text(f"{heading.name}  ", bold=True, size=_SIZE)
        self._paper.text(heading.stem, size=_SIZE)

    # what the elements share

    def _columns(
        self,
        rows: int,
        widths: Sequence[float],
        direction: Qt.LayoutDirection,
        padding: float,
        heads: int = 0,
    ) -> "_Columns":
        is_reversed = direction is Qt.LayoutDirection.RightToLeft
        table = self._paper.table(rows, len(widths), widths[::-1] if is_reversed else widths, heads, padding)
        format = table.format().toTableFormat()
        format.setTopMargin(6 * POINT)
        format.setBottomMargin(8 * POINT)
        table.setFormat(format)
        return _Columns(table, len(widths), direction)

    def _leave(self) -> None:
        self._paper.leave_table()

    def _single(self) -> None:
        """Give the block the height of what stands in it."""
        format = self._paper.cursor.blockFormat()
        format.setLineHeight(0, QTextBlockFormat.LineHeightTypes.SingleHeight.value)
        self._paper.cursor.setBlockFormat(format)

    def _room(self) -> None:
        format = self._paper.cursor.blockFormat()
        format.setBottomMargin(7 * POINT)
        self._paper.cursor.setBlockFormat(format)


class _Columns:
    """A table whose columns run in the direction of its texts; called, it gives the cursor of a cell."""

    def __init__(self, table: QTextTable, count: int, direction: Qt.LayoutDirection) -> None:
        self._table, self._count, self._direction = table, count, direction

    def _cell(self, row: int, column: int) -> QTextTableCell:
        is_reversed = self._direction is Qt.LayoutDirection.RightToLeft
        return self._table.cellAt(row, self._count - 1 - column if is_reversed else column)

    def __call__(self, row: int, column: int) -> QTextCursor:
        at: QTextCursor = self._cell(row, column).firstCursorPosition()
        _set(at, direction=self._direction)
        return at

    def underline(self, row: int, column: int) -> None:
        """Underline a cell."""
        cell = self._cell(row, column)
        format = cell.format().toTableCellFormat()
        format.setBottomBorder(_THIN * 0.7)
        format.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        format.setBottomBorderBrush(QBrush(QColor(COLORS.edge)))
        cell.setFormat(format)

    def frame(self, row: int, column: int) -> None:
        """Draw a frame around a cell."""
        cell = self._cell(row, column)
        format = cell.format().toTableCellFormat()
        format.setBorder(_THIN)
        format.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        format.setBorderBrush(QBrush(QColor(_INK)))
        cell.setFormat(format)


def _mark(direction: Qt.LayoutDirection) -> str:
    """Give what keeps a letter apart from Latin words beside it, where they are read from the right."""
    return _RIGHT_TO_LEFT_MARK if direction is Qt.LayoutDirection.RightToLeft else ""


def _centered(at: QTextCursor) -> QTextCursor:
    format = at.blockFormat()
    format.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    at.setBlockFormat(format)
    return at


def _set(
    at: QTextCursor,
    *,
    direction: Qt.LayoutDirection | None = None,
    height: int = 0,
    least: float = 0,
    stops: Sequence[float] = (),
) -> None:
    """Set the direction of a block, the height of its lines in percent or the least in points, or its tabs."""
    format = at.blockFormat()
    if least:
        format.setLineHeight(least * POINT, QTextBlockFormat.LineHeightTypes.MinimumHeight.value)
    if stops:
        format.setTabPositions([QTextOption.Tab(stop * POINT, QTextOption.TabType.LeftTab) for stop in stops])
    if direction is not None:
        format.setLayoutDirection(direction)
    if height:
        format.setLineHeight(height, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    at.setBlockFormat(format)


def _draw_box(drop: float, painter: QPainter, rect: QRectF) -> None:
    """Draw a box that reaches below the line of letters by `drop` points, so that they stand at its middle."""
    painter.setPen(QPen(QColor(_INK), _THIN))
    painter.setBrush(QColor("#ffffff"))
    half = _THIN / 2
    painter.drawRect(rect.adjusted(half, half, -half, drop * POINT - half))


def _draw_line(share: float, painter: QPainter, rect: QRectF) -> None:
    painter.setPen(QPen(QColor(_INK), _THIN))
    y = rect.top() + rect.height() * share
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))


_WRITERS: dict[type[Element], Callable[..., None]] = {
    Task: FormWriting._write_task,
    Choices: FormWriting._write_choices,
    Grid: FormWriting._write_grid,
    Boxes: FormWriting._write_boxes,
    Frame: FormWriting._write_frame,
    Lines: FormWriting._write_lines,
    Text: FormWriting._write_text,
    Words: FormWriting._write_words,
    Heading: FormWriting._write_heading,
}

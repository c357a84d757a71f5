"""Sheets that learners are given on paper: the text, and questions to be answered with a pencil."""

from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QPagedPaintDevice, QPainter, QPen, QTextBlock, QTextBlockFormat

from quizapp.gui.kit.inline_text import direction_of
from quizapp.gui.kit.translate import isolated, translate
from quizapp.gui.paper.drawings import COLORS
from quizapp.gui.paper.form_writing import INSET, FormWriting
from quizapp.gui.paper.paper import POINT, Paper
from quizapp.gui.paper.passage_writing import PassageWriting
from quizapp.gui.paper.picture_drawing import picture_drawing
from quizapp.reports.paper_sheet import Sheet, SheetPart, SheetQuestion


class SheetPaper(Paper):
    """One version of an assignment, as learners are given it. Its letter stands on each page."""

    def __init__(self, sheet: Sheet, device: QPagedPaintDevice) -> None:
        self._sheet = sheet
        self._passages: list[PassageWriting] = []
        version = translate("Version {letter}").format(letter=sheet.letter) if sheet.letter else ""
        super().__init__(sheet.title, version, version or sheet.class_name, device)

    def write(self) -> None:
        self._forms = FormWriting(self)
        self._write_top()
        for index, part in enumerate(self._sheet.parts):
            self._write_part(part, is_first=not index)

    def paint_beside(self, painter: QPainter, clip: QRectF) -> None:
        for passage in self._passages:
            passage.paint_beside(painter, clip)

    def _write_top(self) -> None:
        sheet = self._sheet
        self.cursor.beginEditBlock()
        table = self.table(1, 2, (82, 18), padding=0)
        at = table.cellAt(0, 0).firstCursorPosition()
        self.text(sheet.title, size=18, bold=True, at=at)
        at.insertBlock(QTextBlockFormat())
        told = f"{isolated(sheet.class_name)} · {sheet.facts}" if sheet.class_name else sheet.facts
        self.text(told, color=COLORS.muted, at=at)
        if sheet.letter:
            badge = self.add_drawing(QSizeF(40 * POINT, 40 * POINT), partial(_draw_badge, sheet.letter, self._font))
            end = table.cellAt(0, 1).firstCursorPosition()
            format = end.blockFormat()
            format.setAlignment(Qt.AlignmentFlag.AlignRight)
            end.setBlockFormat(format)
            self.draw(end, badge)
        self.cursor.endEditBlock()
        self.leave_table()
        self.cursor.beginEditBlock()
        names = (translate("Name"), translate("Date"), translate("Points"))
        fields = self.table(1, 6, (8, 46, 7, 17, 8, 14), padding=2)
        for column, name in enumerate(names):
            self.text(name, color=COLORS.muted, at=fields.cellAt(0, 2 * column).firstCursorPosition())
            width = self.width * (0.46, 0.17, 0.14)[column] - 8 * POINT
            line = self.add_drawing(QSizeF(width, 20 * POINT), _draw_field)
            self.draw(fields.cellAt(0, 2 * column + 1).firstCursorPosition(), line)
        self.cursor.endEditBlock()
        self.leave_table()

    def _write_part(self, part: SheetPart, is_first: bool) -> None:
        if not is_first:
            self.begin_page()
        if part.passage is not None:
            writing = PassageWriting(self, part.passage, part.images, part.has_sentence_numbers)
            self._passages.append(writing)
            writing.write(above=self._sheet.title)
        heading = self.write_heading(translate("Questions"))
        for index, question in enumerate(part.questions):
            first = self._write_question(question, part)
            self.keep_whole(heading if not index else first)

    def _write_question(self, question: SheetQuestion, part: SheetPart) -> QTextBlock:
        """Write one question; gives its first block."""
        direction = direction_of(question.stem)
        self.block(above=11, below=4, margins=(INSET, 0), indent=-INSET, direction=direction)
        first = self.cursor.block()
        self.text(f"{question.number}.\u2002", bold=True, size=11)
        self.text(question.stem, bold=True, size=10.5)
        self.text(f"\u2002\u2068({question.points})\u2069".replace(" ", "\u00a0"), color=COLORS.muted, size=8.5)
        if question.image is not None:
            drawing = picture_drawing(part.images.get(question.image.file, b""), self, is_gray=True)
            if drawing is not None:
                self.write_drawing(self.add_drawing(*drawing), below=2, left=INSET)
            shown = question.image.caption if drawing is not None else question.image.alt_line
            if shown:
                self.block(below=5, margins=(INSET, 0))
                self.text(" ".join(shown.split()), size=8.5, color=COLORS.muted)
        self._forms.write(question.form, direction)
        return first


def _draw_badge(letter: str, font: QFont, painter: QPainter, rect: QRectF) -> None:
    painter.setPen(QPen(QColor("#000000"), 1.4 * POINT))
    painter.drawRect(rect.adjusted(POINT, POINT, -POINT, -POINT))
    large = QFont(font)
    large.setPixelSize(round(26 * POINT))
    large.setWeight(QFont.Weight.Bold)
    painter.setFont(large)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letter)


def _draw_field(painter: QPainter, rect: QRectF) -> None:
    painter.setPen(QPen(QColor("#000000"), 0.8 * POINT))
    y = rect.bottom() - POINT
    painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y))

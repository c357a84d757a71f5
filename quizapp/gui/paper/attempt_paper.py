"""A marked attempt on paper."""

import re
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QPagedPaintDevice, QTextBlock, QTextBlockFormat

from quizapp.domain.image import Image
from quizapp.gui.kit.dates import whole_moment
from quizapp.gui.kit.inline_text import direction_of
from quizapp.gui.kit.translate import translate
from quizapp.gui.paper.drawings import COLORS, SIGN_COLORS
from quizapp.gui.paper.paper import POINT, Paper
from quizapp.gui.paper.picture_drawing import picture_drawing
from quizapp.reports.annotations import RemarkEntry
from quizapp.reports.attempt_report import QuestionEntry, Report

_HEAD = re.compile(r"[^:.\[\]]{1,16}[:.]\s+")
"""A letter, a number, or a few words of ours before an author's text."""


class AttemptPaper(Paper):
    """The report of an attempt: its facts and tables, and each of its questions."""

    def __init__(self, report: Report, device: QPagedPaintDevice) -> None:
        self._report = report
        self._drawn: dict[str, int | None] = {}
        started = translate("Started: {date}").format(date=whole_moment(report.started))
        super().__init__(report.title, report.name, started, device)

    def write(self) -> None:
        self._write_head()
        for table in self._report.tables:
            self.write_table(table)
        for index, entry in enumerate(self._report.questions):
            heading = self.write_heading(translate("Questions")) if not index else None
            first = self._write_question(entry)
            self.keep_together(heading or first)
        if self._report.remarks:
            self._write_remarks(self._report.remarks)

    def _write_remarks(self, remarks: Sequence[RemarkEntry]) -> None:
        """Write the learner's highlights and notes, each beside what it is."""
        self.write_heading(translate("Your notes and highlights"))
        self.cursor.beginEditBlock()
        table = self.table(len(remarks), 2, (22, 78), padding=2)
        for row, entry in enumerate(remarks):
            self.text(entry.name, color=COLORS.muted, size=8.5, at=table.cellAt(row, 0).firstCursorPosition())
            at = table.cellAt(row, 1).firstCursorPosition()
            at.setBlockFormat(_running(entry.quote))
            self.text(f"“{entry.quote}”", serif=True, at=at)
            if entry.where:
                self.text(f"  ({entry.where})", color=COLORS.muted, size=8.5, at=at)
            if entry.text:
                at.insertBlock(_running(entry.text))
                self.text(entry.text, at=at)
        self.cursor.endEditBlock()
        self.leave_table()

    def _write_head(self) -> None:
        report = self._report
        self.write_head(report.title)
        table = self.facts_table(report.facts, (15, 29, 20, 11, 25))
        table.mergeCells(0, 4, table.rows(), 1)
        at = table.cellAt(0, 4).firstCursorPosition()
        alignment = QTextBlockFormat()
        alignment.setAlignment(Qt.AlignmentFlag.AlignRight)
        at.setBlockFormat(alignment)
        score = "–" if report.percent is None else translate("{percent} %").format(percent=report.percent)
        at.insertText(score, self.letters(size=30, bold=True))
        at.insertBlock(alignment)
        at.insertText(report.points, self.letters(size=10.5))
        if report.unmarked and report.percent is not None:
            at.insertBlock(alignment)
            at.insertText(report.unmarked, self.letters(size=9, color=COLORS.accent))
        self.leave_table()

    def _write_question(self, entry: QuestionEntry) -> QTextBlock:
        """Write one question; gives its first block."""
        self.block(above=13, below=5, ground=COLORS.window, tab=self.width - 4 * POINT)
        first = self.cursor.block()
        self.text(f" {entry.number}  ", bold=True)
        self.draw_sign(self.cursor, entry.verdict)
        self.text(f"  {entry.verdict_text}", bold=True, color=SIGN_COLORS[entry.verdict])
        self.text(f"\t{entry.points}", size=8.5)
        self.block(below=4, direction=direction_of(entry.stem))
        self.text(entry.stem, bold=True, size=10)
        if entry.image is not None and (number := self._drawing_of(entry.image)) is not None:
            self.write_drawing(number, below=6)
        self._write_said(entry)
        return first

    def _drawing_of(self, image: Image) -> int | None:
        """Give the number of the drawing of `image`; None if it can't be decoded."""
        name = image.file
        if name not in self._drawn:
            drawing = picture_drawing(self._report.images.get(name, b""), self)
            self._drawn[name] = None if drawing is None else self.add_drawing(*drawing)
        return self._drawn[name]

    def _write_said(self, entry: QuestionEntry) -> None:
        """Write what the learner answered, what is right, and why, each beside its name."""
        lines = [(said.name if not index else "", line) for said in entry.said for index, line in enumerate(said.lines)]
        count, around = len(lines) + len(entry.evidence), direction_of(entry.stem)
        if not count:
            return
        self.cursor.beginEditBlock()  # lays out once, not after each cell
        table = self.table(count, 2, (17, 83), padding=1)
        cells = [table.cellAt(row, 1).firstCursorPosition() for row in range(count)]
        names = [name for name, _ in lines]
        for at, (_, line) in zip(cells, lines, strict=False):
            at.setBlockFormat(_running(line.text, around))
            if line.outcome is not None:
                self.draw_sign(at, line.outcome)
                at.insertText(" ", self.letters())
            self.text(line.text, at=at)
        for at, quotation in zip(cells[len(lines) :], entry.evidence, strict=True):
            names.append(translate("In the passage") if len(names) == len(lines) else "")
            at.setBlockFormat(_running(quotation.text, around))
            self.text(f"“{quotation.text}”", serif=True, at=at)
            if quotation.paragraph:
                text = translate("paragraph {number}").format(number=quotation.paragraph).replace(" ", "\u00a0")
                self.text(f"  ({text})", color=COLORS.muted, size=8.5, at=at)
        for row, name in enumerate(names):
            self.text(name, color=COLORS.muted, size=8.5, at=table.cellAt(row, 0).firstCursorPosition())
        self.cursor.endEditBlock()
        self.leave_table()


def _running(text: str, around: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight) -> QTextBlockFormat:
    """Give a format in the direction of `text`, or of the author's part of it; `around` is that of the question."""
    made, direction = QTextBlockFormat(), direction_of(text, around)
    if direction is Qt.LayoutDirection.LeftToRight:
        direction = direction_of(_HEAD.sub("", text) or text, around)
    made.setLayoutDirection(direction)
    return made

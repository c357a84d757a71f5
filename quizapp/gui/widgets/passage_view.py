"""The passage: its text, the numbers of its paragraphs, and evidence shown in it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import (
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
    QTextListFormat,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from quizapp.domain.passage import Block, Passage, Span
from quizapp.gui.theme import FontRole, Theme

_LINE_HEIGHT = 118
"""Percent of the font's own line spacing."""
_NUMBER = QTextFormat.Property.UserProperty.value + 1


class _Gutter(QWidget):
    """What stands left of the text; it is painted by the view."""

    def __init__(self, view: "PassageView") -> None:
        super().__init__(view)
        self._view = view

    def paintEvent(self, event: QPaintEvent) -> None:
        self._view.paint_gutter(self)


class PassageView(QTextEdit):
    """Shows one passage. Its text is written by a cursor, run by run: nothing in it is ever taken for HTML."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._passage: Passage | None = None
        self._evidence: tuple[Span, ...] = ()
        self._misled: tuple[Span, ...] = ()
        self._wide: list[int] = []
        self._gutter_width = 0
        self._gutter = _Gutter(self)
        self.setReadOnly(True)
        self.setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Passage"))
        self.document().setUndoRedoEnabled(False)
        self.document().setDocumentMargin(2)
        self.verticalScrollBar().valueChanged.connect(self._gutter.update)
        self._restyle()
        theme.changed.connect(self._restyle)

    @property
    def evidence(self) -> tuple[Span, ...]:
        """What is shown as evidence."""
        return self._evidence

    def show_passage(self, passage: Passage) -> None:
        """Show `passage` from its beginning, with no evidence."""
        if passage is self._passage:
            self.show_evidence(())
            return
        self._passage = passage
        self._evidence = self._misled = ()
        self._wide = [at for at, character in enumerate(passage.text) if ord(character) > 0xFFFF]
        self._write()
        self._mark()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_evidence(self, spans: Sequence[Span], misled: Sequence[Span] = ()) -> None:
        """Mark `spans` with a background and a bar beside them, and, where they are others, `misled` with a dashed
        underline: the places that a wrong answer was taken from. The first of the evidence is scrolled into view.
        """
        self._evidence = tuple(spans)
        self._misled = tuple(span for span in misled if span not in self._evidence)
        self._mark()
        if self._evidence:
            self.scroll_to(self._evidence[0])

    def scroll_to(self, span: Span) -> None:
        """Bring `span` into view, a quarter below the top, unless all of it is to be seen already."""
        first, last = self._cursor(span), self._cursor(span)
        first.setPosition(first.selectionStart())
        last.setPosition(last.selectionEnd())
        top, bottom = self.cursorRect(first).top(), self.cursorRect(last).bottom()
        if top < 0 or bottom > self.viewport().height():
            bar = self.verticalScrollBar()
            bar.setValue(max(0, bar.value() + top - self.viewport().height() // 4))
        self.setTextCursor(first)

    def paint_gutter(self, gutter: QWidget) -> None:
        """Paint the numbers of the paragraphs that are to be seen, and a bar beside evidence."""
        painter = QPainter(gutter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self.document().documentLayout()
        scrolled = self.verticalScrollBar().value()
        marked = self._evidence_lines()
        painter.setFont(self._theme.font(FontRole.PASSAGE_NUMBER))
        block = self.cursorForPosition(QPoint(1, 1)).block()
        if block.previous().isValid():
            block = block.previous()
        while block.isValid():
            box = layout.blockBoundingRect(block).translated(0, -scrolled)
            if box.top() > self.height():
                return
            self._paint_beside(painter, block, box, marked)
            block = block.next()

    def _paint_beside(
        self, painter: QPainter, block: QTextBlock, box: QRectF, marked: dict[int, tuple[float, float]]
    ) -> None:
        lines = marked.get(block.blockNumber())
        if lines is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            bar = QRectF(self._gutter_width - 10, box.top() + lines[0], 4, lines[1] - lines[0])
            painter.drawRoundedRect(bar, 2, 2)
        number = block.blockFormat().property(_NUMBER)
        if number and block.layout().lineCount():
            line = block.layout().lineAt(0)
            baseline = box.top() + line.y() + line.ascent()
            painter.setPen(self._theme.color("accent" if lines is not None else "muted"))
            width = painter.fontMetrics().horizontalAdvance(str(number))
            painter.drawText(round(self._gutter_width - 18 - width), round(baseline), str(number))

    def _evidence_lines(self) -> dict[int, tuple[float, float]]:
        """For each block with evidence, from where to where that goes, from the block's top."""
        found: dict[int, tuple[float, float]] = {}
        for span in self._evidence:
            cursor = self._cursor(span)
            start, end = cursor.selectionStart(), cursor.selectionEnd()
            block = self.document().findBlock(start)
            while block.isValid() and block.position() < end:
                lines = block.layout()
                first = lines.lineForTextPosition(max(0, start - block.position()))
                last = lines.lineForTextPosition(min(block.length() - 1, end - 1 - block.position()))
                if first.isValid() and last.isValid():
                    top, bottom = first.y() + 2, last.y() + last.ascent() + last.descent() + 2
                    old = found.get(block.blockNumber(), (top, bottom))
                    found[block.blockNumber()] = (min(old[0], top), max(old[1], bottom))
                block = block.next()
        return found

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + bar.pageStep() * 9 // 10)
            return
        if event.text().isprintable() and event.text() and not event.modifiers():
            event.ignore()  # letters and digits choose answers
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._gutter.setGeometry(0, 0, self._gutter_width, self.height())

    def _restyle(self) -> None:
        font = self._theme.font(FontRole.PASSAGE)
        sized = font != self.document().defaultFont()
        top = self.cursorForPosition(QPoint(0, 0)).position()
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._gutter_width = self.fontMetrics().horizontalAdvance("00") + 26
        self.setViewportMargins(self._gutter_width, 0, 10, 0)
        self._gutter.setGeometry(0, 0, self._gutter_width, self.height())
        if self._passage is not None and sized:
            self._write()
            self._scroll_to_top_of(top)
        self._mark()

    def _scroll_to_top_of(self, position: int) -> None:
        """Bring the line at `position` to the top."""
        self.document().documentLayout().documentSize()  # has all of it laid out, so that it can be scrolled to
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position, self.document().characterCount() - 1))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect(cursor).top() if position else 0)

    def _write(self) -> None:
        assert self._passage is not None
        document = self.document()
        document.clear()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for index, block in enumerate(self._passage.blocks):
            block_format = self._block_format(block, first=index == 0)
            if index:
                cursor.insertBlock(block_format, QTextCharFormat())
            else:
                cursor.setBlockFormat(block_format)
            if block.marker:
                self._make_item(cursor, block)
            for run in block.runs:
                character = QTextCharFormat()
                if block.kind == "heading":
                    character.setFontWeight(QFont.Weight.DemiBold)
                    character.setProperty(QTextFormat.Property.FontSizeAdjustment, 1 if block.level <= 2 else 0)
                if block.kind == "quotation" or run.emphasis:
                    character.setFontItalic(not (block.kind == "quotation" and run.emphasis))
                if run.strong:
                    character.setFontWeight(QFont.Weight.Bold)
                if run.code:
                    character.setFontFamilies(["DejaVu Sans Mono", "Consolas", "Menlo", "monospace"])
                cursor.insertText(run.text, character)
        cursor.endEditBlock()

    def _block_format(self, block: Block, *, first: bool) -> QTextBlockFormat:
        made = QTextBlockFormat()
        height = self.fontMetrics().height()
        made.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        made.setBottomMargin(height * (0.3 if block.kind in ("heading", "item") else 0.7))
        if block.kind == "heading":
            made.setTopMargin(0 if first else height * 0.35)
            made.setHeadingLevel(block.level)
        if block.kind == "quotation":
            made.setLeftMargin(height * block.level)
        if block.kind == "item" and not block.marker:
            made.setLeftMargin(height * 1.6 * block.level)
        if block.number:
            made.setProperty(_NUMBER, block.number)
        return made

    def _make_item(self, cursor: QTextCursor, block: Block) -> None:
        item = QTextListFormat()
        item.setIndent(block.level)
        if block.marker == "•":
            item.setStyle(QTextListFormat.Style.ListDisc)
        else:
            item.setStyle(QTextListFormat.Style.ListDecimal)
            item.setStart(int(block.marker.rstrip(".")))
        cursor.createList(item)

    def _mark(self) -> None:
        selections = []
        for span, is_evidence in [(span, False) for span in self._misled] + [(span, True) for span in self._evidence]:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._cursor(span)
            character = QTextCharFormat()
            if is_evidence:
                character.setBackground(self._theme.color("mark"))
                character.setForeground(self._theme.color("text"))
            else:
                character.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
                character.setUnderlineColor(self._theme.color("wrong"))
            selection.format = character
            selections.append(selection)
        self.setExtraSelections(selections)
        self._gutter.update()

    def _cursor(self, span: Span) -> QTextCursor:
        """A cursor that selects `span`; Qt counts characters beyond the Basic Multilingual Plane as two."""
        cursor = QTextCursor(self.document())
        last = self.document().characterCount() - 1
        cursor.setPosition(min(self._position(span.start), last))
        cursor.setPosition(min(self._position(span.end), last), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _position(self, offset: int) -> int:
        return offset + sum(at < offset for at in self._wide)

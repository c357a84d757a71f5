"""The text of a bank's file, to be edited as it is."""

from PySide6.QtCore import QMimeData, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from quizapp.gui.editor.text_change import QtOffsets, text_in, words_in, write_into
from quizapp.gui.editor.yaml_colors import YamlColors
from quizapp.gui.kit.theme import MONOSPACE, FontRole, Theme

_INDENTATION = "  "


class YamlPane(QPlainTextEdit):
    """Shows the text with line numbers. Enter keeps the indentation, and Tab indents; Shift+Tab leaves, and so does Tab
    while nothing has been done in the text since Tab led there.

    It keeps no history of its own: an earlier text is shown by `show_text`.

    Signals:
        text_edited: the user has changed the text; the new one.
        place_changed: the user has moved the cursor to this character, or typed there.
    """

    text_edited = Signal(str)
    place_changed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._text = ""
        self._offsets = QtOffsets("")
        self._span: tuple[int, int] | None = None
        self._lines = range(0)
        self._tab_leaves = False
        self._numbers = _LineNumbers(self)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("The file as text"))
        self.setAccessibleDescription(self.tr("Tab indents. F6 or Shift+Tab leaves the text."))
        self._colors = YamlColors(theme, self.document())
        self.textChanged.connect(self._tell_text)
        self.cursorPositionChanged.connect(self._tell_place)
        self.updateRequest.connect(self._follow_scrolling)
        self.blockCountChanged.connect(self._fit)
        theme.restyle_with(self._restyle)

    @property
    def number_width(self) -> int:
        """Pixels that the line numbers need."""
        digits = max(3, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + self._theme.pixels(14)

    def show_text(self, text: str) -> None:
        """Show `text`. Only what differs is written, so the cursor and the place on the screen stay."""
        if text == self._text:
            return
        self._text, self._offsets = text, QtOffsets(text)
        write_into(self, text)
        self._fit()
        self._mark()

    def show_place(self, span: tuple[int, int] | None, *, scroll: bool = True) -> None:
        """Mark the characters of `span`, as those that the form is at, and bring them into view."""
        self._span = span
        self._mark()
        if span is not None and scroll and not self.hasFocus():
            with QSignalBlocker(self):
                cursor = self.textCursor()
                cursor.setPosition(self._offsets.to_qt(span[0]))
                self.setTextCursor(cursor)
            self._center(cursor)

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the end of a line, counted from 1, and bring it into view."""
        cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self._center(cursor)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._tab_leaves = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        super().focusInEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._tab_leaves = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() != Qt.Key.Key_Tab:
            self._tab_leaves = False
        if event.key() == Qt.Key.Key_Tab and not held:
            cursor = self.textCursor()
            cursor.insertText(_INDENTATION[: len(_INDENTATION) - cursor.positionInBlock() % len(_INDENTATION)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not held:
            line = self.textCursor().block().text()[: self.textCursor().positionInBlock()]
            self.textCursor().insertText("\n" + line[: len(line) - len(line.lstrip(" "))])
            self.ensureCursorVisible()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Let Shift+Tab leave the text; Tab is for those who indent."""
        return super().focusNextPrevChild(next) if self._tab_leaves or not next else False

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste the plain text alone."""
        self.insertPlainText(words_in(source))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _tell_text(self) -> None:
        text = text_in(self)
        if text != self._text:
            self._text, self._offsets = text, QtOffsets(text)
            self.text_edited.emit(text)
            self._tell_place()

    def _tell_place(self) -> None:
        if self.hasFocus() and text_in(self) == self._text:  # or else the cursor has moved before the text is told
            self.place_changed.emit(self._offsets.from_qt(self.textCursor().position()))

    def _center(self, cursor: QTextCursor) -> None:
        place = self.cursorRect(cursor)
        if place.top() < 0 or place.bottom() > self.viewport().height():
            self.centerCursor()

    def _mark(self) -> None:
        """Note the lines of the place, which a bar beside them marks."""
        self._lines = range(0)
        if self._span is not None:
            first, last = (self.document().findBlock(self._offsets.to_qt(offset)) for offset in self._span)
            end = last.blockNumber() + (last.position() < self._offsets.to_qt(self._span[1]))
            self._lines = range(first.blockNumber(), max(end, first.blockNumber() + 1))
        self._numbers.update()

    def _fit(self) -> None:
        self.setViewportMargins(self.number_width, 0, 0, 0)
        room = self.contentsRect()
        self._numbers.setGeometry(QRect(room.left(), room.top(), self.number_width, room.height()))

    def _follow_scrolling(self, changed: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
        else:
            self._numbers.update(0, changed.y(), self._numbers.width(), changed.height())

    def _restyle(self) -> None:
        font = QFont(self._theme.font(FontRole.PLAIN))
        font.setFamilies(MONOSPACE)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._fit()
        self._mark()

    def paint_numbers(self, painter: QPainter, room: QRect) -> None:
        """Paint the numbers of the lines in view, and that of the current line in the color of texts."""
        current, block = self.textCursor().blockNumber(), self.firstVisibleBlock()
        painter.setFont(self.font())
        width = self._numbers.width() - self._theme.pixels(8)
        top = self.blockBoundingGeometry(block).translated(self.contentOffset()).top()
        while block.isValid() and top <= room.bottom():
            height = self.blockBoundingRect(block).height()
            if block.isVisible() and top + height >= room.top():
                if block.blockNumber() in self._lines:
                    edge = self._numbers.width() - 3
                    painter.fillRect(QRect(edge, round(top), 3, round(height) + 1), self._theme.color("accent"))
                painter.setPen(self._theme.color("text" if block.blockNumber() == current else "muted"))
                line = QRect(0, round(top), width, self.fontMetrics().height())
                painter.drawText(line, Qt.AlignmentFlag.AlignRight, str(block.blockNumber() + 1))
            top += height
            block = block.next()


class _LineNumbers(QWidget):
    """The strip beside the text with the numbers of its lines."""

    def __init__(self, pane: YamlPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def sizeHint(self) -> QSize:
        return QSize(self._pane.number_width, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._pane._theme.color("hover"))
        self._pane.paint_numbers(painter, event.rect())

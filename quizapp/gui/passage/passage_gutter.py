"""The margin beside a passage: the numbers of its paragraphs, and what its layers show there."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QMouseEvent, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QLabel, QTextEdit, QWidget

from quizapp.domain.passage import Span
from quizapp.gui.kit.building import show_kept
from quizapp.gui.kit.shapes import painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.layer import Margin, PassageLayer
from quizapp.gui.passage.passage_text import PassageText


class PassageGutter(QWidget):
    """The margin where the lines of `view` begin; it scrolls with the text."""

    def __init__(self, view: QTextEdit, theme: Theme, text: PassageText, layers: Sequence[PassageLayer]) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._text = text
        self._layers = layers
        self._tags: list[QLabel] = []
        view.verticalScrollBar().valueChanged.connect(self._follow)

    @property
    def _radius(self) -> float:
        """Half the size of a badge, in pixels at the text size now."""
        return max(7.5, self._theme.scale * 7.5)

    @property
    def _room_beside(self) -> int:
        """Pixels between the text and the numbers, for a badge."""
        return round(2 * self._radius) + 3

    @property
    def needed_width(self) -> int:
        """Pixels that numbers and badges need at the text size now."""
        return self._view.fontMetrics().horizontalAdvance("00") + self._room_beside + 8

    def fit(self) -> None:
        """Move beside the viewport, and take its height."""
        viewport, width = self._view.viewport().geometry(), self.needed_width
        left = viewport.right() + 1 if self._is_reversed else viewport.left() - width
        self.setGeometry(left, viewport.top(), width, viewport.height())
        self._follow()

    @property
    def _is_reversed(self) -> bool:
        return self._view.layoutDirection() is Qt.LayoutDirection.RightToLeft

    def paintEvent(self, event: QPaintEvent) -> None:
        blocks = self._blocks_in_view()
        in_view = Span(self._text.span_of(blocks[0]).start, self._text.span_of(blocks[-1]).end)
        margin = Margin(self.width(), self._is_reversed, self._radius, {})
        painter = painter_on(self)
        painter.translate(0, -self._view.verticalScrollBar().value())
        for layer in sorted(self._layers, key=lambda layer: layer.takes_room_left):
            layer.paint_beside(painter, in_view, margin)
        painter.setFont(self._theme.font(FontRole.PASSAGE_NUMBER))
        for block in blocks:
            number = self._text.number_of(block)
            if number and block.layout().lineCount():
                span = self._text.span_of(block)
                is_accent = any(layer.accents(span) for layer in self._layers)
                painter.setPen(self._theme.color("accent" if is_accent else "muted"))
                line = block.layout().lineAt(0)
                baseline = block.layout().position().y() + line.y() + line.ascent()
                away = max(self._room_beside, margin.taken.get((block.blockNumber(), 0), 0) + 3)
                width = painter.fontMetrics().horizontalAdvance(str(number))
                left = margin.x(away if margin.is_reversed else away + width)
                painter.drawText(round(left), round(baseline), str(number))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        point = event.position() + QPointF(0, self._view.verticalScrollBar().value())
        any(layer.click_beside(point) for layer in reversed(self._layers))

    def _blocks_in_view(self) -> list[QTextBlock]:
        """Return the blocks in view and the one before them, whose number may still be seen; at least one."""
        layout = self._text.document.documentLayout()
        bottom = self._view.verticalScrollBar().value() + self.height()
        block = self._view.cursorForPosition(QPoint(1, 1)).block()
        block = block.previous() if block.previous().isValid() else block
        found = [block]
        while (block := block.next()).isValid() and layout.blockBoundingRect(block).top() <= bottom:
            found.append(block)
        return found

    def _follow(self) -> None:
        """Repaint, and lay an invisible label over each number for screen readers."""
        self.update()
        numbered = [block for block in self._blocks_in_view() if self._text.number_of(block)]
        scrolled, high = self._view.verticalScrollBar().value(), self._view.fontMetrics().height()
        tags = show_kept(self._tags, len(numbered), lambda: QLabel(self))
        for block, tag in zip(numbered, tags, strict=True):
            top = round(block.layout().position().y()) - scrolled
            tag.setGeometry(QRect(0, top, self.width(), high))
            tag.setAccessibleName(self.tr("Paragraph {number}").format(number=self._text.number_of(block)))

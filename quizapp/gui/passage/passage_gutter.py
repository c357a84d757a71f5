"""What stands left of a passage: the numbers of its paragraphs, and beside what is marked, bars, badges and signs."""

from PySide6.QtCore import QPoint
from PySide6.QtGui import QPainter, QPaintEvent, QTextBlock
from PySide6.QtWidgets import QTextEdit, QWidget

from quizapp.domain.passage import Span
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.evidence_layer import EvidenceLayer
from quizapp.gui.passage.passage_text import PassageText
from quizapp.gui.passage.sentence_layer import SentenceLayer


class PassageGutter(QWidget):
    """Stands at the left edge of `view`, whose left margin has to be as wide, and scrolls with its text."""

    def __init__(
        self, view: QTextEdit, theme: Theme, text: PassageText, evidence: EvidenceLayer, sentences: SentenceLayer
    ) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._text = text
        self._evidence = evidence
        self._sentences = sentences
        self._room_beside = 0
        view.verticalScrollBar().valueChanged.connect(self.update)

    def fit(self) -> None:
        """Be as wide as numbers and badges need at the size of the text now, and as high as the view."""
        self._room_beside = round(2 * self._evidence.radius) + 3
        width = self._view.fontMetrics().horizontalAdvance("00") + self._room_beside + 8
        self.setGeometry(0, 0, width, self._view.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self._view.verticalScrollBar().value())
        painter.setFont(self._theme.font(FontRole.PASSAGE_NUMBER))
        blocks = self._blocks_in_view()
        in_view = Span(self._text.span_of(blocks[0]).start, self._text.span_of(blocks[-1]).end)
        some = self._evidence.has_evidence_in(in_view)
        for block in blocks:
            self._paint_number(painter, block, has_evidence=some and self._has_evidence(block))
        self._evidence.paint_beside(painter, in_view, self.width())
        self._sentences.paint_beside(painter, self.width())

    def _blocks_in_view(self) -> list[QTextBlock]:
        """The blocks that are to be seen, and the one before them, of which the numbers may be; at least one."""
        layout = self._text.document.documentLayout()
        bottom = self._view.verticalScrollBar().value() + self.height()
        block = self._view.cursorForPosition(QPoint(1, 1)).block()
        block = block.previous() if block.previous().isValid() else block
        found = [block]
        while (block := block.next()).isValid() and layout.blockBoundingRect(block).top() <= bottom:
            found.append(block)
        return found

    def _has_evidence(self, block: QTextBlock) -> bool:
        return self._evidence.has_evidence_in(self._text.span_of(block))

    def _paint_number(self, painter: QPainter, block: QTextBlock, *, has_evidence: bool) -> None:
        number = self._text.number_of(block)
        if number and block.layout().lineCount():
            line = block.layout().lineAt(0)
            baseline = block.layout().position().y() + line.y() + line.ascent()
            painter.setPen(self._theme.color("accent" if has_evidence else "muted"))
            width = painter.fontMetrics().horizontalAdvance(str(number))
            painter.drawText(self.width() - self._room_beside - width, round(baseline), str(number))

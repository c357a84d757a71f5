"""The links of a page of the help, each of which opens another page of it and nothing else."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPen

from quizapp.domain.passage import Span
from quizapp.gui.passage.layer import PassageLayer


class LinkLayer(PassageLayer):
    """Shows `links`: spans, each with the page that it opens, in order; `current` is the one that Enter opens.

    Signals:
        page_requested: gives the name of a page.
    """

    page_requested = Signal(str)
    links: Sequence[tuple[Span, str]] = ()
    current = -1

    def show(self, links: Sequence[tuple[Span, str]]) -> None:
        """Show these links."""
        self.links, self.current = links, -1
        self.changed.emit()

    def clear(self) -> None:
        self.show(())

    @property
    def is_seen(self) -> bool:
        return bool(self.links)

    def words(self) -> Sequence[str]:
        if not self.links:
            return ()
        return (self.tr("This page has links. Right and Left choose one, Enter opens it."),)

    def named_places(self) -> Sequence[tuple[Span, str]]:
        return [(span, self._name(span)) for span, _ in self.links]

    def _name(self, span: Span) -> str:
        assert self.text.passage is not None
        return self.text.passage.text[span.start : span.end]

    def hover(self, offset: int) -> bool:
        return self._at(offset) >= 0

    def click(self, offset: int) -> bool:
        at = self._at(offset)
        if at >= 0:
            self.page_requested.emit(self.links[at][1])
        return at >= 0

    def take_key(self, key: Qt.Key, in_view: Span) -> bool:
        if not self.links:
            return False
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            by = 1 if key == Qt.Key.Key_Right else -1
            first = -1 if by > 0 else len(self.links)
            self.current = ((self.current if self.current >= 0 else first) + by) % len(self.links)
            span = self.links[self.current][0]
            self.reveal_requested.emit(span)
            self.announced.emit(self._name(span))
            self.changed.emit()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current >= 0:
            self.page_requested.emit(self.links[self.current][1])
            return True
        return False

    def _at(self, offset: int) -> int:
        return next((at for at, (span, _) in enumerate(self.links) if span.start <= offset < span.end), -1)

    def paint_over(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for at, (span, _) in enumerate(self.links):
            for box in self.text.boxes(span):
                painter.setPen(QPen(self.theme.color("accent"), 1.5))
                painter.drawLine(QPointF(box.left(), box.bottom() - 1), QPointF(box.right(), box.bottom() - 1))
                if at == self.current:
                    painter.setPen(QPen(self.theme.color("accent"), 2))
                    painter.drawRoundedRect(box.adjusted(-3, -1, 3, 2), 4, 4)

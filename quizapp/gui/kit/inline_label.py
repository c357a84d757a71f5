"""Text of an author that is only shown, with its emphasis."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent

from quizapp.domain.runs import InlineText
from quizapp.gui.kit.inline_text import paint_text, text_size
from quizapp.gui.kit.label import Label


class InlineLabel(Label):
    """Shows a text that has been read (`runs.InlineText`) with its emphasis; `text` and its accessible name are plain.

    A class of its own: a label without it is laid out and painted by Qt alone, as the first screen's have to be.
    """

    _shown: str = ""

    def setText(self, text: str) -> None:
        self._shown = text
        super().setText(str(text))

    def heightForWidth(self, width: int) -> int:
        if not isinstance(self._shown, InlineText) or not self.wordWrap():
            return super().heightForWidth(width)
        around = self.contentsMargins()
        room = max(1, width - around.left() - around.right())
        return text_size(self._shown, self.font(), room).height() + around.top() + around.bottom()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not isinstance(self._shown, InlineText):
            return hint
        if self.wordWrap():
            return QSize(hint.width(), self.heightForWidth(hint.width()))
        return text_size(self._shown, self.font()).grownBy(self.contentsMargins()).expandedTo(hint)

    def minimumSizeHint(self) -> QSize:
        if isinstance(self._shown, InlineText) and not self.wordWrap():
            return self.sizeHint()
        return super().minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not isinstance(self._shown, InlineText):
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        flags = self.alignment()
        paint_text(
            painter, self.contentsRect(), flags | Qt.TextFlag.TextWordWrap if self.wordWrap() else flags, self._shown
        )

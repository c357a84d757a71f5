"""Text that is only shown."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from quizapp.domain.runs import InlineText
from quizapp.gui.theme import FontRole, Theme
from quizapp.gui.widgets.inline_text import paint_text, text_size


class Label(QLabel):
    """A text in the font of a role and a colour of the theme. Never HTML, whatever it holds.

    A text that has been read (`inline.InlineText`) shows its emphasis; `text` and its accessible name are plain.
    """

    _shown: str = ""

    def __init__(
        self,
        theme: Theme,
        role: FontRole = FontRole.PLAIN,
        text: str = "",
        *,
        color: str = "text",
        wraps: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._color = color
        self._colored = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setObjectName(name)
        self.setText(text)
        self._restyle()
        theme.changed.connect(self._restyle)

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

    def set_color(self, color: str) -> None:
        """Use another colour of the theme."""
        if color != self._color:
            self._color = color
            self._restyle()

    def _restyle(self) -> None:
        self.setFont(self._theme.font(self._role))
        if self._color != "text" or self._colored:  # "text" is what the application's palette has
            palette = self.palette()
            palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(self._color))
            self.setPalette(palette)
            self._colored = True


class ElidedLabel(Label):
    """A line that ends in … where there is no room for all of it; it can shrink to nothing."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        line = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        painter.drawText(self.rect(), int(self.alignment()), line)

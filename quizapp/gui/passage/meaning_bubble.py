"""A small bubble beside a word, with what the word means."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from quizapp.gui.kit.building import fill
from quizapp.gui.kit.inline_text import direction_of
from quizapp.gui.kit.label import Label
from quizapp.gui.kit.shapes import RING, paint_box, painter_on
from quizapp.gui.kit.theme import FontRole, Theme

_WIDEST = 340
"""Pixels at the plain text size."""
_AWAY = 3
"""Pixels between the word and the bubble."""


class MeaningBubble(QFrame):
    """Shows a word and its meaning as plain texts, over the window of a widget, until Esc or a press elsewhere.

    Signals:
        closed: the user closed it.
        entered, left: the pointer came onto it, or left it.
    """

    closed = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._word = Label(theme, FontRole.STRONG, wraps=True)
        self._meaning = Label(theme, FontRole.PLAIN, wraps=True)
        fill(QVBoxLayout(self), self._word, self._meaning, margins=(13, 9, 13, 11), spacing=2)
        self.hide()

    def show_meaning(self, word: str, meaning: str, around: QRect) -> None:
        """Show a meaning below the word, which is `around` in the window, or above it where there is more room."""
        for label, text in ((self._word, word), (self._meaning, meaning)):
            label.setText(text)
            label.setLayoutDirection(direction_of(text, self.layoutDirection()))
        self.setAccessibleName(self.tr("{word}: {meaning}").format(word=word, meaning=meaning))
        room = self.window().rect()
        width = min(self._theme.pixels(_WIDEST), room.width() - 8)
        layout = self.layout()
        assert layout is not None
        unbroken = max(self._word.sizeHint().width(), self._unbroken_width()) + 32
        width = max(min(width, unbroken), min(width, 120))
        height = layout.heightForWidth(width)
        below, above = room.bottom() - around.bottom() - _AWAY, around.top() - _AWAY
        top = around.bottom() + _AWAY if height <= below or below >= above else around.top() - _AWAY - height
        start = around.left() if self.layoutDirection() is Qt.LayoutDirection.LeftToRight else around.right() - width
        left = max(4, min(start - RING, room.width() - width - 4))
        self.setGeometry(left, max(0, min(top, room.height() - height)), width, height)
        self.raise_()
        self.show()

    def _unbroken_width(self) -> int:
        return self._meaning.fontMetrics().horizontalAdvance(self._meaning.text())

    def showEvent(self, event: QEvent) -> None:
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]

    def hideEvent(self, event: QEvent) -> None:
        QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.ShortcutOverride if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                event.accept()  # else the page would go back
                return True
            case QEvent.Type.KeyPress if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
            case QEvent.Type.MouseButtonPress if isinstance(event, QMouseEvent) and isinstance(watched, QWidget):
                if not self.rect().contains(self.mapFromGlobal(event.globalPosition().toPoint())):
                    self.closed.emit()
        return False

    def enterEvent(self, event: QEvent) -> None:
        self.entered.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_box(painter_on(self), self._theme, self.rect(), "edge", "card", line=1, radius=9)


def place_in_window(view: QWidget, box: QRect) -> QRect:
    """Return `box` of `view` in the coordinates of its window."""
    return QRect(view.mapTo(view.window(), QPoint(box.topLeft())), box.size())

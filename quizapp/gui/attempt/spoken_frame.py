"""A frame around the part of a question that is read aloud."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from quizapp.gui.kit.shapes import painter_on
from quizapp.gui.kit.theme import Theme


class SpokenFrame(QWidget):
    """Lies around a widget and lets every click through."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._around: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def around(self) -> QWidget | None:
        """The widget that it lies around; None while it is hidden."""
        return self._around

    def lay_around(self, widget: QWidget | None) -> None:
        """Lie around `widget`; around nothing for None."""
        if self._around is not None:
            self._around.removeEventFilter(self)
        self._around = widget
        if widget is None:
            self.hide()
            return
        widget.installEventFilter(self)
        if self.parentWidget() is not widget.parentWidget():
            self.setParent(widget.parentWidget())
        self._follow()
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize):
            self._follow()
        return False

    def _follow(self) -> None:
        if self._around is not None:
            self.setGeometry(self._around.geometry())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        painter.setPen(QPen(self._theme.color("accent"), 3))
        painter.drawRoundedRect(self.rect().adjusted(2, 2, -2, -2), 10, 10)

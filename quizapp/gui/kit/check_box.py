"""Something that can be on or off."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QWidget

from quizapp.gui.kit.theme import FontRole, Theme


class CheckBox(QCheckBox):
    """A check box whose edge and tick can be seen in every theme."""

    def __init__(self, theme: Theme, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._theme = theme
        self._restyle()
        theme.changed.connect(self._restyle)

    def sizeHint(self) -> QSize:
        unit = self.fontMetrics().height()
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + round(unit * 1.9), max(28, round(unit * 1.6)))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, unit = self._theme, self.fontMetrics().height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = float(unit)
        box = QRectF(3.5, (self.height() - side) / 2, side, side)
        painter.setPen(QPen(theme.color("accent" if self.isChecked() else "edge"), 1.5))
        painter.setBrush(theme.color("accent" if self.isChecked() else "card"))
        painter.drawRoundedRect(box, 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), 6, 6)
        if self.isChecked():
            tick = theme.pixmap("right", "on_accent", round(side), self.devicePixelRatioF())
            painter.drawPixmap(QPointF(box.left(), box.top()), tick)
        painter.setPen(theme.color("text"))
        room = self.rect().adjusted(round(unit * 1.6), 0, 0, 0)
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())

    def _restyle(self) -> None:
        self.setFont(self._theme.font(FontRole.PLAIN))
        self.updateGeometry()
        self.update()

"""One of a few short choices that stand side by side."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from quizapp.gui.theme import FontRole, Theme
from quizapp.gui.widgets.option_card import KEYBOARD_REASONS, Marked


class Pill(QRadioButton):
    """A radio button that paints itself as a rounded field, with a tick or a cross once it is marked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ring = False
        self.marked: Marked = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_marked(self, marked: Marked) -> None:
        self.marked = marked
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        unit = self.fontMetrics().height()
        width = self.fontMetrics().horizontalAdvance(self.text()) + round(unit * 2.85)
        return QSize(width, max(28, round(unit * 1.75)))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() in KEYBOARD_REASONS
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        tone = {"right": "right", "missed": "right", "wrong": "wrong"}.get(self.marked, "")
        checked = self.isChecked()
        background = "soft" if checked else "hover" if self.underMouse() and self.isEnabled() else "card"
        if tone and self.marked != "missed":
            background = f"{tone}_soft"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color(tone or ("accent" if checked else "edge")), 2.0 if tone or checked else 1.0)
        if self.marked == "missed":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color(background))
        box = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        if self.hasFocus() and self._ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("text"), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.8, 0.8, -0.8, -0.8), self.height() / 2, 99)
        unit = self.fontMetrics().height()
        size = round(unit * 0.9)
        left = round(unit * 0.75)
        if tone:
            icon = theme.pixmap("wrong" if tone == "wrong" else "right", tone, size, self.devicePixelRatioF())
            painter.drawPixmap(left, (self.height() - size) // 2, icon)
        else:
            dot = QRectF(left + 1, (self.height() - size) / 2 + 1, size - 2, size - 2)
            painter.setPen(QPen(theme.color("accent" if checked else "edge"), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot)
            if checked:
                painter.setBrush(theme.color("accent"))
                painter.drawEllipse(dot.adjusted(3, 3, -3, -3))
        painter.setPen(theme.color("text"))
        start = left + size + round(unit * 0.35)
        room = self.rect().adjusted(start, 0, -round(unit * 0.4), 0)
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(FontRole.PLAIN))
        self.updateGeometry()
        self.update()

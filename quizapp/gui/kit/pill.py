"""One of a few short choices that stand side by side."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from quizapp.gui.kit.inline_text import paint_text, text_size
from quizapp.gui.kit.painted_button import Marked, PaintedButton
from quizapp.gui.kit.theme import FontRole, Theme


class Pill(PaintedButton, QRadioButton):
    """A radio button that paints itself as a rounded field, with a tick or a cross once it is marked.

    Its text wraps where there is no room for it on one line. In the cell of a grid, whose heading says the same, it
    shows its sign alone: see `show_in_cell`.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._in_cell = False
        self._shown: str = ""
        self._detail = ""
        policy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_text(self, text: str) -> None:
        self._shown = text
        self.setText(str(text))
        self.setShortcut(QKeySequence())  # “&” in a text makes no key

    def show_marked(self, marked: Marked) -> None:
        self.marked = marked
        self.updateGeometry()
        self.update()

    def show_detail(self, text: str) -> None:
        """Show `text`, one line, below the pill's own."""
        if text != self._detail:
            self._detail = text
            self.updateGeometry()
            self.update()

    def show_in_cell(self, in_cell: bool) -> None:
        """Show the sign alone, or with the text."""
        if in_cell != self._in_cell:
            self._in_cell = in_cell
            policy = self.sizePolicy()
            fits = QSizePolicy.Policy.Preferred if in_cell else QSizePolicy.Policy.Fixed  # a cell is filled
            policy.setHorizontalPolicy(fits)
            self.setSizePolicy(policy)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        unit = self.fontMetrics().height()
        height = max(28, round(unit * 1.75))
        if self._in_cell:
            return QSize(round(unit * 2.2), height)
        width = text_size(self._shown, self.font()).width()
        if self._detail:
            small = QFontMetrics(self._theme.font(FontRole.SMALL))
            width, height = max(width, small.horizontalAdvance(self._detail)), height + small.height()
            return QSize(width + round(unit * 2.6), height)
        return QSize(width + round(unit * 2.85), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(28 if self._in_cell else 60, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        hint = self.sizeHint()
        if self._in_cell or width >= hint.width():
            return hint.height()
        unit = self.fontMetrics().height()
        room = max(40, width - self._text_left() - round(unit * 0.4))
        return max(hint.height(), text_size(self._shown, self.font(), room).height() + round(unit * 0.75))

    def _text_left(self) -> int:
        unit = self.fontMetrics().height()
        return round(unit * 0.75) + round(unit * 0.9) + round(unit * 0.35)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        tone = self.tone
        checked = self.isChecked()
        background = "soft" if checked else "hover" if self.underMouse() and self.isEnabled() else "card"
        if tone and self.marked != "missed":
            background = f"{tone}_soft"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = tone or ("accent" if checked else "line" if self._in_cell else "edge")
        pen = QPen(theme.color(edge), 2.0 if tone or checked else 1.0)
        if self.marked == "missed":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(theme.color(background))
        box = QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5)
        unit = self.fontMetrics().height()
        radius = min(box.height() / 2, unit * 0.85)
        painter.drawRoundedRect(box, radius, radius)
        if self.has_ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.color("text"), 1.5))
            ring = QRectF(self.rect()).adjusted(0.8, 0.8, -0.8, -0.8)
            painter.drawRoundedRect(ring, radius + 1.7, radius + 1.7)
        size = round(unit * 0.9)
        left = (self.width() - size) // 2 if self._in_cell else round(unit * 0.75)
        if tone:
            icon = theme.pixmap("wrong" if tone == "wrong" else "right", tone, size, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - size) / 2), icon)
        else:
            dot = QRectF(left + 1, (self.height() - size) / 2 + 1, size - 2, size - 2)
            painter.setPen(QPen(theme.color("accent" if checked else "edge"), 1.4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot)
            if self.was_tried and not checked:
                icon = theme.pixmap("wrong", "muted", size, self.devicePixelRatioF())
                painter.drawPixmap(QPointF(left, (self.height() - size) / 2), icon)
            if checked:
                painter.setBrush(theme.color("accent"))
                painter.drawEllipse(dot.adjusted(3, 3, -3, -3))
        if self._in_cell:
            return
        painter.setFont(self.font())
        painter.setPen(theme.color("text"))
        room = self.rect().adjusted(self._text_left(), 0, -round(unit * 0.4), 0)
        if self._detail:
            self._paint_detail(painter, room)
            return
        flags: Qt.AlignmentFlag | Qt.TextFlag = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if self.width() < self.sizeHint().width():
            flags = flags | Qt.TextFlag.TextWordWrap
        paint_text(painter, room, flags, self._shown)

    def _paint_detail(self, painter: QPainter, room: QRect) -> None:
        """Both lines, one above the other."""
        small = self._theme.font(FontRole.SMALL)
        line, below = self.fontMetrics().height(), QFontMetrics(small).height()
        top = room.top() + (room.height() - line - below) // 2
        painter.drawText(room.left(), top + self.fontMetrics().ascent(), self.text())
        painter.setFont(small)
        painter.setPen(self._theme.color("text" if self.isChecked() else "muted"))
        painter.drawText(room.left(), top + line + QFontMetrics(small).ascent(), self._detail)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(FontRole.PLAIN))
        self.updateGeometry()
        self.update()

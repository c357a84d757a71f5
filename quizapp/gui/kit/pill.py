"""A pill: one of a few short choices side by side."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from quizapp.gui.kit.inline_text import paint_text, text_size
from quizapp.gui.kit.painted_button import Marked, PaintedButton
from quizapp.gui.kit.shapes import from_start, paint_box, paint_icon, painter_on
from quizapp.gui.kit.theme import FontRole, Theme


class Pill(PaintedButton, QRadioButton):
    """A radio button in the shape of a pill, with a tick or a cross once it is marked.

    Its text wraps if it is too long. In a grid, whose heading has the text, it shows only its sign: `show_in_cell`.
    """

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._in_cell = False
        self._shown: str = ""
        self._detail = ""
        self._hint = QSize()
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_text(self, text: str) -> None:
        self._shown = text
        self.setText(str(text))
        self.setShortcut(QKeySequence())  # an “&” in the text makes no shortcut
        self.updateGeometry()

    def show_marked(self, marked: Marked) -> None:
        self.marked = marked
        self.updateGeometry()
        self.update()

    def show_detail(self, text: str) -> None:
        """Show `text` below the pill's own, on one line."""
        if text != self._detail:
            self._detail = text
            self.updateGeometry()
            self.update()

    def show_in_cell(self, in_cell: bool) -> None:
        """Show only the sign, or the text too."""
        if in_cell != self._in_cell:
            self._in_cell = in_cell
            policy = self.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred if in_cell else QSizePolicy.Policy.Maximum)
            self.setSizePolicy(policy)
            self.updateGeometry()
            self.update()

    def updateGeometry(self) -> None:
        self._hint = QSize()
        super().updateGeometry()

    def sizeHint(self) -> QSize:
        if self._hint.isEmpty():  # one layout asks many times
            self._hint = self._measure()
        return QSize(self._hint)

    def _measure(self) -> QSize:
        unit = self.fontMetrics().height()
        height = max(28, round(unit * 1.75))
        if self._in_cell:
            return QSize(round(unit * 2.2), height)
        width = text_size(self._shown, self.font()).width()
        if self._detail:
            small = QFontMetrics(self._theme.font(FontRole.SMALL))
            width, height = max(width, small.horizontalAdvance(self._detail)), height + small.height()
        return QSize(width + round(unit * 2.85), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(28 if self._in_cell else 60, self.sizeHint().height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        hint = self.sizeHint()
        if self._in_cell or width >= hint.width():
            return hint.height()
        font = self.font()
        more = text_size(self._shown, font, self._text_width(width)).height() - text_size(self._shown, font).height()
        return hint.height() + max(0, more)

    def _text_width(self, width: int) -> int:
        unit = self.fontMetrics().height()
        return max(unit, width - self._text_left() - round(unit * 0.4))

    def _text_left(self) -> int:
        unit = self.fontMetrics().height()
        return round(unit * 0.75) + round(unit * 0.9) + round(unit * 0.35)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, tone, checked, whole = self._theme, self.tone, self.isChecked(), self.rect()
        is_missed = self.marked == "missed"
        ground = "soft" if checked else "hover" if self.underMouse() and self.isEnabled() else "card"
        if tone and not is_missed:
            ground = f"{tone}_soft"
        painter = painter_on(self)
        edge = tone or ("accent" if checked else "line" if self._in_cell else "edge")
        line = 2 if tone or checked else 1
        unit = self.fontMetrics().height()
        radius, ring = unit * 0.85, self.has_ring
        paint_box(painter, theme, whole, edge, ground, line=line, radius=radius, is_dashed=is_missed, has_ring=ring)
        size = round(unit * 0.9)
        left = (self.width() - size) // 2 if self._in_cell else round(unit * 0.75)
        sign = from_start(painter, QRectF(left, (self.height() - size) / 2, size, size), whole)
        if tone:
            paint_icon(painter, theme, tone, tone, sign.center(), size)
        else:
            dot = sign.adjusted(1, 1, -1, -1)
            painter.setPen(QPen(theme.color("accent" if checked else "edge"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(dot)
            if self.was_tried and not checked:
                paint_icon(painter, theme, "wrong", "muted", sign.center(), size)
            if checked:
                painter.setBrush(theme.color("accent"))
                painter.drawEllipse(dot.adjusted(3, 3, -3, -3))
        if self._in_cell:
            return
        painter.setFont(self.font())
        painter.setPen(theme.color("text"))
        width = self._text_width(self.width())
        room = from_start(painter, QRectF(self._text_left(), 0, width, self.height()), whole).toRect()
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        if not self._detail:
            paint_text(painter, room, flags, self._shown)
            return
        small = QFontMetrics(theme.font(FontRole.SMALL)).height()
        words = text_size(self._shown, self.font(), width).height()
        room.setTop((self.height() - words - small) // 2)
        paint_text(painter, room, Qt.TextFlag.TextWordWrap, self._shown)
        painter.setFont(theme.font(FontRole.SMALL))
        painter.setPen(theme.color("text" if checked else "muted"))
        room.setTop(room.top() + words)
        paint_text(painter, room, Qt.AlignmentFlag.AlignLeft, self._detail)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(FontRole.PLAIN))
        self.updateGeometry()
        self.update()

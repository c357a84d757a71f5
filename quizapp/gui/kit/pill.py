"""A pill: one of a few short choices side by side."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy

from quizapp.gui.kit.inline_text import paint_text, text_size
from quizapp.gui.kit.shapes import from_start, paint_icon, painter_on
from quizapp.gui.kit.theme import FontRole
from quizapp.gui.kit.wrapping_button import WrappingButton


class Pill(WrappingButton, QRadioButton):
    """A radio button in the shape of a pill, with a tick or a cross once it is marked.

    Its text wraps if it is too long. In a grid, whose heading has the text, it shows only its sign: `show_in_cell`.
    """

    _in_cell = False
    _detail = ""

    def show_detail(self, text: str) -> None:
        """Show `text` below the pill's own, on one line."""
        if text != self._detail:
            self._detail = text
            self._refresh()

    def show_in_cell(self, in_cell: bool) -> None:
        """Show only the sign, or the text too."""
        if in_cell != self._in_cell:
            self._in_cell = in_cell
            policy = self.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Preferred if in_cell else QSizePolicy.Policy.Maximum)
            self.setSizePolicy(policy)
            self._refresh()

    def _text_room(self, width: int) -> tuple[int, int]:
        unit = self._unit
        left = round(unit * 0.75) + round(unit * 0.9) + round(unit * 0.35)
        return left, max(unit, width - left - round(unit * 0.4))

    def _text_heights(self) -> tuple[int, int]:
        least = max(28, round(self._unit * 1.75)) + self._detail_height()
        return least, least - self._unit - 1  # as the height of a wrapped text is rounded up

    def _detail_height(self) -> int:
        return QFontMetrics(self._theme.font(FontRole.SMALL)).height() if self._detail else 0

    def heightForWidth(self, width: int) -> int:
        return self._text_heights()[0] if self._in_cell else super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        height = self._text_heights()[0]
        if self._in_cell:
            return QSize(round(self._unit * 2.2), height)
        width = self._unbroken().width()
        if self._detail:
            width = max(width, QFontMetrics(self._theme.font(FontRole.SMALL)).horizontalAdvance(self._detail))
        return QSize(width + round(self._unit * 2.85), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(28 if self._in_cell else 60, self._text_heights()[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, tone, checked, unit = self._theme, self.tone, self.isChecked(), self._unit
        painter = painter_on(self)
        ground = "soft" if checked else "hover" if self.underMouse() and self.isEnabled() else "card"
        edge = "accent" if checked else "line" if self._in_cell else "edge"
        self.paint_ground(painter, ground, edge, line=2 if checked else 1, radius=unit * 0.85)
        size = round(unit * 0.9)
        left = (self.width() - size) // 2 if self._in_cell else round(unit * 0.75)
        sign = from_start(painter, QRectF(left, (self.height() - size) / 2, size, size), self.rect())
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
        below = self._detail_height()
        self.paint_shown(painter, below=below)
        if self._detail:
            left, width = self._text_room(self.width())
            words = text_size(self._shown, self.font(), width).height()
            room = QRectF(left, (self.height() + words - below) / 2, width, below)
            painter.setFont(theme.font(FontRole.SMALL))
            painter.setPen(theme.color("text" if checked else "muted"))
            paint_text(
                painter, from_start(painter, room, self.rect()).toRect(), Qt.AlignmentFlag.AlignLeft, self._detail
            )

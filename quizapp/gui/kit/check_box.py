"""A check box in the look of the other controls."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from quizapp.gui.kit.inline_text import paint_text, text_size
from quizapp.gui.kit.shapes import RING, from_start, paint_box, paint_icon, painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.word_button import grow_where_narrow


class CheckBox(QCheckBox):
    """A check box whose edge and tick can be seen in every theme; its words wrap."""

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__(text)
        self._theme = theme
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.restyle_with(self._restyle)

    def sizeHint(self) -> QSize:
        unit = self.fontMetrics().height()
        return QSize(text_size(self.text(), self.font()).width() + round(unit * 1.9), max(28, round(unit * 1.6)))

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), self.fontMetrics().height() * 6), hint.height())

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        unit = self.fontMetrics().height()
        room = max(1, width - round(unit * 1.6))
        return max(self.sizeHint().height(), text_size(self.text(), self.font(), room).height() + round(unit * 0.3))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        grow_where_narrow(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, unit, checked = self._theme, self.fontMetrics().height(), self.isChecked()
        painter = painter_on(self)
        lines = QRect(0, 0, self.width(), min(self.height(), self.heightForWidth(self.width())))
        lines.moveTop((self.height() - lines.height()) // 2)
        first = min(lines.height(), self.sizeHint().height())  # the height of the first line
        around = QRect(0, lines.top() + (first - unit) // 2 - RING, unit + 2 * RING, unit + 2 * RING)
        box = from_start(painter, QRectF(around), self.rect())
        edge, ground = ("accent", "accent") if checked else ("edge" if self.isEnabled() else "line", "card")
        paint_box(painter, theme, box.toRect(), edge, ground, line=2, radius=4, has_ring=self.hasFocus())
        if checked:
            paint_icon(painter, theme, "right", "on_accent", box.center(), unit)
        painter.setPen(theme.color("text" if self.isEnabled() else "muted"))
        room = QRectF(lines).adjusted(round(unit * 1.6), 0, 0, 0)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        paint_text(painter, from_start(painter, room, self.rect()).toRect(), flags, self.text())

    def _restyle(self) -> None:
        self.setFont(self._theme.font(FontRole.PLAIN))
        self.updateGeometry()
        self.update()

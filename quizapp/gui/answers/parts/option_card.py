"""An option that can be chosen: a radio button or a check box that paints itself as a card."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from quizapp.gui.kit.inline_text import paint_text, text_size
from quizapp.gui.kit.painted_button import Marked, PaintedButton
from quizapp.gui.kit.theme import FontRole, Theme


class _Card(PaintedButton):
    """The base of the two kinds of card: all of it can be clicked, its text wraps, its letter stands in a badge."""

    _theme: Theme
    letter = ""
    _shown: str = ""

    def _set_up(self, theme: Theme) -> None:
        self._theme = theme
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._restyle()
        theme.changed.connect(self._restyle)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(FontRole.OPTION))
        self._heights.clear()
        self.updateGeometry()
        self.update()

    def show_option(self, letter: str, text: str, place: str) -> None:
        """Show an option; `place` says where it stands among the others, for who can't see it."""
        self.letter = letter
        self.marked = ""
        self.was_tried = False
        self._shown = text
        self._heights.clear()
        self.setText(str(text))
        self.setShortcut(QKeySequence())  # “&” in a text makes no key
        self.setAccessibleName(f"{letter}. {text}" if letter else str(text))
        self.setAccessibleDescription(place)
        self.updateGeometry()

    def show_marked(self, marked: Marked, words: str) -> None:
        """Show how the option was marked; `words` say it to who can't see it."""
        self.marked = marked
        self.was_tried = False
        if words:
            self.setAccessibleDescription(words)
        self.update()

    def _measures(self) -> tuple[int, int, int, int]:
        unit = self.fontMetrics().height()
        return unit, round(unit * 0.58), round(unit * 1.55), round(unit * 0.7)

    def _text_left(self) -> int:
        _, padding, badge, gap = self._measures()
        return padding + badge + gap

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)  # it is asked many times for one layout
        if height is None:
            height = self._heights[width] = self._height_for(width)
        return height

    def _height_for(self, width: int) -> int:
        unit, padding, badge, _ = self._measures()
        room = max(60, width - self._text_left() - padding - round(unit * 1.4))
        return max(text_size(self._shown, self.font(), room).height(), badge) + 2 * padding

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().height() * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        background, border, width = "card", "edge", 1.0
        if self.underMouse() and self.isEnabled():
            background = "hover"
        if self.isChecked():
            background, border, width = "soft", "accent", 2.0
        tone = self.tone
        if tone:
            background, border, width = f"{tone}_soft", tone, 2.0
        if self.marked == "missed":
            background = "card"
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.color(border), width)
        if self.marked == "missed":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(self._theme.color(background))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 10, 10)
        if self.has_ring:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._theme.color("text"), 1.6))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.8, 0.8, -0.8, -0.8), 12, 12)
        self._paint_badge(painter, tone if self.marked != "missed" else "", tone)
        unit, padding, _, _ = self._measures()
        painter.setFont(self.font())
        painter.setPen(self._theme.color("text"))
        left = self._text_left()
        room = QRect(left, 0, self.width() - left - padding - round(unit * 1.4), self.height())
        paint_text(painter, room, Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter, self._shown)
        if tone or self.was_tried:
            size = round(unit * 1.15)
            icon = "wrong" if self.marked == "wrong" or self.was_tried else "right"
            at = QPointF(self.width() - padding - size, (self.height() - size) / 2)
            painter.drawPixmap(at, self._theme.pixmap(icon, tone or "muted", size, self.devicePixelRatioF()))

    def _paint_badge(self, painter: QPainter, filled: str, tone: str) -> None:
        _, padding, badge, _ = self._measures()
        fill = filled or ("accent" if self.isChecked() else "")
        box = QRectF(padding, (self.height() - badge) / 2, badge, badge)
        painter.setPen(QPen(self._theme.color(fill or tone or "edge"), 1.4))
        painter.setBrush(self._theme.color(fill) if fill else Qt.BrushStyle.NoBrush)
        self._paint_badge_shape(painter, box)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        letter = "card" if filled else "on_accent" if fill else "muted"
        painter.setPen(self._theme.color(letter))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.letter)

    def _paint_badge_shape(self, painter: QPainter, box: QRectF) -> None:
        painter.drawEllipse(box)


class RadioCard(_Card, QRadioButton):
    """One of several options, of which one can be chosen. Arrow keys, exclusivity and the role are a radio button's."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set_up(theme)


class CheckCard(_Card, QCheckBox):
    """One of several options, of which any can be chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set_up(theme)

    def _paint_badge_shape(self, painter: QPainter, box: QRectF) -> None:
        painter.drawRoundedRect(box, 6, 6)

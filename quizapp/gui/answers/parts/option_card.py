"""An option that can be chosen: a radio button or a check box that paints itself as a card."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeySequence, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from quizapp.gui.kit.inline_text import paint_text, text_size
from quizapp.gui.kit.painted_button import Marked, PaintedButton
from quizapp.gui.kit.shapes import from_start, paint_badge, paint_box, paint_icon, painter_on
from quizapp.gui.kit.theme import FontRole, Theme

_UNBROKEN = 100_000
"""Pixels: a width in which no line is broken."""


class _Card(PaintedButton):
    """The base of the two kinds of card: all of it can be clicked, its text wraps, its letter stands in a badge."""

    _theme: Theme
    letter = ""
    _is_square = False
    _shown: str = ""

    def _set_up(self, theme: Theme) -> None:
        self._theme = theme
        self._heights: dict[int, int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
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

    def _text_width(self, width: int) -> int:
        """Give the room for the text in a card of this width, beside its badge and the sign of its mark."""
        unit, padding, _, _ = self._measures()
        return max(unit, width - self._text_left() - padding - round(unit * 1.4))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)  # it is asked many times for one layout
        if height is None:
            height = self._heights[width] = self._height_for(width)
        return height

    def _height_for(self, width: int) -> int:
        _, padding, badge, _ = self._measures()
        return max(text_size(self._shown, self.font(), self._text_width(width)).height(), badge) + 2 * padding

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(_UNBROKEN))  # a layout asks for the height in its width

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.fontMetrics().height() * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        ground, edge, line = "card", "edge", 1
        if self.underMouse() and self.isEnabled():
            ground = "hover"
        if self.isChecked():
            ground, edge, line = "soft", "accent", 2
        tone, is_missed = self.tone, self.marked == "missed"
        if tone:
            ground, edge, line = "card" if is_missed else f"{tone}_soft", tone, 2
        painter = painter_on(self)
        whole = self.rect()
        paint_box(painter, self._theme, whole, edge, ground, line=line, is_dashed=is_missed, has_ring=self.has_ring)
        unit, padding, badge, _ = self._measures()
        fill = tone if tone and not is_missed else "accent" if self.isChecked() else ""
        box = from_start(painter, QRectF(padding, (self.height() - badge) / 2, badge, badge), whole)
        font = self.font()
        paint_badge(
            painter, self._theme, box, self.letter, font, fill=fill, edge=tone or "edge", is_square=self._is_square
        )
        painter.setFont(font)
        painter.setPen(self._theme.color("text"))
        room = QRectF(self._text_left(), 0, self._text_width(self.width()), self.height())
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
        paint_text(painter, from_start(painter, room, whole).toRect(), flags, self._shown)
        if tone or self.was_tried:
            size = round(unit * 1.15)
            box = from_start(painter, QRectF(self.width() - padding - size, 0, size, self.height()), whole)
            paint_icon(painter, self._theme, tone or "wrong", tone or "muted", box.center(), size)


class RadioCard(_Card, QRadioButton):
    """One of several options, of which one can be chosen. Arrow keys, exclusivity and the role are a radio button's."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set_up(theme)


class CheckCard(_Card, QCheckBox):
    """One of several options, of which any can be chosen."""

    _is_square = True

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._set_up(theme)

"""An option that can be chosen: a radio button or a check box that paints itself as a card."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from quizapp.gui.kit.shapes import from_start, paint_badge, paint_icon, painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.wrapping_button import UNBROKEN, WrappingButton


class _Card(WrappingButton):
    """The base of both kinds of card: a badge with a letter, and a text that wraps."""

    _role = FontRole.OPTION
    letter = ""
    _is_square = False

    def show_option(self, letter: str, text: str, place: str) -> None:
        """Show an option; `place` tells screen-reader users where it is among the others."""
        self.letter = letter
        self.show_marked("", place)
        self.show_text(text)
        self.setAccessibleName(f"{letter}. {text}" if letter else str(text))

    def _measures(self) -> tuple[int, int, int]:
        """Give the height of a line, the padding, and the size of the badge, in pixels."""
        return self._unit, round(self._unit * 0.58), round(self._unit * 1.55)

    def _text_room(self, width: int) -> tuple[int, int]:
        unit, padding, badge = self._measures()
        left = padding + badge + round(unit * 0.7)
        return left, max(unit, width - left - padding - round(unit * 1.4))

    def _text_heights(self) -> tuple[int, int]:
        _, padding, badge = self._measures()
        return badge + 2 * padding, 2 * padding

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(UNBROKEN))  # the layout asks again for its own width

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._unit * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, tone, whole, checked = self._theme, self.tone, self.rect(), self.isChecked()
        unit, padding, badge = self._measures()
        painter = painter_on(self)
        ground = "soft" if checked else "hover" if self.underMouse() and self.isEnabled() else "card"
        self.paint_ground(painter, ground, "accent" if checked else "edge", line=2 if checked else 1)
        fill = tone if tone and not self.is_missed else "accent" if checked else ""
        box = from_start(painter, QRectF(padding, (self.height() - badge) / 2, badge, badge), whole)
        edge, font = tone or "edge", self.font()
        paint_badge(painter, theme, box, self.letter, font, fill=fill, edge=edge, is_square=self._is_square)
        self.paint_shown(painter)
        if tone or self.was_tried:
            size = round(unit * 1.15)
            box = from_start(painter, QRectF(self.width() - padding - size, 0, size, self.height()), whole)
            paint_icon(painter, theme, tone or "wrong", tone or "muted", box.center(), size)


class RadioCard(_Card, QRadioButton):
    """An option of which only one can be chosen. Keys and role are those of a radio button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_up(theme, QSizePolicy.Policy.Preferred)


class CheckCard(_Card, QCheckBox):
    """An option of which several can be chosen."""

    _is_square = True

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_up(theme, QSizePolicy.Policy.Preferred)

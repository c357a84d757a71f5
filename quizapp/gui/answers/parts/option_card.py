"""Cards with a letter in a badge; among them the options that can be chosen, radio buttons and check boxes."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy

from quizapp.gui.kit.shapes import from_start, paint_badge, paint_icon, painter_on
from quizapp.gui.kit.theme import FontRole
from quizapp.gui.kit.wrapping_button import UNBROKEN, WrappingButton


class BadgeCard(WrappingButton):
    """The base of cards with a letter in a badge, and a text that wraps. Lengths are shares of the height of a line."""

    _across = QSizePolicy.Policy.Preferred
    _padding = 0.58
    _badge = 1.55
    _is_square = False
    letter = ""

    def _measures(self) -> tuple[int, int, int]:
        """Give the height of a line, the padding, and the size of the badge, in pixels."""
        return self._unit, round(self._unit * self._padding), round(self._unit * self._badge)

    def _text_heights(self) -> tuple[int, int]:
        _, padding, badge = self._measures()
        return badge + 2 * padding, 2 * padding

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(UNBROKEN))  # the layout asks again for its own width

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self._unit * 2)

    def paint_letter(self, painter: QPainter, is_full: bool) -> None:
        """Paint the badge, filled if it `is_full` or once it is marked."""
        _, padding, badge = self._measures()
        box = from_start(painter, QRectF(padding, (self.height() - badge) / 2, badge, badge), self.rect())
        fill = self.tone if self.tone and not self.is_missed else "accent" if is_full else ""
        edge, font = self.tone or "edge", self.font()
        paint_badge(painter, self._theme, box, self.letter, font, fill=fill, edge=edge, is_square=self._is_square)


class OptionCard(BadgeCard):
    """The base of both kinds of option."""

    _role = FontRole.OPTION
    is_crossed_out = False
    _place = ""

    def show_option(self, letter: str, text: str, place: str) -> None:
        """Show an option; `place` tells screen-reader users where it is among the others."""
        self.letter = letter
        self.is_crossed_out = False
        self._place = place
        self.show_marked("", place)
        self.show_text(text)
        self.setAccessibleName(f"{letter}. {text}" if letter else str(text))

    def show_crossed_out(self, is_out: bool) -> None:
        """Show the option as crossed out, or as it was; its text stays legible."""
        if is_out != self.is_crossed_out:
            self.is_crossed_out = is_out
            if not self.marked:  # what was right and what was chosen matters more then
                said = self.tr("Crossed out. {place}").format(place=self._place) if is_out else self._place
                self.setAccessibleDescription(said)
            self.update()

    def _text_room(self, width: int) -> tuple[int, int]:
        unit, padding, badge = self._measures()
        left = padding + badge + round(unit * 0.7)
        return left, max(unit, width - left - padding - round(unit * 1.4))

    def paintEvent(self, event: QPaintEvent) -> None:
        checked, painter = self.isChecked(), painter_on(self)
        ground = "soft" if checked else "hover" if self.underMouse() and self.isEnabled() else "card"
        self.paint_ground(painter, ground, "accent" if checked else "edge", line=2 if checked else 1)
        self.paint_letter(painter, checked)
        self.paint_shown(painter, color="muted" if self.is_crossed_out else "text", is_struck=self.is_crossed_out)
        if self.tone or self.was_tried:
            unit, padding, _ = self._measures()
            size = round(unit * 1.15)
            box = from_start(painter, QRectF(self.width() - padding - size, 0, size, self.height()), self.rect())
            paint_icon(painter, self._theme, self.tone or "wrong", self.tone or "muted", box.center(), size)


class RadioCard(OptionCard, QRadioButton):
    """An option of which only one can be chosen. Keys and role are those of a radio button."""


class CheckCard(OptionCard, QCheckBox):
    """An option of which several can be chosen."""

    _is_square = True

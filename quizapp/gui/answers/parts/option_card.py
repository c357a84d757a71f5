"""An option that can be chosen: a radio button or a check box that paints itself as a card."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QRadioButton, QSizePolicy, QWidget

from quizapp.gui.answers.parts.wrapping_button import UNBROKEN, WrappingButton
from quizapp.gui.kit.inline_text import text_size
from quizapp.gui.kit.painted_button import Marked
from quizapp.gui.kit.shapes import from_start, paint_badge, paint_box, paint_icon, painter_on
from quizapp.gui.kit.theme import FontRole, Theme


class _Card(WrappingButton):
    """The base of both kinds of card: a badge with a letter, and a text that wraps."""

    _role = FontRole.OPTION
    letter = ""
    _is_square = False

    def set_up(self, theme: Theme, across: QSizePolicy.Policy = QSizePolicy.Policy.Preferred) -> None:
        self._heights: dict[int, int] = {}
        self._measures = (0, 0, 0, 0)
        super().set_up(theme, across)

    def updateGeometry(self) -> None:
        unit = self.fontMetrics().height()
        self._heights.clear()
        self._line = QSize()
        self._measures = (unit, round(unit * 0.58), round(unit * 1.55), round(unit * 0.7))
        """Of the text, the padding, the badge and the gap beside it, in pixels."""
        super().updateGeometry()

    def show_option(self, letter: str, text: str, place: str) -> None:
        """Show an option; `place` tells screen-reader users where it is among the others."""
        self.letter = letter
        self.marked = ""
        self.was_tried = False
        self.show_text(text)
        self.setAccessibleName(f"{letter}. {text}" if letter else str(text))
        self.setAccessibleDescription(place)

    def show_marked(self, marked: Marked, words: str) -> None:
        """Show how the option was marked; a screen reader says `words`."""
        self.marked = marked
        self.was_tried = False
        if words:
            self.setAccessibleDescription(words)
        self.update()

    def _text_left(self) -> int:
        _, padding, badge, gap = self._measures
        return padding + badge + gap

    def _text_width(self, width: int) -> int:
        unit, padding, _, _ = self._measures
        return max(unit, width - self._text_left() - padding - round(unit * 1.4))

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)  # one layout asks many times
        if height is None:
            room, (_, padding, badge, _) = self._text_width(width), self._measures
            if self._line.isEmpty():
                self._line = text_size(self._shown, self.font())
            text = self._line if self._line.width() <= room else text_size(self._shown, self.font(), room)
            height = self._heights[width] = max(text.height(), badge) + 2 * padding
        return height

    def sizeHint(self) -> QSize:
        return QSize(320, self.heightForWidth(UNBROKEN))  # the layout asks again for its own width

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
        unit, padding, badge, _ = self._measures
        fill = tone if tone and not is_missed else "accent" if self.isChecked() else ""
        box = from_start(painter, QRectF(padding, (self.height() - badge) / 2, badge, badge), whole)
        font, edge = self.font(), tone or "edge"
        paint_badge(painter, self._theme, box, self.letter, font, fill=fill, edge=edge, is_square=self._is_square)
        self.paint_shown(painter, QRectF(self._text_left(), 0, self._text_width(self.width()), self.height()))
        if tone or self.was_tried:
            size = round(unit * 1.15)
            box = from_start(painter, QRectF(self.width() - padding - size, 0, size, self.height()), whole)
            paint_icon(painter, self._theme, tone or "wrong", tone or "muted", box.center(), size)


class RadioCard(_Card, QRadioButton):
    """An option of which only one can be chosen. Keys and role are those of a radio button."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_up(theme)


class CheckCard(_Card, QCheckBox):
    """An option of which several can be chosen."""

    _is_square = True

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_up(theme)

"""A word that can be dragged, or clicked, into a gap."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from quizapp.gui.kit.shapes import from_start, paint_badge, paint_icon, painter_on
from quizapp.gui.kit.theme import Theme
from quizapp.gui.kit.wrapping_button import WrappingButton


class WordPill(WrappingButton, QAbstractButton):
    """A word of a bank, with its letter. It never has the focus; by keyboard, words are chosen in the gaps."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.id = ""
        self.letter = ""
        self.used = False
        self.setProperty("draggable", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_word(self, id_: str, letter: str, text: str) -> None:
        """Show a word that is not used yet."""
        self.id, self.letter = id_, letter
        self.show_text(text)
        self.setAccessibleName(f"{letter}. {text}")
        self.setEnabled(True)

    def show_used(self, used: bool, words: str) -> None:
        """Show whether the word is used up; `words` tell screen-reader users where it is."""
        self.used = used
        self.setAccessibleDescription(words)
        self.update()

    def _text_room(self, width: int) -> tuple[int, int]:
        left = round(self._unit * 1.75)
        return left, max(self._unit, width - left - round(self._unit * 0.5))

    def _text_heights(self) -> tuple[int, int]:
        least = max(28, round(self._unit * 1.75))
        return least, least - self._unit - 1  # as the height of a wrapped text is rounded up

    def sizeHint(self) -> QSize:
        width = self._unbroken().width() + round(self._unit * 2.5)
        return QSize(width, self._text_heights()[0])

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._text_heights()[0])

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, unit = self._theme, self._unit
        painter = painter_on(self)
        hovered = self.underMouse() and self.isEnabled()
        edge = "line" if self.used else "accent" if hovered else "edge"
        ground = "window" if self.used else "hover" if hovered else "card"
        self.paint_ground(painter, ground, edge, radius=unit * 0.85)
        side = unit * 1.1
        box = QRectF(round(unit * 0.45), (self.height() - side) / 2, side, side)
        badge = from_start(painter, box, self.rect())
        if self.used:
            paint_icon(painter, theme, "right", "muted", badge.center(), round(unit * 0.85))
        else:
            small = QFont(self.font())
            small.setPointSizeF(small.pointSizeF() * (0.78 if len(self.letter) < 2 else 0.6))
            paint_badge(painter, theme, badge, self.letter, small)
        self.paint_shown(painter, color="muted" if self.used else "text")

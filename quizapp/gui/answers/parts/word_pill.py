"""A word that can be dragged, or clicked, into a gap."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from quizapp.gui.answers.parts.wrapping_button import WrappingButton
from quizapp.gui.kit.inline_text import text_size
from quizapp.gui.kit.shapes import from_start, paint_badge, paint_box, paint_icon, painter_on
from quizapp.gui.kit.theme import Theme


class WordPill(WrappingButton, QAbstractButton):
    """A word of a bank, with its letter. It never has the focus; by keyboard, words are chosen in the gaps."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.id = ""
        self.letter = ""
        self.used = False
        self.setProperty("draggable", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.set_up(theme, QSizePolicy.Policy.Maximum)
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def show_word(self, id_: str, letter: str, text: str) -> None:
        """Show a word that is not used yet."""
        self.id, self.letter = id_, letter
        self.show_text(text)
        self.setAccessibleName(f"{letter}. {text}")
        self.setToolTip("")
        self.setEnabled(True)

    def show_used(self, used: bool, words: str) -> None:
        """Show whether the word is used up; `words` tell screen-reader users where it is."""
        self.used = used
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        unit = self.fontMetrics().height()
        width = text_size(self._shown, self.font()).width() + round(unit * 2.5)
        return QSize(width, max(28, round(unit * 1.75)))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def heightForWidth(self, width: int) -> int:
        hint = self.sizeHint()
        if width >= hint.width():
            return hint.height()
        text, font = self._shown, self.font()
        more = text_size(text, font, self._text_width(width)).height() - text_size(text, font).height()
        return hint.height() + max(0, more)

    def _text_width(self, width: int) -> int:
        unit = self.fontMetrics().height()
        return max(unit, width - round(unit * 1.75) - round(unit * 0.5))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, unit, whole = self._theme, self.fontMetrics().height(), self.rect()
        painter = painter_on(self)
        hovered = self.underMouse() and self.isEnabled()
        edge = "line" if self.used else "accent" if hovered else "edge"
        ground = "window" if self.used else "hover" if hovered else "card"
        paint_box(painter, theme, whole, edge, ground, radius=unit * 0.85)
        side = unit * 1.1
        badge = from_start(painter, QRectF(round(unit * 0.45), (self.height() - side) / 2, side, side), whole)
        if self.used:
            paint_icon(painter, theme, "right", "muted", badge.center(), round(unit * 0.85))
        else:
            small = QFont(self.font())
            small.setPointSizeF(small.pointSizeF() * (0.78 if len(self.letter) < 2 else 0.6))
            paint_badge(painter, theme, badge, self.letter, small)
        room = QRectF(round(unit * 1.75), 0, self._text_width(self.width()), self.height())
        self.paint_shown(painter, room, color="muted" if self.used else "text")

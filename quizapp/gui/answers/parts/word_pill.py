"""A word that can be dragged, or clicked, into a gap."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QKeySequence, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from quizapp.gui.kit.inline_text import paint_line, text_size, tool_tip
from quizapp.gui.kit.theme import FontRole, Theme


class WordPill(QAbstractButton):
    """A word of a bank, with its letter. It never has the focus: by keyboard, words are chosen in the gaps."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.id = ""
        self.letter = ""
        self.used = False
        self._shown: str = ""
        self.setProperty("draggable", True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_word(self, id_: str, letter: str, text: str) -> None:
        """Be the word of this id, not used yet."""
        self.id, self.letter = id_, letter
        self._shown = text
        self.setText(str(text))
        self.setShortcut(QKeySequence())  # “&” in a text makes no key
        self.setAccessibleName(f"{letter}. {text}")
        self.setToolTip("")
        self.setEnabled(True)
        self.updateGeometry()

    def show_used(self, used: bool, words: str) -> None:
        """Show whether nothing is left of the word; `words` say where it is to who can't see it."""
        self.used = used
        self.setAccessibleDescription(words)
        self.update()

    def sizeHint(self) -> QSize:
        unit = self.fontMetrics().height()
        width = text_size(self._shown, self.font()).width() + round(unit * 2.5)
        return QSize(min(width, unit * 24), max(28, round(unit * 1.75)))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, unit = self._theme, self.fontMetrics().height()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hovered = self.underMouse() and self.isEnabled()
        pen = QPen(theme.color("line" if self.used else "accent" if hovered else "edge"), 1.2)
        painter.setPen(pen)
        painter.setBrush(theme.color("window" if self.used else "hover" if hovered else "card"))
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        side = unit * 1.1
        badge = QRectF(round(unit * 0.4), (self.height() - side) / 2, side, side)
        if self.used:
            size = round(unit * 0.85)
            icon = theme.pixmap("right", "muted", size, self.devicePixelRatioF())
            painter.drawPixmap(round(badge.center().x() - size / 2), (self.height() - size) // 2, icon)
        else:
            painter.setPen(QPen(theme.color("edge"), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(badge)
            small = QFont(self.font())
            small.setPointSizeF(small.pointSizeF() * (0.78 if len(self.letter) < 2 else 0.6))
            small.setWeight(QFont.Weight.DemiBold)
            painter.setFont(small)
            painter.setPen(theme.color("muted"))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, self.letter)
        painter.setFont(self.font())
        painter.setPen(theme.color("muted" if self.used else "text"))
        room = self.rect().adjusted(round(unit * 1.75), 0, -round(unit * 0.5), 0)
        if not paint_line(painter, room, self._shown):
            self.setToolTip(tool_tip(self._shown))

    def _restyle(self) -> None:
        self.setFont(self._theme.font(FontRole.PLAIN))
        self.updateGeometry()
        self.update()

"""Labels in the fonts and colors of the theme."""

from PySide6.QtCore import QMargins, QSize, Qt
from PySide6.QtGui import QFont, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QWidget

from quizapp.domain.runs import InlineText
from quizapp.gui.kit.inline_text import direction_of, is_misread, paint_line, paint_text, text_size, tool_tip
from quizapp.gui.kit.line_spacing import line_distance
from quizapp.gui.kit.shapes import painter_on
from quizapp.gui.kit.theme import FontRole, Theme

_NARROWEST = 64
"""Pixels at the plain text size: the least width of a label that wraps, however long its words are."""


_HEADINGS = (FontRole.HEADLINE, FontRole.TITLE)


class Label(QLabel):
    """A plain text, never HTML, in the font of a role and a color of the theme.

    Qt paints it, which is quick, unless a word has to be broken. In a font of headings it is a heading to screen
    readers, unless its `accessible_role` (see `accessible.py`) is made another one.
    """

    def __init__(
        self,
        theme: Theme,
        role: FontRole = FontRole.PLAIN,
        text: str = "",
        *,
        color: str = "text",
        wraps: bool = False,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._color = color
        self._colored = False
        self._measured: tuple[str, QFont, QMargins, Qt.LayoutDirection] | None = None
        self._heights: dict[int, int] = {}
        self.accessible_role = "heading" if role in _HEADINGS else ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wraps)
        self.setObjectName(name)
        self.setText(text)
        theme.restyle_with(self._restyle)

    def show_text(self, text: str) -> None:
        """Show `text`; hide where it is empty."""
        self.setText(text)
        self.setVisible(bool(text))

    def set_color(self, color: str) -> None:
        """Use the color of this name."""
        if color != self._color:
            self._color = color
            self._restyle()

    def _is_ours(self, width: int) -> bool:
        """Tell whether we have to paint the text at this width.

        Qt's own label breaks no word, spaces no lines, and goes by the first letter alone.
        """
        return is_misread(self.text(), self.layoutDirection()) or (
            self.wordWrap() and (bool(line_distance(self.font())) or width < super().minimumSizeHint().width())
        )

    def heightForWidth(self, width: int) -> int:
        width = min(width, self.maximumWidth())  # layouts ask for all the room that there is
        shown = self._shown_text(), self.font(), self.contentsMargins(), self.layoutDirection()
        if shown != self._measured:  # they ask again and again
            self._measured, self._heights = shown, {}
        if width not in self._heights:
            self._heights[width] = self._height_in(width)
        return self._heights[width]

    def _height_in(self, width: int) -> int:
        if not self._is_ours(width):
            return super().heightForWidth(width)
        around = self.contentsMargins()
        room = max(1, width - around.left() - around.right())
        return text_size(self._shown_text(), self.font(), room).height() + around.top() + around.bottom()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self.wordWrap() and self.text() and line_distance(self.font()):
            hint.setHeight(self.heightForWidth(hint.width()))
        return hint

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return hint.boundedTo(QSize(self._theme.pixels(_NARROWEST), hint.height())) if self.wordWrap() else hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._is_ours(self.width()):
            super().paintEvent(event)
            return
        painter = painter_on(self)
        painter.setLayoutDirection(direction_of(self.text(), self.layoutDirection()))  # like Qt's own label
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        wraps = Qt.TextFlag.TextWordWrap if self.wordWrap() else Qt.TextFlag(0)
        paint_text(painter, self.contentsRect(), self.alignment() | wraps, self._shown_text())

    def _shown_text(self) -> str:
        return self.text()

    def _restyle(self) -> None:
        self._measured = None  # lines may stand closer
        self.setFont(self._theme.font(self._role))
        if not self.text():  # an empty label keeps the size of its old font
            QLabel.setText(self, " ")
            QLabel.setText(self, "")
        if self._color != "text" or self._colored:  # "text" is the palette's own color
            palette = self.palette()
            palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(self._color))
            self.setPalette(palette)
            self._colored = True


class ElidedLabel(Label):
    """A line that ends in … if it is too long, and then has a tool tip with all of it; it can shrink to nothing."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if Label.sizeHint(self).width() <= self.width():  # an heir may hint at less than its text is wide
            if self.toolTip():
                self.setToolTip("")
            super().paintEvent(event)
            return
        painter = painter_on(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        is_whole = paint_line(painter, self.rect(), self.text(), self.alignment())
        self.setToolTip("" if is_whole else tool_tip(self.text()))


class InlineLabel(Label):
    """Shows a `runs.InlineText` with its emphasis; `text` and the accessible name are plain."""

    _shown: str = ""

    def setText(self, text: str) -> None:
        self._shown = text
        self._measured = None  # the same words may have another emphasis
        super().setText(str(text))

    def _shown_text(self) -> str:
        return self._shown

    def _is_ours(self, width: int) -> bool:
        return isinstance(self._shown, InlineText) or super()._is_ours(width)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not isinstance(self._shown, InlineText):
            return hint
        if self.wordWrap():
            return QSize(hint.width(), self.heightForWidth(hint.width()))
        return text_size(self._shown, self.font()).grownBy(self.contentsMargins()).expandedTo(hint)

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint() if self.wordWrap() else self.sizeHint()

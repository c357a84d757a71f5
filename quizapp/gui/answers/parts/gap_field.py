"""Fields for the gaps of a text: a line to type in, or a list to choose from, with the number of the gap."""

import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from quizapp.domain.mark import Outcome
from quizapp.domain.typed_answer import LONGEST_RESPONSE
from quizapp.gui.answers.parts.final_line import FinalLineEdit
from quizapp.gui.kit.focus import ring_after
from quizapp.gui.kit.inline_text import paint_text, text_size, tool_tip
from quizapp.gui.kit.line_spacing import line_distance
from quizapp.gui.kit.selection import follow_choice
from quizapp.gui.kit.shapes import from_start, paint_badge, paint_box, paint_icon, painter_on
from quizapp.gui.kit.theme import FontRole, Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget as _Widget
else:
    _Widget = object  # a second way to QWidget in the classes below crashes PySide

_TONES: dict[str, str] = {"right": "right", "partial": "warn", "wrong": "wrong", "missed": "muted"}
_ICONS: dict[str, str] = {"right": "right", "partial": "partial", "wrong": "wrong"}
_SHORTEST, _LONGEST = 12, 32  # how wide a line to type in is, in digits


class _Field(_Widget):
    """The base of both kinds of field: its number, its edge, and the sign of a mark, whose room is kept."""

    id = ""
    gap_name = ""
    marked: Outcome | None = None
    _ring = False
    _over = False

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.restyle_with(self._restyle)

    def _restyle(self) -> None:
        self.setFont(self._theme.font(FontRole.OPTION))
        self.updateGeometry()
        self.update()

    def show_gap(self, id_: str, name: str) -> None:
        """Be the gap `id_`, open to be filled; `name` tells screen-reader users which one that is."""
        self.id, self.gap_name = id_, name
        self.marked = None
        self.setAccessibleName(name)
        self._describe("")
        self.update()

    def show_marked(self, outcome: Outcome, words: str) -> None:
        """Show how the gap was marked; a screen reader says `words`."""
        self.marked = outcome
        self._describe(words)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = ring_after(event, self, self._ring)
        super().focusInEvent(event)

    def _describe(self, words: str) -> None:
        self.setAccessibleDescription(words)

    @property
    def _unit(self) -> int:
        return self.fontMetrics().height()

    @property
    def _before(self) -> int:
        """The room that the badge takes."""
        return round(self._unit * 1.8)

    @property
    def _after(self) -> int:
        """The room that the sign of a mark, or the arrow of a list, takes."""
        return round(self._unit * 1.35)

    @property
    def _tall(self) -> int:
        return max(28, round(self._unit * 1.6))

    def _paint_box(self, painter: QPainter, filled: bool) -> None:
        tone = _TONES.get(self.marked or "", "")
        ground = "soft" if filled else "hover" if self.underMouse() and not tone else "card"
        if tone and tone != "muted":
            ground = f"{tone}_soft"
        focused = self.hasFocus() and not tone
        edge = tone or ("accent" if filled or focused or self._over else "edge")
        line = 2 if tone or focused or self._over else 1
        dashed, ring = self.marked == "missed" or (self._over and not filled), self.hasFocus() and self._ring
        room = self.rect()
        paint_box(painter, self._theme, room, edge, ground, line=line, radius=8, is_dashed=dashed, has_ring=ring)

    def _paint_signs(self, painter: QPainter, filled: bool, icon: str) -> None:
        tone, whole = _TONES.get(self.marked or "", ""), self.rect()
        side = self._unit * 1.08
        box = QRectF(round(self._unit * 0.4), (self.height() - side) / 2, side, side)
        fill = tone if tone and tone != "muted" else "accent" if filled and not tone else ""
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * (0.78 if len(self.id) < 2 else 0.66))
        paint_badge(painter, self._theme, from_start(painter, box, whole), self.id, font, fill=fill)
        shown = _ICONS.get(self.marked or "", "" if self.marked else icon)
        if shown:
            size = round(self._unit * (0.95 if self.marked else 0.7))
            box = QRectF(self.width() - self._unit * 0.42 - size, 0, size, self.height())
            paint_icon(painter, self._theme, shown, tone or "muted", from_start(painter, box, whole).center(), size)
        painter.setFont(self.font())


class TypedField(_Field, FinalLineEdit):
    """A line to type in. It grows with the typed text, up to a limit; its width gives no answer away.

    Signals:
        value_changed: the user or `show_value` changed the text.
        size_changed: the line needs another width.
    """

    value_changed = Signal()
    size_changed = Signal()
    _wide = 0

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self.setObjectName("gap")
        self.setMaxLength(LONGEST_RESPONSE)
        self.textChanged.connect(self._fit)
        self.textChanged.connect(lambda _: self.value_changed.emit())

    @property
    def value(self) -> str:
        """The typed text; empty if it is only white space."""
        return self.text() if self.text().strip() else ""

    def show_value(self, value: str) -> None:
        self.setReadOnly(False)
        self.setText(value)
        self.setCursorPosition(0)
        self._fit()

    def show_marked(self, outcome: Outcome, words: str) -> None:
        super().show_marked(outcome, words)
        self.setReadOnly(True)
        self.setCursorPosition(0)
        advance = self.fontMetrics().horizontalAdvance
        self.setToolTip(tool_tip(self.text()) if advance(self.text()) > advance("0") * _LONGEST else "")

    def _fit(self) -> None:
        digit = self.fontMetrics().horizontalAdvance("0")
        text = self.fontMetrics().horizontalAdvance(self.text()) + digit
        wide = self._before + self._after + min(max(text, digit * _SHORTEST), digit * _LONGEST)
        if wide != self._wide:
            self._wide = wide
            self.size_changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(self._wide, self._tall)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._tall)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        self._paint_box(painter, bool(self.value))
        painter.end()
        super().paintEvent(event)
        painter = painter_on(self)
        self._paint_signs(painter, bool(self.value), "")
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._restyle()

    def _restyle(self) -> None:
        super()._restyle()
        before, after = self._before, self._after
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            before, after = after, before
        self.setTextMargins(before, 0, after, 0)
        self._fit()


class ChoiceField(_Field, QComboBox):
    """A list to choose from by popup, arrow keys or letters; Delete clears it.

    Signals:
        value_changed: the user or `show_value` changed the choice.
    """

    value_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._texts: dict[str, str] = {}
        self._sizes: dict[tuple[str, float, int | None], QSize] = {}
        self._words = ""
        self.notes: Mapping[str, str] = {}
        """Notes beside options in the open list, by the option's id."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setMaxVisibleItems(12)
        self.currentIndexChanged.connect(self._take_choice)
        follow_choice(self)

    @property
    def value(self) -> str:
        """The id of the chosen option; empty if there is none."""
        return str(self.currentData() or "")

    @property
    def shown_text(self) -> str:
        """The text of the chosen option."""
        return self._texts.get(self.value, "")

    def _take_choice(self) -> None:
        self._describe()
        self.setProperty("draggable", bool(self.value))
        self.update()
        self.value_changed.emit()

    def show_options(self, options: Sequence[tuple[str, str, str]], value: str) -> None:
        """Offer `options`, each an id, a letter and a text, with `value` chosen."""
        texts = {id_: text for id_, _, text in options}
        names = [f"{letter}. {text}" for _, letter, text in options]
        if texts != self._texts or names != [self.itemText(index) for index in range(self.count())]:
            self.clear()
            for (id_, _, _), name in zip(options, names, strict=True):
                self.addItem(name, id_)
            self._texts = texts
            self._sizes.clear()
        self.setEnabled(True)
        self.show_value(value)
        self.updateGeometry()

    def show_over(self, over: bool) -> None:
        """Show that the dragged word would be dropped here."""
        if over != self._over:
            self._over = over
            self.update()

    def show_value(self, value: str) -> None:
        self.setCurrentIndex(self.findData(value) if value else -1)
        self.setToolTip("")
        self.update()

    def _describe(self, words: str | None = None) -> None:
        """Describe the gap with `words`, or the same as before.

        Outside Windows, Qt tells only the choice as the name of a list, so the gap's own name is added.
        """
        self._words = self._words if words is None else words
        named = self.gap_name if self.currentIndex() >= 0 and os.name != "nt" else ""
        self.setAccessibleDescription(". ".join(text for text in (named, self._words) if text))

    def show_marked(self, outcome: Outcome, words: str) -> None:
        super().show_marked(outcome, words)
        self.setEnabled(False)

    def choose(self, index: int) -> bool:
        """Choose the option at `index`, and tell whether there is one."""
        if not 0 <= index < self.count() or not self.isEnabled():
            return False
        self.setCurrentIndex(index)
        return True

    def sizeHint(self) -> QSize:
        longest = self._options_size().width()
        width = min(max(longest + 2, self._unit * 4), self._unit * 22)  # advances are rounded, and may be rounded down
        wide = self._before + width + self._after
        return QSize(wide, self.heightForWidth(wide))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of the longest option, so that nothing moves when it is chosen."""
        room = max(self._unit, width - self._before - self._after)
        extra = self._options_size(room).height() - text_size("", self.font()).height()
        return self._tall + max(extra, 0)

    def _options_size(self, room: int | None = None) -> QSize:
        """Give the size that holds each option alone, in lines of `room` pixels if given; it is asked for often."""
        font = self.font()
        key = font.key(), line_distance(font), room
        if key not in self._sizes:
            sizes = [text_size(text, font, room) for text in self._texts.values()]
            self._sizes[key] = QSize(
                max((e.width() for e in sizes), default=0), max((e.height() for e in sizes), default=0)
            )
        return self._sizes[key]

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._tall)

    def showPopup(self) -> None:
        for index in range(self.count()):
            note = self.notes.get(self.itemData(index), "")
            plain = self.itemText(index).partition("\u2003")[0]
            self.setItemText(index, f"{plain}\u2003{note}" if note and self.itemData(index) != self.value else plain)
        view = self.view()
        widest = self.screen().availableSize().width() // 2
        view.setMinimumWidth(min(view.sizeHintForColumn(0) + 2 * self._unit, widest))
        super().showPopup()

    def hidePopup(self) -> None:
        super().hidePopup()
        for index in range(self.count()):
            self.setItemText(index, self.itemText(index).partition("\u2003")[0])

    # keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.show_value("")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or (event.text().strip() and not held):
            event.ignore()  # the page chooses by the letters in the badges
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling the page must not choose

    # how it looks

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_on(self)
        self._paint_box(painter, bool(self.value))
        painter.setFont(self.font())
        text = self.shown_text
        if text:
            painter.setPen(self._theme.color("text"))
            room = QRectF(self._before, 0, self.width() - self._before - self._after, self.height())
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter
            paint_text(painter, from_start(painter, room, self.rect()).toRect(), flags, text)
        self._paint_signs(painter, bool(text), "down")

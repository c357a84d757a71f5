"""A text with a few values, one of which can be chosen."""

from collections.abc import Container, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent, QPixmap
from PySide6.QtWidgets import QButtonGroup, QFrame, QWidget

from quizapp.domain.inline import inline_text
from quizapp.gui.answers.parts.dragging import let_drag, paint_grip, text_picture
from quizapp.gui.answers.parts.outcome import outcome_text
from quizapp.gui.kit.building import show_kept
from quizapp.gui.kit.flow_layout import FlowLayout
from quizapp.gui.kit.inline_text import headed
from quizapp.gui.kit.label import InlineLabel
from quizapp.gui.kit.pill import Pill
from quizapp.gui.kit.shapes import Marked, from_start, painter_on
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.kit.translate import translate


class RowLayout(FlowLayout):
    """A text, and its pills below it or, with a `cell_width`, beside it in cells. All in pixels.

    `before` is the room before the text.
    """

    cell_width = 0
    before = 0

    def add_cell(self, widget: QWidget, alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignVCenter) -> None:
        """Add a pill; `alignment` tells where it stands in a cell that is higher."""
        self.addWidget(widget)
        self._items[-1].setAlignment(alignment)

    def set_cell_width(self, width: int) -> None:
        if width != self.cell_width:
            self.cell_width = width
            self.invalidate()

    def place(self, rect: QRect, *, move: bool) -> int:
        inside = rect.marginsRemoved(self.contentsMargins())
        around = rect.height() - inside.height()
        text, pills = self._items[0], [item for item in self._items[1:] if not item.isEmpty()]
        if not self.cell_width:
            room = inside.adjusted(self.before, 0, 0, 0)
            room.setHeight(text.heightForWidth(room.width()))
            if move:
                text.setGeometry(self.from_start(room, inside))
            below = QRect(inside.x(), room.bottom() + 5, inside.width(), 0)
            return room.height() + 4 + self.flow(pills, below, move=move) + around
        left = inside.width() - self.cell_width * len(pills)
        cells = QRect(inside.x() + left + 2, inside.y(), self.cell_width - 4, 0)
        height = max([text.heightForWidth(left - 8), *(pill.heightForWidth(cells.width()) for pill in pills)])
        if move:
            room = QRect(inside.x(), inside.y(), left - 8, height)
            text.setGeometry(self.from_start(room, inside))
            cells.setHeight(height)
            for index, pill in enumerate(pills):
                pill.setGeometry(self.from_start(cells.translated(index * self.cell_width, 0), inside))
        return height + around


class PillRow(QFrame):
    """A text with its values as pills.

    Signals:
        value_changed: the user or `show_row` chose another value.
    """

    value_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget, *, drags: bool = False) -> None:
        """Show a grip before the text if the row `drags`."""
        super().__init__(parent)
        self._theme = theme
        self._drags = drags
        self.id = ""
        self.name = ""
        self.pills: list[Pill] = []
        self.shown_pills: list[Pill] = []
        self._values: tuple[str, ...] = ()
        self._group = QButtonGroup(self)
        self._group.buttonToggled.connect(lambda *_: self.value_changed.emit())
        self._text = InlineLabel(theme, FontRole.OPTION, wraps=True)
        self._layout = RowLayout(self)
        self._layout.setContentsMargins(3, 2, 3, 6)
        self._layout.line_spacing = 4  # lines of one row stay together
        self._layout.addWidget(self._text)
        if drags:
            theme.restyle_with(self._restyle)

    @property
    def shown_text(self) -> str:
        return self._text.text()

    @property
    def value(self) -> str | None:
        """The chosen value, as its author typed it."""
        pills = zip(self.shown_pills, self._values, strict=True)
        return next((value for pill, value in pills if pill.isChecked()), None)

    def show_row(
        self, id_: str, name: str, text: str, values: Sequence[str], places: Sequence[str], chosen: str | None
    ) -> None:
        """Show a row; `text` may have emphasis, `values` are as their author typed them.

        `places` tell screen-reader users where each value is among the others.
        """
        self.id, self.name = id_, name
        self._values = tuple(values)
        if self._drags:
            let_drag(self, True)
        self._text.setText(headed(name, text))
        self._group.setExclusive(False)
        self.shown_pills = show_kept(self.pills, len(values), self._new_pill)
        for pill in self.pills:
            pill.setChecked(False)
        for pill, typed, place in zip(self.shown_pills, values, places, strict=True):
            value = inline_text(typed)
            pill.setChecked(typed == chosen)
            pill.show_text(value)
            pill.setEnabled(True)
            pill.show_marked("")
            pill.setAccessibleName(f"{value}: {name}. {text}")
            pill.setAccessibleDescription(place)
        self._group.setExclusive(True)

    def sizeHint(self) -> QSize:
        return self._layout.sizeHint()  # Qt's would break all lines in this width

    def _new_pill(self) -> Pill:
        pill = Pill(self._theme, self)
        self._group.addButton(pill)
        self._layout.add_cell(pill)
        return pill

    def show_in_cells(self, width: int) -> None:
        """Show the pills beside the text, in cells of this width; 0 puts them below it, with their texts."""
        self._layout.setContentsMargins(3, 3 if width else 2, 3, 4 if width else 6)
        self._layout.set_cell_width(width)
        for pill in self.pills:
            pill.show_in_cell(bool(width))

    def show_marked(self, right: str) -> None:
        """Show how the chosen value was marked, and the `right` one; it can no longer be changed."""
        for pill, value in zip(self.shown_pills, self._values, strict=True):
            marked: Marked = ""
            if value == right:
                marked = "right" if pill.isChecked() else "missed"
            elif pill.isChecked():
                marked = "wrong"
            pill.show_marked(marked)
            pill.setAccessibleDescription(outcome_text(marked))
            pill.setEnabled(False)
        if self._drags:
            let_drag(self, False)

    def show_tried(self, values: Container[str | None]) -> None:
        """Show that these values were tried and are wrong."""
        for pill, value in zip(self.shown_pills, self._values, strict=True):
            if value in values:
                pill.show_tried(translate("Tried, not right"))

    def focus_first(self, reason: Qt.FocusReason) -> None:
        """Focus the chosen pill, or the first one."""
        next((pill for pill in self.shown_pills if pill.isChecked()), self.shown_pills[0]).setFocus(reason)

    def choose(self, index: int) -> bool:
        """Choose the value at `index`, and tell whether there is one."""
        shown = self.shown_pills
        if not 0 <= index < len(shown) or not shown[index].isEnabled():
            return False
        shown[index].setFocus(Qt.FocusReason.ShortcutFocusReason)
        shown[index].click()
        return True

    def picture(self) -> QPixmap:
        """Paint the picture that follows the mouse while the row is dragged."""
        return text_picture(self._theme, self._text)

    def _restyle(self) -> None:
        self._layout.before = self._theme.pixels(18)
        self._layout.invalidate()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.property("draggable"):
            painter = painter_on(self)
            line = self._text.y() + self._text.fontMetrics().height() / 2
            grip = QRectF(3, line - 1, self._theme.pixels(16), 2)
            paint_grip(painter, self._theme, from_start(painter, grip, self.rect()).center())
        if self._layout.cell_width:
            painter = painter_on(self)
            painter.setPen(self._theme.color("line"))
            painter.drawLine(3, self.height() - 1, self.width() - 4, self.height() - 1)

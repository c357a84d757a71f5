"""The base of the layers of a passage, which mark, offer or tell something there."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QMenu, QTextEdit

from quizapp.domain.passage import Span
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.passage_text import Lines, PassageText

Taken = dict[tuple[int, int], float]
"""Pixels from the text that are taken beside each line, by the numbers of the block and the line."""


class Margin(NamedTuple):
    """The margin beside a passage. Layers measure from the text outwards, on whichever side the margin lies."""

    width: float
    is_reversed: bool
    radius: float
    taken: Taken

    def x(self, distance: float) -> float:
        """Return the coordinate in the margin at this distance from the text."""
        return distance if self.is_reversed else self.width - distance

    @property
    def middle(self) -> float:
        """Pixels from the text to bars and to the first badge."""
        return self.radius + 0.5

    def place(self, lines: Lines) -> QPointF:
        """Take the room for a badge beside one of `lines`, a free one if there is one, and return its center."""
        block, numbers = lines.block.blockNumber(), range(lines.first.lineNumber(), lines.last.lineNumber() + 1)
        at = next(((block, number) for number in numbers if (block, number) not in self.taken), (block, numbers[0]))
        distance = self.taken.get(at, 0.0) + self.radius + 0.5
        self.taken[at] = distance + self.radius + 0.5
        layout = lines.block.layout()
        line = layout.lineAt(at[1])
        middle = layout.position().y() + line.y() + 2 + (line.ascent() + line.descent()) / 2
        return QPointF(self.x(distance), middle)


def paint_frame(painter: QPainter, theme: Theme, boxes: Iterable[QRectF]) -> None:
    """Paint one frame around `boxes`, the lines that keys act on."""
    path = QPainterPath()
    for box in boxes:
        framed = box.adjusted(-2.5, -1, 2.5, 1)
        framed.setLeft(max(framed.left(), 1.0))
        path.addRect(framed)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.color("text"), 2.0)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(path.simplified(), pen)


class PassageLayer(QObject):
    """The base of a layer, which may show things in and beside a passage, and take keys and clicks there.

    Signals:
        changed: its look, or the words about it, changed.
        reveal_requested: this `Span` should come into view.
        announced: words to be spoken now.
    """

    changed = Signal()
    reveal_requested = Signal(object)
    announced = Signal(str)

    is_in_charge = False
    """True while the layer is asked for keys before those above it."""
    takes_room_left = False
    """True if what the layer shows in the margin stands where the others have left room."""
    has_own_cursor = False
    """True if the layer shows itself where the keys act, in place of the text cursor."""

    def __init__(self, theme: Theme, text: PassageText, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.text = text

    def clear(self) -> None:
        """Show nothing, before another passage is shown."""

    @property
    def is_seen(self) -> bool:
        """False while nothing of the layer is painted."""
        return True

    def selections(self) -> Iterable[QTextEdit.ExtraSelection]:
        """Return the formats of spans of the text."""
        return ()

    def paint_under(self, painter: QPainter, in_view: Span) -> None:
        """Paint below the letters of `in_view`, before `paint_over`; the painter's origin is that of the document."""

    def paint_over(self, painter: QPainter) -> None:
        """Paint over the letters; the painter's origin is that of the document."""

    def paint_beside(self, painter: QPainter, in_view: Span, margin: Margin) -> None:
        """Paint in the margin, for `in_view`, which is whole blocks; vertically the origin is the document's."""

    def words(self) -> Iterable[str]:
        """Return what screen-reader users are told of the layer."""
        return ()

    def named_places(self) -> Sequence[tuple[Span, str]]:
        """Return the places that screen-reader users can go to, with their names."""
        return ()

    def accents(self, span: Span) -> bool:
        """Tell whether the number of the paragraph at `span` stands out."""
        return False

    def take_key(self, key: Qt.Key, in_view: Span) -> bool:
        """Handle a key without modifiers, and tell whether it was used."""
        return False

    def hover(self, offset: int) -> bool:
        """Follow the pointer to `offset`, -1 for nowhere, and tell whether a click would do something there."""
        return False

    def click(self, offset: int) -> bool:
        """Handle a click on the character at `offset`, and tell whether it was used."""
        return False

    def click_beside(self, point: QPointF) -> bool:
        """Handle a click in the margin, at what `paint_beside` painted there, and tell whether it was used."""
        return False

    def add_to_menu(self, menu: QMenu, offset: int) -> None:
        """Add what can be done with the character at `offset` to a context menu."""

    def follow_cursor(self, offset: int) -> None:
        """Follow the text cursor, which a braille display may have moved."""

    def take_focus(self, in_view: Span, *, by_keyboard: bool) -> None:
        """Show where the keys act when the passage gets the focus."""

    def lose_focus(self) -> None:
        """Hide that again when the passage loses the focus."""

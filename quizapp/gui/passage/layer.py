"""The protocol through which the view of a passage knows its layers: what is marked, offered or read there."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QTextEdit

from quizapp.domain.passage import Span
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.passage_text import Lines, PassageText

Taken = dict[tuple[int, int], float]
"""Pixels from the text up to which the margin is taken, by the numbers of a block and of a line in it."""


class Margin(NamedTuple):
    """The margin beside a passage. Layers measure from the text outwards, on whichever side the margin lies."""

    width: float
    is_reversed: bool
    radius: float
    taken: Taken

    def x(self, distance: float) -> float:
        """Give the place that is so far from the text, in the margin's coordinates."""
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


class PassageLayer(QObject):
    """Something that is shown in a passage and beside it, and may take keys and clicks there. All of it is optional.

    Signals:
        changed: it looks otherwise, or something else is to be told of it.
        reveal_requested: a `Span` has to be seen.
        announced: words to be spoken now.
    """

    changed = Signal()
    reveal_requested = Signal(object)
    announced = Signal(str)

    has_own_cursor = False
    """Set where the layer itself shows where the keys are."""

    def __init__(self, theme: Theme, text: PassageText, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.text = text

    def clear(self) -> None:
        """Show nothing: another passage is shown from now on."""

    def selections(self) -> Iterable[QTextEdit.ExtraSelection]:
        """Give how the letters are painted."""
        return ()

    def paint_over(self, painter: QPainter) -> None:
        """Paint over the letters; the painter's origin is that of the document."""

    def paint_beside(self, painter: QPainter, in_view: Span, margin: Margin) -> None:
        """Paint in the margin, for `in_view`, which is whole blocks; vertically the origin is the document's."""

    def words(self) -> Iterable[str]:
        """Give what is told of the layer to screen-reader users."""
        return ()

    def named_places(self) -> Sequence[tuple[Span, str]]:
        """Give places that screen-reader users can go to, each with its name."""
        return ()

    def accents(self, span: Span) -> bool:
        """Tell whether the number of the paragraph at `span` is to stand out."""
        return False

    def take_key(self, key: Qt.Key, in_view: Span) -> bool:
        """Use a key that was pressed without modifiers, and tell whether it was of use."""
        return False

    def hover(self, offset: int) -> bool:
        """Follow the pointer, -1 for nowhere, and tell whether a click would be of use there."""
        return False

    def click(self, offset: int) -> bool:
        """Use a click on the character at `offset`, and tell whether it was of use."""
        return False

    def follow_cursor(self, offset: int) -> None:
        """Follow the text cursor, which a braille display or the like may have moved."""

    def take_focus(self, in_view: Span, *, by_keyboard: bool) -> None:
        """Follow the focus into the passage."""

    def lose_focus(self) -> None:
        """Follow the focus out of the passage."""

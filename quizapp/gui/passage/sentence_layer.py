"""Sentences of a passage that can be selected: which there are, which are selected, and how each is shown and told."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from quizapp.domain.passage import Sentence
from quizapp.gui.kit.painted_button import Marked
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.passage_text import PassageText

_UNDERLINES: dict[Marked, QTextCharFormat.UnderlineStyle] = {
    "": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "right": QTextCharFormat.UnderlineStyle.SingleUnderline,
    "wrong": QTextCharFormat.UnderlineStyle.WaveUnderline,
    "missed": QTextCharFormat.UnderlineStyle.DashUnderline,
}


_SIGN = 7.5
"""Half the size of a sign in the gutter, which has the same width whatever the size of the text."""


class _Style(NamedTuple):
    """The names of colors for the background, if there is one, and for what is drawn."""

    background: str
    line: str


_STYLES: dict[Marked, _Style] = {
    "": _Style("soft", "accent"),
    "right": _Style("right_soft", "right"),
    "wrong": _Style("wrong_soft", "wrong"),
    "missed": _Style("", "right"),
}


class SentenceLayer(QObject):
    """What `PassageView` shows of sentences in the passage of `text`, by their places in what is offered.

    `current` is the sentence that the keys act on, `hovered` the one below the pointer; -1 for none. `framed` tells
    whether a frame shows where the keys are. Once there are `marks`, nothing can be selected any more.
    """

    def __init__(self, theme: Theme, text: PassageText, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text = text
        self.offer(())

    def offer(self, sentences: Sequence[Sentence]) -> None:
        """Begin anew with these sentences, none of them selected."""
        self.sentences = sentences
        self.chosen: frozenset[int] = frozenset()
        self.marks: dict[int, Marked] = {}
        self.closed = False
        self.current = -1
        self.hovered = -1
        self.framed = False
        self._starts = [sentence.span.start for sentence in sentences]

    @property
    def is_open(self) -> bool:
        """Whether sentences can be selected now."""
        return bool(self.sentences) and not self.closed

    def choose(self, chosen: Collection[int]) -> None:
        self.chosen = frozenset(chosen)

    def mark(self, marks: Mapping[int, Marked]) -> None:
        self.marks, self.closed, self.hovered = dict(marks), True, -1

    def at(self, offset: int) -> int:
        """The place of the sentence that holds the character at `offset` of the passage; -1 where none does."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.sentences[index].span.end else -1

    def first_after(self, offset: int) -> int:
        """The place of the first sentence that begins at `offset` or later; of the last one where none does."""
        index = bisect_right(self._starts, offset - 1)
        return min(index, len(self.sentences) - 1)

    @property
    def shown(self) -> dict[int, Marked]:
        """The places of the sentences that are shown as selected or marked."""
        return self.marks if self.closed else dict.fromkeys(sorted(self.chosen), "")

    def words(self) -> str:
        """What is told of the sentence that the keys act on: its text, whether it is selected, and its place; empty
        where they act on none.
        """
        if not 0 <= self.current < len(self.sentences):
            return ""
        states: dict[Marked, str] = {
            "": self.tr("Selected"),
            "right": self.tr("Your answer, right"),
            "wrong": self.tr("Your answer, wrong"),
            "missed": self.tr("Right answer, not chosen"),
        }
        shown = self.shown
        state = states[shown[self.current]] if self.current in shown else self.tr("Not selected")
        place = self.tr("Sentence {number} of {count}").format(number=self.current + 1, count=len(self.sentences))
        return f"{self.sentences[self.current].name} {state}. {place}"

    def key_hint(self) -> str:
        """What the keys do now; empty where there are no sentences."""
        if self.is_open:
            return self.tr("Arrow keys go from sentence to sentence, Space selects the sentence or takes it back")
        return self.tr("Arrow keys go from sentence to sentence") if self.sentences else ""

    def selections(self) -> Iterator[QTextEdit.ExtraSelection]:
        """How the text of the sentences is painted."""
        if self.hovered >= 0 and self.hovered not in self.chosen:
            yield self._selection(self.hovered, _Style("hover", "edge"), _UNDERLINES["missed"])
        for index, marked in self.shown.items():
            yield self._selection(index, _STYLES[marked], _UNDERLINES[marked])

    def _selection(
        self, index: int, style: _Style, underline: QTextCharFormat.UnderlineStyle
    ) -> QTextEdit.ExtraSelection:
        character = QTextCharFormat()
        if style.background:
            character.setBackground(self._theme.color(style.background))
        character.setForeground(self._theme.color("text"))
        character.setUnderlineStyle(underline)
        character.setUnderlineColor(self._theme.color(style.line))
        selection = QTextEdit.ExtraSelection()
        selection.cursor = self._text.cursor(self.sentences[index].span)
        selection.format = character
        return selection

    def paint_frame(self, painter: QPainter) -> None:
        """Paint a frame around the sentence that the keys act on; the painter's origin is that of the document."""
        if not (self.framed and 0 <= self.current < len(self.sentences)):
            return
        path = QPainterPath()
        for box in self._text.boxes(self.sentences[self.current].span):
            framed = box.adjusted(-2.5, -1, 2.5, 1)
            framed.setLeft(max(framed.left(), 1.0))
            path.addRect(framed)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(self._theme.color("text"), 2.0)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(path.simplified(), pen)

    def paint_beside(self, painter: QPainter, right: float) -> None:
        """Paint bars and signs left of `right`; the painter's origin is that of the document, moved to the gutter."""
        signs: list[tuple[Marked, QPointF]] = []
        taken: dict[int, int] = {}
        for index, marked in self.shown.items():
            boxes = self._text.boxes(self.sentences[index].span)
            if not boxes:
                continue
            color = self._theme.color(_STYLES[marked].line)
            bar = QRectF(right - 11, boxes[0].top() + 1, 4, boxes[-1].bottom() - boxes[0].top() - 2)
            if marked == "missed":
                painter.setPen(QPen(color, 3, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(bar.center().x(), bar.top()), QPointF(bar.center().x(), bar.bottom()))
            else:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(color)
                painter.drawRoundedRect(bar, 2, 2)
            if marked:  # each sign in a line of its own, if the sentence has one
                line = next((box for box in boxes if round(box.top()) not in taken), boxes[0])
                beside = taken.get(round(line.top()), 0)
                taken[round(line.top())] = beside + 1
                signs.append((marked, QPointF(bar.center().x() - beside * (2 * _SIGN + 1), line.center().y())))
        for marked, center in signs:
            _paint_sign(painter, self._theme, marked, center)


def _paint_sign(painter: QPainter, theme: Theme, marked: Marked, center: QPointF) -> None:
    """A tick or a cross in a round badge; that of what was missed is not filled."""
    radius = _SIGN
    color = theme.color(_STYLES[marked].line)
    is_filled = marked != "missed"
    painter.setPen(QPen(color, 1.6))
    painter.setBrush(color if is_filled else theme.color("card"))
    painter.drawEllipse(center, radius, radius)
    size = round(radius * 1.5)
    icon = theme.pixmap(
        "wrong" if marked == "wrong" else "right",
        "card" if is_filled else "right",
        size,
        painter.device().devicePixelRatio(),
    )
    painter.drawPixmap(center - QPointF(size / 2, size / 2), icon)

"""Sentences of a passage that can be selected by keys and clicks."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from quizapp.domain.passage import Sentence, Span
from quizapp.gui.kit.shapes import Marked, paint_marked
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.layer import Margin, PassageLayer, paint_frame
from quizapp.gui.passage.passage_text import PassageText

_STEPS: dict[Qt.Key, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
"""The number of sentences that each key moves by, where lines run from left to right."""


class _Style(NamedTuple):
    """The names of colors for the background, if there is one, and for the lines, and how the underline looks."""

    background: str
    line: str
    underline: QTextCharFormat.UnderlineStyle = QTextCharFormat.UnderlineStyle.SingleUnderline


_HOVERED = _Style("hover", "edge", QTextCharFormat.UnderlineStyle.DashUnderline)
_STYLES: dict[Marked, _Style] = {
    "": _Style("soft", "accent"),
    "right": _Style("right_soft", "right"),
    "wrong": _Style("wrong_soft", "wrong", QTextCharFormat.UnderlineStyle.WaveUnderline),
    "missed": _Style("", "right", QTextCharFormat.UnderlineStyle.DashUnderline),
}


class SentenceLayer(PassageLayer):
    """Shows the sentences that are offered, and lets the user select some. They are named by their index.

    `current` is the sentence that keys act on, `hovered` the one under the pointer; -1 for none. `framed` tells whether
    a frame shows `current`. Once there are `marks`, nothing more can be selected.

    Signals:
        toggled: the user selected or removed the sentence at this index.
    """

    toggled = Signal(int)

    def __init__(self, theme: Theme, text: PassageText, parent: QObject | None = None) -> None:
        super().__init__(theme, text, parent)
        self.offer(())

    def offer(self, sentences: Sequence[Sentence]) -> None:
        """Offer these sentences, in the order of the passage, none selected."""
        self.sentences = sentences
        self.has_own_cursor = bool(sentences)
        self.chosen: frozenset[int] = frozenset()
        self.marks: dict[int, Marked] = {}
        self.closed = False
        self.current = -1
        self.hovered = -1
        self.framed = False
        self._starts = [sentence.span.start for sentence in sentences]
        self.changed.emit()

    def clear(self) -> None:
        if self.sentences:
            self.offer(())

    @property
    def is_open(self) -> bool:
        """True while sentences can be selected."""
        return bool(self.sentences) and not self.closed

    def choose(self, chosen: Collection[int]) -> None:
        """Show the sentences at these indexes as selected."""
        self.chosen = frozenset(chosen)
        self.changed.emit()

    def mark(self, marks: Mapping[int, Marked]) -> None:
        """Show how sentences were marked, by index; none can be selected anymore."""
        self.marks, self.closed, self.hovered = dict(marks), True, -1
        self.changed.emit()

    def at(self, offset: int) -> int:
        """Return the index of the sentence with the character at `offset` of the passage; -1 if there is none."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.sentences[index].span.end else -1

    def go_to(self, place: int) -> None:
        """Let keys act on the sentence at `place`, scroll to it, and announce it."""
        if 0 <= place < len(self.sentences):
            self.current = place
            self.reveal_requested.emit(self.sentences[place].span)
            self.changed.emit()
            self.announced.emit(self._sentence_words())

    def _toggle(self, place: int) -> None:
        self.current = place
        self.toggled.emit(place)
        if self.sentences:
            self.changed.emit()
            self.announced.emit(self._sentence_words())

    def toggle_current(self) -> bool:
        """Toggle the sentence that keys act on, and tell whether there is one."""
        if not self.is_open or self.current < 0:
            return False
        self._toggle(self.current)
        return True

    def _first(self, in_view: Span) -> int:
        """Return the index of the first selected sentence in view, or else of the first one that begins there."""
        shown = (at for at in self.shown if in_view.start <= self.sentences[at].span.start < in_view.end)
        first = min(bisect_right(self._starts, in_view.start - 1), len(self.sentences) - 1)
        return next(shown, first)

    def take_key(self, key: Qt.Key, in_view: Span) -> bool:
        if not self.sentences:
            return False
        if key == Qt.Key.Key_Space:
            self.framed = self.toggle_current() or self.framed
            return self.is_open
        last = len(self.sentences) - 1
        step = _STEPS.get(key, 0)
        if self.text.direction is Qt.LayoutDirection.RightToLeft and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = -step
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            place = 0 if key == Qt.Key.Key_Home else last
        elif step:
            place = self._first(in_view) if self.current < 0 else min(max(self.current + step, 0), last)
        else:
            return False
        self.framed = True
        self.go_to(place)
        return True

    def hover(self, offset: int) -> bool:
        place = self.at(offset) if self.is_open and offset >= 0 else -1
        if place != self.hovered:
            self.hovered = place
            self.changed.emit()
        return place >= 0

    def click(self, offset: int) -> bool:
        place = self.at(offset) if self.is_open else -1
        if place >= 0:
            self.framed = False
            self._toggle(place)
        return place >= 0

    def follow_cursor(self, offset: int) -> None:
        place = self.at(offset) if self.is_open else -1
        if place >= 0 and place != self.current:
            self.current = place
            self.changed.emit()

    def take_focus(self, in_view: Span, *, by_keyboard: bool) -> None:
        if self.sentences and by_keyboard:
            self.framed = True
            self.go_to(self.current if self.current >= 0 else self._first(in_view))

    def lose_focus(self) -> None:
        if self.framed:
            self.framed = False
            self.changed.emit()

    @property
    def shown(self) -> dict[int, Marked]:
        """The look of the selected or marked sentences, by index."""
        return self.marks if self.closed else dict.fromkeys(sorted(self.chosen), "")

    @property
    def is_seen(self) -> bool:
        return bool(self.shown) or self.framed or self.hovered >= 0

    def words(self) -> tuple[str, str]:
        return self._sentence_words(), self._key_hint()

    def _sentence_words(self) -> str:
        """Return what a screen reader says of the current sentence; empty if there is none."""
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

    def _key_hint(self) -> str:
        if self.is_open:
            return self.tr("Arrow keys move from sentence to sentence, Space selects a sentence or removes it")
        return self.tr("Arrow keys move from sentence to sentence") if self.sentences else ""

    def selections(self) -> Iterator[QTextEdit.ExtraSelection]:
        if self.hovered >= 0 and self.hovered not in self.chosen:
            yield self._selection(self.hovered, _HOVERED)
        for index, marked in self.shown.items():
            yield self._selection(index, _STYLES[marked])

    def _selection(self, index: int, style: _Style) -> QTextEdit.ExtraSelection:
        character = QTextCharFormat()
        if style.background:
            character.setBackground(self.theme.color(style.background))
        character.setForeground(self.theme.color("text"))
        character.setUnderlineStyle(style.underline)
        character.setUnderlineColor(self.theme.color(style.line))
        return self.text.selection(self.sentences[index].span, character)

    def paint_over(self, painter: QPainter) -> None:
        if not (self.framed and 0 <= self.current < len(self.sentences)):
            return
        paint_frame(painter, self.theme, self.text.boxes(self.sentences[self.current].span))

    def paint_beside(self, painter: QPainter, in_view: Span, margin: Margin) -> None:
        center = margin.x(margin.middle)
        signs: list[tuple[Marked, QPointF]] = []
        for index, marked in self.shown.items():
            stands = list(self.text.lines(self.sentences[index].span))
            if not stands:
                continue
            top, bottom = stands[0].top + 3, stands[-1].bottom
            color = self.theme.color(_STYLES[marked].line)
            painter.setPen(QPen(color, 3, Qt.PenStyle.DotLine) if marked == "missed" else QPen(color, 4))
            painter.drawLine(QPointF(center, top), QPointF(center, bottom))
            if marked:
                signs.append((marked, margin.place(stands[0])))
        for marked, at in signs:
            paint_marked(painter, self.theme, marked, at, margin.radius)

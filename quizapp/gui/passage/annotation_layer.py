"""Highlights and notes of the learner in a passage, and the sentence that the highlighter's keys act on."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import cast

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QMenu

from quizapp.domain.event import PenColor
from quizapp.domain.passage import Span
from quizapp.gui.kit.shapes import paint_icon
from quizapp.gui.kit.theme import Theme
from quizapp.gui.passage.layer import Margin, PassageLayer, paint_frame
from quizapp.gui.passage.passage_text import PassageText
from quizapp.gui.passage.pens import PENS, Ink, ink_of, paint_line
from quizapp.reports.annotations import RemarkEntry

_STEPS: dict[Qt.Key, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
_PEN_KEYS = {Qt.Key(Qt.Key.Key_1 + at): pen for at, pen in enumerate(PENS)}


class AnnotationLayer(PassageLayer):
    """Shows `highlights` and `notes`, each in the order of the passage. Highlights overlap only where some were made at
    another reading level.

    While the highlighter `is_on`, arrow keys go from sentence to sentence; Space asks to highlight, Delete to remove.

    Signals:
        pressed: the words at this offset, which have a highlight or note, were clicked.
        note_pressed: the sign of the note with this id was clicked.
        mark_requested: this `Span`, a sentence, or what is selected instead, should be highlighted, or no longer be.
        removal_requested: the same should no longer be highlighted.
        pen_requested: the name of the pen that should be used from now on.
        end_requested: the highlighter should be turned off.
        bar_end_requested: the bar beside the words should be closed.
        menu_requested: entries for this menu are wanted, about an offset.
    """

    takes_room_left = True

    pressed = Signal(int)
    note_pressed = Signal(str)
    mark_requested = Signal(object)
    removal_requested = Signal(object)
    pen_requested = Signal(str)
    end_requested = Signal()
    bar_end_requested = Signal()
    menu_requested = Signal(QMenu, int)

    def __init__(self, theme: Theme, text: PassageText, parent: QObject | None = None) -> None:
        super().__init__(theme, text, parent)
        self.highlights: Sequence[RemarkEntry] = ()
        self.notes: Sequence[RemarkEntry] = ()
        self.is_on = False
        self.has_bar = False
        """True while a bar beside the words can be closed."""
        self.current = -1
        self._spans: list[Span] = []
        self._ends: list[int] = []
        """The end of each highlight, or of one before it that reaches farther."""
        self._caret = 0
        self._in_view = Span(0, 0)
        self._boxes: list[tuple[PenColor, QRectF]] = []
        self._signs: list[tuple[QRectF, str]] = []
        self._inks: dict[str, Ink] = {}
        theme.changed.connect(self._inks.clear)

    def show(self, entries: Sequence[RemarkEntry]) -> None:
        """Show those of `entries` that are in the passage."""
        there = [entry for entry in entries if entry.span is not None]
        self.highlights = sorted((entry for entry in there if entry.pen), key=lambda entry: _span(entry))
        self.notes = sorted((entry for entry in there if not entry.pen), key=lambda entry: _span(entry))
        self._spans = [_span(entry) for entry in self.highlights]
        self._ends = list(accumulate((span.end for span in self._spans), max))
        self.changed.emit()

    def turn(self, on: bool) -> None:
        """Let keys act on sentences, or no longer."""
        self.is_on = self.is_in_charge = on
        self.current = -1
        self.changed.emit()

    def clear(self) -> None:
        self.current = -1
        if self.highlights or self.notes:
            self.show(())

    @property
    def is_seen(self) -> bool:
        return bool(self.highlights or self.notes) or self.current >= 0

    def at(self, offset: int) -> list[RemarkEntry]:
        """Return the highlight that is on top, and the notes, on the character at `offset`."""
        first = bisect_right(self._ends, offset)
        last = bisect_right(self._spans, offset, key=lambda span: span.start)
        found = [entry for entry in self.highlights[first:last] if offset < _span(entry).end]
        return found[-1:] + [entry for entry in self.notes if _span(entry).start <= offset < _span(entry).end]

    def go_to(self, entry: RemarkEntry) -> None:
        """Bring a highlight or note into view, and tell it."""
        self.reveal_requested.emit(_span(entry))
        self.announced.emit(entry.spoken)

    # told

    def words(self) -> Iterator[str]:
        if self.is_on:
            yield self._sentence_words()
            yield self.tr("Highlighter on. Arrow keys move from sentence to sentence, Space highlights")
        yield from (f"{entry.name}: {entry.text}" if entry.text else entry.name for entry in self.at(self._caret))
        if self.highlights:
            yield self.tr("%n highlights", "", len(self.highlights))
        if self.notes:
            yield self.tr("%n notes on places", "", len(self.notes))

    def _sentence_words(self) -> str:
        if self.current < 0 or self.text.passage is None:
            return ""
        sentence = self.text.passage.sentences[self.current]
        pens = [entry.name for entry in self.at(sentence.span.start) if entry.pen]
        return f"{sentence.name} {pens[0] if pens else self.tr('Not highlighted')}."

    def named_places(self) -> list[tuple[Span, str]]:
        return [(_span(entry), entry.spoken) for entry in (*self.highlights, *self.notes)]

    # keys and the mouse

    def take_key(self, key: Qt.Key, in_view: Span) -> bool:
        if key == Qt.Key.Key_Escape and self.has_bar:
            self.bar_end_requested.emit()
            return True
        if not self.is_on or self.text.passage is None:
            return False
        sentences = self.text.passage.sentences
        here = sentences[self.current].span if self.current >= 0 else None
        if key in _PEN_KEYS:
            self.pen_requested.emit(_PEN_KEYS[key])
        elif key == Qt.Key.Key_Escape:
            self.end_requested.emit()
        elif key == Qt.Key.Key_Space:
            self.mark_requested.emit(here)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_requested.emit(here)
        elif key in _STEPS and sentences:
            step = _STEPS[key]
            if self.text.direction is Qt.LayoutDirection.RightToLeft and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                step = -step
            first = bisect_left(sentences, max(in_view.start, 0), key=lambda sentence: sentence.span.start)
            place = first if self.current < 0 else self.current + step
            self.current = min(max(place, 0), len(sentences) - 1)
            self.reveal_requested.emit(sentences[self.current].span)
            self.changed.emit()
            self.announced.emit(self._sentence_words())
        else:
            return False
        return True

    def hover(self, offset: int) -> bool:
        return offset >= 0 and bool(self.at(offset))

    def click(self, offset: int) -> bool:
        found = bool(self.at(offset))
        if found:
            self.pressed.emit(offset)
        return found

    def click_beside(self, point: QPointF) -> bool:
        found = next((id_ for box, id_ in self._signs if box.adjusted(-4, -4, 4, 4).contains(point)), "")
        if found:
            self.note_pressed.emit(found)
        return bool(found)

    def add_to_menu(self, menu: QMenu, offset: int) -> None:
        self.menu_requested.emit(menu, offset)

    def follow_cursor(self, offset: int) -> None:
        before, self._caret = self.at(self._caret), offset
        if before != self.at(offset):
            self.changed.emit()

    def lose_focus(self) -> None:
        if self.current >= 0:
            self.current = -1
            self.changed.emit()

    # painted

    def _ink(self, pen: PenColor) -> Ink:
        if pen not in self._inks:
            self._inks[pen] = ink_of(self.theme, pen)
        return self._inks[pen]

    def _near(self) -> Iterator[tuple[PenColor, QRectF]]:
        """Yield the boxes of the highlights in view, with their pens."""
        view = self._in_view
        first = bisect_left(self._ends, view.start)
        last = bisect_right(self._spans, view.end, key=lambda span: span.start)
        for entry, span in zip(self.highlights[first:last], self._spans[first:last], strict=True):
            for box in self.text.boxes(Span(max(span.start, view.start), min(span.end, view.end))):
                yield cast("PenColor", entry.pen), box

    def paint_under(self, painter: QPainter, in_view: Span) -> None:
        self._in_view = in_view
        self._boxes = list(self._near())
        for pen, box in self._boxes:
            painter.fillRect(box, self._ink(pen).ground)

    def paint_over(self, painter: QPainter) -> None:
        for pen, box in self._boxes if self.highlights else ():
            paint_line(painter, pen, self._ink(pen).line, box)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        view = self._in_view
        for entry in self.notes:
            span = _span(entry)
            if span.start < view.end and view.start < span.end:
                path = QPainterPath()
                for box in self.text.boxes(Span(max(span.start, view.start), min(span.end, view.end))):
                    path.addRect(box.adjusted(-1, 0.5, 1, -0.5))
                painter.strokePath(path.simplified(), QPen(self.theme.color("edge"), 1.5, Qt.PenStyle.DotLine))
        if self.current >= 0 and self.text.passage is not None:
            paint_frame(painter, self.theme, self.text.boxes(self.text.passage.sentences[self.current].span))

    def paint_beside(self, painter: QPainter, in_view: Span, margin: Margin) -> None:
        self._signs = []
        for entry in self.notes:
            span = _span(entry)
            lines = next(self.text.lines(span), None) if in_view.start <= span.start < in_view.end else None
            if lines is None:
                continue
            center, radius = margin.place(lines), margin.radius
            around = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
            painter.setPen(QPen(self.theme.color("edge"), 1.5))
            painter.setBrush(self.theme.color("card"))
            painter.drawRoundedRect(around, 3, 3)
            paint_icon(painter, self.theme, "note", "text", center, round(radius * 1.5))
            self._signs.append((around, entry.id))


def _span(entry: RemarkEntry) -> Span:
    assert entry.span is not None
    return entry.span

"""Evidence in a passage, and the places that misled to a wrong answer."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from quizapp.domain.passage import Span
from quizapp.domain.text import shortened
from quizapp.gui.kit.theme import FontRole
from quizapp.gui.passage.layer import Margin, PassageLayer
from quizapp.gui.passage.passage_text import Lines

_LONGEST_TOLD = 120
"""The most characters of a marked place that a screen reader says."""


class Place(NamedTuple):
    """A marked place of the passage. `number` is 0 if it needs none; `overlaps` an earlier one, or touches it."""

    span: Span
    number: int
    misled: bool
    overlaps: bool


class EvidenceLayer(PassageLayer):
    """Shows `evidence` and what `misled`, in the passage of `text`."""

    evidence: tuple[Span, ...] = ()
    misled: tuple[Span, ...] = ()
    places: tuple[Place, ...] = ()

    def show(self, evidence: Sequence[Span], misled: Sequence[Span] = (), *, has_numbers: bool = True) -> None:
        """Mark `evidence`, and those of `misled` that are not evidence. With `has_numbers`, several places are numbered
        in the order of the passage, evidence first.
        """
        self.evidence = tuple(evidence)
        self.misled = tuple(span for span in dict.fromkeys(misled) if span not in self.evidence)
        are_numbered = has_numbers and len(set(self.evidence)) + len(self.misled) > 1
        found: list[Place] = []
        for is_misled, spans in ((False, self.evidence), (True, self.misled)):
            end = -1
            for span in sorted(set(spans)):
                found.append(Place(span, len(found) + 1 if are_numbered else 0, is_misled, span.start <= end))
                end = max(end, span.end)
        self.places = tuple(found)
        self.changed.emit()

    def clear(self) -> None:
        if self.places:
            self.show(())

    @property
    def is_seen(self) -> bool:
        return bool(self.places)

    def number_of(self, span: Span) -> int:
        """Return the number shown at `span`; 0 if it has none."""
        return next((place.number for place in self.places if place.span == span), 0)

    def accents(self, span: Span) -> bool:
        return any(each.start < span.end and span.start < each.end for each in self.evidence)

    def words(self) -> list[str]:
        return list(map(self._place_words, self.places))

    def named_places(self) -> list[tuple[Span, str]]:
        return [(place.span, self._place_words(place)) for place in self.places]

    def _place_words(self, place: Place) -> str:
        assert self.text.passage is not None
        if place.misled:
            words = self.tr("{number}, misled by: “{words}”") if place.number else self.tr("Misled by: “{words}”")
        else:
            words = self.tr("{number}, evidence: “{words}”") if place.number else self.tr("Evidence: “{words}”")
        text = shortened(self.text.passage.text[place.span.start : place.span.end], _LONGEST_TOLD)
        return words.format(number=place.number, words=text)

    def selections(self) -> Iterator[QTextEdit.ExtraSelection]:
        """Yield the formats of the places, evidence on top."""
        for place in sorted(self.places, key=lambda place: not place.misled):
            character = QTextCharFormat()
            if place.misled:
                character.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
                character.setUnderlineColor(self.theme.color("wrong"))
            else:
                character.setBackground(self.theme.color("mark"))
                character.setForeground(self.theme.color("text"))
                if place.overlaps:  # else nobody would see where one ends
                    character.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                    character.setUnderlineColor(self.theme.color("accent"))
            yield self.text.selection(place.span, character)

    def paint_beside(self, painter: QPainter, in_view: Span, margin: Margin) -> None:
        near = [place for place in self.places if place.span.start < in_view.end and in_view.start < place.span.end]
        stands = {place: list(self.text.lines(place.span)) for place in near}
        center = margin.x(margin.middle)
        self._paint_bars(painter, [lines for place in near if not place.misled for lines in stands[place]], center)
        begins = {place: lines[0] for place, lines in stands.items() if lines}
        for place, lines in begins.items():
            if place.misled:
                painter.setPen(QPen(self.theme.color("wrong"), 3, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(center, lines.top + 3), QPointF(center, lines.bottom))
        for place, lines in begins.items():
            if place.number:
                self._paint_badge(painter, place, lines, margin)

    def _paint_bars(self, painter: QPainter, stands: Sequence[Lines], center: float) -> None:
        """Paint one bar for each block, from its first line with evidence to its last."""
        bars: dict[int, tuple[float, float]] = {}
        for lines in stands:
            number = lines.block.blockNumber()
            top, bottom = bars.get(number, (lines.top, lines.bottom))
            bars[number] = min(top, lines.top), max(bottom, lines.bottom)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("accent"))
        for top, bottom in bars.values():
            painter.drawRoundedRect(QRectF(center - 2, top + 2, 4, bottom - top), 2, 2)

    def _paint_badge(self, painter: QPainter, place: Place, lines: Lines, margin: Margin) -> None:
        """Paint a number in a circle, which is not filled for a place that misled."""
        center, radius = margin.place(lines), margin.radius
        color = self.theme.color("wrong" if place.misled else "accent")
        around = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        painter.setPen(QPen(color, 1.5))
        painter.setBrush(self.theme.color("card") if place.misled else color)
        painter.drawEllipse(around)
        font = self.theme.font(FontRole.STRONG)
        font.setPixelSize(max(9, round(radius * (1.4 if place.number < 10 else 1.15))))
        painter.setFont(font)
        painter.setPen(color if place.misled else self.theme.color("on_accent"))
        painter.drawText(around, Qt.AlignmentFlag.AlignCenter, str(place.number))

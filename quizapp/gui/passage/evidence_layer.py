"""Evidence in a passage, and the places that a wrong answer was taken from: how each is numbered, shown and told."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat
from PySide6.QtWidgets import QTextEdit

from quizapp.domain.passage import Span
from quizapp.domain.text import shortened
from quizapp.gui.kit.theme import FontRole, Theme
from quizapp.gui.passage.passage_text import Lines, PassageText

_LONGEST_TOLD = 120
"""Characters of a marked place that are told to who can't see it."""


class Place(NamedTuple):
    """A marked place of the passage: its number, 0 where it needs none, and what it is."""

    span: Span
    number: int
    misled: bool
    overlaps: bool


class EvidenceLayer(QObject):
    """What `PassageView` shows of `evidence` and of what `misled`, in the passage of `text`."""

    def __init__(self, theme: Theme, text: PassageText, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.evidence: tuple[Span, ...] = ()
        self.misled: tuple[Span, ...] = ()
        self._theme = theme
        self._text = text
        self.places: tuple[Place, ...] = ()

    @property
    def radius(self) -> float:
        """Half the size of a badge in the gutter, at the size of the text now."""
        return max(7.5, self._theme.scale * 7.5)

    def show(self, evidence: Sequence[Span], misled: Sequence[Span] = (), *, has_numbers: bool = True) -> None:
        """Show these places from now on: `evidence`, and those that `misled` where they are others. With `has_numbers`,
        several places are numbered in the order of the passage, evidence first.
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

    def number_of(self, span: Span) -> int:
        """The number under which `span` is shown; 0 where it has none."""
        return next((place.number for place in self.places if place.span == span), 0)

    def has_evidence_in(self, span: Span) -> bool:
        """Whether some of the evidence stands in `span`."""
        return any(each.start < span.end and span.start < each.end for each in self.evidence)

    def words(self) -> list[str]:
        """What is told of each place to who can't see it."""
        return [self._place_words(place) for place in self.places]

    def _place_words(self, place: Place) -> str:
        assert self._text.passage is not None
        words = self.tr("Misled by: “{words}”") if place.misled else self.tr("Evidence: “{words}”")
        if place.number:
            words = (
                self.tr("{number}, misled by: “{words}”") if place.misled else self.tr("{number}, evidence: “{words}”")
            )
        text = shortened(self._text.passage.text[place.span.start : place.span.end], _LONGEST_TOLD)
        return words.format(number=place.number, words=text)

    def selections(self) -> Iterator[QTextEdit.ExtraSelection]:
        """How the text of the places is painted: evidence over what misled."""
        for place in sorted(self.places, key=lambda place: not place.misled):
            character = QTextCharFormat()
            if place.misled:
                character.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
                character.setUnderlineColor(self._theme.color("wrong"))
            else:
                character.setBackground(self._theme.color("mark"))
                character.setForeground(self._theme.color("text"))
                if place.overlaps:  # or touches: where one ends would not be seen
                    character.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
                    character.setUnderlineColor(self._theme.color("accent"))
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self._text.cursor(place.span)
            selection.format = character
            yield selection

    def paint_beside(self, painter: QPainter, in_view: Span, right: float) -> None:
        """Paint bars and numbered badges left of `right`, for what stands in `in_view`, which is whole blocks; the
        painter's origin is that of the document, moved to the gutter.
        """
        near = [place for place in self.places if place.span.start < in_view.end and in_view.start < place.span.end]
        stands = {place: list(self._text.lines(place.span)) for place in near}
        center = right - self.radius - 0.5
        self._paint_bars(painter, [lines for place in near if not place.misled for lines in stands[place]], center)
        begins = {place: lines[0] for place, lines in stands.items() if lines}
        for place, lines in begins.items():
            if place.misled:
                painter.setPen(QPen(self._theme.color("wrong"), 3, Qt.PenStyle.DotLine))
                painter.drawLine(QPointF(center, lines.top + 3), QPointF(center, lines.bottom))
        self._paint_badges(painter, {place: lines for place, lines in begins.items() if place.number}, center)

    def _paint_bars(self, painter: QPainter, stands: Sequence[Lines], center: float) -> None:
        """One bar for each block, from its first line with evidence to its last."""
        bars: dict[int, tuple[float, float]] = {}
        for lines in stands:
            number = lines.block.blockNumber()
            top, bottom = bars.get(number, (lines.top, lines.bottom))
            bars[number] = min(top, lines.top), max(bottom, lines.bottom)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent"))
        for top, bottom in bars.values():
            painter.drawRoundedRect(QRectF(center - 2, top + 2, 4, bottom - top), 2, 2)

    def _paint_badges(self, painter: QPainter, begins: dict[Place, Lines], center: float) -> None:
        """Badges with the numbers, each in a line of its own if its place has one where it begins."""
        taken: dict[tuple[int, int], list[Place]] = {}
        middles: dict[tuple[int, int], float] = {}
        for place, lines in begins.items():
            block = lines.block.blockNumber()
            beside = [(block, line) for line in range(lines.first.lineNumber(), lines.last.lineNumber() + 1)]
            at = next((each for each in beside if each not in taken), beside[0])
            taken.setdefault(at, []).append(place)
            line = lines.block.layout().lineAt(at[1])
            middles[at] = lines.block.layout().position().y() + line.y() + 2 + (line.ascent() + line.descent()) / 2
        for at, places in taken.items():
            for index, place in enumerate(reversed(places)):
                self._paint_badge(painter, QPointF(center - index * (2 * self.radius + 1), middles[at]), place)

    def _paint_badge(self, painter: QPainter, center: QPointF, place: Place) -> None:
        """A number in a circle; that of what misled is not filled."""
        radius = self.radius
        color = self._theme.color("wrong" if place.misled else "accent")
        painter.setPen(QPen(color, 1.6))
        painter.setBrush(self._theme.color("card") if place.misled else color)
        painter.drawEllipse(center, radius, radius)
        font = self._theme.font(FontRole.STRONG)
        font.setPixelSize(max(9, round(radius * (1.4 if place.number < 10 else 1.15))))
        painter.setFont(font)
        painter.setPen(color if place.misled else self._theme.color("on_accent"))
        around = QRectF(center.x() - radius, center.y() - radius, 2 * radius, 2 * radius)
        painter.drawText(around, Qt.AlignmentFlag.AlignCenter, str(place.number))

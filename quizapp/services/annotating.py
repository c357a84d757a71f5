"""Highlighting, and writing notes on places of a passage, in an attempt."""

from collections.abc import Callable, Iterable
from math import nan

from quizapp.domain.event import Annotation, Highlighted, HighlightRemoved, PenColor, PlaceNoted
from quizapp.domain.marginalia import LONGEST_NOTE, Highlight, PlacedRemark, PlaceNote, Remark, in_order
from quizapp.domain.passage import Passage, Span
from quizapp.domain.text_place import TextPlace, find_place, place_of, trimmed
from quizapp.services.taking import Taking

_MOST_STEPS = 50
"""The most changes that can be taken back."""
_NOW = nan
"""The time of a change that is not kept yet: `Taking.annotate` puts the real one in its place."""


class Annotating:
    """The highlights and notes of one attempt, at the passage that `passage` gives now.

    Highlights never lie over one another: a new one takes the place of what it covers, and joins others of its color.
    """

    def __init__(self, taking: Taking, passage: Callable[[], Passage] | None = None) -> None:
        self.taking = taking
        self._passage = passage or (lambda: taking.bank.passage)
        self._found: dict[TextPlace, Span | None] = {}
        self._found_in: Passage | None = None
        self._steps: list[tuple[dict[str, Highlight], dict[str, PlaceNote]]] = []
        """The highlights and notes before each change that can be taken back."""
        self._writing = ""
        self._last_given = 0
        """The number of the last note that was made; it may never be written."""

    @property
    def passage(self) -> Passage:
        return self._passage()

    @property
    def is_open(self) -> bool:
        """Tells whether anything can be changed."""
        return not self.taking.attempt.submitted

    @property
    def highlights(self) -> dict[str, Highlight]:
        return self.taking.attempt.marginalia.highlights

    @property
    def notes(self) -> dict[str, PlaceNote]:
        return self.taking.attempt.marginalia.notes

    def span_of(self, place: TextPlace) -> Span | None:
        """The span of `place` in the passage as it is now."""
        (span,) = self._spans_of((place,))
        return span

    def _spans_of(self, places: Iterable[TextPlace]) -> list[Span | None]:
        passage, found = self.passage, list[Span | None]()
        if self._found_in is not passage:
            self._found, self._found_in = {}, passage
        for place in places:
            if place not in self._found:
                self._found[place] = find_place(place, passage)
            found.append(self._found[place])
        return found

    def placed(self) -> tuple[PlacedRemark, ...]:
        """All of them with their spans, in the order of the passage, highlights before notes."""
        remarks: tuple[Remark, ...] = (*self.highlights.values(), *self.notes.values())
        spans = self._spans_of(remark.place for remark in remarks)
        return in_order(PlacedRemark(remark, span) for remark, span in zip(remarks, spans, strict=True))

    def highlight_at(self, span: Span) -> Highlight | None:
        """The first highlight that has a character of `span`, or the one that an empty span stands in."""
        return next((highlight for highlight, _ in self._touched(span)), None)

    def note_at(self, span: Span) -> PlaceNote | None:
        """The note on the smallest place that has a character of `span`, or that an empty span stands in."""
        spans = {note.id: found for note in self.notes.values() if (found := self.span_of(note.place))}
        here = [id_ for id_, found in spans.items() if _meet(found, span)]
        return self.notes[min(here, key=lambda id_: spans[id_].end - spans[id_].start)] if here else None

    def _touched(self, span: Span) -> list[tuple[Highlight, Span]]:
        highlights = self.highlights.values()
        spans = self._spans_of(each.place for each in highlights)
        found = [(each, at) for each, at in zip(highlights, spans, strict=True) if at is not None and _meet(at, span)]
        return sorted(found, key=lambda pair: pair[1])

    def highlight(self, span: Span, color: PenColor) -> Span | None:
        """Highlight `span`, made whole words; gives what is highlighted then, None where that changes nothing."""
        whole = trimmed(self.passage, span)
        if whole is None or not self._may_mark:
            return None
        changes: list[Annotation] = []
        rest: list[tuple[Span, PenColor]] = []
        touched = self._touched(whole)
        joined = whole
        for old, found in touched:
            if old.color == color:
                joined = Span(min(joined.start, found.start), max(joined.end, found.end))
            else:
                pieces = (Span(found.start, whole.start), Span(whole.end, found.end))
                rest += [(piece, old.color) for each in pieces if each.start < each.end for piece in self._cut(each)]
            changes.append(HighlightRemoved(at=_NOW, id=old.id))
        if [(old.color, found) for old, found in touched] == [(color, joined)]:
            return None
        try:
            quoted = [(place_of(self.passage, piece), pen) for piece, pen in ((joined, color), *rest)]
        except ValueError:  # the words cannot be quoted
            return None
        number = self._next_number
        changes += [
            Highlighted(at=_NOW, id=str(number + i), quote=place, color=pen) for i, (place, pen) in enumerate(quoted)
        ]
        return joined if self._change(changes) else None

    def _cut(self, span: Span) -> list[Span]:
        """The rest of a highlight, without white space at its ends."""
        text = self.passage.text[span.start : span.end]
        start, end = span.start + len(text) - len(text.lstrip()), span.end - len(text) + len(text.rstrip())
        return [Span(start, end)] if start < end else []

    def recolor(self, id_: str, color: PenColor) -> bool:
        """Give a highlight another color; False where it has that, or is none."""
        old = self.highlights.get(id_)
        if old is None or old.color == color or not self._may_mark:
            return False
        return self._change([Highlighted(at=_NOW, id=id_, quote=old.place, color=color)])

    def remove(self, *ids: str) -> bool:
        """Take highlights away; False where there are none of these."""
        return self._change([HighlightRemoved(at=_NOW, id=id_) for id_ in ids if id_ in self.highlights])

    def remove_all(self) -> bool:
        """Take away all highlights, also those that are not in this version of the text."""
        return self.remove(*self.highlights)

    def note(self, span: Span) -> PlaceNote | None:
        """Make an empty note on `span`, made whole words; it is kept as soon as something is written in it. None where
        there are no words.
        """
        whole = trimmed(self.passage, span)
        if whole is None or not self._may_note:
            return None
        try:
            place = place_of(self.passage, whole)
        except ValueError:
            return None
        self._last_given = self._next_number
        return PlaceNote(str(self._last_given), place, "")

    @property
    def _next_number(self) -> int:
        """A number that neither a highlight nor a note has had, nor one that is still empty."""
        return max(int(self.taking.attempt.marginalia.next_id), self._last_given + 1)

    def write(self, note: PlaceNote, text: str, *, as_draft: bool = False) -> bool:
        """Write `text` into a note, in place of what is there; an empty one takes the note away."""
        text = text.strip()[:LONGEST_NOTE]
        there = self.notes.get(note.id)
        if not self._may_note or text == (there.text if there else ""):
            return False
        if self._writing != note.id or not as_draft:
            self._keep_step()
        self._writing = note.id if as_draft else ""
        return self.taking.annotate(PlaceNoted(at=_NOW, id=note.id, quote=note.place, text=text), as_draft=as_draft)

    def end_writing(self) -> None:
        """Make what was typed an event; what is typed next is another change."""
        self.taking.settle()
        self._writing = ""

    @property
    def can_undo(self) -> bool:
        """Tells whether there is a change that `undo` takes back."""
        return bool(self._steps) and self.is_open

    def undo(self) -> bool:
        """Take back the last change to highlights and notes; False where there is none."""
        self.taking.settle()
        if not self.can_undo:
            return False
        highlights, notes = self._steps.pop()
        self._writing = ""
        removed = (id_ for id_ in self.highlights if id_ not in highlights)
        changes: list[Annotation] = [HighlightRemoved(at=_NOW, id=id_) for id_ in removed]
        changes += [
            Highlighted(at=_NOW, id=old.id, quote=old.place, color=old.color)
            for old in highlights.values()
            if self.highlights.get(old.id) != old
        ]
        for id_, note in {**self.notes, **notes}.items():
            text = notes[id_].text if id_ in notes else ""
            if text != (self.notes[id_].text if id_ in self.notes else ""):
                changes.append(PlaceNoted(at=_NOW, id=id_, quote=note.place, text=text))
        return self._do(changes)

    def _change(self, changes: list[Annotation]) -> bool:
        self.taking.settle()
        if not changes or not self.is_open:
            return False
        self._writing = ""
        self._keep_step()
        return self._do(changes)

    def _do(self, changes: list[Annotation]) -> bool:
        return [self.taking.annotate(change) for change in changes].count(True) == len(changes)

    def _keep_step(self) -> None:
        self._steps = [*self._steps[1 - _MOST_STEPS :], (dict(self.highlights), dict(self.notes))]

    @property
    def _may_mark(self) -> bool:
        return self.is_open and self.taking.allows("highlighter")

    @property
    def _may_note(self) -> bool:
        return self.is_open and self.taking.allows("notes")


def _meet(span: Span, other: Span) -> bool:
    if other.start == other.end:
        return span.start <= other.start < span.end
    return span.start < other.end and other.start < span.end

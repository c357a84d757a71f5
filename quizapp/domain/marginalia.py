"""Highlights in a passage, and notes on places of it: what a learner has left there in an attempt."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quizapp.domain.event import Highlighted, HighlightRemoved, PenColor, PlaceNoted
from quizapp.domain.passage import Passage, Span
from quizapp.domain.text_place import TextPlace, find_place

LONGEST_NOTE = 2000
"""Characters of a note, in the passage or on a question; anything beyond is cut off."""
_MOST_DIGITS = 15
"""The most digits of an id that counting can reach; a longer one was not made by this program."""


class Highlight(NamedTuple):
    id: str
    place: TextPlace
    color: PenColor


class PlaceNote(NamedTuple):
    id: str
    place: TextPlace
    text: str


Remark = Highlight | PlaceNote
"""A mark that a learner has left at a place."""


class PlacedRemark(NamedTuple):
    """A highlight or note, and where it is in a version of the passage; None where its words are not in there."""

    remark: Remark
    span: Span | None


class Marginalia:
    """The highlights and notes that a sequence of events adds up to, by their ids, in the order in which they came."""

    def __init__(self) -> None:
        self.highlights: dict[str, Highlight] = {}
        self.notes: dict[str, PlaceNote] = {}
        self._last = 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Marginalia) and vars(self) == vars(other)

    __hash__ = None  # type: ignore[assignment]  # it changes

    def fits(self, event: Highlighted | HighlightRemoved | PlaceNoted) -> bool:
        """Tells whether there is the highlight that `event` removes, if it does."""
        return not isinstance(event, HighlightRemoved) or event.id in self.highlights

    def do(self, event: Highlighted | HighlightRemoved | PlaceNoted) -> None:
        """Let `event` count, which fits."""
        match event:
            case Highlighted(id=id_, quote=quote, color=color):
                self.highlights[id_] = Highlight(id_, quote, color)
            case HighlightRemoved(id=id_):
                del self.highlights[id_]
            case PlaceNoted(id=id_, text=""):
                self.notes.pop(id_, None)
            case PlaceNoted(id=id_, quote=quote, text=text):
                self.notes[id_] = PlaceNote(id_, quote, text)
        if event.id.isdecimal() and event.id.isascii() and len(event.id) <= _MOST_DIGITS:
            self._last = max(self._last, int(event.id))

    @property
    def next_id(self) -> str:
        """An id that none has had."""
        return str(self._last + 1)

    def placed_in(self, passage: Passage) -> tuple[PlacedRemark, ...]:
        """All of them in the order of `passage`, highlights before notes; those that are not in there come last."""
        remarks: Sequence[Remark] = (*self.highlights.values(), *self.notes.values())
        return in_order(PlacedRemark(remark, find_place(remark.place, passage)) for remark in remarks)


def in_order(placed: Iterable[PlacedRemark]) -> tuple[PlacedRemark, ...]:
    """Sort highlights and notes as they stand in the passage; those that are not in there come last."""
    return tuple(sorted(placed, key=lambda each: (each.span is None, each.span or (each.remark.place.paragraph,))))

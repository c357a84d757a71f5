"""Highlights and notes on places, in words."""

from collections.abc import Sequence
from typing import NamedTuple

from quizapp.domain.marginalia import Highlight, Marginalia, PlacedRemark
from quizapp.domain.passage import Passage, Span
from quizapp.texts import ENGLISH, N_, Texts

PEN_NAMES: dict[str, str] = N_({"yellow": "Yellow", "green": "Green", "blue": "Blue", "pink": "Pink"})
_HIGHLIGHT_NAMES: dict[str, str] = N_(
    {
        "yellow": "Yellow highlight",
        "green": "Green highlight",
        "blue": "Blue highlight",
        "pink": "Pink highlight",
    }
)
NOT_THERE = N_("Not in this version of the text")


class RemarkEntry(NamedTuple):
    """A highlight or a note, in words.

    `name` is what it is, `quote` the words that it is on, `text` what was written, `pen` the color of a highlight; both
    may be empty. `where` says in which paragraph it is, or that it is not in this version of the text; `span` is None
    then. `spoken` is all of it.
    """

    id: str
    name: str
    quote: str
    text: str
    pen: str
    where: str
    paragraph: int
    span: Span | None
    spoken: str = ""


def remark_entry(placed: PlacedRemark, passage: Passage, translate: Texts = ENGLISH) -> RemarkEntry:
    """The words for a highlight or note; its paragraph is that of `passage`, where it is in there."""
    remark, span = placed
    quote = " ".join(remark.place.quote.split()) if span is None else passage.words_of(span)
    number = remark.place.paragraph if span is None else passage.paragraph_of(span.start)
    where = translate(NOT_THERE) if span is None else ""
    if span is not None and number:
        where = translate("Paragraph {number}", number=number)
    name = translate(_HIGHLIGHT_NAMES[remark.color]) if isinstance(remark, Highlight) else translate("Note")
    text = "" if isinstance(remark, Highlight) else remark.text
    named = f"{name}: {text}" if text else name
    return RemarkEntry(
        id=remark.id,
        name=name,
        quote=quote,
        text=text,
        pen=remark.color if isinstance(remark, Highlight) else "",
        where=where,
        paragraph=number,
        span=span,
        spoken=". ".join(part for part in (named, f"“{quote}”", where) if part),
    )


def remark_entries(marginalia: Marginalia, passage: Passage, translate: Texts = ENGLISH) -> Sequence[RemarkEntry]:
    """All highlights and notes in the order of `passage`; those that are not in there come last."""
    return [remark_entry(placed, passage, translate) for placed in marginalia.placed_in(passage)]

"""A place in a passage, kept by its words, so that it is found in another version of the text too."""

from collections.abc import Iterator

import msgspec

from quizapp.domain.evidence import Quote, quote_of
from quizapp.domain.language import APOSTROPHES
from quizapp.domain.passage import PICTURE, Passage, Span
from quizapp.domain.text import fold

_AROUND = (4, 2)
"""The number of words on each side that tell a place, and the least of them that still do where others have changed."""
_TELLING = 12
"""The least length, in characters, of words that are looked for where nothing around them is as it was."""
_LONG = 6
"""The least number of words that hardly stand anywhere else by chance."""
_MOST = 200
"""The most places that are compared by their paragraphs."""


class TextPlace(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """The words at a place, what stands before and after them, and the number of their paragraph, 0 for none.

    It is W3C's TextQuote selector, as an `evidence.Quote` is.
    """

    quote: str
    prefix: str = ""
    suffix: str = ""
    paragraph: int = 0


def place_of(passage: Passage, span: Span) -> TextPlace:
    """The place of `span` in `passage`, which `find_place` finds there.

    Raises:
        ValueError: `span` has no words, or begins or ends with white space.
    """
    found = quote_of(passage, span)
    quote = Quote(found) if isinstance(found, str) else found
    if not fold(quote.quote):
        raise ValueError(span)
    before = passage.text[: span.start].rsplit(maxsplit=_AROUND[0])[-_AROUND[0] :]
    after = passage.text[span.end :].split(maxsplit=_AROUND[0])[: _AROUND[0]]
    around = " ".join(before).replace(PICTURE, ""), " ".join(after).replace(PICTURE, "")
    place = TextPlace(quote.quote, *around, passage.paragraph_of(span.start))
    if find_place(place, passage) != span:
        place = TextPlace(quote.quote, quote.prefix, quote.suffix, place.paragraph)
    return place


def find_place(place: TextPlace, passage: Passage) -> Span | None:
    """The span of `place` in a version of its passage; None where its words are not there, or nothing tells which.

    Where all around the words is as it was, or they are a sentence long, they may have moved to another paragraph;
    elsewhere only those in their own paragraph count, as short words stand in others by chance.
    """
    is_long = len(place.quote.split()) >= _LONG
    for at, (prefix, suffix) in enumerate(_contexts(place)):
        spans = passage.find(place.quote, prefix, suffix, most=_MOST)
        if len(spans) > 1 or (not is_long and (at or not (prefix or suffix))):
            spans = [span for span in spans if passage.paragraph_of(span.start) == place.paragraph]
        if len(spans) == 1:
            return spans[0]
    return None


def _contexts(place: TextPlace) -> Iterator[tuple[str, str]]:
    yield place.prefix, place.suffix
    before, after = place.prefix.split(), place.suffix.split()
    for count in _AROUND:
        prefix, suffix = " ".join(before[-count:]), " ".join(after[:count])
        if prefix and suffix:
            yield prefix, suffix
        yield from ((each, "") for each in (prefix,) if each)
        yield from (("", each) for each in (suffix,) if each)
    if len(fold(place.quote)) >= _TELLING:
        yield "", ""


def trimmed(passage: Passage, span: Span) -> Span | None:
    """`span` without the white space and images at its ends, and with the rest of words that it begins or ends in.

    Only words of letters with capitals are made whole: elsewhere nothing tells where one ends. None where no words are
    left.
    """
    text, start, end = passage.text, span.start, min(span.end, len(passage.text))
    while start < end and (text[start].isspace() or text[start] == PICTURE):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] == PICTURE):
        end -= 1
    if not fold(text[start:end]):
        return None
    while start and _goes_on(text, start):
        start -= 1
    while end < len(text) and _goes_on(text, end):
        end += 1
    return Span(start, end)


def _goes_on(text: str, at: int) -> bool:
    """Tells whether a word goes on from the character before `at` to the one there."""
    before, after = text[at - 1], text[at]
    if after in APOSTROPHES:
        after = text[at + 1 : at + 2]
    elif before in APOSTROPHES:
        before = text[at - 2 : at - 1]
    return _is_of_word(before) and _is_of_word(after)


def _is_of_word(character: str) -> bool:
    return character.isdecimal() or character.lower() != character.upper()

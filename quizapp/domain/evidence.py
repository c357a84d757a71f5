"""Evidence: a quotation from the passage (what W3C's Web Annotation calls a TextQuote selector)."""

from collections.abc import Iterable, Iterator
from operator import eq

import msgspec

from quizapp.domain.passage import Passage, Span, bare_word
from quizapp.domain.text import shortened
from quizapp.errors import Mistake, Path


class Quote(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Words of the passage; `prefix` are the words just before, where the quotation is there more than once."""

    quote: str
    prefix: str = ""


Evidence = str | Quote | tuple[str | Quote, ...]
"""What an author writes: one quotation or several, each as text alone where it needs no prefix. May be empty."""


MOST_QUOTES = 20


def quotes_of(evidence: Evidence) -> tuple[Quote, ...]:
    """The quotations of `evidence`, in one form."""
    entries = evidence if isinstance(evidence, tuple) else (evidence,)
    return tuple(Quote(entry) if isinstance(entry, str) else entry for entry in entries if entry)


def spans_of(evidence: Evidence, passage: Passage) -> tuple[Span, ...]:
    """Where `evidence` stands in `passage`; quotations that are not there are left out."""
    found = (passage.find(quote.quote, quote.prefix) for quote in quotes_of(evidence))
    return tuple(spans[0] for spans in found if spans)


def evidence_mistakes(evidence: Evidence, passage: Passage, path: Path) -> Iterable[Mistake]:
    """What is wrong with `evidence`, which stands at `path` in its document."""
    if not evidence or (isinstance(evidence, str) and passage.has_once(evidence)):
        return ()
    return _mistakes(evidence, passage, path)


def _mistakes(evidence: Evidence, passage: Passage, path: Path) -> Iterator[Mistake]:
    entries = evidence if isinstance(evidence, tuple) else (evidence,)
    if len(entries) > MOST_QUOTES:
        count = str(len(entries))
        yield Mistake("too_many", path, {"count": count, "what": "quotations", "limit": str(MOST_QUOTES)})
    for index, entry in enumerate(entries[:MOST_QUOTES]):
        quote = Quote(entry) if isinstance(entry, str) else entry
        place = (*path, index) if isinstance(evidence, tuple) else path
        before = (*place, "prefix")
        if isinstance(entry, Quote):
            place = (*place, "quote")
        if not quote.quote.strip():
            yield Mistake("empty_text", place)
            continue
        spans = passage.find(quote.quote, quote.prefix)
        if len(spans) == 1:
            continue
        values = {"quote": shortened(quote.quote)}
        if not spans and quote.prefix and passage.find(quote.quote):
            values["prefix"] = shortened(quote.prefix)
            yield Mistake("prefix_not_found", before, values)
        elif spans:
            values["count"] = "2" if len(spans) == 2 else "several"
            yield Mistake("evidence_ambiguous", place, values)
        elif near := _nearest(quote.quote, passage):
            values |= {"suggestion": shortened(near[0], 100), "paragraph": str(near[1])}
            yield Mistake("evidence_not_found_suggest" if near[1] else "evidence_not_found_near", place, values)
        else:
            yield Mistake("evidence_not_found", place, values)


def _nearest(quote: str, passage: Passage) -> tuple[str, int] | None:
    """The words of the passage that are most like `quote`, with their paragraph, if any are like it."""
    words, folded = passage.folded_words
    wanted = [bare_word(word) for word in quote.split()]
    if not 2 <= len(wanted) <= 60 or len(words) > 30_000:
        return None
    size = len(wanted)
    bag = {word: wanted.count(word) for word in wanted}
    best, shared = 0, 0
    places: list[int] = []
    counts: dict[str, int] = {}
    for at, word in enumerate(folded):
        counts[word] = counts.get(word, 0) + 1
        shared += counts[word] <= bag.get(word, 0)
        if at >= size:
            old = folded[at - size]
            shared -= counts[old] <= bag.get(old, 0)
            counts[old] -= 1
        if shared > best:
            best, places = shared, []
        if shared == best and len(places) < 50:
            places.append(max(0, at - size + 1))
    if best < size * 0.6:
        return None
    best_at = max(places, key=lambda at: sum(map(eq, wanted, folded[at : at + size])))  # the words in their places
    near = " ".join(words[best_at : best_at + size])
    spans = passage.find(near)
    return near, passage.paragraph_of(spans[0].start) if spans else 0

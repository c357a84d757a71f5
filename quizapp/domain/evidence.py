"""Evidence: a quotation from the passage (what W3C's Web Annotation calls a TextQuote selector)."""

from collections.abc import Iterator

import msgspec

from quizapp.domain.passage import Passage, Span
from quizapp.domain.text import fold, shortened
from quizapp.errors import Mistake, Path


class Quote(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Words of the passage; `prefix` are the words just before, where the quotation is there more than once."""

    quote: str
    prefix: str = ""


Evidence = str | Quote | tuple[str | Quote, ...]
"""What an author writes: one quotation or several, each as text alone where it needs no prefix. May be empty."""


def quotes_of(evidence: Evidence) -> tuple[Quote, ...]:
    """The quotations of `evidence`, in one form."""
    entries = evidence if isinstance(evidence, tuple) else (evidence,)
    return tuple(Quote(entry) if isinstance(entry, str) else entry for entry in entries if entry)


def spans_of(evidence: Evidence, passage: Passage) -> tuple[Span, ...]:
    """Where `evidence` stands in `passage`; quotations that are not there are left out."""
    found = (passage.find(quote.quote, quote.prefix) for quote in quotes_of(evidence))
    return tuple(spans[0] for spans in found if spans)


def evidence_mistakes(evidence: Evidence, passage: Passage, path: Path) -> Iterator[Mistake]:
    """What is wrong with `evidence`, which stands at `path` in its document."""
    if not evidence:
        return
    for index, quote in enumerate(quotes_of(evidence)):
        spans = passage.find(quote.quote, quote.prefix)
        if len(spans) == 1:
            continue
        place = (*path, index) if isinstance(evidence, tuple) else path
        values = {"quote": shortened(quote.quote)}
        if spans:
            values["count"] = "2" if len(spans) == 2 else "several"
            yield Mistake("evidence_ambiguous", place, values)
        elif near := _nearest(quote.quote, passage):
            values |= {"suggestion": shortened(near[0], 100), "paragraph": str(near[1])}
            yield Mistake("evidence_not_found_suggest", place, values)
        else:
            yield Mistake("evidence_not_found", place, values)


def _nearest(quote: str, passage: Passage) -> tuple[str, int] | None:
    """The words of the passage that are most like `quote`, with their paragraph, if any are like it."""
    words = passage.text.split()
    wanted = fold(quote).casefold().split()
    if not 2 <= len(wanted) <= 60 or len(words) > 30_000:
        return None
    folded = [fold(word).casefold() for word in words]
    size = len(wanted)
    bag = {word: wanted.count(word) for word in wanted}
    best, best_at, shared = 0, 0, 0
    counts: dict[str, int] = {}
    for at, word in enumerate(folded):
        counts[word] = counts.get(word, 0) + 1
        shared += counts[word] <= bag.get(word, 0)
        if at >= size:
            old = folded[at - size]
            shared -= counts[old] <= bag.get(old, 0)
            counts[old] -= 1
        if shared > best:
            best, best_at = shared, max(0, at - size + 1)
    if best < size * 0.6:
        return None
    near = " ".join(words[best_at : best_at + size])
    spans = passage.find(near)
    return near, passage.paragraph_of(spans[0].start) if spans else 0

"""Evidence: a quotation from the passage (what W3C's Web Annotation calls a TextQuote selector)."""

from collections.abc import Iterator
from operator import eq

import msgspec

from quizapp.domain.passage import JOINT, Passage, Span, bare_word
from quizapp.domain.text import difference, fold, shortened
from quizapp.problems import Mistake, Path


class LevelQuote(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Words of the passage at one level; `prefix` and `suffix` are the words just before and after, where they are
    there twice.
    """

    quote: str
    prefix: str = ""
    suffix: str = ""


class Quote(LevelQuote, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Words of the passage. `levels` maps the ids of its other levels to the words there, as text alone where that is
    enough; an empty text says that this level has no such place. Where nothing is said, the same words stand there.
    `quote` is empty where the standard level has no such place.
    """

    levels: dict[str, str | LevelQuote] = {}

    def __hash__(self) -> int:
        return hash((self.quote, self.prefix, self.suffix))

    def at_level(self, level: str) -> "Quote | None":
        """The quotation at `level`, None where that has no such place."""
        there = self.levels.get(level, self)
        if isinstance(there, str):
            return Quote(there) if there else None
        return Quote(there.quote, there.prefix, there.suffix) if there.quote or there is not self else None

    @property
    def is_elsewhere(self) -> bool:
        """Tells whether it stands at other levels, and not at the standard one."""
        return not self.quote and any(self.levels.values())


Evidence = str | Quote | tuple[str | Quote, ...]
"""Evidence as an author writes it: one quotation or several, each as text alone where that is enough. May be empty."""


MOST_QUOTES = 20


def quotes_of(evidence: Evidence) -> tuple[Quote, ...]:
    """The quotations of `evidence`, in one form."""
    entries = evidence if isinstance(evidence, tuple) else (evidence,)
    return tuple(Quote(entry) if isinstance(entry, str) else entry for entry in entries if entry)


def joint_evidence(*several: Evidence) -> Evidence:
    """The quotations of all of `several`, each once."""
    return tuple(dict.fromkeys(quote for evidence in several for quote in quotes_of(evidence)))


def spans_of(evidence: Evidence, passage: Passage) -> tuple[Span, ...]:
    """The places of `evidence` in `passage`; quotations that are not there are left out."""
    found = (passage.find(quote.quote, quote.prefix, quote.suffix) for quote in quotes_of(evidence))
    return tuple(spans[0] for spans in found if spans)


def is_quoted_in(quote: Quote, text: str) -> bool:
    """Tells whether `quote` stands in `text`, a piece of a passage.

    What is before and after it there is what its prefix and suffix say, as far as `text` goes.
    """
    folded, whole = fold(text), fold(quote.quote)
    pieces = [piece for piece in map(fold, JOINT.split(quote.quote)) if piece]
    if not pieces:
        return False
    before, after = fold(quote.prefix), fold(quote.suffix)
    return _stands_in(folded, [whole], before, after) or _stands_in(folded, pieces, before, after)


def _stands_in(text: str, pieces: list[str], before: str, after: str) -> bool:
    start = text.find(pieces[0])
    while start >= 0:
        end = start + len(pieces[0])
        try:
            for piece in pieces[1:]:
                end = text.index(piece, end) + len(piece)
        except ValueError:
            return False
        left, right = text[:start].rstrip(), text[end:].lstrip()
        if (left.endswith(before) or before.endswith(left)) and (right.startswith(after) or after.startswith(right)):
            return True
        start = text.find(pieces[0], start + 1)
    return False


def evidence_mistakes(evidence: Evidence, passage: Passage, path: Path) -> Iterator[Mistake]:
    """The mistakes in `evidence`, which stands at `path` in its document."""
    if not evidence or (isinstance(evidence, str) and passage.has_once(evidence)):
        return
    entries = evidence if isinstance(evidence, tuple) else (evidence,)
    if len(entries) > MOST_QUOTES:
        count = str(len(entries))
        yield Mistake("too_many", path, {"count": count, "what": "evidence", "limit": str(MOST_QUOTES)})
    for index, entry in enumerate(entries[:MOST_QUOTES]):
        quote = Quote(entry) if isinstance(entry, str) else entry
        place = (*path, index) if isinstance(evidence, tuple) else path
        fields = place
        if isinstance(entry, Quote):
            place = (*place, "quote")
        if not fold(quote.quote):
            if not quote.is_elsewhere:
                yield Mistake("empty_text", place)
            continue
        spans = passage.find(quote.quote, quote.prefix, quote.suffix)
        if len(spans) == 1:
            continue
        values = {"quote": shortened(quote.quote)}
        if not spans and (quote.prefix or quote.suffix) and passage.find(quote.quote):
            name = "suffix" if passage.find(quote.quote, quote.prefix) else "prefix"
            values[name] = shortened(getattr(quote, name))
            yield Mistake("suffix_not_found" if name == "suffix" else "prefix_not_found", (*fields, name), values)
        elif spans:
            yield Mistake("evidence_ambiguous", place, values)
        elif near := _nearest(quote.quote, passage):
            values |= {"suggestion": shortened(near[0], 100), "paragraph": str(near[1])}
            if how := difference(fold(quote.quote), fold(near[0])):
                yield Mistake("looks_alike", place, {**values, "value": values["quote"], "difference": how})
                continue
            yield Mistake("evidence_not_found_suggest" if near[1] else "evidence_not_found_near", place, values)
        else:
            yield Mistake("evidence_not_found", place, values)


_LONGEST_QUOTE = 2000  # the most characters of a quotation that `quote_of` writes out
_AT_ENDS = 12  # words of a longer one at each end


def quote_of(passage: Passage, span: Span) -> str | Quote:
    """The quotation that stands at `span` in `passage` and nowhere else, as an author would write it.

    It has as few words before or after it as are needed, and none of them where it stands once; the middle of a very
    long one is left out.

    Raises:
        ValueError: `span` begins or ends with white space, which no quotation does.
    """
    text = passage.words_of(span)
    before, after = passage.text[: span.start].split(), passage.text[span.end :].split()
    bares = [Quote(text)]
    if len(text) > _LONGEST_QUOTE:
        words = text.split()
        bares = [Quote(f"{' '.join(words[:_AT_ENDS])} … {' '.join(words[-_AT_ENDS:])}"), *bares]
    for bare in bares:
        for quote in _in_context(bare, before, after):
            if passage.find(quote.quote, quote.prefix, quote.suffix) == [span]:
                return quote if quote.prefix or quote.suffix else quote.quote
    raise ValueError(span)


def _in_context(quote: Quote, before: list[str], after: list[str]) -> Iterator[Quote]:
    """`quote` alone, then with more and more of the words around it, at last with all of them, which always tell."""
    yield quote
    for count in (*range(1, 9), 16, 32, 64, max(len(before), len(after))):
        prefix, suffix = " ".join(before[-count:]), " ".join(after[:count])
        yield Quote(quote.quote, prefix)
        yield Quote(quote.quote, suffix=suffix)
        yield Quote(quote.quote, prefix, suffix)


_MOST_WORDS = 30_000
_MOST_PLACES = 100


def _nearest(quote: str, passage: Passage) -> tuple[str, int] | None:
    """The words of the passage that are most like `quote`, with their paragraph, if any are like it."""
    words, folded = passage.folded_words
    wanted = [bare_word(word) for word in quote.split()]
    if not 2 <= len(wanted) <= 60 or len(words) > _MOST_WORDS:
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
        if shared == best:
            places.append(max(0, at - size + 1))
    if best < size * 0.6:
        return None
    best_at = max(
        places[:_MOST_PLACES], key=lambda at: sum(map(eq, wanted, folded[at : at + size]))
    )  # the words in their places
    near = " ".join(words[best_at : best_at + size])
    spans = passage.find(near)
    return near, passage.paragraph_of(spans[0].start) if spans else 0

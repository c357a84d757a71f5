"""Quotations from the passage as raw data: what an author's entry says of each level, and what a pick makes of it."""

from collections.abc import Sequence
from typing import NamedTuple

from quizapp.domain.evidence import LevelQuote, Quote
from quizapp.domain.level import STANDARD
from quizapp.domain.passage import Passage, Span
from quizapp.formats.yaml_events import Raw

_CONTEXT = ("prefix", "suffix")


class Stand(NamedTuple):
    """A quotation at one level: its words with those around it, and its places there; None where it has no place."""

    quote: Quote | None
    spans: Sequence[Span]


def entries_of(raw: Raw | None) -> list[Raw]:
    """Give the entries of evidence, which may be one alone."""
    if isinstance(raw, list):
        return list(raw)
    return [raw] if raw else []


def _text(raw: Raw | None) -> str:
    return raw if isinstance(raw, str) else ""


def quote_in(entry: Raw | None) -> Quote:
    """Give the quotation that an entry is, as far as it can be read."""
    if not isinstance(entry, dict):
        return Quote(_text(entry))
    levels: dict[str, str | LevelQuote] = {}
    written = entry.get("levels")
    for level, there in written.items() if isinstance(written, dict) else ():
        if isinstance(there, dict):
            levels[level] = LevelQuote(
                _text(there.get("quote")), _text(there.get("prefix")), _text(there.get("suffix"))
            )
        else:
            levels[level] = _text(there)
    return Quote(_text(entry.get("quote")), _text(entry.get("prefix")), _text(entry.get("suffix")), levels)


def stand_at(entry: Raw | None, level: str, passage: Passage) -> Stand:
    """Give what the entry quotes at `level`, whose text is `passage`."""
    quote = quote_in(entry).at_level(level)
    if quote is None or not quote.quote.strip():
        return Stand(quote, ())
    return Stand(quote, passage.find(quote.quote, quote.prefix, quote.suffix))


def raw_quote(quote: str | Quote) -> Raw:
    """Give a quotation as an author writes it: its words alone where that is enough."""
    if isinstance(quote, str):
        return quote
    context = {name: value for name in _CONTEXT if (value := getattr(quote, name))}
    return {"quote": quote.quote, **context} if context else quote.quote


def with_quotation(entry: Raw | None, level: str, quote: str | Quote) -> Raw:
    """Give `entry` with `quote` at `level`, in the shortest form. An empty text says that the level has no such place.

    At the standard level, what the entry says of other levels stays; at another one, words that are those of the
    standard level need not be said.
    """
    old = dict(entry) if isinstance(entry, dict) else {"quote": _text(entry)}
    picked = raw_quote(quote)
    if level == STANDARD:
        rest = {name: value for name, value in old.items() if name not in ("quote", *_CONTEXT)}
        return _shortest({**(picked if isinstance(picked, dict) else {"quote": picked}), **rest})
    standard = {name: old[name] for name in ("quote", *_CONTEXT) if old.get(name)}
    written = old.get("levels")
    levels = dict(written) if isinstance(written, dict) else {}
    if (picked if isinstance(picked, dict) else {"quote": picked}) == standard:
        levels.pop(level, None)
    else:
        levels[level] = picked
    rest = {name: value for name, value in old.items() if name != "levels"}
    return _shortest({**rest, "levels": levels} if levels else rest)


def _shortest(entry: dict[str, Raw]) -> Raw:
    return entry["quote"] if set(entry) == {"quote"} else entry

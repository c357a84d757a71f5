"""Searching the library: banks by what is shown of them, by their passages, and by their questions."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from quizapp.domain.language import searchable
from quizapp.reports.names import skill_name, type_name
from quizapp.services.bank_entries import BankEntry, Unit, units_of
from quizapp.services.bank_index import BankIndex
from quizapp.services.found import MOST_BANKS, MOST_FOUND, Found, FoundQuestion, Wanted
from quizapp.services.question_words import query_of, skill_word, type_word
from quizapp.texts import Texts

_MOST_SPLITS = 8
"""The most ways of splitting the words of a search between a bank's own texts and its questions."""

_MOST_OF_EACH = 25
"""The most questions of one bank that are listed, unless more than `_PLENTY` were found."""
_PLENTY = 10_000


def search(
    entries: Sequence[BankEntry],
    index: BankIndex,
    wanted: Wanted,
    kinds: tuple[Sequence[str], Sequence[str]],
    texts: Texts,
    language: str = "",
    preferred: Collection[Path] = (),
) -> Found:
    """The banks of `entries` that `wanted` finds, as `units_of` puts them together, and their questions.

    A bank is found if each word is in what is shown of it, in its passage, or in one of its questions, or if some are
    in what is shown of it and the others in one of its questions. Where a type or a skill is wanted, it is found by its
    questions alone.

    Args:
        kinds: the types and the skills of all questions.
    """
    words = wanted.words.split()
    types, skills = kinds
    names = {type_word(name): type_name(name, texts) for name in types}
    names |= {skill_word(name): skill_name(name, texts) for name in skills}
    needed = (type_word(wanted.type_name), skill_word(wanted.skill))
    lacking = _lacking(entries, words)
    queries: dict[Path, str] = {}
    counts: dict[Path, int] = {}
    common = [rest for rest, _ in Counter(lacking.values()).most_common(_MOST_SPLITS)]
    for rest in dict.fromkeys((" ".join(words), *common)):
        query = query_of(rest, names, *needed)
        for path, count in index.counts(query).items() if query else ():
            if rest in (lacking.get(path), " ".join(words)) and (count or not any(needed)):
                queries[path], counts[path] = query, max(count, counts.get(path, 0))
    fitting = {path for path in counts if counts[path]} if any(needed) else {*counts, *_shown(lacking)}
    sources = {entry.source_id for entry in entries if entry.path in fitting}
    near = [entry for entry in entries if entry.source_id in sources]  # in whichever language
    units = units_of(near, lambda entry: entry.path in fitting, language, preferred)
    shown = [entry.path for unit in units for entry in unit.banks]
    there = {path: counts[path] for path in shown if path in counts}
    first = _first(units, MOST_BANKS)
    questions = _questions(
        index, queries, {entry.path: there.get(entry.path, 0) for unit in first for entry in unit.banks}
    )
    return Found(first, questions, there, len(shown), types, skills)


def _first(units: Sequence[Unit], most: int) -> tuple[Unit, ...]:
    """The first `units`, with at most `most` banks."""
    first = []
    for unit in units:
        if most > 0:
            first.append(unit._replace(banks=unit.banks[:most]))
        most -= len(unit.banks)
    return tuple(first)


def _questions(
    index: BankIndex, queries: Mapping[Path, str], counts: Mapping[Path, int]
) -> dict[Path, list[FoundQuestion]]:
    """The first questions that were found, up to `MOST_FOUND`; `counts` says how many each bank has."""
    found: dict[Path, list[FoundQuestion]] = {}
    left = MOST_FOUND
    if sum(counts.values()) > _PLENTY:  # then a few banks have enough
        for path, count in counts.items():
            if count and left > 0:
                found[path] = index.find(queries[path], path, left)
                left -= len(found[path])
        return found
    banks = [path for path, count in counts.items() if count]
    for query in dict.fromkeys(queries[path] for path in banks):
        for each in index.find_in_each(query, [path for path in banks if queries[path] == query], left, _MOST_OF_EACH):
            found.setdefault(each.path, []).append(each)
            left -= 1
    return found


def _shown(lacking: Mapping[Path, str]) -> list[Path]:
    """The banks in whose own words all that is searched for is."""
    return [path for path, rest in lacking.items() if not rest]


def _lacking(entries: Iterable[BankEntry], words: Sequence[str]) -> dict[Path, str]:
    """The words that are not in what is shown of a bank, of banks where some of them are."""
    wanted = [searchable(word) for word in words]
    lacking: dict[Path, str] = {}
    for entry in entries:
        shown = entry.searchable
        rest = [word for word, folded in zip(words, wanted, strict=True) if folded not in shown]
        if len(rest) < len(words) or not words:
            lacking[entry.path] = " ".join(rest)
    return lacking

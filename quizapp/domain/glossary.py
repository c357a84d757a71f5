"""A glossary: words of a passage with their meanings, and the places where these words stand."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import msgspec

from quizapp.domain.language import UNSPACED, caseless, without_accents
from quizapp.domain.language_tag import base
from quizapp.domain.passage import Passage, Span
from quizapp.domain.text import as_seen, fold, shortened
from quizapp.domain.words import words_of
from quizapp.problems import Mistake

MOST_ENTRIES = 500
LONGEST_WORD = 100
LONGEST_MEANING = 400
"""Characters; a longer meaning would hide the text that it explains."""

_PLURALS = {
    "en": ("s", "es", "'s", "s'"), "es": ("s", "es"), "pt": ("s", "es"), "fr": ("s", "x"), "nl": ("s", "en"),
}  # fmt: skip
"""The regular plural endings of each language: a word in the text may have one that the glossary leaves out."""
_FEWEST_LETTERS = 3
"""A shorter word takes no ending: `a` is not `as`."""


class GlossaryEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """A word, or words that belong together, and what it means, as plain text.

    `forms` are other forms in which it stands in the text. Regular plurals are found without them.
    """

    word: str
    meaning: str
    forms: tuple[str, ...] = ()

    @property
    def written_forms(self) -> tuple[str, ...]:
        return (self.word, *self.forms)


class GlossaryPlace(NamedTuple):
    """A place of the passage where a word stands that the glossary explains."""

    span: Span
    entry: GlossaryEntry


_Key = tuple[tuple[str, str], ...]
"""A word or several, folded: before each but the first, the signs that set it apart."""


class _Token(NamedTuple):
    """A word, folded for comparing, with the signs between it and the word before it, and its place."""

    folded: str
    gap: str
    start: int
    end: int


def glossary_places(glossary: Sequence[GlossaryEntry], passage: Passage) -> tuple[GlossaryPlace, ...]:
    """The places where words of `glossary` stand in `passage`, in order: of each word, the first one in a paragraph.

    Only whole words count. Capital letters, accents and extra white space make no difference, and a word may have a
    regular plural ending. Where several entries begin at one place, the longest wins, and of two equally long ones the
    one without an ending.
    """
    forms = _Forms(glossary, passage.language)
    found: list[GlossaryPlace] = []
    for block in passage.blocks if glossary else ():
        tokens = _tokens(block.text, passage.language)
        seen: set[str] = set()
        at = 0
        while at < len(tokens):
            match = min(forms.matches_at(tokens, at), key=lambda match: (-match.length, match.has_ending), default=None)
            if match is None:
                at += 1
                continue
            if match.entry.word not in seen:
                seen.add(match.entry.word)
                span = Span(block.start + tokens[at].start, block.start + tokens[at + match.length - 1].end)
                found.append(GlossaryPlace(span, match.entry))
            at += match.length
    return tuple(found)


def united_glossary(glossaries: Iterable[Sequence[GlossaryEntry]], language: str) -> tuple[GlossaryEntry, ...]:
    """The entries of all `glossaries`, each word once: as the first explains it, with the forms of all."""
    taken: set[_Key] = set()
    words: dict[_Key, GlossaryEntry] = {}
    for entry in (each for glossary in glossaries for each in glossary):
        word = _key(_tokens(entry.word, language))
        if word in taken and word not in words:  # a form of another word
            continue
        taken.add(word)
        first = words.get(word, msgspec.structs.replace(entry, forms=()))
        new = {key: form for form in entry.forms if (key := _key(_tokens(form, language))) not in taken}
        taken.update(new)
        words[word] = msgspec.structs.replace(first, forms=(*first.forms, *new.values()))
    return tuple(words.values())


def glossary_mistakes(
    glossary: Sequence[GlossaryEntry], passages: Sequence[Passage], language: str
) -> Iterator[Mistake]:
    """The mistakes of `glossary`, with paths from it on; each word has to stand in one of `passages`."""
    if len(glossary) > MOST_ENTRIES:
        yield Mistake("glossary_too_long", (), {"limit": str(MOST_ENTRIES)})
        return
    known: dict[_Key, str] = {}
    for index, entry in enumerate(glossary):
        if not as_seen(entry.meaning):
            yield Mistake("empty_text", (index, "meaning"))
        if len(entry.meaning) > LONGEST_MEANING:
            yield Mistake("yaml_text_length", (index, "meaning"), {"limit": str(LONGEST_MEANING)})
        own: set[_Key] = set()
        for number, form in enumerate(entry.written_forms):
            path = (index, "forms", number - 1) if number else (index, "word")
            if len(form) > LONGEST_WORD:
                yield Mistake("yaml_text_length", path, {"limit": str(LONGEST_WORD)})
                continue
            key = _key(_tokens(form, language))
            if not key:
                yield Mistake("empty_text", path)
            elif key in known or key in own:
                yield Mistake("glossary_twice", path, {"word": form, "other": known.get(key, entry.word)})
            own.add(key)
        known |= dict.fromkeys(own, entry.word)
    if glossary:
        yield from _missing_words(glossary, passages, language)


def _missing_words(glossary: Sequence[GlossaryEntry], passages: Iterable[Passage], language: str) -> Iterator[Mistake]:
    """A mistake for each entry whose word stands in none of `passages`, not even as a part of a longer entry."""
    found: set[str] = set()
    forms = _Forms(glossary, language)
    for passage in passages:
        for block in passage.blocks:
            tokens = _tokens(block.text, language)
            found.update(match.entry.word for at in range(len(tokens)) for match in forms.matches_at(tokens, at))
    for index, entry in enumerate(glossary):
        has_other_mistake = len(entry.word) > LONGEST_WORD or not _tokens(entry.word, language)
        if not has_other_mistake and entry.word not in found:
            yield Mistake("glossary_not_in_passage", (index, "word"), {"word": shortened(entry.word)})


class _Match(NamedTuple):
    """An entry that was found in a text: how many tokens it takes up there, and whether the last has an ending."""

    entry: GlossaryEntry
    length: int
    has_ending: bool


class _Forms:
    """The written forms of entries by their first word."""

    def __init__(self, glossary: Iterable[GlossaryEntry], language: str) -> None:
        self._by_first: dict[str, list[tuple[tuple[_Token, ...], GlossaryEntry]]] = {}
        self._endings = _PLURALS.get(base(language), ())
        for entry in glossary:
            for form in entry.written_forms:
                if tokens := _tokens(form, language):
                    for first in self._with_endings(tokens[0].folded) if len(tokens) == 1 else [tokens[0].folded]:
                        self._by_first.setdefault(first, []).append((tokens, entry))

    def _with_endings(self, word: str) -> list[str]:
        longer = [word + ending for ending in self._endings] if len(word) >= _FEWEST_LETTERS else []
        if self._endings and word.endswith("y"):
            longer.append(word[:-1] + "ies")
        return [word, *longer]

    def matches_at(self, tokens: Sequence[_Token], at: int) -> Iterator[_Match]:
        """The entries that begin at the token with this index."""
        for form, entry in self._by_first.get(tokens[at].folded, ()):
            standing = tokens[at : at + len(form)]
            if len(standing) == len(form) and self._matches(form, standing):
                yield _Match(entry, len(form), standing[-1].folded != form[-1].folded)

    def _matches(self, form: Sequence[_Token], standing: Sequence[_Token]) -> bool:
        """Tells whether the tokens `standing` are `form`; the last one may have an ending."""
        if _key(form[:-1]) != _key(standing[:-1]) or (len(form) > 1 and form[-1].gap != standing[-1].gap):
            return False
        return standing[-1].folded in self._with_endings(form[-1].folded)


def _key(tokens: Sequence[_Token]) -> _Key:
    """The words, and the signs between them; the gap before the first is of no matter."""
    return tuple((token.gap if index else "", token.folded) for index, token in enumerate(tokens))


def _tokens(text: str, language: str) -> tuple[_Token, ...]:
    """The words of `text` in order; in a script without spaces, its letters, as it is unclear where words end."""
    found: list[_Token] = []
    end = 0
    for word, start, stop in words_of(text):
        pieces = [(at, at + 1) for at in range(start, stop)] if UNSPACED.search(word) else [(start, stop)]
        for begin, finish in pieces:
            folded = _folded(text[begin:finish], language)
            found.append(_Token(folded, _folded_gap(text[end:begin]), begin, finish))
            end = finish
    return tuple(found)


@lru_cache(maxsize=20_000)
def _folded(word: str, language: str) -> str:
    """A word as it is compared; cached, as a text has far fewer words than places where they stand."""
    return without_accents(caseless(fold(word), language), language)


_folded_gap = lru_cache(maxsize=1_000)(fold)

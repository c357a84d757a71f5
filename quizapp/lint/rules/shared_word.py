"""A rare word that only the stem and the key share."""

from collections.abc import Iterator
from functools import lru_cache

from quizapp.domain.passage import Passage
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.lint.wording import content, is_content, stemmed, tokens
from quizapp.texts import N_

_FEWEST_LETTERS = 5
_MOST_SENTENCES = 2
"""A rare word has at least `_FEWEST_LETTERS`, and stands in at most this many sentences of the passage."""
_ALIKE_LETTERS = 7
"""Words sound alike if this many letters at the start of their stems are the same."""


@lru_cache(maxsize=16)
def _sentences_with(text: str, language: str) -> dict[str, int]:
    counts: dict[str, int] = {}
    for line in text.split("\n"):
        for word in content(tokens(line, language), language):
            counts[word] = counts.get(word, 0) + 1
    return counts


def _is_rare(word: str, passage: Passage, language: str) -> bool:
    stem = stemmed(word, language)
    if stem in content(tokens(passage.title, language), language):
        return False
    return _sentences_with(passage.text, language).get(stem, 0) <= _MOST_SENTENCES


def _beginnings(words: tuple[str, ...], language: str) -> frozenset[str]:
    return frozenset(stem[:_ALIKE_LETTERS] for stem in content(words, language))


def _check(item: Item) -> Iterator[Fault]:
    language = item.language
    for options in item.option_sets:
        if not options.is_single or "gaps" in options.path or not options.keys:
            continue
        wrong = _beginnings(tuple(word for choice in options.distractors for word in choice.words), language)
        asked = _beginnings(tokens(options.stem, language), language)
        for word in options.keys[0].words:
            stem = stemmed(word, language)[:_ALIKE_LETTERS]
            is_shared = stem in asked and stem not in wrong and is_content(word, language)
            if is_shared and len(word) >= _FEWEST_LETTERS and _is_rare(word, item.passage, language):
                text = N_("Only the key repeats “{word}” from the stem.")
                yield Fault((*options.keys[0].path, "text"), text, {"word": word})
                break


RULE = Rule(
    "shared_word",
    "warning",
    N_("A word that is repeated in only one option points to it."),
    N_("Say it with another word in the key or the stem, or use the word in a wrong option, too."),
    "Haladyna, Downing & Rodriguez 2002 (clang associations); NBME item-writing guide",
    ("en", "es"),
    _check,
)

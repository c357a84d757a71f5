"""A question that asks nearly the same as another one."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from heapq import merge
from typing import NamedTuple

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.lint.item_bank import ItemBank
from quizapp.lint.wording import content, is_content
from quizapp.texts import N_

_SHARED_IN_STEMS = 0.8
_SHARED_BELOW = 0.4
"""Two questions are nearly the same if they share these shares of the words in both stems, and of those below them."""
_FEWEST_OWN_WORDS = 3
"""With fewer words of its own, a stem such as “Which is true?” asks nothing by itself: what stands below it counts."""


class _Asked(NamedTuple):
    """The words of a question: of its stem as they are and cut down to their stems, and of what stands below it."""

    exact: frozenset[str]
    stem: frozenset[str]
    below: frozenset[str]

    @property
    def is_bare(self) -> bool:
        return len(self.stem) < _FEWEST_OWN_WORDS

    @property
    def compared(self) -> frozenset[str]:
        """The words of which two similar questions share `_SHARED_IN_STEMS`."""
        return self.below if self.is_bare else self.exact

    def keys(self, counts: Mapping[str, int]) -> list[tuple[frozenset[str] | None, str]]:
        """The rarest of the words that are compared: enough of them that similar questions share at least one."""
        words = sorted(self.compared, key=lambda word: (counts[word], word))
        most = len(words) - math.ceil(_SHARED_IN_STEMS * len(words) - 1e-9) + 1
        return [(self.stem if self.is_bare else None, word) for word in words[:most]]


def _check(bank: ItemBank) -> Iterator[Fault]:
    asked = [_asked(item, bank.language) for item in bank.items]
    counts = Counter(word for question in asked for word in question.compared)
    having: dict[tuple[frozenset[str] | None, str], list[int]] = {}
    for index, question in enumerate(asked):
        keys = question.keys(counts)
        near = merge(*(having.get(key, ()) for key in keys))
        twin = next((at for at in near if _are_alike(asked[at], question)), None)
        if twin is not None:
            other = bank.items[twin].question.id
            yield Fault(("questions", index, "stem"), N_("“{other}” asks nearly the same."), {"other": other})
        for key in keys:
            having.setdefault(key, []).append(index)


def _asked(item: Item, language: str) -> _Asked:
    below = [words for text, words in zip(item.shown, item.shown_words, strict=True) if text.path[-1] != "stem"]
    return _Asked(
        frozenset(word for word in item.stem_words if is_content(word, language)),
        content(item.stem_words, language),
        content(tuple(word for words in below for word in words), language),
    )


def _are_alike(one: _Asked, other: _Asked) -> bool:
    if other.is_bare:
        return one.stem == other.stem and _shared(one.below, other.below) >= _SHARED_IN_STEMS
    if one.is_bare or _shared(one.exact, other.exact) < _SHARED_IN_STEMS:
        return False
    return not other.below or _shared(one.below, other.below) >= _SHARED_BELOW


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)


RULE = Rule(
    "near_duplicate",
    "warning",
    N_("What is asked twice counts twice, and the second time it is answered from memory."),
    N_("Leave one of the two out, or ask it about something else."),
    "Haladyna, Downing & Rodriguez 2002",
    ("en", "es"),
    check_bank=_check,
)

"""A stem with very many words."""

from collections.abc import Iterator

from quizapp.domain.words import word_count
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.texts import N_

MOST_WORDS = 40


def _check(item: Item) -> Iterator[Fault]:
    for path, stem in item.stems:
        if (count := word_count(stem)) > MOST_WORDS:
            yield Fault(path, N_("This stem has {count} words."), {"count": str(count)})


RULE = Rule(
    "long_stem",
    "warning",
    N_("A long stem is a second text to be read, and tests memory."),
    N_("Ask in at most 40 words, and leave out what is not needed to answer."),
    "Haladyna, Downing & Rodriguez 2002",
    check_item=_check,
)

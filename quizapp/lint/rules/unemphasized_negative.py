"""A stem that asks for what is not so, where the word is easily read over."""

from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.lint.negation import asked_negation
from quizapp.texts import N_


def _check(item: Item) -> Iterator[Fault]:
    for path, question in item.parts:
        if question.type_name in ("single_choice", "multiple_choice", "evidence", "highlight_words"):
            found = asked_negation(question.stem, item.language)
            if found is not None and not found.is_emphasized:
                yield Fault((*path, "stem"), N_("“{word}” is easily missed in this stem."), {"word": found.word})


RULE = Rule(
    "unemphasized_negative",
    "warning",
    N_("Most questions ask for what is so. A learner who misses the little word answers another question."),
    N_("Write the word in bold, as “**not**”, or ask for what is so."),
    "Haladyna, Downing & Rodriguez 2002",
    ("en", "es"),
    _check,
)

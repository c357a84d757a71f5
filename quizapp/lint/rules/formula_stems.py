"""Stems that are all made to one formula."""

from collections import Counter
from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.lint.wording import tokens
from quizapp.texts import N_

_FORMULA_WORDS = 5
_OPENING_WORDS = 4
"""The words of a formula anywhere in a stem, and of one at its start."""
_FEWEST_STEMS = 6
_LEAST_SHARE = 0.2
"""The number of stems that have the same formula, and their share of all questions, at least."""


def _check(bank: ItemBank) -> Iterator[Fault]:
    counts = Counter[tuple[str, ...]]()
    for item in bank.items:
        found = set[tuple[str, ...]]()
        for _, stem in item.stems:
            words = tokens(stem, bank.language)
            found.update(words[at : at + _FORMULA_WORDS] for at in range(len(words) - _FORMULA_WORDS + 1))
            if len(words) > _OPENING_WORDS:
                found.add(("", *words[:_OPENING_WORDS]))
        counts.update(found)
    formula, count = max(counts.items(), key=lambda each: (each[1], each[0]), default=((), 0))
    if count >= _FEWEST_STEMS and count >= _LEAST_SHARE * len(bank.items):
        values = {"count": str(count), "total": str(len(bank.items)), "text": " ".join(formula).strip()}
        yield Fault(("questions",), N_("{count} of {total} stems have the words “{text}”."), values)


RULE = Rule(
    "formula_stems",
    "warning",
    N_("Learners stop reading stems that all begin alike, and miss the words that differ."),
    N_("Say once, above the questions, what applies to all of them; ask each question in its own words."),
    N_("review of the bundled banks"),
    check_bank=_check,
)

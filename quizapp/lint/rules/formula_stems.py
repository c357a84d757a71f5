"""Stems that are all made to one formula."""

from collections import Counter
from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.lint.wording import tokens
from quizapp.texts import N_

FEWEST, SHARE, WORDS, OPENING = 6, 0.2, 5, 4
"""A formula stands in so many stems, at this share of all; it has so many words, or opens a stem with so many."""


def _check(bank: ItemBank) -> Iterator[Fault]:
    counts = Counter[tuple[str, ...]]()
    for item in bank.items:
        found = set[tuple[str, ...]]()
        for _, stem in item.stems:
            words = tokens(stem, bank.language)
            found.update(words[at : at + WORDS] for at in range(len(words) - WORDS + 1))
            if len(words) > OPENING:
                found.add(("", *words[:OPENING]))
        counts.update(found)
    formula, count = max(counts.items(), key=lambda each: (each[1], each[0]), default=((), 0))
    if count >= FEWEST and count >= SHARE * len(bank.items):
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

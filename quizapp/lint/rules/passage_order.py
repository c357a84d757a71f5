"""Questions out of the passage's order, paragraph by paragraph, in a bank that follows it."""

from bisect import bisect_right
from collections.abc import Iterator

from quizapp.domain.evidence import spans_of
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.texts import N_

_FEWEST_QUESTIONS = 8
"""A smaller bank is not judged."""
_LEAST_SHARE = 0.8
"""An author seems to want the order of the passage if at least this share of the questions follows it."""


def _check(bank: ItemBank) -> Iterator[Fault]:
    if not bank.passage.blocks:
        return
    places: list[tuple[int, int]] = []
    for index, item in enumerate(bank.items):
        spans = spans_of(item.question.whole_evidence, bank.passage) or spans_of(
            item.question.key_evidence, bank.passage
        )
        if spans:
            places.append((index, bank.passage.paragraph_of(min(spans).start)))
    if len(places) < _FEWEST_QUESTIONS:
        return
    kept = _longest_rising([paragraph for _, paragraph in places])
    if _LEAST_SHARE * len(places) <= len(kept) < len(places):
        for at, (index, _) in enumerate(places):
            if at not in kept:
                text = N_("Its place in the passage is out of the order that the other questions follow.")
                yield Fault(("questions", index), text)


def _longest_rising(values: list[int]) -> set[int]:
    """The indexes of a longest run of `values` that never falls, though not next to each other."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for at, value in enumerate(values):
        place = bisect_right(ends, value)
        before.append(tails[place - 1] if place else -1)
        ends[place : place + 1] = [value]
        tails[place : place + 1] = [at]
    found = set[int]()
    at = tails[-1] if tails else -1
    while at >= 0:
        found.add(at)
        at = before[at]
    return found


RULE = Rule(
    "passage_order",
    "warning",
    N_("Where questions go along with the passage, one that jumps back makes learners search the whole text again."),
    N_("Move the question to its place."),
    N_("review of the bundled banks"),
    check_bank=_check,
)

"""Several keys in a row at the same place."""

from collections.abc import Iterator

from quizapp.domain.text import letter
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.lint.key_places import FixedKey, fixed_keys, true_false_keys
from quizapp.texts import N_

LONGEST, LONGEST_TRUE_FALSE = 3, 4
"""The most equal keys in a row that are left alone."""


def _check(bank: ItemBank) -> Iterator[Fault]:
    for run in _runs(fixed_keys(bank), LONGEST):
        text = N_("From here on, the key is at {place} {count} times in a row.")
        yield Fault(run[0].path, text, {"place": letter(run[0].place), "count": str(len(run))})
    for run in _runs(true_false_keys(bank), LONGEST_TRUE_FALSE):
        yield Fault(run[0].path, N_("From here on, {count} answers in a row are the same."), {"count": str(len(run))})


def _runs(keys: list[FixedKey], longest: int) -> Iterator[list[FixedKey]]:
    run: list[FixedKey] = []
    for key in [*keys, None]:
        if run and (key is None or key.place != run[-1].place or key.question != run[-1].question + 1):
            if len(run) > longest:
                yield run
            run = []
        if key is not None:
            run.append(key)


RULE = Rule(
    "key_streak",
    "warning",
    N_("A learner who sees the same letter four times begins to doubt right answers, or follows the pattern."),
    N_("Change the order of the questions or of the options, or let the options be shuffled."),
    "Attali & Bar-Hillel 2003",
    check_bank=_check,
)

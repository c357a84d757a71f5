"""Keys that are the longest option too often in a bank."""

from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.texts import N_

_FEWEST_CHOICES = 10
"""A bank with fewer choices is not judged."""
_TIMES_LONGER = 1.1
"""A key is the longest option if it is more than this times as long as the longest distractor."""
_MOST_SHARE = 0.4
"""The share of choices whose key may be the longest option."""


def _check(bank: ItemBank) -> Iterator[Fault]:
    choices = [options for _, options in bank.single_choices() if options.keys and len(options.distractors) > 1]
    longest = sum(
        len(options.keys[0].text) > _TIMES_LONGER * max(len(choice.text) for choice in options.distractors)
        for options in choices
    )
    if len(choices) >= _FEWEST_CHOICES and longest > _MOST_SHARE * len(choices):
        text = N_("In {count} of {total} questions, the key is the longest option.")
        yield Fault(("questions",), text, {"count": str(longest), "total": str(len(choices))})


RULE = Rule(
    "longest_keys",
    "warning",
    N_("Whoever always chooses the longest option gets a good mark without reading."),
    N_("Shorten some keys, and lengthen some of the other options."),
    "Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    check_bank=_check,
)

"""A key that is much longer than all of its distractors."""

from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.texts import N_

_TIMES_LONGER = 1.3
_FEWEST_MORE = 10
"""A key stands out if it is more than `_TIMES_LONGER` as long as the longest distractor, and has at least this many
characters more."""


def _check(item: Item) -> Iterator[Fault]:
    for options in item.option_sets:
        if not (options.keys and options.distractors):
            continue
        key = min(options.keys, key=lambda choice: len(choice.text))
        longest = max(len(choice.text) for choice in options.distractors)
        if len(key.text) > longest * _TIMES_LONGER and len(key.text) >= longest + _FEWEST_MORE:
            text = N_("The key has {count} characters; the longest wrong option has {expected}.")
            yield Fault((*key.path, "text"), text, {"count": str(len(key.text)), "expected": str(longest)})


RULE = Rule(
    "longest_key",
    "warning",
    N_("Writers take care to make a key wholly true, so it grows; learners know that, and choose the longest option."),
    N_("Shorten the key, or give the other options as much detail."),
    "Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    check_item=_check,
)

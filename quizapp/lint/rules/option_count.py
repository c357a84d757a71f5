"""Too few or too many options."""

from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.texts import N_

_FEWEST, _MOST = 3, 5
_MOST_IF_SEVERAL = 8
"""The limit where several options can be chosen."""


def _check(item: Item) -> Iterator[Fault]:
    for options in item.option_sets:
        count = len(options.choices)
        if count < _FEWEST:
            yield Fault(options.path, N_("There are only {count} options to choose from."), {"count": str(count)})
        elif count > (_MOST if options.is_single else _MOST_IF_SEVERAL):
            yield Fault(
                options.path, N_("There are {count} options, more than learners can weigh."), {"count": str(count)}
            )


RULE = Rule(
    "option_count",
    "warning",
    N_(
        "With two options, half of all guesses are right; beyond five, few writers find wrong options that"
        " anybody would choose."
    ),
    N_("Offer three to five options; where several are right, up to eight."),
    "Rodriguez 2005; Haladyna, Downing & Rodriguez 2002",
    check_item=_check,
)

"""Numbers or dates as options that do not stand in their order."""

from collections.abc import Iterator
from typing import Any

from quizapp.domain.quantity import read_date, read_number
from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item, OptionSet
from quizapp.texts import N_


def _values(options: OptionSet, language: str) -> list[Any] | None:
    texts = [choice.text.strip().rstrip(".") for choice in options.choices]
    if not all(any(map(str.isdigit, text)) for text in texts):
        return None
    numbers = [read_number(text) for text in texts]
    if None not in numbers:
        return numbers
    dates = [read_date(text, language=language) for text in texts]
    return dates if None not in dates else None


def _check(item: Item) -> Iterator[Fault]:
    for options in item.option_sets:
        if len(options.choices) < 3 or (values := _values(options, item.language)) is None:
            continue
        if values not in (sorted(values), sorted(values, reverse=True)):
            yield Fault(options.path, N_("The numbers or dates are not in order."))
        elif options.is_shuffled and not all(choice.is_pinned for choice in options.choices):
            yield Fault(options.path, N_("The numbers or dates are in order here, but learners get them shuffled."))


RULE = Rule(
    "unsorted_numbers",
    "warning",
    N_("Numbers in their order are quicker to read, and their place gives nothing away."),
    N_("Put them in order, and write “shuffle: false”."),
    "Haladyna, Downing & Rodriguez 2002; NBME item-writing guide",
    check_item=_check,
)

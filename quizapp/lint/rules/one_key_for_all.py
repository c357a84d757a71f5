"""Rows that all have the same key."""

from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.texts import N_


def _check(item: Item) -> Iterator[Fault]:
    for rows in item.rows:
        keys = {row.key for row in rows.rows}
        if len(rows.rows) > 2 and len(keys) == 1:
            yield Fault(rows.path, N_("All of these belong to “{text}”."), {"text": keys.pop()})


RULE = Rule(
    "one_key_for_all",
    "warning",
    N_("A learner who has understood the first rows need not read the others; one who has not may think of a trick."),
    N_("Add rows that belong elsewhere, or ask in another way."),
    N_("review of the bundled banks"),
    check_item=_check,
)

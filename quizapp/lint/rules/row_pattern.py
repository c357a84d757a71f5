"""Keys of rows that follow a pattern, where the rows are not shuffled."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item import Item
from quizapp.texts import N_

_FEWEST_ROWS = 4
"""In fewer rows, there is no pattern."""
_BLOCKS = N_("The rows of each column stand together.")
_ALTERNATE = N_("The columns follow each other in turns.")


def _check(item: Item) -> Iterator[Fault]:
    for rows in item.rows:
        keys = [row.key for row in rows.rows]
        if rows.is_shuffled or rows.type_name == "matching" or len(keys) < _FEWEST_ROWS:
            continue
        kinds = len(set(keys))
        runs = 1 + sum(one != other for one, other in pairwise(keys))
        if 1 < kinds == runs < len(keys):
            yield Fault(rows.path, _BLOCKS)
        elif kinds > 1 and _alternate(keys, kinds):
            yield Fault(rows.path, _ALTERNATE)


def _alternate(keys: Sequence[str], kinds: int) -> bool:
    return len(keys) >= 2 * kinds and all(key == keys[at % kinds] for at, key in enumerate(keys))


RULE = Rule(
    "row_pattern",
    "warning",
    N_("Learners who see the pattern fill in the last rows without reading them."),
    N_("Mix the rows, or leave “shuffle: false” out."),
    "Millman, Bishop & Ebel 1965",
    check_item=_check,
)

"""Columns that always have equally many rows."""

from collections import Counter
from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.texts import N_

FEWEST, SHARE, FEWEST_ROWS = 2, 0.6, 4
"""So many tables with equal shares, at this share of all, make a habit; a table has so many rows or more."""


def _check(bank: ItemBank) -> Iterator[Fault]:
    equal, total = [], 0
    for index, item in enumerate(bank.items):
        for rows in item.rows:
            if rows.type_name == "matching" or len(rows.rows) < FEWEST_ROWS:
                continue
            total += 1
            shares = Counter(row.key for row in rows.rows)
            if len(shares) == len(rows.values) and len(set(shares.values())) == 1:
                equal.append((("questions", index, *rows.path), next(iter(shares.values()))))
    if len(equal) >= FEWEST and len(equal) >= SHARE * total:
        for path, share in equal:
            yield Fault(
                path, N_("Each column has {count} rows, as in most tables of this bank."), {"count": str(share)}
            )


RULE = Rule(
    "equal_shares",
    "warning",
    N_("Learners who have noticed that each column gets the same number of rows find the last ones by counting."),
    N_("Let some columns have more rows than others."),
    "Millman, Bishop & Ebel 1965",
    check_bank=_check,
)

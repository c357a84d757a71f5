"""Columns that always have equally many rows."""

from collections import Counter
from collections.abc import Iterator

from quizapp.lint.finding import Fault, Rule
from quizapp.lint.item_bank import ItemBank
from quizapp.texts import N_

_FEWEST_ROWS = 4
"""Smaller tables are left out."""
_FEWEST_TABLES = 2
_LEAST_SHARE = 0.6
"""The number of tables with equal shares that make a habit, and their share of all tables, at least."""


def _check(bank: ItemBank) -> Iterator[Fault]:
    equal, total = [], 0
    for index, item in enumerate(bank.items):
        for rows in item.rows:
            if rows.type_name == "matching" or len(rows.rows) < _FEWEST_ROWS:
                continue
            total += 1
            shares = Counter(row.key for row in rows.rows)
            if len(shares) == len(rows.values) and len(set(shares.values())) == 1:
                equal.append((("questions", index, *rows.path), next(iter(shares.values()))))
    if len(equal) >= _FEWEST_TABLES and len(equal) >= _LEAST_SHARE * total:
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

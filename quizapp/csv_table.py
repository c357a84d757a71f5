"""Tables as CSV (RFC 4180) that a spreadsheet opens, with nothing in them taken for a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

Value = str | int | float | None

_MARK = "\ufeff"  # without it, Excel takes UTF-8 for the system's old encoding
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Characters that a spreadsheet takes for the beginning of a formula, or skips before one (OWASP, *CSV Injection*)."""


def csv_text(head: Sequence[str], rows: Iterable[Sequence[Value]]) -> str:
    """`rows` below `head`. No text in them is a formula to a spreadsheet: those that would be have a ' before them."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([safe_cell(value) for value in row] for row in (head, *rows))
    return _MARK + out.getvalue()


def safe_cell(value: Value) -> Value:
    """A cell that no spreadsheet takes for a formula: with an apostrophe before it where it might be one.

    `own_cell` takes the apostrophe away again.
    """
    if isinstance(value, str):
        value = value.replace("\0", "")
        return f"'{value}" if _is_formula(value) else value
    return value


def own_cell(cell: str) -> str:
    """The text that `safe_cell` was given."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell[1:]) else cell


def _is_formula(text: str) -> bool:
    return text.lstrip("'").lstrip(" ").startswith(_FORMULA)

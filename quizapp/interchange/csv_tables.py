"""CSV, as spreadsheets and teachers write it: read by the names of its columns, whatever divides them."""

import csv
from io import StringIO
from pathlib import PurePath

from quizapp.csv_table import own_cell
from quizapp.interchange.bank_making import BankMaking
from quizapp.interchange.encodings import NAMES, decode, read_decoded
from quizapp.interchange.losses import Imported, LossReport
from quizapp.interchange.source import RefusedSourceError, Source
from quizapp.interchange.table_reading import Head, Table, TableMaking, head_of
from quizapp.texts import N_, Message

SEPARATORS = (",", ";", "\t", "|")
SEPARATOR_NAMES: dict[str, str] = N_({";": "semicolons", "\t": "tabs", "|": "bars"})
MOST_ROWS = 50_000
_LOOK = 30_000
_LONGEST_CELL = 2**22


def recognizes(data: bytes) -> bool:
    """Tells whether a text has a row that names a column of questions, and a row below it."""
    start = data[:_LOOK]
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<", b"{", b"%PDF", b"PK\x03\x04")):
        return False
    if len(data) > _LOOK:
        start = start[: start.rfind(b"\n") + 1] or start
    found = decode(start)
    if found is None:
        return False
    text = found.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    _, head, rows = _best(text)
    return head is not None and any(sum(map(bool, row)) > 1 for row in rows[head.at + 1 :])


def needed_columns(rows: list[list[str]], name: str) -> RefusedSourceError:
    """The refusal of a table whose columns are not understood; it says which were seen."""
    seen = next((row for row in rows if sum(map(bool, row)) > 1), [])
    return RefusedSourceError(
        "sheet_columns", name, 0, seen=", ".join(" ".join(cell.split()) for cell in seen if cell)[:200]
    )


def _best(text: str) -> tuple[str, Head | None, list[list[str]]]:
    """The separator that gives most columns that are understood, with the row that names them."""
    best: tuple[int, str, Head | None, list[list[str]]] = (-1, ",", None, [])
    for separator in SEPARATORS:
        if separator not in text:
            continue
        try:
            rows = _rows(text, separator)
        except csv.Error:
            continue
        head = head_of(rows)
        if head is not None:
            columns = head.columns
            known = len(columns.one) + len(columns.options) + len(columns.keys) + len(columns.wrong)
            if known + 100 * columns.is_enough > best[0]:
                best = (known + 100 * columns.is_enough, separator, head, rows)
    return best[1], best[2], best[3]


def _rows(text: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(_LONGEST_CELL)
    rows = []
    for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
        rows.append([own_cell(cell) for cell in row])
        if len(rows) > MOST_ROWS:
            break
    return rows


class CsvImporter:
    def read(self, source: Source) -> Imported:
        making = BankMaking(PurePath(source.name).stem)
        try:
            for name in source.names:
                _read(source.content(name), name, making)
        except RefusedSourceError as refused:
            return Imported((), LossReport(), (refused.problem,))
        return making.imported()


def _read(data: bytes, name: str, making: BankMaking) -> None:
    text, guessed = read_decoded(data, name)
    separator, head, _ = _best(text[:_LOOK] if len(text) > _LOOK else text)
    try:
        rows = _rows(text, separator)
    except csv.Error:
        raise RefusedSourceError("too_many_lines", name, limit=f"{MOST_ROWS:,}") from None
    if len(rows) > MOST_ROWS:
        raise RefusedSourceError("too_many_lines", name, limit=f"{MOST_ROWS:,}")
    if head is None or not head.columns.is_enough:
        raise needed_columns(rows, name)
    if guessed:
        making.note(name, "encoding_guessed", encoding=NAMES[guessed])
    if separator != ",":
        making.note(name, "separator_guessed", separator=Message(SEPARATOR_NAMES[separator]))
    TableMaking(making, Table(name, rows), head).make()

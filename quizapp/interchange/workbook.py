"""Workbooks of Excel (.xlsx), whose sheets are tables of questions; of a formula, its last value counts."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import PurePath
from typing import Any

from quizapp.archive import Archive, ArchiveBounds, ArchiveError
from quizapp.interchange.bank_making import BankMaking
from quizapp.interchange.csv_tables import MOST_ROWS, needed_columns
from quizapp.interchange.losses import Imported, LossReport
from quizapp.interchange.source import RefusedSourceError, Source, archive_refusal, is_workbook, without_control
from quizapp.interchange.table_reading import DateCell, Table, TableMaking, head_of
from quizapp.interchange.workbook_numbers import CellFormats, number_formats, plain_number, shown_number

_MOST_COLUMNS = 500
_MOST_CELLS = 1_000_000
_BOUNDS = ArchiveBounds(2000, 20 * 2**20, 60 * 2**20)
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_SHIFTED = re.compile(rb"<(?:\w+:)?vertAlign\s+val\s*=\s*[\"'](?:super|sub)script")
_PLACE = re.compile(rb"\s(?:r|ref)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
_CELL = re.compile(rb"([A-Z]{0,3})([0-9]{1,7})")
_COUNT = re.compile(rb"\s(?:unique)?count\s*=\s*[\"']\s*[0-9]{8,}", re.IGNORECASE)


def recognizes(data: bytes) -> bool:
    """Tells whether a file is a workbook."""
    return is_workbook(data)


class WorkbookImporter:
    def read(self, source: Source) -> Imported:
        making = BankMaking(PurePath(source.name).stem)
        try:
            for name in source.names:
                _read(source.content(name), name, making)
        except RefusedSourceError as refused:
            return Imported((), LossReport(), (refused.problem,))
        return making.imported()


def _read(data: bytes, name: str, making: BankMaking) -> None:
    forms = _checked_forms(data, name)
    understood = 0
    seen: list[list[str]] = []
    left: list[str] = []
    for table in _tables(data, name, forms):
        rows = [list(row) for row in table.rows]
        head = head_of(rows)
        if head is not None and head.columns.is_enough:
            understood += 1
            if understood > 1:
                making.begin_category(table.name.replace("/", "//"))
            TableMaking(making, table, head).make()
        elif any(any(row) for row in rows):
            left.append(table.name)
            seen = seen or rows
    if not understood:
        raise needed_columns(seen, name)
    for sheet in left:
        making.note(name, "sheet_left_out", name=sheet)
    for code, values in _lost_around(data):
        making.note(name, code, **values)


_MOST_NAMED = 5


def _lost_around(data: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Parts that the library does not read: images, and the places of letters that are raised or lowered."""
    archive = Archive(data, _BOUNDS)
    images = [file.rpartition("/")[2] for file in archive.names if file.lower().startswith("xl/media/")]
    if images:
        named = ", ".join(image[:60] for image in images[:_MOST_NAMED])
        yield "image_left_out", {"name": f"{named}, …" if len(images) > _MOST_NAMED else named}
    texts = [archive.content(file) for file in archive.names if file.lower() == "xl/sharedstrings.xml"]
    if any(_SHIFTED.search(text) for text in texts):
        yield "raised", {}


def _checked_forms(data: bytes, name: str) -> dict[str, CellFormats]:
    """Look at the archive and at the places of all cells, before the library makes room for them.

    Gives the forms of numbers in each sheet.

    Raises:
        RefusedSourceError: it is damaged, or larger than any table of questions.
    """
    try:
        archive = Archive(data, _BOUNDS)
        for file in archive.names:
            if file.lower().endswith(".xml"):
                content = archive.content(file)
                if _COUNT.search(content[:2000]):
                    raise _too_many(name)
                if _SHEET.search(file):
                    _check_cells(content, name)
        return number_formats(archive, name)
    except ArchiveError as refused:
        raise archive_refusal(name, refused) from None


def _check_cells(content: bytes, name: str) -> None:
    rows = columns = count = 0
    for place in _PLACE.finditer(content):
        for written in (place[1] or place[2] or b"").split(b":"):
            found = _CELL.fullmatch(written)
            if found is None:
                raise _too_many(name)
            rows = max(rows, int(found[2]))
            column = 0
            for sign in found[1]:
                column = column * 26 + sign - 64
            columns = max(columns, column)
        count += 1
    if rows > MOST_ROWS or columns > _MOST_COLUMNS or rows * columns > _MOST_CELLS or count > _MOST_CELLS:
        raise _too_many(name)


def _too_many(name: str) -> RefusedSourceError:
    return RefusedSourceError("too_many_lines", name, limit=f"{MOST_ROWS:,}")


def _tables(data: bytes, name: str, forms: Mapping[str, CellFormats]) -> Iterator[Table]:
    from python_calamine import load_workbook

    try:
        workbook = load_workbook(BytesIO(data))
        for sheet in workbook.sheet_names:
            rows: list[list[Any]] = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            places = forms.get(sheet, {})
            yield Table(
                sheet,
                [
                    [_shown(value, places.get((at, column), "")) for column, value in enumerate(row)]
                    for at, row in enumerate(rows)
                ],
            )
    except (KeyboardInterrupt, SystemExit, GeneratorExit, RefusedSourceError):
        raise
    except BaseException as error:  # a failure within Rust is no Exception
        if isinstance(error, MemoryError):
            raise
        raise RefusedSourceError("source_damaged", name) from None


def _shown(value: Any, form: str) -> str:
    """A cell as a text, as it is shown; `form` is that of its number."""
    match value:
        case str():
            return without_control(value)
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return shown_number(float(value), form) if form else plain_number(float(value))
        case datetime() if value.time() == time():
            return DateCell(value.date().isoformat())
        case datetime() | date() | time():
            return DateCell(value.isoformat())
        case timedelta():
            return DateCell(str(value))
        case _:
            return ""

"""Tables of questions, as CSV and as workbooks: their columns are understood by their names, or refused by them."""

import csv
from collections.abc import Callable
from datetime import datetime
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
import yaml

from quizapp.csv_table import own_cell
from quizapp.interchange.catalog import BY_NAME
from quizapp.interchange.losses import Imported
from quizapp.interchange.source import Source
from quizapp.services.exchange import format_of, read_source
from tests.images import png
from tests.interchange.sheets import left_of, passage_of, questions_of, told
from tests.interchange.trips import assert_adds_up, assert_is_bank

TABLE = Path(__file__).parents[1] / "data" / "interchange" / "tables.yaml"
TABLES: list[dict[str, Any]] = yaml.load(TABLE.read_text("utf-8"), Loader=yaml.CSafeLoader)


def assert_is(imported: Imported, table: dict[str, Any]) -> None:
    questions = questions_of(imported)
    assert [told(question) for question in questions] == table.get("expect", [])
    assert left_of(imported) == table.get("left", [])
    assert_adds_up(imported.losses, imported)
    for bank in imported.banks:
        assert_is_bank(bank)
    if "points" in table:
        assert [str(question.points) for question in questions] == table["points"]
    if "explanation" in table:
        assert [question.explanation for question in questions] == table["explanation"]
    if "hints" in table:
        assert ["".join(hint.text for hint in question.hints) for question in questions] == table["hints"]
    if "feedback" in table:
        assert [option.feedback for option in questions[0].options] == table["feedback"]  # type: ignore[attr-defined]
    for words, bank in zip(table.get("passage", []), imported.banks, strict=True) if "passage" in table else ():
        assert words in passage_of(bank)


@pytest.mark.parametrize("table", TABLES, ids=[table["name"] for table in TABLES])
def test_a_table_is_what_its_teacher_meant(table: dict[str, Any]) -> None:
    data = table["text"].encode(table.get("encoding", "utf-8"))
    found = format_of(data)
    if not table.get("claimed", True):
        assert found is None or found.name not in ("csv", "typed")
        return
    assert found is BY_NAME["csv"]
    imported = read_source(Source.of_bytes("table.csv", data))
    if "refused" in table:
        assert [problem.code for problem in imported.problems] == [table["refused"]]
        return
    assert_is(imported, table)
    assert {loss.code for _, loss in imported.losses.notes} == set(table.get("notes", []))


def workbook_of(*sheets: list[list[object]]) -> bytes:
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        for rows in sheets:
            sheet = book.add_worksheet()
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return target.getvalue()


def cells_of(table: dict[str, Any]) -> list[list[object]]:
    """The cells of a table, numbers as numbers."""
    separator = max("\t|;,", key=table["text"].replace(" | ", "").count)
    rows = csv.reader(StringIO(table["text"]), delimiter=separator)
    return [[int(cell) if cell.isdecimal() else own_cell(cell) for cell in row] for row in rows]


def test_workbooks_are_what_their_teachers_meant() -> None:
    tried = 0
    for table in TABLES:
        if not table.get("claimed", True):
            continue
        data = workbook_of([["A plan of the year", 7]], cells_of(table))
        assert format_of(data) is BY_NAME["xlsx"]
        imported = read_source(Source.of_bytes("table.xlsx", data))
        if "refused" in table:
            assert [problem.code for problem in imported.problems] == [table["refused"]]
            continue
        assert_is(imported, table)
        assert "sheet_left_out" in {loss.code for _, loss in imported.losses.notes}
        tried += 1
    assert tried > 20


def test_dates_numbers_and_formulas_of_a_workbook_are_taken_as_they_are_shown() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["question", "A", "B", "C", "key"])
        sheet.write_row(1, 0, ["How much?", 1.5, 2, 0.1, "B"])
        sheet.write_row(2, 0, ["When?", "then"])
        sheet.write_datetime(2, 2, datetime(2026, 1, 2), book.add_format({"num_format": "d-mmm"}))
        sheet.write(2, 4, "A")
        sheet.write_row(3, 0, ["What is =1+1?", 3])
        sheet.write_formula(3, 2, "=1+1", None, 2)
        sheet.write(3, 4, "B")
        sheet.write_row(4, 0, ["A half?", "", "", "", "A"])
        for at, (value, form) in enumerate([(0.5, "0%"), (0.5, "0.00"), (1500, "#,##0")], 1):
            sheet.write_number(4, at, value, book.add_format({"num_format": form}))
        sheet.write_row(5, 0, ["A fraction?", "", 2, "", "B"])
        sheet.write_number(5, 1, 0.5, book.add_format({"num_format": "# ?/?"}))
    imported = read_source(Source.of_bytes("a.xlsx", target.getvalue()))
    assert [told(each) for each in questions_of(imported)] == [
        "How much? | 1.5 | *2 | 0.1",
        "When? | *then | 2026-01-02",
        "What is =1+1? | 3 | *2",
        "A half? | *50% | 0.50 | 1,500",
        "A fraction? | 0.5 | *2",
    ]
    assert [[loss.code for loss in item.losses] for item in imported.losses.items] == [
        *([], ["cell_date"], [], [], ["cell_number"]),
    ]


def with_cell(place: str) -> bytes:
    """A workbook whose first cell stands at another place."""
    target = BytesIO()
    plain = BytesIO(workbook_of([["question", "A", "B", "key"], ["One?", 1, 2, "A"]]))
    with ZipFile(plain) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for file in old.namelist():
            content = old.read(file)
            if file == "xl/worksheets/sheet1.xml":
                content = content.replace(b'r="A1"', f'r="{place}"'.encode(), 1)
            new.writestr(file, content)
    return target.getvalue()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (lambda: with_cell("XFD1048576"), "too_many_lines"),
        (lambda: with_cell("&#88;FD1048576"), "too_many_lines"),
        (lambda: with_cell("A2000000000"), "too_many_lines"),
        (lambda: with_cell("A1")[:-300], "source_damaged"),
        (lambda: workbook_of([]), "sheet_columns"),
        (lambda: workbook_of([["Name", "Class"], ["Marta", "7b"]]), "sheet_columns"),
    ],
)
def test_a_workbook_that_means_harm_or_is_none_is_refused(data: Callable[[], bytes], code: str) -> None:
    imported = read_source(Source.of_bytes("a.xlsx", data()))
    assert [problem.code for problem in imported.problems] == [code]
    assert "{" not in str(imported.problems[0])


def test_what_a_workbook_has_beside_its_cells_is_told() -> None:
    target = BytesIO()
    with xlsxwriter.Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Question", "A", "B", "Answer"])
        sheet.write_row(1, 0, ["Which?", "100", "", "A"])
        sheet.write_rich_string(1, 2, "10", book.add_format({"font_script": 1}), "2")
        sheet.insert_image(2, 0, "tower.png", {"image_data": BytesIO(png(2, 2))})
    imported = read_source(Source.of_bytes("table.xlsx", target.getvalue()))
    assert [told(question) for question in questions_of(imported)] == ["Which? | *100 | 102"]
    assert [loss.code for _, loss in imported.losses.notes] == ["image_left_out", "raised"]

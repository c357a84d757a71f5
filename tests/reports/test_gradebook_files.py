"""A gradebook as files: what a spreadsheet opens, with nothing in it taken for a formula."""

import csv
import json
import shutil
import subprocess
from fractions import Fraction
from io import BytesIO, StringIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from quizapp.domain.gradebook import Gradebook, GradeCell, GradeRow
from quizapp.domain.marked_attempt import Total
from quizapp.reports.gradebook_files import gradebook_csv, gradebook_json, gradebook_xlsx
from quizapp.texts import LANGUAGES, Texts

NAMES = ("=1+1", "@SUM(A1)", "李明", "ليلى", 'Ada, the "first"', "-2", "+3", "O’Neill", "007", "1/2", "https://x.y")
BOOK = Gradebook(
    "7b",
    ("1" * 32, "2" * 32),
    ("=Bees", "Roads"),
    tuple(
        GradeRow(
            str(number),
            name,
            (
                GradeCell("handed_in", Total(Fraction(number), Fraction(20)), unrated=1, is_late=True),
                GradeCell("missing", Total()),
            ),
        )
        for number, name in enumerate(NAMES)
    ),
)


def texts_and_numbers(workbook: bytes) -> list[list[str | float | None]]:
    """The cells of the first sheet: texts as texts, numbers as numbers; a formula is refused."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with ZipFile(BytesIO(workbook)) as file:
        shared = [
            "".join(text.itertext())
            for text in ElementTree.fromstring(file.read("xl/sharedStrings.xml")).findall("m:si", space)
        ]
        sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
    assert not sheet.findall(".//m:f", space)
    assert not sheet.findall(".//m:hyperlink", space)
    rows = []
    for row in sheet.iter(f"{{{space['m']}}}row"):
        cells: list[str | float | None] = []
        for cell in row:
            value = cell.find("m:v", space)
            if value is None or value.text is None:
                cells.append(None)
            else:
                cells.append(shared[int(value.text)] if cell.get("t") == "s" else float(value.text))
        rows.append(cells)
    return rows


def test_a_workbook_has_texts_as_texts_and_points_as_numbers():
    head, *rows = texts_and_numbers(gradebook_xlsx(BOOK))
    assert head[:2] == ["name", "=Bees: points"]
    assert [row[0] for row in rows] == list(NAMES)
    assert [row[1] for row in rows] == list(range(len(NAMES)))
    assert {row[5] for row in rows} == {"handed in, late"}
    assert {row[-1] for row in rows} == {"missing"}


def test_a_workbook_is_written_in_each_language():
    for language in LANGUAGES:
        head, *_ = texts_and_numbers(gradebook_xlsx(BOOK, Texts(language)))
        assert head[-1] == f"Roads: {Texts(language)('state')}"


def test_the_names_of_a_workbook_are_wide_and_stay_in_view_with_the_heads():
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    with ZipFile(BytesIO(gradebook_xlsx(BOOK))) as file:
        sheet = ElementTree.fromstring(file.read("xl/worksheets/sheet1.xml"))
        styles = ElementTree.fromstring(file.read("xl/styles.xml"))
    (pane,) = sheet.iter(f"{space}pane")
    assert (pane.get("xSplit"), pane.get("ySplit"), pane.get("state")) == ("1", "1", "frozen")
    (column,) = sheet.iter(f"{space}col")
    assert (column.get("min"), column.get("max")) == ("1", "1")
    assert 28 <= float(column.get("width", 0)) < 30
    first, *rest = [[cell.get("s") for cell in row] for row in sheet.iter(f"{space}row")]
    assert set(first) == {"1"}  # the one style that is not the usual: bold, in several lines where it is long
    (_, heads) = styles.iterfind(f"{space}cellXfs/{space}xf")
    (alignment,) = heads
    assert alignment.attrib == {"vertical": "top", "wrapText": "1"}
    assert [font.find(f"{space}b") is not None for font in styles.iterfind(f"{space}fonts/{space}font")][-1]
    assert {style for row in rest for style in row} == {None}


def test_a_table_has_no_cell_that_begins_as_a_formula():
    rows = list(csv.reader(StringIO(gradebook_csv(BOOK).removeprefix("\ufeff"), newline="")))
    assert [row[0].removeprefix("'") for row in rows[1:]] == list(NAMES)
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "@", "+", "-"))]


def test_all_of_it_is_data():
    data = json.loads(gradebook_json(BOOK))
    assert [learner["name"] for learner in data["learners"]] == list(NAMES)
    assert [learner["id"] for learner in data["learners"]] == [str(number) for number in range(len(NAMES))]
    assert data["class"] == "7b"
    assert data["assignments"] == [{"id": "1" * 32, "title": "=Bees"}, {"id": "2" * 32, "title": "Roads"}]
    assert gradebook_json(BOOK).startswith('{\n "class": "7b",\n')
    assert data["learners"][3]["assignments"] == [
        {
            "state": "handed_in",
            "earned": 3,
            "possible": 20,
            "not_rated": 1,
            "late": True,
            "released": False,
            "held": 0,
        },
        {
            "state": "missing",
            "earned": None,
            "possible": None,
            "not_rated": 0,
            "late": False,
            "released": False,
            "held": 0,
        },
    ]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_spreadsheet_program_shows_names_as_they_are(ending, tmp_path):
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        pytest.skip("there is no LibreOffice on this computer")
    source = tmp_path / f"grades.{ending}"
    source.write_bytes(gradebook_xlsx(BOOK) if ending == "xlsx" else gradebook_csv(BOOK).encode())
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    # 44: comma, 34: quotation mark, 76: UTF-8; formulas would be shown as their values
    shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    read = ["--infilter=CSV:44,34,76,1"] if ending == "csv" else []
    command = [
        program,
        home,
        "--headless",
        *read,
        "--convert-to",
        shown,
        "--outdir",
        str(tmp_path / "out"),
        str(source),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    (written,) = (tmp_path / "out").iterdir()
    rows = list(csv.reader(StringIO(written.read_text("utf-8-sig"), newline="")))
    shown_names = [row[0] for row in rows[1:]]
    if ending == "csv":  # a table has no types: a program reads numbers and dates in it as it likes
        shown_names, names = shown_names[:8], [f"'{name}" if name[0] in "=@-+" else name for name in NAMES[:8]]
    else:
        names = list(NAMES)
    assert shown_names == names

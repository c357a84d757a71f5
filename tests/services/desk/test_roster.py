"""Points for the gradebooks of Canvas and Moodle: into a table that says who is who there."""

import csv
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest

from quizapp.domain.gradebook import Gradebook, GradeCell, GradeRow
from quizapp.domain.marked_attempt import Total
from quizapp.errors import QuizAppError
from quizapp.services.desk.roster import read_roster, with_points

CANVAS = """\
Student,ID,SIS User ID,SIS Login ID,Section,Old test (12),Current Score
    Points Possible,,,,,10,(read only)
"Lovelace, Ada",101,s101,ada@school.example,7b,9,90
Björn Å,102,s102,bjorn@school.example,7b,,
Somebody Else,103,s103,else@school.example,7b,5,50
"=HYPERLINK(1)",104,s104,x@school.example,7b,,
"""
MOODLE = """\
First name;Surname;ID number;Email address
ADA;Lovelace;101;ada@school.example
Björn;Å;102;bjorn@school.example
"""


def cell(earned: object, possible: int = 8, **more: int) -> GradeCell:
    return GradeCell("handed_in", Total(Fraction(str(earned)), Fraction(possible)), **more)


MISSING = GradeCell("missing", Total())
BOOK = Gradebook(
    "7b",
    ("1" * 32, "2" * 32),
    ("Bees", "=Roads"),
    (
        GradeRow("a", "Ada Lovelace", (cell("7.5"), cell(3))),
        GradeRow("b", "Björn Å", (cell(8, unrated=1), MISSING)),
        GradeRow("c", "陈", (cell(1), cell(1))),
        GradeRow("d", "=HYPERLINK(1)", (cell(2), cell(0))),
    ),
)


def filled(tmp_path: Path, text: str, tool: str) -> tuple[list[list[str]], tuple[str, ...], int]:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    found = with_points(BOOK, read_roster(path), tool)  # type: ignore[arg-type]
    return list(csv.reader(StringIO(found.text.removeprefix("\ufeff")))), found.unknown, found.unrated


def test_canvas_gets_its_own_columns_the_points_possible_and_ours(tmp_path: Path) -> None:
    rows, unknown, unrated = filled(tmp_path, CANVAS, "canvas")
    assert rows == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Bees", "'=Roads"],
        ["    Points Possible", "", "", "", "", "8", "8"],
        ["Lovelace, Ada", "101", "s101", "ada@school.example", "7b", "7.5", "3"],
        ["Björn Å", "102", "s102", "bjorn@school.example", "7b", "", ""],
        ["'=HYPERLINK(1)", "104", "s104", "x@school.example", "7b", "2", "0"],
    ]
    assert (unknown, unrated) == (("陈",), 1)


def test_moodle_gets_all_columns_by_which_it_may_know_its_users(tmp_path: Path) -> None:
    rows, unknown, unrated = filled(tmp_path, MOODLE, "moodle")
    assert rows == [
        ["First name", "Surname", "ID number", "Email address", "Bees", "'=Roads"],
        ["ADA", "Lovelace", "101", "ada@school.example", "7.5", "3"],
        ["Björn", "Å", "102", "bjorn@school.example", "", ""],
    ]
    assert (unknown, unrated) == (("陈", "=HYPERLINK(1)"), 1)


def test_nobody_gets_the_points_of_a_namesake(tmp_path: Path) -> None:
    rows, unknown, _ = filled(tmp_path, f"{CANVAS}Ada Lovelace,105,s105,other@school.example,7c,,\n", "canvas")
    assert [row[1] for row in rows[2:]] == ["102", "104"]
    assert unknown == ("Ada Lovelace", "陈")


def test_what_is_short_odd_or_not_there_in_a_table_does_no_harm(tmp_path: Path) -> None:
    text = "ID;Name;Group\n1;Lovelace, Ada\n;;\n2;  陈 ;7b;more\n3;Points Possible;\n4;Nobody;\n"
    rows, unknown, unrated = filled(tmp_path, text, "moodle")
    assert rows == [
        ["ID", "Name", "Group", "Bees", "'=Roads"],
        ["1", "Lovelace, Ada", "", "7.5", "3"],
        ["2", "陈", "7b", "1", "1"],
    ]
    assert (unknown, unrated) == (("Björn Å", "=HYPERLINK(1)"), 0)


def test_points_are_those_of_what_came_in_and_the_most_that_were_possible(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_text("Student,ID\nAda,1\nBo,2\nCy,3\nPoints Possible,4\n", encoding="utf-8")
    held = GradeCell("held", Total(), held=1)
    back = cell(2, 6)._replace(state="reopened")
    cells = (
        (cell(1, 4), MISSING, held),
        (back, MISSING, held),
        (cell(0, 5), MISSING, MISSING),
        (cell(1), MISSING, held),
    )
    names = ("Ada", "Cy, Bo", "Cy", "Points Possible")
    rows = tuple(GradeRow(name, name, given) for name, given in zip(names, cells, strict=True))
    book = Gradebook("7b", ("1" * 32, "2" * 32, "3" * 32), ("A", "B", "C"), rows)
    found = with_points(book, read_roster(path), "canvas")
    table = list(csv.reader(StringIO(found.text.removeprefix("\ufeff"))))
    assert table == [
        ["Student", "ID", "A", "B", "C"],
        ["    Points Possible", "", "8", "", ""],
        ["Ada", "1", "1", "", ""],
        ["Cy", "3", "0", "", ""],
    ]
    assert found.unknown == ("Cy, Bo",)
    renamed = book._replace(rows=(rows[1]._replace(name="Bo, Cy"), rows[0]))
    assert with_points(renamed, read_roster(path), "canvas").unknown == ("Bo, Cy",)
    path.write_text("Student,ID\nCy Bo,1\n", encoding="utf-8")
    found = with_points(renamed, read_roster(path), "canvas")
    assert found.text.removeprefix("\ufeff").splitlines()[1:] == ["    Points Possible,,6,,", "Cy Bo,1,2,,"]


@pytest.mark.parametrize("text", ["", "\n\n", "Mail,Points\na@x.example,3\n", "Student,ID\n", "\ufeff"])
def test_a_table_without_names_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(QuizAppError, match=r"no column with names|nothing in the file"):
        filled(tmp_path, text, "canvas")


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "roster.csv"
    path.write_bytes(b"PK\x03\x04" + b"\0" * 100)
    with pytest.raises(QuizAppError, match=r"roster\.csv"):
        read_roster(path)

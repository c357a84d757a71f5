"""Tables that a spreadsheet wrote are read by the sign that their first line has most of."""

import csv

import pytest

from quizapp.errors import QuizAppError
from quizapp.services.desk.table_file import rows_of, table_rows, text_of_table


def test_columns_are_divided_by_what_the_first_line_has_most_of():
    for text, rows in (
        ("a,b;c,d\n1;2", [["a", "b;c", "d"], ["1;2"]]),
        ("a;b;c,d\n1,2", [["a", "b", "c,d"], ["1,2"]]),
        ("\ufeffa\tb\n1\t2\n", [["a", "b"], ["1", "2"]]),
        ("a\n1;2", [["a"], ["1;2"]]),
        ("", []),
    ):
        assert table_rows(text) == rows
    assert rows_of('\ufeffa;"b\r\nc"\r\n', ";") == [["a", "b\r\nc"]]
    with pytest.raises(QuizAppError, match=r"not a table that can be read .*\. Save it as “CSV UTF-8”"):
        rows_of("x" * (csv.field_size_limit() + 1), ",")


def test_a_file_that_is_no_text_is_told_with_its_line(tmp_path):
    path = tmp_path / "names.csv"
    path.write_bytes("Name\nZoë\n".encode())
    assert text_of_table(path) == "Name\nZoë\n"
    path.write_bytes("Name\nAda\nZoë\n".encode("latin-1"))
    with pytest.raises(QuizAppError, match=r"^names\.csv, line 3: "):
        text_of_table(path)
    with pytest.raises(QuizAppError, match=r"^none\.csv: "):
        text_of_table(tmp_path / "none.csv")

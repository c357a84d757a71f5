"""Tables that a spreadsheet or another tool wrote as text."""

import csv
import io
from pathlib import Path

from quizapp.errors import QuizAppError
from quizapp.formats.text_file import read_text_file
from quizapp.problems import Problem


def text_of_table(path: Path) -> str:
    """The text of a file that a spreadsheet wrote.

    Raises:
        QuizAppError: it cannot be read, or is no text; it names the line.
    """
    data, mistakes = read_text_file(path)
    if data is not None:
        return data.decode()
    line, mistake = mistakes[0]
    problem = Problem(mistake.code, str(path), line, "", mistake.values)
    raise QuizAppError(
        "{file}, line {line}: {problem}" if line else "{file}: {problem}",
        problem.remedy_message,
        file=path.name,
        line=str(line),
        problem=problem.what_message,
    )


def table_rows(text: str) -> list[list[str]]:
    """The rows of a CSV, whose columns the sign divides that its first line has most of: comma, semicolon or tab.

    Raises:
        QuizAppError: it is no table.
    """
    first = text.lstrip("\ufeff").partition("\n")[0]
    return rows_of(text, max(",;\t", key=first.count))


def rows_of(text: str, separator: str) -> list[list[str]]:
    """The rows of a table whose columns `separator` divides.

    Raises:
        QuizAppError: it is no table.
    """
    try:
        return list(csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator))
    except csv.Error as error:
        raise QuizAppError(
            "This is not a table that can be read ({reason}).", "Save it as “CSV UTF-8”.", reason=error
        ) from error

"""Points for the gradebook of another tool: they go into a table that the tool wrote, which says who is who there.

Canvas takes a table with its own columns (Student, ID, SIS User ID, SIS Login ID, Section), a row of the points that
are possible, and a column for each assignment (Canvas instructor guide, *How do I import grades in the Gradebook?*).
Moodle takes any table with one column by which it knows its users, such as the e-mail address, and asks for each other
column which grade it is (Moodle documentation, *Grade import*). In both an empty cell changes nothing.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from quizapp.csv_table import Value, csv_text
from quizapp.domain.gradebook import Gradebook, GradeCell
from quizapp.domain.people import name_key
from quizapp.errors import QuizAppError
from quizapp.reports.spreadsheet import number
from quizapp.services.desk.classes import name_in
from quizapp.services.desk.table_file import table_rows, text_of_table

Tool = Literal["canvas", "moodle"]

_CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_POSSIBLE = "Points Possible"
_COUNTS = ("handed_in", "reopened")


class Roster(NamedTuple):
    """The columns of a table, and its rows; each row has as many cells as there are columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Filled(NamedTuple):
    """A table with points in it; the learners of the class who are left out, as the table has nobody of their name, or
    several; and how many results are left out since a written answer is not rated yet."""

    text: str
    unknown: tuple[str, ...]
    unrated: int


def read_roster(path: Path) -> Roster:
    """Read the table of learners that another tool wrote, as CSV.

    Raises:
        QuizAppError: it cannot be read, or no column of it has names.
    """
    rows = [[cell.strip() for cell in row] for row in table_rows(text_of_table(path)) if any(map(str.strip, row))]
    columns = tuple(rows[0]) if rows else ()
    known = [cell.casefold() for cell in columns]
    found = tuple(tuple((*row, *[""] * len(columns))[: len(columns)]) for row in rows[1:])
    if not any(name_in(row, known).strip() for row in found):
        raise QuizAppError(
            "{file} has no column with names.",
            "Save the gradebook, or the list of participants, from Canvas or Moodle as CSV.",
            file=path.name,
        )
    return Roster(columns, found)


def with_points(book: Gradebook, roster: Roster, tool: Tool) -> Filled:
    """Put the points of a gradebook into a table of `tool`.

    A learner is found by the name, also as “Lovelace, Ada”; where several have it, none of them gets points. What is
    missing, held back or not rated in full has an empty cell.
    """
    header = [cell.casefold() for cell in roster.columns]
    learners = {key: row for row in book.rows for key in _keys(row.name)}
    kept = [at for at, column in enumerate(roster.columns) if tool == "moodle" or column in _CANVAS]
    rows: list[tuple[Value, ...]] = []
    if tool == "canvas":
        possible = (max((cell.total.possible for cell in cells), default=None) for cells in _columns(book))
        blank = [""] * (len(kept) - 1)
        rows.append((f"    {_POSSIBLE}", *blank, *(None if each is None else number(each) for each in possible)))
    names = [name_in(row, header) for row in roster.rows]
    named = [next((learners[key] for key in _keys(name) if key in learners), None) for name in names]
    times = Counter(learner.learner for learner in named if learner is not None)
    found = {learner for learner, count in times.items() if count == 1}
    for row, name, learner in zip(roster.rows, names, named, strict=True):
        if learner is not None and learner.learner in found and name.strip() != _POSSIBLE:
            rows.append((*(row[at] for at in kept), *(_points(cell) for cell in learner.cells)))
    head = (*(roster.columns[at] for at in kept), *book.titles)
    in_table = [row for row in book.rows if row.learner in found]
    unknown = tuple(row.name for row in book.rows if row.learner not in found)
    return Filled(csv_text(head, rows), unknown, sum(bool(cell.unrated) for row in in_table for cell in row.cells))


def _keys(name: str) -> Iterator[str]:
    """The forms by which a name is found: as it stands, and with the last name after the first ones."""
    yield name_key(" ".join(name.split()))
    last, comma, first = name.partition(",")
    if comma:
        yield name_key(" ".join(f"{first} {last}".split()))


def _columns(book: Gradebook) -> Iterator[Sequence[GradeCell]]:
    """The cells of each assignment that something has come in for."""
    for at in range(len(book.titles)):
        yield [row.cells[at] for row in book.rows if row.cells[at].state in _COUNTS]


def _points(cell: GradeCell) -> Value:
    return number(cell.total.earned) if cell.state in _COUNTS and not cell.unrated else None

"""Parts of a report, in words, whatever it is shown on: facts, tables, and sections with their lines."""

from typing import NamedTuple

from quizapp.domain.mark import Outcome


class Fact(NamedTuple):
    """Something about the attempt as a whole."""

    name: str
    value: str


class Line(NamedTuple):
    """One line of what is said about a question; `outcome` says how what it tells was marked, where it was."""

    text: str
    outcome: Outcome | None = None


class Section(NamedTuple):
    """Lines about a question under one name, such as the right answer."""

    name: str
    lines: tuple[Line, ...]


class Quotation(NamedTuple):
    """Words of the passage; `paragraph` is 0 where none is numbered."""

    text: str
    paragraph: int


class Cell(NamedTuple):
    """A field of a table; `outcome` as in `Line`; a `share`, from 0 to 1, can be shown as a bar too."""

    text: str
    outcome: Outcome | None = None
    share: float | None = None


class Table(NamedTuple):
    """Each of `rows` has as many cells as `head`; the first cell names the row. `notes` stand below.

    `widths` are those of the columns in percent; without them, whatever shows it knows what fits.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    widths: tuple[float, ...] = ()

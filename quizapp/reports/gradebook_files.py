"""A gradebook as files: CSV, a workbook for a spreadsheet, and JSON. No text in them is a formula."""

import json
from io import BytesIO

from quizapp.csv_table import Value, csv_text
from quizapp.domain.gradebook import Gradebook, GradeCell
from quizapp.errors import QuizAppError
from quizapp.reports.spreadsheet import number
from quizapp.texts import ENGLISH, N_, Texts

STATE_TEXTS = N_({"missing": "missing", "handed_in": "handed in", "reopened": "reopened", "held": "to be decided"})
_OF_CELL = N_(("points", "of", "percent", "not rated", "state"))


def gradebook_file(book: Gradebook, ending: str, translate: Texts = ENGLISH) -> bytes:
    """The file of a gradebook by its `ending`: ``.csv``, ``.xlsx`` or ``.json``.

    Raises:
        QuizAppError: it has another ending.
    """
    match ending.lower():
        case ".csv":
            return gradebook_csv(book, translate).encode()
        case ".xlsx":
            return gradebook_xlsx(book, translate)
        case ".json":
            return gradebook_json(book).encode()
    raise QuizAppError(
        "A gradebook cannot be saved as “{ending}”.", "End its name with .csv, .xlsx or .json.", ending=ending
    )


def gradebook_csv(book: Gradebook, translate: Texts = ENGLISH) -> str:
    """A row for each learner, with five columns for each assignment."""
    return csv_text(_head(book, translate), _rows(book, translate))


def gradebook_xlsx(book: Gradebook, translate: Texts = ENGLISH) -> bytes:
    """The rows of `gradebook_csv` as a workbook, in which texts are text cells and points are numbers."""
    from xlsxwriter import Workbook  # 30 ms that no other export needs

    out = BytesIO()
    with Workbook(out, {"in_memory": True}) as workbook:
        sheet = workbook.add_worksheet(translate("Gradebook"))
        bold = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        for column, text in enumerate(_head(book, translate)):
            sheet.write_string(0, column, text, bold)
        for row, values in enumerate(_rows(book, translate), 1):
            for column, value in enumerate(values):
                if isinstance(value, str):
                    sheet.write_string(row, column, value.replace("\0", ""))
                elif value is not None:
                    sheet.write_number(row, column, value)
        sheet.freeze_panes(1, 1)
        sheet.set_column(0, 0, 28)
    return out.getvalue()


def gradebook_json(book: Gradebook) -> str:
    """All of the gradebook as data."""
    data = {
        "class": book.class_name,
        "assignments": [{"id": id_, "title": title} for id_, title in zip(book.assignments, book.titles, strict=True)],
        "learners": [
            {
                "id": row.learner,
                "name": row.name,
                "assignments": [
                    {
                        "state": cell.state,
                        "earned": number(cell.total.earned) if _counts(cell) else None,
                        "possible": number(cell.total.possible) if _counts(cell) else None,
                        "not_rated": cell.unrated,
                        "late": cell.is_late,
                        "released": cell.is_released,
                        "held": cell.held,
                    }
                    for cell in row.cells
                ],
            }
            for row in book.rows
        ],
    }
    return json.dumps(data, indent=1, ensure_ascii=False)


def _counts(cell: GradeCell) -> bool:
    return cell.state in ("handed_in", "reopened")


def _head(book: Gradebook, translate: Texts) -> tuple[str, ...]:
    return (translate("name"), *(f"{title}: {translate(what)}" for title in book.titles for what in _OF_CELL))


def _rows(book: Gradebook, translate: Texts) -> list[tuple[Value, ...]]:
    return [(row.name, *(value for cell in row.cells for value in _cell_values(cell, translate))) for row in book.rows]


def state_text(cell: GradeCell, translate: Texts = ENGLISH) -> str:
    """The state of what a learner handed in, such as ``handed in, late``."""
    state = translate(STATE_TEXTS[cell.state])
    return translate("{state}, late", state=state) if cell.is_late else state


def _cell_values(cell: GradeCell, translate: Texts) -> tuple[Value, ...]:
    state = state_text(cell, translate)
    if not _counts(cell):
        return (None, None, None, None, state)
    return (number(cell.total.earned), number(cell.total.possible), cell.total.percent, cell.unrated, state)

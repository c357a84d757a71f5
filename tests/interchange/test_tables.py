"""Tables of questions, as CSV and as workbooks: their columns are understood by their names, or refused by them."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
import yaml

from quizapp.interchange.catalog import BY_NAME
from quizapp.interchange.losses import Imported
from quizapp.interchange.source import Source
from quizapp.services.exchange import format_of, read_source
from tests.interchange.sheets import left_of, passage_of, questions_of, told
from tests.interchange.trips import assert_adds_up, assert_is_bank

TABLE = Path(__file__).parents[1] / "data" / "interchange" / "tables.yaml"
TABLES: list[dict[str, Any]] = yaml.safe_load(TABLE.read_text("utf-8"))


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

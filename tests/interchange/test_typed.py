"""Sheets as teachers type them: each question is imported, or reported by its line."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from quizapp.interchange.catalog import BY_NAME
from quizapp.interchange.source import Source
from quizapp.services.exchange import format_of, read_source
from tests.interchange.sheets import left_of, passage_of, questions_of, told
from tests.interchange.trips import assert_adds_up, assert_is_bank

TABLE = Path(__file__).parents[1] / "data" / "interchange" / "typed.yaml"
SHEETS: list[dict[str, Any]] = yaml.load(TABLE.read_text("utf-8"), Loader=yaml.CSafeLoader)


@pytest.mark.parametrize("sheet", SHEETS, ids=[sheet["name"] for sheet in SHEETS])
def test_a_sheet_is_what_its_teacher_meant(sheet: dict[str, Any]) -> None:
    found = format_of(sheet["text"].encode())
    assert found is BY_NAME["typed"]
    imported = read_source(Source.of_text("Pasted", sheet["text"]))
    questions = questions_of(imported)
    assert [told(question) for question in questions] == sheet.get("expect", [])
    assert left_of(imported) == sheet.get("left", [])
    assert_adds_up(imported.losses, imported)
    for bank in imported.banks:
        assert_is_bank(bank)
    if "points" in sheet:
        assert [str(question.points) for question in questions] == sheet["points"]
    if "explanation" in sheet:
        assert [question.explanation for question in questions] == sheet["explanation"]
    if "hints" in sheet:
        assert ["".join(hint.text for hint in question.hints) for question in questions] == sheet["hints"]
    if "feedback" in sheet:
        assert [option.feedback for option in questions[0].options] == sheet["feedback"]  # type: ignore[attr-defined]
    for words, bank in zip(sheet.get("passage", []), imported.banks, strict=True) if "passage" in sheet else ():
        assert (words in passage_of(bank)) if words else not passage_of(bank)
    notes = [loss.code for _, loss in imported.losses.notes]
    assert set(notes) == set(sheet.get("notes", []))


def test_a_numbered_sheet_with_the_answers_of_aiken_is_read_as_typed() -> None:
    numbered = "1. Who came?\nA) Marta\nB) Ada\nANSWER: A\n\n2. Who went?\nA) Marta\nB) Ada\nANSWER: B\n"
    named = numbered.replace("1. ", "").replace("2. ", "")
    for text, name in ((numbered, "typed"), (named, "aiken"), (numbered.replace("2. ", ""), "aiken")):
        assert getattr(format_of(text.encode()), "name", "") == name
    read = read_source(Source.of_text("sheet.txt", numbered))
    assert [str(question.stem) for bank in read.banks for question in bank.questions] == ["Who came?", "Who went?"]
    assert [bank.questions[1].keys for bank in read.banks] == [("B",)]  # type: ignore[attr-defined]


def test_an_answer_that_does_not_fill_each_blank_is_told_with_their_number() -> None:
    read = read_source(Source.of_text("sheet.txt", "1. The ____ met the ____ .\nAnswer: dog\n"))
    ((loss,),) = [item.losses for item in read.losses.items]
    assert loss.sentence().endswith("it has 2 blanks, and its answer “dog” does not fill each.")

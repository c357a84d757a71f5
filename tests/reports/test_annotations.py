"""Highlights and notes in what is printed and exported."""

import csv
from datetime import UTC, datetime
from io import StringIO
from typing import Any

from quizapp.domain.attempt import TEST
from quizapp.domain.event import Highlighted
from quizapp.domain.marked_attempt import MarkedAttempt
from quizapp.domain.text_place import TextPlace
from quizapp.reports.annotations import RemarkEntry
from quizapp.reports.attempt_data import attempt_data
from quizapp.reports.attempt_report import attempt_report
from quizapp.reports.spreadsheet import attempt_csv
from quizapp.services.annotating import Annotating
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from tests.samples import BANK

WHEN = datetime(2026, 3, 4, 10, 5, tzinfo=UTC)


def marked() -> MarkedAttempt:
    taking = Taking(BANK, TEST, None, lambda: 0.0)
    annotating = Annotating(taking)
    annotating.highlight(BANK.passage.find("sea walls")[0], "green")
    note = annotating.note(BANK.passage.find("white tower")[0])
    assert note is not None
    annotating.write(note, "=Why white?")
    lost = TextPlace("words of an older version", "", "", 2)
    taking.annotate(Highlighted(at=0, id="9", quote=lost, color="pink"))
    taking.submit()
    return mark_attempt(BANK, taking.attempt)


def test_a_report_lists_them_in_the_order_of_the_text() -> None:
    report = attempt_report(marked(), started=WHEN)
    assert [entry.spoken for entry in report.remarks] == [
        "Note: =Why white?. “white tower”. Paragraph 1",
        "Green highlight. “sea walls”. Paragraph 2",
        "Pink highlight. “words of an older version”. Not in this version of the text",
    ]
    assert all(isinstance(entry, RemarkEntry) for entry in report.remarks)


def test_data_has_them_with_their_words() -> None:
    data = attempt_data(marked())
    place: dict[str, Any] = {"quote": "sea walls", "paragraph": 2, "in_text": True}
    lost = {"quote": "words of an older version", "paragraph": 2, "in_text": False}
    assert data["highlights"] == [place | {"color": "green"}, lost | {"color": "pink"}]
    assert data["place_notes"] == [
        {"quote": "white tower", "paragraph": 1, "in_text": True, "text": "=Why white?"},
    ]


def test_a_table_has_them_below_the_questions_and_no_formula_in_them() -> None:
    rows = list(csv.DictReader(StringIO(attempt_csv(marked(), started=WHEN, name="Ana").removeprefix("\ufeff"))))
    ours = [row for row in rows if not row["question"]]
    assert len(rows) == len(BANK.questions) + len(ours)
    told = [(row["type"], row["text"], row["verdict"], row["answer"]) for row in ours]
    assert told == [
        ("place_note", "white tower", "", "'=Why white?"),
        ("highlight", "sea walls", "green", ""),
        ("highlight", "words of an older version", "pink", ""),
    ]
    assert {row["name"] for row in ours} == {"Ana"}
    assert {row["earned"] for row in ours} == {""}

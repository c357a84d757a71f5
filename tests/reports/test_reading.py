"""The reading time of an attempt, as it is told: facts, and no judgment."""

import csv
from datetime import UTC, datetime
from io import StringIO
from random import Random

from quizapp.domain.attempt import TEST
from quizapp.reports.attempt_data import attempt_data
from quizapp.reports.attempt_report import attempt_report
from quizapp.reports.reading import reading_facts
from quizapp.reports.spreadsheet import attempt_csv
from quizapp.services.marking import mark_attempt
from quizapp.services.taking import Taking
from tests.samples import BANK

LONG = max(BANK.questions[1:-1], key=lambda question: len(question.stem) + len(" ".join(question.text_lines())))
WHEN = datetime(2025, 5, 9, 14, tzinfo=UTC)


def taken(*, reads=True):
    now = [0.0]
    taking = Taking(BANK, TEST, Random(1), lambda: now[0])
    for second in range(20 if reads else 0):
        taking.look([1, 2] if second < 15 else [2])
        now[0] += 1
    taking.look(())
    at = taking.order.index(LONG.id)
    taking.visit(at)
    now[0] += 0.3
    taking.respond(taking.current.id, taking.current.correct_response())
    taking.visit(at + 1)
    now[0] += 3
    taking.submit()
    return mark_attempt(BANK, taking.attempt), at + 1


def test_it_is_told_in_the_report_and_in_files():
    marked, quick = taken()
    plain = {fact.name: fact.value.replace("\u00a0", " ") for fact in reading_facts(marked)}
    shown = plain.pop("Time by paragraph").split(" · ")
    assert shown[:3] == ["1: 15 s", "2: 20 s", "3: 0 s"]
    assert plain == {
        "Text on the screen": "20 s",
        "Time by question": f"1: 20 s · {quick + 1}: 3 s",
        "Answered very quickly, worth a talk": f"{quick}: 1 s",
    }
    report = attempt_report(marked, started=WHEN)
    rows = [(fact.name, fact.value) for fact in reading_facts(marked)]
    assert [tuple(cell.text for cell in row) for row in report.tables[-1].rows] == rows
    assert "Answered within 1 s, which is very quick. Worth talking about." in report.questions[quick - 1].text
    assert "Worth talking about" not in report.questions[quick].text
    data = attempt_data(marked)
    assert data["text_seconds"] == 20
    assert data["paragraph_seconds"][:2] == [{"paragraph": 1, "seconds": 15.0}, {"paragraph": 2, "seconds": 20.0}]
    assert [each["for_talk"] for each in data["questions"]].index(True) == quick - 1
    rows = list(csv.DictReader(StringIO(attempt_csv(marked, started=WHEN).lstrip("\ufeff"))))
    assert [row["seconds"] for row in rows if row["type"] == "paragraph"][:2] == ["15.0", "20.0"]
    assert [row["number"] for row in rows if row["for_talk"] == "yes"] == [str(quick)]
    assert rows[0]["seconds"] == "20.0"


def test_nothing_is_told_of_what_nobody_knows():
    marked, _ = taken(reads=False)
    names = [fact.name for fact in reading_facts(marked)]
    assert "Text on the screen" not in names
    assert "Time by paragraph" not in names
    assert attempt_data(marked)["paragraph_seconds"] == []

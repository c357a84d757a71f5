"""Each type of question, answered by the actions of the accessibility tree alone, and recorded in the journal."""

import signal
from pathlib import Path

import pytest

from quizapp.domain.attempt import replay
from quizapp.formats.native import read_bank
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.storage.journal import Journal
from tests.journals import unfinished_in
from tests.window.conftest import ROOT, Window

pytestmark = pytest.mark.window

BANK_FILE = ROOT / "questions" / "tour" / "every-type.yaml"
BANK = read_bank(BANK_FILE).bank
assert BANK is not None
COUNT = len(BANK.questions)


def answer(window: Window, type_name: str) -> None:
    match type_name:
        case "single_choice" | "true_false":
            window.act("press", "radio button", "B. ")
        case "multiple_choice" | "highlight_words":
            window.act("press", "check box", number=1)
        case "table" | "categorize":
            window.act("press", "radio button", number=1)
        case "two_part":
            window.act("press", "radio button", "B. ", 0)
            window.act("press", "radio button", "B. ", 1)
        case "matching":
            window.act("press", "push button", "Place 1")
            window.act("press", "menu item", "A. ")
        case "ordering":
            window.act("press", "push button", "Move down")
        case "short_answer" | "numeric":
            window.act("text", "text", "Your answer", text="a hum" if type_name == "short_answer" else "5 km")
        case "open_response":
            window.act("text", "text", "Your answer", text="She wrote a report.")
        case "gap_fill":
            window.act("text", "text", "Gap 1", text="1974")
        case "inline_choice" | "word_bank":
            window.act("select", "combo box", "Gap 1", row=1)
        case "evidence":
            window.act("cursor", "text", "Passage", text="Her report was")
            window.act("press", "push button", "Select the sentence at the cursor")


def responses_in(folder: Path) -> dict[str, object]:
    journal = Journal(folder / "journal.db")
    try:
        (learner,) = journal.learners()
        (row,) = unfinished_in(journal, learner.id)
        return dict(replay(journal.events(row.id)).responses)
    finally:
        journal.close()


def test_every_type_is_answered_by_the_accessibility_tree_and_recorded(open_window, reader_python, tmp_path):
    assert {question.type_name for question in BANK.questions} == {kind.type_name for kind in QUESTION_TYPES}
    window = open_window("--data-dir", tmp_path, BANK_FILE, reader_python=reader_python)
    window.wait_for_name(BANK.description)
    window.act("press", "push button", "Take as a test")
    for number, question in enumerate(BANK.questions, 1):
        window.wait_for_name(f"Question {number} of {COUNT}", "label")
        answer(window, question.type_name)
        window.wait_for(
            lambda at=number: any(
                name.startswith((f"Question {at}, answered", f"Question {at}, partly answered"))
                for name in window.names("list item")
            ),
            f"an answer to {question.type_name}",
        )
        if number < COUNT:
            window.act("press", "push button", "Next question")
    window.wait_for_name("Saved", "label")
    window.end(signal.SIGKILL)
    recorded = responses_in(tmp_path)
    assert set(recorded) == {question.id for question in BANK.questions}
    by_type = {question.type_name: recorded[question.id] for question in BANK.questions}
    assert by_type["short_answer"] == "a hum"
    assert by_type["numeric"] == "5 km"
    assert by_type["open_response"] == {"text": "She wrote a report."}
    assert by_type["gap_fill"] == {"1": "1974"}

"""A quiz with each type of question, taken by the actions of the accessibility tree alone, and its result read."""

import signal
from pathlib import Path

import pytest

from quizapp.domain.attempt import replay
from quizapp.domain.mark import Points, earned
from quizapp.formats.native import read_bank
from quizapp.question_types.catalog import QUESTION_TYPES
from quizapp.storage.journal import Journal
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


def recorded_in(folder: Path) -> dict[str, object]:
    """The responses of the only attempt in the journal, which is over."""
    journal = Journal(folder / "journal.db")
    try:
        (learner,) = journal.learners()
        (row,) = journal.attempts(learner.id, limit=None)
        assert row.submitted
        return dict(replay(journal.events(row.id)).responses)
    finally:
        journal.close()


def counts_of(responses: dict[str, object]) -> dict[str, int]:
    """How many questions the results have to count as what."""
    counts = dict.fromkeys(("Correct", "Partly correct", "Not correct"), 0)
    for question in BANK.questions:
        mark = question.mark(responses[question.id])
        if isinstance(mark, Points):
            counts["Correct" if mark.full else "Partly correct" if earned(mark) else "Not correct"] += 1
    return counts


def test_a_quiz_of_every_type_is_taken_through_the_accessibility_tree_alone(open_window, reader_python, tmp_path):
    """From the first start to the result, without a key and without the mouse."""
    assert {question.type_name for question in BANK.questions} == {kind.type_name for kind in QUESTION_TYPES}
    (tmp_path / "cache").mkdir()  # no bank is known yet
    window = open_window(tmp_path, reader_python=reader_python)
    window.act("press", "push button", "Choose a text")
    window.act("choose", "list", "Banks", text=BANK.title)
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
        window.act("press", "push button", "Next question" if number < COUNT else "Finish")
    window.wait_for_name("Finish this test?")
    window.wait_to_hear("Finish this test?")
    window.act("press", "push button", "Finish and see the results")
    window.wait_for_name("Back to the library")
    told = window.names()
    window.wait_for_name("Saved", "label")
    window.end(signal.SIGKILL)
    recorded = recorded_in(tmp_path)
    assert set(recorded) == {question.id for question in BANK.questions}
    by_type = {question.type_name: recorded[question.id] for question in BANK.questions}
    assert by_type["short_answer"] == "a hum"
    assert by_type["numeric"] == "5 km"
    assert by_type["open_response"] == {"text": "She wrote a report."}
    assert by_type["gap_fill"] == {"1": "1974"}
    assert {f"{what}: {count}" for what, count in counts_of(recorded).items()} <= set(told)
